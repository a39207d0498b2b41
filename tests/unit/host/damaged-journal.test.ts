import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDossierFolder } from '#host/dossier-folder';
import { formatLine } from '#host/journal-format';
import { addTrack, signature, trackIds } from './folder-edits';
import { copyWithoutLock, newDossier, openIt, readIt } from './folder-fixture';

/** A dossier killed after three edits, and its journal's bytes. */
async function killedDossier() {
  const path = await newDossier();
  const { store } = await openIt(path);
  for (const id of ['a', 'b', 'c']) await addTrack(store, id);
  const killed = await copyWithoutLock(path);
  const bytes = await readFile(join(killed, 'journal.jsonl'));
  const starts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return { path: killed, journal: join(killed, 'journal.jsonl'), bytes, starts };
}

describe('a journal whose last append was cut short', () => {
  it('opens to the last whole edit, wherever the cut is, and sets the remains aside', async () => {
    const { path, journal, bytes, starts } = await killedDossier();
    const lastStart = starts[3] ?? 0;
    for (let length = lastStart; length < bytes.length; length += 1) {
      await writeFile(journal, bytes.subarray(0, length));
      const { store, remarks } = await openIt(path);
      expect(trackIds(store.dossier), `cut at ${length}`).toEqual(['a', 'b']);
      expect(store.access.mode).toBe('write');
      expect(remarks.length, `cut at ${length}`).toBe(length === lastStart ? 0 : 1);
      const aside = (await readdir(path)).filter((name) => name.startsWith('journal.torn-')).length;
      expect(aside).toBe(length - lastStart);
      // Not closed as a person would: closing compacts, and the next cut needs the same journal again.
      await writeFile(journal, bytes);
      await store.close();
    }
  }, 60_000);

  it('reads past a torn end without touching anything', async () => {
    const { path, journal, bytes } = await killedDossier();
    await writeFile(journal, bytes.subarray(0, -5));
    const before = await readdir(path);
    const { store } = await readIt(path);
    expect(trackIds(store.dossier)).toEqual(['a', 'b']);
    expect(await readdir(path)).toEqual(before);
    expect(await readFile(journal)).toEqual(bytes.subarray(0, -5));
  });

  it('goes on from there', async () => {
    const { path, journal, bytes } = await killedDossier();
    await writeFile(journal, bytes.subarray(0, -5));
    const { store } = await openIt(path);
    await addTrack(store, 'd');
    await store.undo(signature);
    expect(store.steps).toEqual({ undo: 'add b', redo: 'add d' });
    await store.close();
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['a', 'b']);
  });
});

describe('a journal cut at any byte', () => {
  it('opens to its last whole edit, or read-only when even its first line is gone', async () => {
    const { path, journal, bytes, starts } = await killedDossier();
    const expected = ['a', 'b', 'c'];
    for (let length = 0; length <= bytes.length; length += 1) {
      await writeFile(journal, bytes.subarray(0, length));
      const { store } = await readIt(path);
      const whole = starts.filter((start) => start > 0 && start <= length).length;
      expect(trackIds(store.dossier), `cut at ${length}`).toEqual(expected.slice(0, Math.max(0, whole - 1)));
      const isDamaged = store.access.mode === 'read-only' && store.access.reason.includes('damaged at line 1');
      expect(isDamaged).toBe(whole === 0);
    }
  }, 60_000);
});

describe('a journal with a flipped byte', () => {
  it('opens read-only at the bad line when good ones follow it, and offers a backup', async () => {
    const { path, journal, bytes, starts } = await killedDossier();
    const end = starts[3] ?? 0;
    for (let at = 0; at < end - 1; at += 7) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      await writeFile(journal, flipped);
      const { store } = await openIt(path);
      const line = starts.filter((start) => start <= at).length;
      expect(store.access, `flipped at ${at}`).toMatchObject({
        mode: 'read-only',
        reason: expect.stringMatching(new RegExp(`damaged at line ${line}\\b.*--accept.*backups`, 's')),
      });
      expect(trackIds(store.dossier)).toEqual(['a', 'b', 'c'].slice(0, Math.max(0, line - 2)));
      await expect(addTrack(store, 'd')).rejects.toMatchObject({ code: 'read-only' });
      await store.close();
      expect(await readFile(journal)).toEqual(flipped);
    }
    await expect(checkDossierFolder(path)).rejects.toMatchObject({ code: 'damaged' });
  }, 60_000);

  it('goes on before the damage on the word of the person, with the whole journal kept', async () => {
    const { path, journal, bytes, starts } = await killedDossier();
    const flipped = Buffer.from(bytes);
    const at = (starts[2] ?? 0) + 20;
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    await writeFile(journal, flipped);

    const { store, remarks } = await openIt(path, { acceptOutsideChanges: true });
    expect(store.access.mode).toBe('write');
    expect(remarks.join(' ')).toMatch(/damaged from line 3 on.*journal\.damaged-/);
    const aside = (await readdir(path)).find((name) => name.startsWith('journal.damaged-')) ?? '';
    expect(await readFile(join(path, aside))).toEqual(flipped);
    await addTrack(store, 'd');
    await store.close();
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['a', 'd']);
  });
});

describe('a journal of a newer Parley', () => {
  it('is refused and left alone', async () => {
    const { path, journal } = await killedDossier();
    const newer = formatLine({ journal: 2 } as never);
    await writeFile(journal, newer);
    await expect(openIt(path)).rejects.toMatchObject({ code: 'newer-schema' });
    expect(await readFile(journal)).toEqual(newer);
  });
});
