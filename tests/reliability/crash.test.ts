import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../builders/random';
import { newDossier, readIt } from '../unit/host/folder-fixture';
import { triesOf } from './harness/counts';
import { buildProgram, Editor, runProgram, type Plant } from './harness/program';
import { fingerprintOf, workloads } from './harness/plain-model';
import { tell } from './harness/tell';

/** As if the present schema were the second: every dossier.json that was made before is then of an older one. */
const olderSchema: readonly Plant[] = [
  {
    file: 'core/dossier/migrate.ts',
    replace: 'migrations: readonly Migration[] = []',
    by: "migrations: readonly Migration[] = [(older) => ({ ...older, description: 'Brought up to date.' })]",
  },
  { file: 'core/model/dossier.ts', replace: 'currentSchema = 1', by: 'currentSchema = 2' },
];

/** A process that starts and is killed before it has opened the dossier proves little; these are the milliseconds after. */
const latestKillMs = 80;

describe.each(workloads)('a process killed at any moment: %s', (workload) => {
  it('has every acknowledged edit on disk, and none by halves', async () => {
    const plants = workload === 'migration' ? olderSchema : [];
    const editor = await buildProgram('editor', plants);
    const reader = await buildProgram('reader', plants);
    const random = seededRandom(workloads.indexOf(workload) + 1);
    let path = await newDossier();
    let acknowledged = 0;
    let ahead = 0;
    for (let kill = 0; kill < triesOf('kills'); kill += 1) {
      // A migration happens once, so it takes a new dossier each time.
      if (workload === 'migration') path = await newDossier();
      const found = await readFile(join(path, 'dossier.json'), 'utf8');
      const editing = new Editor(editor, path, workload, String(random.whole(1, 2 ** 30)));
      await editing.hasAcknowledged(workload === 'migration' ? 0 : 1);
      await pause(random.whole(0, latestKillMs) + (workload === 'migration' ? 150 : 0));
      const account = await editing.kill();
      acknowledged += account.acknowledged;

      const held = await stateAfter(path, workload === 'migration' ? reader : null);
      const possible = [account.done, account.will].filter((state) => state !== null);
      if (possible.length > 0) expect(possible, `after kill ${kill}`).toContain(held.fingerprint);
      if (held.fingerprint !== account.done) ahead += 1;
      expect(held.remarks.filter((remark) => !remark.includes('cut short'))).toEqual([]);
      if (workload === 'migration') await requireBackup(path, found);
    }
    tell(
      `${workload}: ${triesOf('kills')} kills, ${acknowledged} acknowledgements, 0 lost, ${ahead} kept before being acknowledged`,
    );
    expect(acknowledged).toBeGreaterThan(triesOf('kills'));
  });
});

/** What a dossier holds after a crash, as a person finds it; read by a program of its own where its schema is. */
async function stateAfter(path: string, reader: string | null) {
  if (reader !== null) {
    return JSON.parse(await runProgram(reader, path)) as { fingerprint: string; remarks: readonly string[] };
  }
  const { store, remarks } = await readIt(path);
  return { fingerprint: fingerprintOf(store.dossier.tracks), remarks };
}

/** Whatever has become of a dossier of an older schema, it can be had back as it was. */
async function requireBackup(path: string, found: string): Promise<void> {
  if ((await readFile(join(path, 'dossier.json'), 'utf8')) === found) return;
  const folder = join(path, 'backups');
  const backups = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  expect(backups).toContain(found);
}
