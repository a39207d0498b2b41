import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { nodeDisk, type Disk } from '#host/disk';
import type { DossierStore } from '#host/dossier-store';
import { buildActor } from '../../builders/records';
import { addTrack, renameTrack, signature, track, trackIds } from './folder-edits';
import { copyWithoutLock, newDossier, openIt, readIt, rewrite } from './folder-fixture';

describe('an open dossier', () => {
  it('has each acknowledged edit on disk at once', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    const committed = await addTrack(store, 'kyiv');
    expect(committed).toMatchObject({ sequence: 1, steps: { undo: 'add kyiv', redo: null } });
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['kyiv']);
  });

  it('makes edits that arrive together one after the other', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    const ids = Array.from({ length: 20 }, (_, index) => `track-${index}`);
    const committed = await Promise.all(ids.map((id) => addTrack(store, id)));
    expect(committed.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
    expect((await readIt(path)).store.dossier.tracks.size).toBe(20);
  });

  it('refuses an edit based on an older record, and stays as it was', async () => {
    const { store } = await openIt(await newDossier());
    await addTrack(store, 'kyiv');
    await renameTrack(store, track('kyiv'), 'Kyiv');
    await expect(renameTrack(store, track('kyiv'), 'Kiev')).rejects.toMatchObject({ code: 'conflict' });
    expect(store.dossier.tracks.get('kyiv')?.name).toBe('Kyiv');
    expect(store.sequence).toBe(2);
  });

  it('refuses an edit that could not be read again, and goes on', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'kyiv');
    await expect(renameTrack(store, track('kyiv'), 'Kyiv', { order: 1e17 })).rejects.toMatchObject({
      code: 'invalid-record',
      message: expect.stringMatching(/cannot be kept exactly/),
    });
    await addTrack(store, 'moscow');
    const killed = await copyWithoutLock(path);
    await store.close();
    for (const folder of [killed, path])
      expect(trackIds((await readIt(folder)).store.dossier)).toEqual(['kyiv', 'moscow']);
  });

  it('refuses an edit when no number is left for it, and the dossier opens as it was', async () => {
    const path = await newDossier();
    await rewrite(join(path, 'dossier.json'), (text) => text.replace('"sequence": 0', '"sequence": 9007199254740991'));
    const { store } = await openIt(path, { acceptOutsideChanges: true });
    await expect(addTrack(store, 'kyiv')).rejects.toMatchObject({ code: 'invalid-record' });
    await store.close();
    expect((await readIt(path)).store.dossier.tracks.size).toBe(0);
  });

  it('undoes and redoes without limit, and a new edit ends redoing', async () => {
    const { store } = await openIt(await newDossier());
    for (const id of ['a', 'b', 'c']) await addTrack(store, id);
    await store.undo(signature);
    expect((await store.undo(signature)).steps).toEqual({ undo: 'add a', redo: 'add b' });
    await store.undo(signature);
    await expect(store.undo(signature)).rejects.toMatchObject({ code: 'nothing-to-undo' });
    await store.redo(signature);
    expect(trackIds(store.dossier)).toEqual(['a']);
    expect((await addTrack(store, 'd')).steps).toEqual({ undo: 'add d', redo: null });
    await expect(store.redo(signature)).rejects.toMatchObject({ code: 'nothing-to-undo' });
  });

  it('undoes across a restart, out of the history once the journal is compacted', async () => {
    const path = await newDossier();
    for (const id of ['a', 'b']) {
      const { store } = await openIt(path);
      await addTrack(store, id);
      await store.close();
    }
    const first = await openIt(path);
    expect(first.store.steps).toEqual({ undo: 'add b', redo: null });
    await first.store.undo(signature);
    await first.store.close();

    const second = await openIt(path);
    expect(second.store.steps).toEqual({ undo: 'add a', redo: 'add b' });
    await second.store.undo(signature);
    expect(second.store.dossier.tracks.size).toBe(0);
    await second.store.redo(signature);
    await second.store.redo(signature);
    expect(trackIds(second.store.dossier)).toEqual(['a', 'b']);
  });

  it('keeps the way back through a history that cannot be read for a while', async () => {
    const path = await newDossier();
    const first = await openIt(path);
    await addTrack(first.store, 'a');
    await first.store.close();
    const [name = ''] = await readdir(join(path, 'history'));
    const file = join(path, 'history', name);
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(4));

    const heard: string[] = [];
    const second = await openIt(path, { log: (message) => heard.push(message) });
    expect(second.store.steps).toEqual({ undo: null, redo: null });
    expect(heard.join()).toContain(`${file} is damaged at line 1`);
    await expect(second.store.undo(signature)).rejects.toMatchObject({ code: 'damaged' });
    await addTrack(second.store, 'b');
    await second.store.close();

    await writeFile(file, bytes);
    const { store } = await openIt(path);
    await store.undo(signature);
    expect(store.steps).toEqual({ undo: 'add a', redo: 'add b' });
  });

  it('undoes across a kill, out of the journal', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    for (const id of ['a', 'b']) await addTrack(store, id);
    await store.undo(signature);
    const again = await openIt(await copyWithoutLock(path));
    expect(again.store.steps).toEqual({ undo: 'add a', redo: 'add b' });
  });

  it('moves its journal into the snapshot and the history when it is closed', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    for (const id of ['b', 'a']) await addTrack(store, id);
    await store.close();

    const snapshot = JSON.parse(await readFile(join(path, 'dossier.json'), 'utf8'));
    expect(snapshot).toMatchObject({ sequence: 2, tracks: [{ id: 'a' }, { id: 'b' }] });
    expect((await readFile(join(path, 'journal.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(1);
    expect(await readdir(join(path, 'history'))).toEqual([expect.stringMatching(/^1-2\.[0-9a-f]{8}\.jsonl$/)]);
    expect((await readdir(path)).sort()).toEqual(
      ['.gitattributes', '.gitignore', 'backups', 'dossier.json', 'history', 'journal.jsonl'].sort(),
    );
  });

  it('leaves snapshot and history alone when nothing was edited', async () => {
    const path = await newDossier();
    const before = await readFile(join(path, 'dossier.json'));
    const { store } = await openIt(path);
    await store.close();
    expect(await readFile(join(path, 'dossier.json'))).toEqual(before);
    expect(await readdir(path)).not.toContain('history');
  });

  it('compacts beside the edits, which wait for none of it', async () => {
    const path = await newDossier();
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const disk: Disk = {
      ...nodeDisk,
      rename: async (from, to) => {
        if (to.endsWith('dossier.json')) await waiting;
        await nodeDisk.rename(from, to);
      },
    };
    const { store } = await openIt(path, { disk });
    await addActors(store, 16);
    // The new snapshot is not there yet, and edits are made, undone and on disk.
    await addTrack(store, 'meanwhile');
    await store.undo(signature);
    await store.redo(signature);
    const held = await readIt(await copyWithoutLock(path));
    expect([held.store.dossier.actors.size, trackIds(held.store.dossier)]).toEqual([16, ['meanwhile']]);
    expect(held.store.steps.undo).toBe('add meanwhile');
    goOn();
    await store.close();
    const { store: after } = await readIt(path);
    expect([after.dossier.actors.size, trackIds(after.dossier)]).toEqual([16, ['meanwhile']]);
    expect(after.steps.undo).toBe('add meanwhile');
    const lines = await Promise.all(
      (await readdir(join(path, 'history'))).map((name) => readFile(join(path, 'history', name), 'utf8')),
    );
    expect(lines.join('').trim().split('\n')).toHaveLength(19);
  });

  it('compacts by itself when the journal outgrows the snapshot', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addActors(store, 16);
    await store.undo(signature);
    await vi.waitFor(async () => expect((await readdir(join(path, 'history'))).length).toBe(1), { timeout: 30_000 });
    expect((await readIt(path)).store.dossier.actors.size).toBe(15);
  });
});

/** Adds actors whose notes soon make the journal larger than is worth keeping. */
async function addActors(store: DossierStore, count: number): Promise<void> {
  const notes = 'x'.repeat(90_000);
  for (let index = 0; index < count; index += 1) {
    const id = `actor-${index}`;
    const after = buildActor({ id, name: id, notes });
    await store.commit({
      label: `add ${id}`,
      ...signature,
      edits: [{ collection: 'actors', id, before: null, after }],
    });
  }
}
