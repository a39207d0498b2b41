import { describe, expect, it } from 'vitest';
import { ParleyError } from '#core/parley-error';
import { keepAttachment } from '#host/attachments';
import { nodeDisk } from '#host/disk';
import type { DossierStore } from '#host/dossier-store';
import { FaultyDisk, type Fault } from './faulty-disk';
import { addTrack, signature, trackIds } from './folder-edits';
import { newDossier, openIt, readIt } from './folder-fixture';

const faults: readonly Fault[] = ['ENOSPC', 'EIO', 'short write'];

interface Outcome {
  readonly calls: number;
  /** What memory held at the end. */
  readonly inMemory: string[];
  readonly refusals: unknown[];
}

/** Opens, edits, undoes and closes over a disk that fails once. */
async function live(path: string, disk: FaultyDisk): Promise<Outcome> {
  const refusals: unknown[] = [];
  const attempt = (act: () => Promise<unknown>) => act().catch((error: unknown) => refusals.push(error));
  let store: DossierStore | null = null;
  await attempt(async () => {
    store = (await openIt(path, { disk })).store;
  });
  const opened = store as DossierStore | null;
  if (opened === null) return { calls: disk.calls, inMemory: [], refusals };
  await attempt(() => addTrack(opened, 'one'));
  await attempt(() => addTrack(opened, 'two'));
  await attempt(() => opened.undo(signature));
  await attempt(() => addTrack(opened, 'three'));
  const inMemory = trackIds(opened.dossier);
  await attempt(() => opened.close());
  return { calls: disk.calls, inMemory, refusals };
}

describe('a disk that fails once', () => {
  it.each(faults)(
    'leaves memory and folder alike, whichever call fails with %s',
    async (fault) => {
      const { calls } = await live(await newDossier(), new FaultyDisk(Infinity, fault));
      expect(calls).toBeGreaterThan(40);

      for (let failAt = 1; failAt <= calls; failAt += 1) {
        const path = await newDossier();
        const { inMemory, refusals } = await live(path, new FaultyDisk(failAt, fault));
        const { store } = await readIt(path);
        expect(trackIds(store.dossier), `after call ${failAt} failed`).toEqual(inMemory);
        for (const refusal of refusals) expect(refusal).toBeInstanceOf(ParleyError);
      }
    },
    60_000,
  );

  it('refuses the edit in words and takes the next one', async () => {
    const path = await newDossier();
    const disk = new FaultyDisk(Infinity, 'ENOSPC');
    const { store } = await openIt(path, { disk });
    const failing = new FaultyDisk(2, 'short write');
    disk.open = failing.open.bind(failing);

    await expect(addTrack(store, 'one')).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/was not saved.*journal\.jsonl.*the disk is full.*try again/s),
    });
    expect(trackIds(store.dossier)).toEqual([]);
    await addTrack(store, 'two');
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['two']);
  });

  it('keeps an edit that was flushed although its file could not be closed', async () => {
    const path = await newDossier();
    const disk = new FaultyDisk(Infinity, 'EIO');
    const { store } = await openIt(path, { disk });
    disk.open = async (name, flags) => {
      const file = await nodeDisk.open(name, flags);
      return { ...file, close: () => file.close().then(() => Promise.reject(new Error('EIO: close'))) };
    };
    await addTrack(store, 'one');
    await addTrack(store, 'two');
    expect(trackIds(store.dossier)).toEqual(['one', 'two']);
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['one', 'two']);
  });

  it('stops writing after a failed flush and never tries it again', async () => {
    const path = await newDossier();
    const disk = new FaultyDisk(Infinity, 'EIO');
    const { store } = await openIt(path, { disk });
    const heard: string[] = [];
    store.onAccessLost = (access) => heard.push(access.mode);
    const failing = new FaultyDisk(3, 'EIO');
    disk.open = failing.open.bind(failing);

    await expect(addTrack(store, 'one')).rejects.toMatchObject({ code: 'disk' });
    expect(heard).toEqual(['read-only']);
    await expect(addTrack(store, 'two')).rejects.toMatchObject({ code: 'read-only' });
    expect(trackIds(store.dossier)).toEqual([]);

    const again = await openIt(path);
    expect(again.store.access.mode).toBe('write');
    expect(trackIds(again.store.dossier)).toEqual([]);
  });

  it('stops writing as well when it is an offline copy that could not be flushed', async () => {
    const path = await newDossier();
    const disk = new FaultyDisk(Infinity, 'EIO');
    const { store } = await openIt(path, { disk });
    const failing = new FaultyDisk(3, 'EIO');
    disk.open = failing.open.bind(failing);
    const file = { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a') };
    await expect(keepAttachment(store, file, () => new Date())).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/not kept.*cannot be trusted/s),
    });
    expect(store.access.mode).toBe('read-only');
  });
});
