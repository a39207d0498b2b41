import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDossierFolder } from '#host/dossier-folder';
import { seededRandom } from '../builders/random';
import { addTrack } from '../unit/host/folder-edits';
import { triesOf } from './harness/counts';
import { fingerprintOf, type Workload } from './harness/plain-model';
import { lossAt, putNewDossier, recordEditing } from './harness/power-cuts';
import { readAccount } from './harness/program';
import { keeping, RecordedDisk, type FileSystem } from './harness/recorded-disk';
import { tell } from './harness/tell';

const cases: readonly { type: FileSystem; cuts: number }[] = [
  { type: 'ext4', cuts: triesOf('ext4Cuts') },
  { type: 'xfs', cuts: triesOf('xfsCuts') },
];
const workloads: readonly Workload[] = ['single edits', 'bulk import', 'compaction'];
const cutsARecording = 100;

describe.each(cases)('power cut while the app writes to $type', ({ type, cuts }) => {
  it('loses no acknowledged edit', async () => {
    const random = seededRandom(cuts);
    const recordings = Math.max(workloads.length, Math.ceil(cuts / cutsARecording));
    let done = 0;
    let acknowledged = 0;
    for (let count = 0; count < recordings; count += 1) {
      const workload = workloads[count % workloads.length] ?? 'single edits';
      const disk = await recordEditing(type, workload, random.whole(1, 2 ** 30));
      try {
        const share = Math.ceil((cuts * (count + 1)) / recordings) - done;
        const moments = disk.moments();
        const chosen = Array.from({ length: share }, () => random.pick(moments)).sort((a, b) => a - b);
        for (const at of chosen) expect(await lossAt(disk, { at, keep: keeping(random) }), workload).toBeNull();
        done += share;
        acknowledged += readAccount(disk.saidBefore(disk.length)).acknowledged;
      } finally {
        await disk.discard();
      }
    }
    tell(`${type}: ${done} power cuts in ${recordings} recordings of ${acknowledged} acknowledgements, 0 lost`);
    expect(done).toBe(cuts);
    expect(acknowledged).toBeGreaterThan(cuts / 4);
  });
});

describe('power cut at each step of a compaction', () => {
  it('loses nothing, whatever the disk kept of what was not flushed', async () => {
    const random = seededRandom(20251202);
    let begins = 0;
    const disk = await RecordedDisk.record('ext4', putNewDossier, async (path, said) => {
      const { store } = await openDossierFolder(join(path, 'dossier'), {
        mode: 'write',
        acceptOutsideChanges: false,
        outsideBackups: null,
        now: () => new Date('2025-12-02T09:30:00Z'),
        log: () => undefined,
      });
      for (const id of ['one', 'two', 'three']) await addTrack(store, id);
      await store.undo({ at: '2025-12-02T09:30:00.000Z', author: 'Analyst' });
      begins = writeSync(said, `done ${fingerprintOf(store.dossier)}\n`);
      await store.close();
      writeSync(said, 'closed\n');
    });
    try {
      expect(begins).toBeGreaterThan(0);
      const steps = disk.moments().filter((at) => {
        const said = disk.saidBefore(at);
        return said.length > 0 && !said.includes('closed');
      });
      for (const at of steps) {
        const { done } = readAccount(disk.saidBefore(at));
        expect(done).not.toBeNull();
        for (const keep of [() => 0, keeping(random)]) expect(await lossAt(disk, { at, keep })).toBeNull();
      }
      tell(`compaction: power cut twice at each of its ${steps.length} writes and flushes, 0 lost`);
      expect(steps.length).toBeGreaterThan(20);
    } finally {
      await disk.discard();
    }
  });
});
