import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
