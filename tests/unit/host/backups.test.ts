import fc from 'fast-check';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, listBackups, newestGoodBackup, outdated, type BackupFile, type Retention } from '#host/backups';
import { setFolder } from '#host/backup-sets';
import { nodeDisk, type Disk } from '#host/disk';
import { addTrack } from './folder-edits';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

const hourMs = 3_600_000;
const start = Date.UTC(2025, 10, 1);
const plenty = 1024 * 1024 * 1024;

async function snapshotBytes(): Promise<Buffer> {
  return await readFile(join(await newDossier(), 'dossier.json'));
}

/** The snapshot under another title, so that it differs. */
const titled = (bytes: Buffer, title: string) => Buffer.from(bytes.toString().replace('Talks', title));

/** A disk that writes NULs in place of what it is given. */
const forgetful: Disk = {
  ...nodeDisk,
  async open(path, flags) {
    const file = await nodeDisk.open(path, flags);
    return { ...file, write: (content, position) => file.write(Buffer.alloc(content.length), position) };
  },
};

/** A disk on which nothing can be made any more, but for what stands in a folder. */
function fullBut(folder: string): Disk {
  return {
    ...nodeDisk,
    open: (path, flags) =>
      path.includes('backups') && !path.startsWith(folder)
        ? Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
        : nodeDisk.open(path, flags),
  };
}

describe('backups', () => {
  it('keep the newest, and the last of each hour, each day and each week, as far back as is said', () => {
    const retention: Retention = { newest: 4, hours: 3, days: 4, weeks: 3, bytes: plenty };
    let kept: BackupFile[] = [];
    // From Saturday 1 November 2025, every forty minutes.
    for (let count = 0; count < 900; count += 1) {
      const at = new Date(start + count * (hourMs / 1.5)).toISOString();
      kept = [{ name: at, bytes: 1, at }, ...kept];
      const gone = new Set(outdated(kept, retention));
      kept = kept.filter(({ name }) => !gone.has(name));
    }
    expect(kept.map(({ at }) => at.slice(0, 16))).toEqual([
      '2025-11-25T23:20',
      '2025-11-25T22:40',
      '2025-11-25T22:00',
      '2025-11-25T21:20',
      '2025-11-24T23:20',
      '2025-11-23T23:20',
      '2025-11-22T23:20',
      '2025-11-16T23:20',
    ]);
  });

  it('are not made twice of the same content', async () => {
    const folder = await temporaryFolder();
    const bytes = await snapshotBytes();
    const retention = { newest: 0, hours: 4, days: 5, weeks: 0, bytes: plenty };
    for (const hour of [0, 1, 2]) {
      await backUp(folder, bytes, retention, new Date(start + hour * hourMs), nodeDisk);
    }
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('give up the oldest where all together grow larger than is allowed, and never the newest', async () => {
    const folder = await temporaryFolder();
    const bytes = await snapshotBytes();
    const retention = { newest: 0, hours: 24, days: 14, weeks: 8, bytes: 3 * bytes.length + 100 };
    for (let hour = 0; hour < 10; hour += 1) {
      await backUp(folder, titled(bytes, `Talks ${hour}`), retention, new Date(start + hour * hourMs), nodeDisk);
    }
    expect((await readdir(folder)).map((name) => name.slice(19, 21)).sort()).toEqual(['07', '08', '09']);
    await backUp(folder, titled(bytes, 'Last'), { ...retention, bytes: 1 }, new Date(start + 10 * hourMs), nodeDisk);
    expect((await readdir(folder)).map((name) => name.slice(19, 21))).toEqual(['10']);
  });

  it('lose none of the old ones to a copy that went wrong, which is no backup', async () => {
    const folder = await temporaryFolder();
    const bytes = await snapshotBytes();
    const retention = { newest: 0, hours: 1, days: 0, weeks: 0, bytes: 1 };
    await backUp(folder, bytes, retention, new Date(start), nodeDisk);
    const changed = titled(bytes, 'Changed');
    await expect(backUp(folder, changed, retention, new Date(start + hourMs), forgetful)).rejects.toThrow(
      /did not hold/,
    );
    expect(await readdir(folder)).toEqual(['dossier-2025-11-01T00-00-00-000Z.json']);
  });

  it('leave files alone that are none', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'dossier-mine.json'), '{}');
    const retention = { newest: 0, hours: 1, days: 0, weeks: 0, bytes: 1 };
    for (const hour of [0, 1]) {
      const bytes = titled(await snapshotBytes(), `Talks ${hour}`);
      await backUp(folder, bytes, retention, new Date(start + hour * hourMs), nodeDisk);
    }
    expect((await readdir(folder)).sort()).toEqual(['dossier-2025-11-01T01-00-00-000Z.json', 'dossier-mine.json']);
  });

  it('hold the copy made last, whatever the clock and the disk did, within the size allowed', async () => {
    const bytes = await snapshotBytes();
    const step = fc.record({
      // Mostly on, sometimes back, as a clock that is set.
      minutes: fc.integer({ min: -5_000, max: 20_000 }),
      title: fc.string({ minLength: 1, maxLength: 300 }).map((text) => `Talks ${encodeURIComponent(text)}`),
      goesWrong: fc.boolean(),
    });
    const retention = fc.record({
      newest: fc.integer({ min: 0, max: 3 }),
      hours: fc.integer({ min: 0, max: 3 }),
      days: fc.integer({ min: 0, max: 3 }),
      weeks: fc.integer({ min: 0, max: 3 }),
      bytes: fc.integer({ min: 1, max: 8 * bytes.length }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), retention, async (steps, rule) => {
        const folder = await temporaryFolder();
        let now = start;
        let last: Buffer | null = null;
        for (const { minutes, title, goesWrong } of steps) {
          now += minutes * 60_000;
          const content = titled(bytes, title);
          const disk = goesWrong ? forgetful : nodeDisk;
          const isMade = await backUp(folder, content, rule, new Date(now), disk).then(
            () => true,
            () => false,
          );
          if (isMade) last = content;
          const kept = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))));
          if (last !== null) expect(kept).toContainEqual(last);
          // The copy just made may come on top of what the rule would leave.
          const total = kept.reduce((sum, file) => sum + file.length, 0);
          if (isMade) expect(total).toBeLessThanOrEqual(rule.bytes + 2 * content.length + 2 * bytes.length);
        }
      }),
      { numRuns: 25, seed: 20251202 },
    );
  }, 60_000);

  it('are told by their names alone which of them may go', () => {
    const files = ['2025-12-02T10', '2025-12-02T09', '2025-12-01T10', '2025-11-20T10'].map((hour) => ({
      name: hour,
      bytes: 10,
      at: `${hour}:00:00.000Z`,
    }));
    const most = { newest: 0, hours: 0, days: 2, weeks: 0, bytes: 100 };
    expect(outdated(files, most)).toEqual(['2025-12-02T09', '2025-11-20T10']);
    expect(outdated(files, { ...most, hours: 2 })).toEqual(['2025-11-20T10']);
    expect(outdated(files, { ...most, newest: 4 })).toEqual([]);
    expect(outdated(files, { ...most, weeks: 2 })).toEqual(['2025-12-02T09']);
    expect(outdated(files, { newest: 9, hours: 9, days: 9, weeks: 9, bytes: 25 })).toEqual([
      '2025-12-01T10',
      '2025-11-20T10',
    ]);
    expect(outdated(files, { newest: 0, hours: 0, days: 0, weeks: 0, bytes: 0 })).toHaveLength(3);
  });
});

