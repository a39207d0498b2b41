import { describe, expect, it } from 'vitest';
import { checkDossierFolder } from '#host/dossier-folder';
import { nodeDisk, type Disk, type DiskFile } from '#host/disk';
import { addTrack, signature, trackIds } from './folder-edits';
import { newDossier, openIt, readIt } from './folder-fixture';

/** A disk that lets somebody look before each of its calls. */
function watchedDisk(look: () => Promise<void>): Disk {
  const before =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await look();
      return await call(...args);
    };
  const watched = (file: DiskFile): DiskFile => ({
    write: before(file.write),
    size: before(file.size),
    identity: before(file.identity),
    sync: before(file.sync),
    datasync: before(file.datasync),
    truncate: before(file.truncate),
    close: before(file.close),
  });
  return {
    open: before(async (path, flags) => watched(await nodeDisk.open(path, flags))),
    rename: before(nodeDisk.rename),
    remove: before(nodeDisk.remove),
    syncFolder: before(nodeDisk.syncFolder),
  };
}

describe('somebody who reads while another writes', () => {
  it('sees every acknowledged edit and nothing else, between any two steps of a compaction', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'one');
    await addTrack(store, 'two');
    await store.undo(signature);
    await store.close();

    // Gathered rather than judged on the spot: a writer takes what its disk throws for a fault of the disk.
    const seen: unknown[] = [];
    let isClosing = false;
    const disk = watchedDisk(async () => {
      if (!isClosing) return;
      const { store: reader, remarks } = await readIt(path);
      const checked = trackIds((await checkDossierFolder(path)).dossier);
      seen.push({ tracks: trackIds(reader.dossier), checked, remarks });
    });
    const writer = await openIt(path, { disk });
    await addTrack(writer.store, 'three');
    isClosing = true;
    expect(await writer.store.close()).toEqual([]);

    const tracks = ['one', 'three'];
    const expected = { tracks, checked: tracks, remarks: [] };
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(expected)]));
  });

  it('sees a state that was, however the writer’s and the reader’s steps fall', async () => {
    const path = await newDossier();
    let acknowledged = 0;
    const write = async () => {
      for (let round = 0; round < 12; round += 1) {
        const { store } = await openIt(path);
        for (let count = 0; count < 3; count += 1) {
          await addTrack(store, `track-${acknowledged}`);
          acknowledged += 1;
        }
        await store.close();
      }
    };
    const read = async () => {
      for (let round = 0; round < 50; round += 1) {
        const least = acknowledged;
        const { store, remarks } = await readIt(path);
        const count = store.dossier.tracks.size;
        expect(remarks).toEqual([]);
        expect(count).toBeGreaterThanOrEqual(least);
        expect(new Set(store.dossier.tracks.keys())).toEqual(
          new Set(Array.from({ length: count }, (_, index) => `track-${index}`)),
        );
      }
    };
    await Promise.all([write(), read(), read(), read()]);
    expect((await readIt(path)).store.dossier.tracks.size).toBe(36);
  });
});

describe('a dossier with edits that are only in its journal', () => {
  it('is checked as those edits leave it', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'kyiv');
    expect(trackIds((await checkDossierFolder(path)).dossier)).toEqual(['kyiv']);
  });
});
