import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backUp, newestGoodBackup, outdated } from '#host/backups';
import { nodeDisk, type Disk } from '#host/disk';
import { addTrack } from './folder-edits';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

const hourMs = 3_600_000;
const start = Date.UTC(2025, 10, 1);

async function snapshotBytes(): Promise<Buffer> {
  return await readFile(join(await newDossier(), 'dossier.json'));
}

/** The snapshot under another title, so that it differs. */
const titled = (bytes: Buffer, title: string) => Buffer.from(bytes.toString().replace('Talks', title));

describe('backups', () => {
  it('keep the newest, and one a day for as many days', async () => {
    const folder = await temporaryFolder();
    const bytes = await snapshotBytes();
    for (let count = 0; count < 40; count += 1) {
      const now = new Date(start + count * 8 * hourMs);
      await backUp(folder, titled(bytes, `Talks ${count}`), { newest: 4, days: 5 }, now, nodeDisk);
    }
    const names = (await readdir(folder)).sort().reverse();
    expect(names.map((name) => name.slice(8, 21))).toEqual([
      '2025-11-14T00',
      '2025-11-13T16',
      '2025-11-13T08',
      '2025-11-13T00',
      '2025-11-12T16',
      '2025-11-11T16',
      '2025-11-10T16',
    ]);
    expect(outdated(names, { newest: 4, days: 5 })).toEqual([]);
  });

  it('are not made twice of the same content', async () => {
    const folder = await temporaryFolder();
    const bytes = await snapshotBytes();
    for (const hour of [0, 1, 2]) {
      await backUp(folder, bytes, { newest: 4, days: 5 }, new Date(start + hour * hourMs), nodeDisk);
    }
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('lose none of the old ones to a copy that went wrong', async () => {
    const folder = await temporaryFolder();
    const bytes = await snapshotBytes();
    const retention = { newest: 1, days: 0 };
    await backUp(folder, bytes, retention, new Date(start), nodeDisk);

    const forgetful: Disk = {
      ...nodeDisk,
      async open(path, flags) {
        const file = await nodeDisk.open(path, flags);
        return { ...file, write: (content, position) => file.write(Buffer.alloc(content.length), position) };
      },
    };
    const changed = titled(bytes, 'Changed');
    await expect(backUp(folder, changed, retention, new Date(start + hourMs), forgetful)).rejects.toThrow(
      /does not hold/,
    );
    expect(await readdir(folder)).toHaveLength(2);
    expect(await newestGoodBackup(folder)).toContain('2025-11-01T00-00');
  });

  it('leave files alone that are none', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'dossier-mine.json'), '{}');
    await backUp(folder, await snapshotBytes(), { newest: 0, days: 0 }, new Date(start), nodeDisk);
    expect(await readdir(folder)).toEqual(['dossier-mine.json']);
  });

  it('are made when a dossier is opened and when it is closed, inside its folder and outside', async () => {
    const outsideBackups = await temporaryFolder();
    const path = await newDossier();
    const { store } = await openIt(path, { outsideBackups });
    expect(await readdir(join(path, 'backups'))).toHaveLength(1);
    await addTrack(store, 'kyiv');
    await store.close();
    const outside = join(outsideBackups, store.dossier.id);
    expect(await readdir(join(path, 'backups'))).toHaveLength(2);
    expect(await readdir(outside)).toHaveLength(2);
    expect(await readFile((await newestGoodBackup(outside)) ?? '')).toEqual(await readFile(join(path, 'dossier.json')));
  });
});
