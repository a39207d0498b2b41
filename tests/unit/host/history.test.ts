import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DossierStore } from '#host/dossier-store';
import { readHistoryPage, readRecordAt } from '#host/history-page';
import { addTrack, renameTrack, signature, track } from './folder-edits';
import { newDossier, openIt, readIt } from './folder-fixture';

const key = (id: string) => ({ collection: 'tracks', id }) as const;

async function labels(store: DossierStore, only: ReturnType<typeof key> | null = null, limit = 100) {
  const found: string[] = [];
  let before: number | null = null;
  do {
    const page = await readHistoryPage(store, only, before, limit);
    found.push(...page.entries.map(({ kind, label }) => (kind === 'edit' ? label : `${kind} ${label}`)));
    before = page.next;
  } while (before !== null);
  return found;
}

/** A dossier with edits in two files of its history, and others in its journal. */
async function storied() {
  const path = await newDossier();
  const first = await openIt(path);
  await addTrack(first.store, 'a');
  await addTrack(first.store, 'b');
  await first.store.close();
  const second = await openIt(path);
  await renameTrack(second.store, track('a'), 'Alpha');
  await second.store.undo(signature);
  await second.store.close();
  const third = await openIt(path);
  await addTrack(third.store, 'c');
  return { path, store: third.store };
}

describe('the history', () => {
  it('goes back through the journal and every file of the trail, the last step first', async () => {
    const { store } = await storied();
    expect(await labels(store)).toEqual(['add c', 'undo rename a', 'rename a', 'add b', 'add a']);
  });

  it('comes in pages that lose nothing and repeat nothing', async () => {
    const { store } = await storied();
    for (const limit of [1, 2, 3]) expect(await labels(store, null, limit)).toEqual(await labels(store));
  });

  it('is that of one record where one is asked for', async () => {
    const { store } = await storied();
    expect(await labels(store, key('a'))).toEqual(['undo rename a', 'rename a', 'add a']);
    expect(await labels(store, key('a'), 1)).toEqual(['undo rename a', 'rename a', 'add a']);
    expect(await labels(store, key('nobody'))).toEqual([]);
  });

  it('is the same for one who only reads', async () => {
    const { path, store } = await storied();
    expect(await labels((await readIt(path)).store)).toEqual(await labels(store));
  });

  it('gives back each state of a record, also of one that was deleted', async () => {
    const { store } = await storied();
    const c = track('c');
    const deleted = await store.commit({
      label: 'delete c',
      ...signature,
      edits: [{ collection: 'tracks', id: 'c', before: c, after: null }],
    });
    expect(await readRecordAt(store, key('a'), 1)).toEqual(track('a'));
    expect(await readRecordAt(store, key('a'), 3)).toEqual({ ...track('a'), name: 'Alpha' });
    expect(await readRecordAt(store, key('c'), deleted.sequence)).toEqual(c);
    await expect(readRecordAt(store, key('c'), 1)).rejects.toThrow('no such state');
  });

  it('that is damaged says where, and what can be done', async () => {
    const { path } = await storied();
    const [file = ''] = await readdir(join(path, 'history'));
    for (const damage of ['00000000 {"sequence":2,"kind":"edit"}\n', 'no edit\n', 'cut sho']) {
      const history = join(path, 'history', file);
      const whole = await readFile(history);
      await appendFile(history, damage);
      const message = expect.stringContaining('is damaged at line 3');
      await expect(labels((await readIt(path)).store)).rejects.toMatchObject({ code: 'damaged', message });
      await writeFile(history, whole);
    }
  });
});
