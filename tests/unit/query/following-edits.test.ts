import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { checkChange } from '#core/dossier/integrity';
import type { Dossier } from '#core/model/dossier';
import { type Filters, noFilters } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { asKnownOn } from '#core/query/as-known-on';
import { factOf } from '#core/query/facts';
import { countPassing, facets } from '#core/query/filter';
import { standingOfEvent } from '#core/query/standing';
import { buildDossier } from '../../builders/dossier';
import { seededRandom } from '../../builders/random';
import { randomEdits } from '../../builders/random-edits';
import { buildActor, buildCitation, buildClaim, buildEvent, buildMeeting, buildSource } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const today = parseDay('2025-12-02');
const looks: readonly Filters[] = [
  noFilters,
  { ...noFilters, kinds: ['meeting', 'deadline'], standings: ['confirmed', 'disputed'] },
  { ...noFilters, planned: true },
  { ...noFilters, after: '2023-01-01', singleSource: true },
  { ...noFilters, text: 'talks' },
];

/** Everything that is counted, of a dossier that was met before and of the same one met for the first time. */
function expectSame(dossier: Dossier): void {
  const anew = structuredClone(dossier);
  for (const filters of looks) {
    expect(facets(dossier, filters, today)).toEqual(facets(anew, { ...filters }, today));
    expect(countPassing(filters, dossier, today)).toBe(facets(anew, { ...filters }, today).events.length);
  }
  for (const event of dossier.events.values()) {
    expect(standingOfEvent(event, dossier)).toEqual(standingOfEvent(structuredClone(event), anew));
  }
}

function applied(dossier: Dossier, edits: readonly Edit[]): Dossier {
  try {
    checkChange(dossier, edits);
  } catch (error) {
    if (error instanceof ParleyError) return dossier;
    throw error;
  }
  return applyChange(dossier, { edits });
}

describe('what is counted follows every edit', () => {
  it('as if it were counted anew', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 12 }), (seed, steps) => {
        const random = seededRandom(seed);
        let dossier = seededDossier(seed, 14);
        for (let step = 0; step < steps && dossier.actors.size > 0; step += 1) {
          dossier = applied(dossier, randomEdits(random, dossier, step));
          expectSame(dossier);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('and from day to day while the window looks back, either way', () => {
    const dossier = seededDossier(7, 30);
    for (const day of ['2022-01-01', '2024-06-01', '2021-03-01', '2023-01-01', '2025-11-30']) {
      expectSame(asKnownOn(dossier, parseDay(day), () => parseDay('2021-01-01')));
    }
  });

  it('also where an event is deleted and comes back behind the others in one step', () => {
    const [first, second] = [buildMeeting({ id: 'a' }), buildMeeting({ id: 'b' })];
    const dossier = buildDossier({ events: [first, second] });
    expectSame(dossier);
    const moved = { ...dossier, events: new Map([second, first].map((event) => [event.id, event])) };
    expectSame(moved);
  });
});

describe('a new source', () => {
  const claims = [buildClaim({ citations: [buildCitation({ source: 'wire' })] })];
  const cited = buildEvent({ kind: 'statement', id: 'said', claims });
  const wire = buildSource({ id: 'wire', publisher: 'The wire' });
  const dossier = buildDossier({ events: [cited], sources: [wire], actors: [buildActor({ id: 'envoy' })] });
  const fact = factOf(cited, dossier);

  it('is no reason to weigh again what does not cite it', () => {
    const edit: Edit = { collection: 'sources', id: 'other', before: null, after: buildSource({ id: 'other' }) };
    expect(factOf(cited, applyChange(dossier, { edits: [edit] }))).toBe(fact);
  });

  it('that takes the place of the cited one is', () => {
    const after = { ...wire, origin: 'secondary' as const };
    const edit: Edit = { collection: 'sources', id: 'wire', before: wire, after };
    expect(factOf(cited, applyChange(dossier, { edits: [edit] })).support).toBe('unsourced');
  });
});
