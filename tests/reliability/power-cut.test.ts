import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDossierFolder } from '#host/dossier-folder';
import { seededRandom } from '../builders/random';
import { newDossier } from '../unit/host/folder-fixture';
import { triesOf } from './harness/counts';
import { DiskImage, type FileSystem } from './harness/disk-image';
import { fingerprintOf } from './harness/plain-model';
import { buildProgram, Editor } from './harness/program';
import { tell } from './harness/tell';

const longestWaitMs = 60;

const cases: readonly { type: FileSystem; tries: number }[] = [
  { type: 'ext4', tries: triesOf('ext4Cuts') },
  { type: 'xfs', tries: triesOf('xfsCuts') },
];

describe.each(cases)('power cut while the app writes to $type', ({ type, tries }) => {
  it('loses no acknowledged edit', async () => {
    const editor = await buildProgram('editor');
    const random = seededRandom(tries);
    const disk = await DiskImage.make(type);
    let acknowledged = 0;
    try {
      const path = join(disk.path, 'dossier');
      await cp(await newDossier(), path, { recursive: true });
      // Editing never stops; each cut is a copy of the disk at another moment. Now and then it starts anew.
      for (let cut = 0; cut < tries;) {
        const workload = random.pick(['single edits', 'bulk import', 'compaction']);
        const editing = new Editor(editor, path, workload, String(random.whole(1, 2 ** 30)));
        await editing.hasAcknowledged(1);
        for (let here = 0; here < 10 && cut < tries; here += 1, cut += 1) {
          await pause(random.whole(0, longestWaitMs));
          const before = editing.account;
          const held = await disk.cut((after) => fingerprintAt(join(after, 'dossier')));
          // What was said while the disk was copied may be on it or not.
          const states = [before.done, before.will, ...editing.statesSince(before)].filter((state) => state !== null);
          expect(states, `at cut ${cut}`).toContain(held);
        }
        acknowledged += (await editing.kill()).acknowledged;
      }
    } finally {
      await disk.discard();
    }
    tell(`${type}: ${tries} power cuts, ${acknowledged} acknowledgements, 0 lost`);
    expect(acknowledged).toBeGreaterThan(tries);
  });
});

async function fingerprintAt(path: string): Promise<string> {
  // Here the process that holds the lock goes on; after a power cut there would be none.
  await rm(join(path, 'dossier.lock'), { force: true });
  const { store } = await openDossierFolder(path, {
    mode: 'write',
    acceptOutsideChanges: false,
    outsideBackups: null,
    now: () => new Date(),
    log: () => undefined,
  });
  expect(store.access).toEqual({ mode: 'write' });
  const fingerprint = fingerprintOf(store.dossier.tracks);
  await store.close();
  return fingerprint;
}