describe('the backups of an open dossier', () => {
  it('are made when it is opened and when it is closed, inside its folder and outside', async () => {
    const outsideBackups = await temporaryFolder();
    const path = await newDossier();
    const { store } = await openIt(path, { outsideBackups });
    expect(await readdir(join(path, 'backups'))).toHaveLength(1);
    await addTrack(store, 'kyiv');
    await store.close();
    const outside = setFolder(outsideBackups, store.dossier.id, path);
    expect(await readdir(join(path, 'backups'))).toHaveLength(2);
    const copies = (await readdir(outside)).filter((name) => name.startsWith('dossier-'));
    expect(copies).toHaveLength(2);
    expect(await readFile((await newestGoodBackup(outside)) ?? '')).toEqual(await readFile(join(path, 'dossier.json')));
  });

  it('bring along its history, outside the folder', async () => {
    const outsideBackups = await temporaryFolder();
    const path = await newDossier();
    const { store } = await openIt(path, { outsideBackups });
    await addTrack(store, 'kyiv');
    await store.close();
    const outside = setFolder(outsideBackups, store.dossier.id, path);
    expect(await readdir(join(outside, 'history'))).toEqual(await readdir(join(path, 'history')));
  });

  it('are kept apart from those of another copy of the same dossier', async () => {
    const outsideBackups = await temporaryFolder();
    const path = await newDossier();
    const { store } = await openIt(path, { outsideBackups });
    expect(setFolder(outsideBackups, store.dossier.id, path)).not.toBe(
      setFolder(outsideBackups, store.dossier.id, `${path}-copy`),
    );
  });

  it('are made of each hour in which something was changed', async () => {
    let now = new Date('2025-12-02T09:30:00Z');
    const path = await newDossier();
    const { store } = await openIt(path, { now: () => now });
    await addTrack(store, 'kyiv');
    now = new Date('2025-12-02T10:29:00Z');
    await addTrack(store, 'geneva');
    now = new Date('2025-12-02T10:31:00Z');
    await addTrack(store, 'paris');
    // Whatever comes next waits for the snapshot, though not for its backup.
    await addTrack(store, 'rome');
    await expect.poll(() => listBackups(join(path, 'backups'))).toHaveLength(2);
    const newest = await readFile((await newestGoodBackup(join(path, 'backups'))) ?? '', 'utf8');
    expect(newest).toContain('"paris"');
    expect(newest).not.toContain('"rome"');
  });

  it('that cannot be made are told of once, and no edit is held up or refused', async () => {
    const path = await newDossier();
    const said: string[] = [];
    let now = new Date('2025-12-02T09:30:00Z');
    const { store } = await openIt(path, {
      disk: fullBut('/nowhere'),
      now: () => now,
      log: (message) => said.push(message),
    });
    const once = [expect.stringMatching(/No backup could be made in .*backups: the disk is full\..*saved/)];
    expect(said).toEqual(once);
    for (const hour of ['11', '13', '15']) {
      now = new Date(`2025-12-02T${hour}:00:00Z`);
      await addTrack(store, `at-${hour}`);
    }
    await store.close();
    expect(said).toEqual(once);
    expect((await readFile(join(path, 'dossier.json'), 'utf8')).match(/"at-\d\d"/g)).toHaveLength(6);
    await expect(stat(join(path, 'backups'))).resolves.toBeTruthy();
    expect(await readdir(join(path, 'backups'))).toEqual([]);
  });
});
