import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDossierFolder } from '#host/dossier-folder';
import { seededRandom } from '../../builders/random';
import { workloads, type Workload } from './plain-model';
import { buildProgram, eagerCompaction, Editor, runProgram, type Account, type Plant } from './program';
import { stateOnDisk, type StateOnDisk } from './state-on-disk';

/** As if the present schema were the second: every dossier.json that was made before is then of an older one. */
const olderSchema: readonly Plant[] = [
  {
    file: 'core/dossier/migrate.ts',
    replace: 'migrations: readonly Migration[] = []',
    by: "migrations: readonly Migration[] = [(older) => ({ ...older, description: 'Brought up to date.' })]",
  },
  { file: 'core/model/dossier.ts', replace: 'currentSchema = 1', by: 'currentSchema = 2' },
];

const latestKillMs = 150;

/** What a number of kills came to. */
export interface Toll {
  readonly acknowledged: number;
  /** How often an edit was on disk that had not been acknowledged yet. */
  readonly ahead: number;
  /** What should not have been, as sentences; empty when all was well. */
  readonly faults: readonly string[];
}

/** Kills an editing process at random moments, again and again, and looks each time at what it leaves. */
export async function killAgainAndAgain(
  workload: Workload,
  kills: number,
  faults: readonly Plant[] = [],
): Promise<Toll> {
  const plants = [...plantsOf(workload), ...faults];
  const editor = await buildProgram('editor', plants);
  const reader = workload === 'migration' ? await buildProgram('reader', plants) : null;
  const random = seededRandom(workloads.indexOf(workload) + 1);
  const home = await mkdtemp(join(tmpdir(), 'parley-kills-'));
  const blank = await createDossierFolder(join(home, 'blank'), 'Talks');
  const found = await readFile(join(blank, 'dossier.json'), 'utf8');
  const path = join(home, 'dossier');
  const toll = { acknowledged: 0, ahead: 0, faults: new Array<string>() };
  await cp(blank, path, { recursive: true });
  // The next one starts up while the present one edits.
  let standby = new Editor(editor);
  try {
    for (let kill = 1; kill <= kills && toll.faults.length === 0; kill += 1) {
      const editing = standby;
      standby = new Editor(editor);
      await editing.isReady();
      editing.begin({ path, workload, seed: random.whole(1, 2 ** 30) });
      if (workload !== 'migration') await editing.hasAcknowledged(1);
      await pause(random.whole(0, latestKillMs));
      const account = await editing.kill();
      const held = reader === null ? await stateOnDisk(path, 'read') : await readWith(reader, path);
      toll.acknowledged += account.acknowledged;
      if (held.fingerprint !== account.done) toll.ahead += 1;
      toll.faults.push(...faultsAfter(account, held).map((fault) => `after kill ${kill}: ${fault}`));
      // A migration happens once, so it takes a new dossier each time.
      if (workload === 'migration') {
        if (!(await canBeHadBack(path, found))) toll.faults.push(`after kill ${kill}: no backup of what was found`);
        await rm(path, { recursive: true });
        await cp(blank, path, { recursive: true });
      }
    }
  } catch (error) {
    toll.faults.push(error instanceof Error ? error.message : String(error));
  } finally {
    await standby.kill();
    await rm(home, { recursive: true });
  }
  return toll;
}

function faultsAfter({ done, will }: Account, { fingerprint, remarks }: StateOnDisk): string[] {
  const possible = [done, will].filter((state) => state !== null);
  const isKept = possible.length === 0 || possible.includes(fingerprint);
  return [...remarks, ...(isKept ? [] : [`an acknowledged edit is lost, or half of one is there`])];
}

function plantsOf(workload: Workload): readonly Plant[] {
  if (workload === 'migration') return olderSchema;
  return workload === 'compaction' ? [eagerCompaction] : [];
}

/** What a dossier holds as a program of another schema finds it. */
async function readWith(reader: string, path: string): Promise<StateOnDisk> {
  return JSON.parse(await runProgram(reader, path)) as StateOnDisk;
}

/** Whether a dossier of an older schema can be had back as it was, whatever has become of it. */
async function canBeHadBack(path: string, found: string): Promise<boolean> {
  if ((await readFile(join(path, 'dossier.json'), 'utf8')) === found) return true;
  const folder = join(path, 'backups');
  const backups = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  return backups.includes(found);
}
