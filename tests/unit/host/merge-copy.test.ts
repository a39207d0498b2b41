import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Edit } from '#core/dossier/change';
import type { DossierStore } from '#host/dossier-store';
import { CopyMerges } from '#host/merge-copy';
import { addTrack, renameTrack, signature, track, trackIds } from './folder-edits';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

/** A dossier with the track a, and a copy of its folder that was made then. */
async function twoCopies() {
  const path = await newDossier();
  const { store } = await openIt(path);
  await addTrack(store, 'a');
  await store.close();
  const copy = join(await temporaryFolder(), 'copy');
  await cp(path, copy, { recursive: true });
  return { path, copy };
}

/** Edits a copy as a colleague, and closes it. */
async function editCopy(copy: string, edit: (store: DossierStore) => Promise<unknown>): Promise<void> {
  const { store } = await openIt(copy);
  await edit(store);
  await store.close();
}

const committing = (store: DossierStore) => (label: string, edits: readonly Edit[]) =>
  store.commit({ label, ...signature, edits });

const noChoices = new Map<string, 'ours' | 'theirs'>();

describe('another copy', () => {
  it('brings what was edited in it, as one edit that undo takes back', async () => {
    const { path, copy } = await twoCopies();
    await editCopy(copy, async (store) => {
      await addTrack(store, 'theirs');
      await renameTrack(store, track('a'), 'Renamed');
    });
    const { store } = await openIt(path);
    await addTrack(store, 'ours');
    const merges = new CopyMerges();
    const proposal = await merges.propose(store, { path: copy });
    expect(proposal).toMatchObject({ name: 'copy', base: { at: signature.at }, hasHistory: true, conflicts: [] });
    expect(proposal.incoming).toMatchObject({ added: 1, changed: 1, deleted: 0 });
    expect(trackIds(store.dossier)).toEqual(['a', 'ours']);

    const merged = await merges.merge(store, proposal.merge, noChoices, committing(store));
    expect(merged).toEqual({ added: 1, changed: 1, deleted: 0, kept: [], missingAttachments: 0 });
    expect(trackIds(store.dossier)).toEqual(['a', 'ours', 'theirs']);
    expect(store.steps.undo).toBe('merge another copy: copy');
    await store.undo(signature);
    expect(trackIds(store.dossier)).toEqual(['a', 'ours']);
    expect(store.dossier.tracks.get('a')?.name).toBe('a');
  });

  it('takes away what was deleted in it', async () => {
    const { path, copy } = await twoCopies();
    await editCopy(copy, (store) =>
      store.commit({
        label: 'delete a',
        ...signature,
        edits: [{ collection: 'tracks', id: 'a', before: track('a'), after: null }],
      }),
    );
    const { store } = await openIt(path);
    await addTrack(store, 'ours');
    const merges = new CopyMerges();
    const { incoming, merge } = await merges.propose(store, { path: copy });
    expect(incoming).toMatchObject({ added: 0, changed: 0, deleted: 1 });
    await merges.merge(store, merge, noChoices, committing(store));
    expect(trackIds(store.dossier)).toEqual(['ours']);
  });

  it('asks only where both changed the same field, and says who did', async () => {
    const { path, copy } = await twoCopies();
    await editCopy(copy, (store) =>
      store.commit({
        label: 'rename a',
        at: '2025-12-01T08:00:00.000Z',
        author: 'Colleague',
        edits: [{ collection: 'tracks', id: 'a', before: track('a'), after: track('a', 'Theirs') }],
      }),
    );
    const { store } = await openIt(path);
    await renameTrack(store, track('a'), 'Ours');
    const merges = new CopyMerges();
    const { conflicts, merge, incoming } = await merges.propose(store, { path: copy });
    expect(incoming.records).toEqual([]);
    expect(conflicts).toEqual([
      {
        key: 'tracks a name',
        collection: 'tracks',
        id: 'a',
        title: 'Ours',
        field: 'Name',
        base: 'a',
        ours: 'Ours',
        theirs: 'Theirs',
        oursBy: { ...signature, label: 'rename a' },
        theirsBy: { at: '2025-12-01T08:00:00.000Z', author: 'Colleague', label: 'rename a' },
      },
    ]);
    await merges.merge(store, merge, new Map([['tracks a name', 'theirs']]), committing(store));
    expect(store.dossier.tracks.get('a')?.name).toBe('Theirs');
  });

  it('parted where a backup that both hold shows it, when a history is gone', async () => {
    const { path, copy } = await twoCopies();
    await editCopy(copy, (store) => addTrack(store, 'theirs'));
    await rm(join(copy, 'history'), { recursive: true });
    const { store } = await openIt(path);
    await renameTrack(store, track('a'), 'Ours');
    const { base, conflicts, incoming } = await new CopyMerges().propose(store, { path: copy });
    expect(base).not.toBeNull();
    expect(conflicts).toEqual([]);
    expect(incoming).toMatchObject({ added: 1, changed: 0 });
  });

  it('that comes as a file alone has no known beginning: nothing is taken away, every difference is asked', async () => {
    const { path, copy } = await twoCopies();
    await editCopy(copy, (store) => renameTrack(store, track('a'), 'Theirs'));
    const content = await readFile(join(copy, 'dossier.json'));
    const { store } = await openIt(path);
    await addTrack(store, 'ours');
    const proposal = await new CopyMerges().propose(store, { name: 'dossier.json', content });
    expect(proposal).toMatchObject({ base: null, hasHistory: false, incoming: { records: [] } });
    expect(proposal.conflicts.map(({ field, ours, theirs }) => [field, ours, theirs])).toEqual([
      ['Name', 'a', 'Theirs'],
    ]);
  });

  it('that is an earlier state of ours brings nothing', async () => {
    const { path, copy } = await twoCopies();
    const content = await readFile(join(copy, 'dossier.json'));
    const { store } = await openIt(path);
    await renameTrack(store, track('a'), 'Ours');
    const { incoming, conflicts } = await new CopyMerges().propose(store, { name: 'dossier.json', content });
    expect([incoming.records, conflicts]).toEqual([[], []]);
  });

  it('of another dossier, or the very folder that is open, is refused', async () => {
    const { path } = await twoCopies();
    const { store } = await openIt(path);
    const merges = new CopyMerges();
    await expect(merges.propose(store, { path: await newDossier() })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('another dossier'),
    });
    await expect(merges.propose(store, { path })).rejects.toMatchObject({ code: 'conflict' });
    const content = Buffer.from('{ "schema": 1,, }');
    await expect(merges.propose(store, { name: 'sent.json', content })).rejects.toMatchObject({
      code: 'broken-json',
      message: expect.stringContaining('sent.json'),
    });
  });

  it('is looked at again when the dossier changed in the meantime', async () => {
    const { path, copy } = await twoCopies();
    await editCopy(copy, (store) => addTrack(store, 'theirs'));
    const { store } = await openIt(path);
    const merges = new CopyMerges();
    const { merge } = await merges.propose(store, { path: copy });
    await addTrack(store, 'ours');
    await expect(merges.merge(store, merge, noChoices, committing(store))).rejects.toMatchObject({ code: 'conflict' });
    expect(trackIds(store.dossier)).toEqual(['a', 'ours']);
  });
});
