import { fstatSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDossierFolder } from '#host/dossier-folder';
import { seededRandom } from '../../builders/random';
import type { Workload } from './plain-model';
import { buildProgram, eagerCompaction, Editor, readAccount, type Plant } from './program';
import { keeping, RecordedDisk, type Cut, type FileSystem } from './recorded-disk';
import { stateOnDisk } from './state-on-disk';

// About a hundred acknowledgements, however slow the machine.
const recordedBytes = 5000;

/** Records a process that edits a dossier for a while, and is killed. */
export async function recordEditing(
  type: FileSystem,
  workload: Workload,
  seed: number,
  plants: readonly Plant[] = [],
): Promise<RecordedDisk> {
  const program = await buildProgram('editor', workload === 'compaction' ? [eagerCompaction, ...plants] : plants);
  return await RecordedDisk.record(type, putNewDossier, async (path, said) => {
    const editing = new Editor(program, said);
    editing.begin({ path: join(path, 'dossier'), workload, seed });
    while (fstatSync(said).size < recordedBytes) {
      editing.requireRunning();
      await pause(10);
    }
    await editing.kill();
  });
}

/** Puts an empty dossier on a disk. */
export async function putNewDossier(disk: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'parley-new-'));
  const path = await createDossierFolder(join(home, 'dossier'), 'Talks');
  await cp(path, join(disk, 'dossier'), { recursive: true });
  await rm(home, { recursive: true });
}

/** Cuts the power, and answers what is wrong with what is found then; null when nothing is. */
export async function lossAt(disk: RecordedDisk, cut: Cut): Promise<string | null> {
  const { done, will } = readAccount(disk.saidBefore(cut.at));
  try {
    const held = await disk.cut(cut, (path) => stateOnDisk(join(path, 'dossier'), 'write'));
    if (held.readOnlyReason !== null) return `at event ${cut.at}: ${held.readOnlyReason}`;
    const isKept = done === null || held.fingerprint === done || held.fingerprint === will;
    return isKept ? null : `at event ${cut.at}: an acknowledged edit is lost, or half of one is there`;
  } catch (error) {
    return `at event ${cut.at}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Cuts the power so many times, at random moments of an editing process; answers what is wrong at the first bad one. */
export async function findLosses(
  type: FileSystem,
  workload: Workload,
  cuts: number,
  plants: readonly Plant[],
): Promise<string[]> {
  const random = seededRandom(cuts);
  const disk = await recordEditing(type, workload, random.whole(1, 2 ** 30), plants);
  try {
    const moments = disk.moments();
    const chosen = Array.from({ length: cuts }, () => random.pick(moments)).sort((a, b) => a - b);
    for (const at of chosen) {
      const loss = await lossAt(disk, { at, keep: keeping(random) });
      if (loss !== null) return [loss];
    }
    return [];
  } finally {
    await disk.discard();
  }
}
