import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '#core/dossier/change';
import { findBrokenLinks } from '#core/dossier/integrity';
import { collectionNames } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { seededRandom } from '../../builders/random';
import { randomEdits } from '../../builders/random-edits';
import { seededDossier } from '../../builders/seeded-dossier';
import { signature } from './folder-edits';
import { newDossier, openIt } from './folder-fixture';

const acts = fc.constantFrom('edit', 'edit', 'undo', 'redo', 'reopen');

/** The edits that write a whole dossier into an empty one. */
function additionOf(seed: number): Edit[] {
  const dossier = seededDossier(seed, 12);
  return collectionNames.flatMap((collection) =>
    [...dossier[collection].values()].map((after) => ({ collection, id: after.id, before: null, after }) as Edit),
  );
}

describe('a dossier through any sequence of edits, undos and redos', () => {
  it('never has a broken link, and undone to the end it is empty again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.array(acts, { minLength: 4, maxLength: 20, size: 'max' }),
        async (seed, steps) => {
          const random = seededRandom(seed);
          const path = await newDossier();
          let { store } = await openIt(path);
          const attempt = async (act: () => Promise<unknown>) => {
            try {
              await act();
            } catch (error) {
              if (!(error instanceof ParleyError)) throw error;
            }
            expect(findBrokenLinks(store.dossier)).toEqual([]);
          };
          await store.commit({ label: 'begin', ...signature, edits: additionOf(seed) });
          for (const [step, act] of steps.entries()) {
            if (act === 'reopen') {
              await store.close();
              ({ store } = await openIt(path));
            } else if (act === 'edit' && store.dossier.actors.size > 0) {
              const edits = randomEdits(random, store.dossier, step);
              if (edits.length > 0) await attempt(() => store.commit({ label: 'edit', ...signature, edits }));
            } else if (act !== 'edit') await attempt(() => store[act](signature));
          }
          while (store.steps.undo !== null) await attempt(() => store.undo(signature));
          expect(collectionNames.map((name) => store.dossier[name].size)).toEqual(collectionNames.map(() => 0));
        },
      ),
      { numRuns: 12 },
    );
  });
});
