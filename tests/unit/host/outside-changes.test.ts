import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk, type Disk } from '#host/disk';
import { checkDossierFolder } from '#host/dossier-folder';
import { formatLine } from '#host/journal-format';
import { checksumOf } from '#host/snapshot-adapter';
import { addTrack, renameTrack, signature, track, trackIds } from './folder-edits';
import { copyWithoutLock, newDossier, openIt, readIt, rewrite } from './folder-fixture';

/** A closed dossier with one track, kyiv. */
async function closedDossier(): Promise<string> {
  const path = await newDossier();
  const { store } = await openIt(path);
  await addTrack(store, 'kyiv');
  await store.close();
  return path;
}

const snapshotOf = (path: string) => join(path, 'dossier.json');

describe('a snapshot changed by another program', () => {
  it('is refused until the person says to go on with it', async () => {
    const path = await closedDossier();
    await rewrite(snapshotOf(path), (text) => text.replace('"Talks"', '"Talks in Miami"'));
    const changed = await readFile(snapshotOf(path));

    await expect(openIt(path)).rejects.toMatchObject({
      code: 'foreign-change',
      message: expect.stringMatching(/--accept/),
    });
    await expect(checkDossierFolder(path)).rejects.toMatchObject({ code: 'foreign-change' });
    expect(await readFile(snapshotOf(path))).toEqual(changed);
    expect(await readdir(path)).not.toContain('dossier.lock');

    const { store, remarks } = await openIt(path, { acceptOutsideChanges: true });
    expect(store.dossier.title).toBe('Talks in Miami');
    expect(store.access.mode).toBe('write');
    expect(store.steps).toEqual({ undo: null, redo: null });
    expect(remarks.join(' ')).toMatch(/changed by another program/);
    await store.close();
    expect((await openIt(path)).store.dossier.title).toBe('Talks in Miami');
  });

  it('has every link checked, also when the person says to go on', async () => {
    const path = await closedDossier();
    await rewrite(snapshotOf(path), (text) =>
      text.replace(
        '"views": []',
        '"views": [{ "id": "v", "name": "V", "order": 1, "filters": { "kinds": null, "standings": null, "planned": null, "actors": ["nobody"], "sources": null, "tracks": null, "tags": null, "text": null, "singleSource": null, "before": null, "after": null }, "grouping": "track", "window": null, "asKnownOn": null }]',
      ),
    );
    await expect(openIt(path, { acceptOutsideChanges: true })).rejects.toMatchObject({
      code: 'broken-link',
      message: expect.stringMatching(/dossier\.json.*backup/s),
    });
  });

  it('keeps the journal’s edits that still apply, and sets the others aside', async () => {
    const path = await closedDossier();
    const { store } = await openIt(path);
    await renameTrack(store, track('kyiv'), 'Kyiv');
    await addTrack(store, 'moscow');
    const killed = await copyWithoutLock(path);
    await rewrite(snapshotOf(killed), (text) => text.replace('"name": "kyiv"', '"name": "Kyjiw"'));

    const accepted = await openIt(killed, { acceptOutsideChanges: true });
    expect(accepted.store.dossier.tracks.get('kyiv')?.name).toBe('Kyjiw');
    expect(trackIds(accepted.store.dossier)).toEqual(['kyiv', 'moscow']);
    const aside = (await readdir(killed)).find((name) => name.startsWith('journal.set-aside-')) ?? '';
    expect(accepted.remarks.join(' ')).toContain(aside);
    expect(await readFile(join(killed, aside), 'utf8')).toContain('rename kyiv');

    // Numbers are not used twice, so that the history stays unambiguous.
    const { sequence } = await addTrack(accepted.store, 'doha');
    expect(sequence).toBeGreaterThan(3);
    await accepted.store.close();
    expect(trackIds((await readIt(killed)).store.dossier)).toEqual(['doha', 'kyiv', 'moscow']);
  });

  it('is left alone where there is no room to keep the state of Parley beside it, which is said in words', async () => {
    const path = await closedDossier();
    let isFull = false;
    const disk: Disk = {
      ...nodeDisk,
      open: async (name, flags) => {
        if (isFull && flags === 'wx') throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        return await nodeDisk.open(name, flags);
      },
    };
    const { store } = await openIt(path, { disk });
    await addTrack(store, 'moscow');
    await rewrite(snapshotOf(path), (text) => text.replace('"Talks"', '"Theirs"'));
    isFull = true;
    await expect(addTrack(store, 'doha')).rejects.toMatchObject({
      code: 'read-only',
      message: expect.stringMatching(/could not keep its own state beside it \(the disk is full\)/),
    });
    expect(store.access.mode).toBe('read-only');
    await store.close();
    isFull = false;
    const accepted = await openIt(path, { acceptOutsideChanges: true });
    expect(accepted.store.dossier.title).toBe('Theirs');
    expect(trackIds(accepted.store.dossier)).toEqual(['kyiv', 'moscow']);
  });

  it('is never overwritten when it changes under an open dossier', async () => {
    const path = await closedDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'moscow');
    await rewrite(snapshotOf(path), (text) => text.replace('"Talks"', '"Theirs"'));
    const theirs = await readFile(snapshotOf(path));

    const [remark] = await store.close();
    expect(remark).toMatch(/changed by another program.*dossier\.ours-/s);
    expect(await readFile(snapshotOf(path))).toEqual(theirs);
    const ours = (await readdir(path)).find((name) => name.startsWith('dossier.ours-')) ?? '';
    expect(JSON.parse(await readFile(join(path, ours), 'utf8'))).toMatchObject({ title: 'Talks', sequence: 2 });
    await expect(openIt(path)).rejects.toMatchObject({
      code: 'foreign-change',
      message: expect.stringMatching(/one edit/),
    });
  });
});

