import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DossierFolder } from '#host/dossier-folder';
import { addTrack, renameTrack, signature, trackIds } from './folder-edits';
import { copyWithoutLock, newDossier, openIt } from './folder-fixture';

const acts = ['add', 'rename', 'undo', 'redo', 'reopen', 'kill'] as const;

/** What a dossier should hold: every state it went through, and which of them undo and redo lead to. */
class Model {
  past: Record<string, string>[] = [];
  present: Record<string, string> = {};
  future: Record<string, string>[] = [];

  edit(next: Record<string, string>): void {
    this.past.push(this.present);
    this.present = next;
    this.future = [];
  }

  undo(): boolean {
    const earlier = this.past.pop();
    if (earlier === undefined) return false;
    this.future.push(this.present);
    this.present = earlier;
    return true;
  }

  redo(): boolean {
    const later = this.future.pop();
    if (later === undefined) return false;
    this.past.push(this.present);
    this.present = later;
    return true;
  }
}

describe('a dossier through any sequence of edits, undoing, closings and kills', () => {
  it('holds what a simple model of it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 30, size: 'max' }),
        async (steps) => {
          const model = new Model();
          let path = await newDossier();
          let folder: DossierFolder = await openIt(path);
          for (const [index, act] of steps.entries()) {
            const { store } = folder;
            const [first] = trackIds(store.dossier);
            const track = first === undefined ? undefined : store.dossier.tracks.get(first);
            if (act === 'add') {
              await addTrack(store, `track-${index}`);
              model.edit({ ...model.present, [`track-${index}`]: `track-${index}` });
            } else if (act === 'rename' && track !== undefined) {
              await renameTrack(store, track, `Name ${index}`);
              model.edit({ ...model.present, [track.id]: `Name ${index}` });
            } else if (act === 'undo' || act === 'redo') {
              if (model[act]()) await store[act](signature);
              else await expect(store[act](signature)).rejects.toMatchObject({ code: 'nothing-to-undo' });
            } else if (act === 'reopen' || act === 'kill') {
              if (act === 'kill') path = await copyWithoutLock(path);
              await store.close();
              folder = await openIt(path);
              expect(folder.remarks).toEqual([]);
            }
            const held = Object.fromEntries([...folder.store.dossier.tracks].map(([id, { name }]) => [id, name]));
            expect(held).toEqual(model.present);
            expect(folder.store.steps.undo === null).toBe(model.past.length === 0);
            expect(folder.store.steps.redo === null).toBe(model.future.length === 0);
          }
          await folder.store.close();
        },
      ),
      { numRuns: 40, seed: 20251202 },
    );
  }, 120_000);
});
