import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ParleyError } from '#core/parley-error';
import { addTrack, signature, trackIds } from '../unit/host/folder-edits';
import { copyWithoutLock, newDossier, openIt, readIt } from '../unit/host/folder-fixture';
import { tell } from './harness/tell';

/** A dossier killed after some edits on top of a snapshot, with every state that it went through since. */
async function killedDossier() {
  const path = await newDossier();
  const first = await openIt(path);
  await addTrack(first.store, 'old');
  await first.store.close();
  const { store } = await openIt(path);
  const states = [trackIds(store.dossier).join(' ')];
  const acts = [
    () => addTrack(store, 'a'),
    () => addTrack(store, 'b'),
    () => store.undo(signature),
    () => addTrack(store, 'c'),
    () => store.undo(signature),
    () => store.redo(signature),
  ];
  for (const act of acts) {
    await act();
    states.push(trackIds(store.dossier).join(' '));
  }
  const killed = await copyWithoutLock(path);
  return { path: killed, states };
}

/** What opening a folder leads to: a state and what was said of it, or a refusal. */
async function openingOf(path: string) {
  try {
    const { store, remarks } = await readIt(path);
    const reason = store.access.mode === 'read-only' ? store.access.reason : '';
    return { state: trackIds(store.dossier).join(' '), isDamaged: reason.includes('damaged'), remarks, refusal: null };
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    return { state: null, isDamaged: false, remarks: [], refusal: error };
  }
}

describe('a snapshot cut at every byte', () => {
  it('is refused with a sentence that offers the backup, and stays as it is', async () => {
    const { path } = await killedDossier();
    const file = join(path, 'dossier.json');
    const bytes = await readFile(file);
    for (let length = 0; length < bytes.length - 1; length += 1) {
      const cut = bytes.subarray(0, length);
      await writeFile(file, cut);
      const { refusal } = await openingOf(path);
      expect(refusal?.message, `cut at ${length}`).toMatch(/dossier\.json.*backup/s);
      expect(await readFile(file)).toEqual(cut);
    }
    tell(`snapshot: cut at each of ${bytes.length} bytes, refused each time`);
  });
});

describe('a journal with a tail of NULs', () => {
  it('opens to its last whole edit', async () => {
    const { path, states } = await killedDossier();
    const file = join(path, 'journal.jsonl');
    const bytes = await readFile(file);
    for (const zeros of [1, 7, 512, 4096, 65_536]) {
      await writeFile(file, Buffer.concat([bytes, Buffer.alloc(zeros)]));
      expect(await openingOf(path)).toMatchObject({ state: states.at(-1), refusal: null });
    }
  });
});

describe('each byte of a journal and of a snapshot altered', () => {
  it.each([
    ['journal.jsonl', 0x01],
    ['journal.jsonl', 0x80],
    ['dossier.json', 0x01],
  ])('%s, bit %i: a state that was, said to be damaged, or a refusal', async (name, bit) => {
    const { path, states } = await killedDossier();
    const file = join(path, name);
    const bytes = await readFile(file);
    let refused = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ bit;
      await writeFile(file, altered);
      const { state, isDamaged, refusal } = await openingOf(path);
      if (refusal !== null) refused += 1;
      else {
        expect(states, `${name}, byte ${at}`).toContain(state);
        // Only the very last record may be taken for one that was cut short while it was written.
        if (!isDamaged) expect(state, `${name}, byte ${at}`).toBe(states.at(-2));
      }
      expect(await readFile(file)).toEqual(altered);
    }
    tell(`${name}: bit ${bit} of each of ${bytes.length} bytes altered, ${refused} refused, no other state in silence`);
  });
});