describe('a snapshot replaced while Parley has the dossier open', () => {
  it('is noticed at the next edit, which is not saved over it', async () => {
    const path = await closedDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'moscow');
    await rewrite(snapshotOf(path), (text) => text.replace('"Talks"', '"Theirs"'));
    const theirs = await readFile(snapshotOf(path));

    await expect(addTrack(store, 'doha')).rejects.toMatchObject({
      code: 'read-only',
      message: expect.stringMatching(/not saved.*changed by another program.*dossier\.ours-/s),
    });
    expect(store.access.mode).toBe('read-only');
    expect(trackIds(store.dossier)).toEqual(['kyiv', 'moscow']);
    expect(await readFile(snapshotOf(path))).toEqual(theirs);

    // The person decides for theirs; the edit that was acknowledged still applies to it.
    const { store: again, remarks } = await openIt(path, { acceptOutsideChanges: true });
    expect(again.dossier.title).toBe('Theirs');
    expect(trackIds(again.dossier)).toEqual(['kyiv', 'moscow']);
    expect(remarks.join(' ')).toMatch(/dossier\.ours-.*parley merge/s);
  });

  it('by the same content, as git and sync programs do, is no change', async () => {
    const path = await closedDossier();
    const { store } = await openIt(path);
    const bytes = await readFile(snapshotOf(path));
    await rm(snapshotOf(path));
    await writeFile(snapshotOf(path), bytes);
    await addTrack(store, 'moscow');
    expect(await store.close()).toEqual([]);
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['kyiv', 'moscow']);
  });

  it('in the middle of a compaction stays as it is', async () => {
    const path = await closedDossier();
    let theirs = Buffer.alloc(0);
    const disk: Disk = {
      ...nodeDisk,
      open: async (name, flags) => {
        // The compaction begins to write its snapshot, and another program is quicker.
        if (basename(name).startsWith('.dossier.json') && theirs.length === 0) {
          await rewrite(snapshotOf(path), (text) => text.replace('"Talks"', '"Theirs"'));
          theirs = await readFile(snapshotOf(path));
        }
        return await nodeDisk.open(name, flags);
      },
    };
    const { store } = await openIt(path, { disk });
    await addTrack(store, 'moscow');
    expect((await store.close()).join(' ')).toMatch(/changed by another program.*dossier\.ours-/s);
    expect(theirs.length).toBeGreaterThan(0);
    expect(await readFile(snapshotOf(path))).toEqual(theirs);
  });
});

describe('copies that a sync program leaves beside a dossier', () => {
  it.each([
    'dossier.sync-conflict-20251202-093000-ABCDEFG.json',
    "dossier (Ana's conflicted copy 2025-12-02).json",
    'dossier-DESKTOP7.json',
    'dossier 2.json',
    'journal.sync-conflict-20251202-093000-ABCDEFG.jsonl',
  ])('are named and left alone: %s', async (name) => {
    const path = await closedDossier();
    await writeFile(join(path, name), 'theirs');
    for (const open of [openIt, readIt]) {
      const { store, remarks } = await open(path);
      expect(remarks.join(' ')).toContain(name);
      await store.close();
    }
    expect(await readFile(join(path, name), 'utf8')).toBe('theirs');
  });
});

describe('a compaction cut short', () => {
  it('is not taken for a change from outside', async () => {
    const path = await closedDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'moscow');
    const before = await copyWithoutLock(path);
    await store.close();

    // The new snapshot beside the journal as it was: with the record that announced it, as after a crash.
    const snapshot = await readFile(snapshotOf(path));
    const announced = formatLine({ kind: 'compaction', snapshot: { sequence: 2, crc: checksumOf(snapshot) } });
    const journal = await readFile(join(before, 'journal.jsonl'));
    await writeFile(snapshotOf(before), snapshot);
    await writeFile(join(before, 'journal.jsonl'), Buffer.concat([journal, announced]));

    const again = await openIt(before);
    expect(trackIds(again.store.dossier)).toEqual(['kyiv', 'moscow']);
    expect(again.store.steps.undo).toBe('add moscow');
    expect(await readdir(join(before, 'history'))).toContainEqual(expect.stringMatching(/^2-2\./));
    await again.store.undo(signature);
    await again.store.undo(signature);
    expect(again.store.dossier.tracks.size).toBe(0);
  });
});

describe('a folder without a journal, such as a fresh clone', () => {
  it('opens, and numbers its edits after those in the history', async () => {
    const path = await closedDossier();
    await rm(join(path, 'journal.jsonl'));
    await rm(join(path, 'backups'), { recursive: true });
    const { store } = await openIt(path);
    expect(store.access.mode).toBe('write');
    expect((await addTrack(store, 'moscow')).sequence).toBe(2);
  });
});
