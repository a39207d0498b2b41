import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { eventKinds } from '#core/model/event';
import { type Filters, noFilters, shownStandings } from '#core/model/view';
import { compileFilters, facets } from '#core/query/filter';
import { buildDossier } from '../../builders/dossier';
import { seededRandom } from '../../builders/random';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
} from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const today = parseDay('2025-11-26');
const reported = [buildClaim({ citations: [buildCitation({ source: 'wire' })] })];
const dossier = buildDossier({
  events: [
    buildMeeting({ id: 'talks', participants: [{ actor: 'envoy', role: 'host' }], claims: reported, tags: ['Miami'] }),
    buildMeeting({
      id: 'next-talks',
      date: '2026-01',
      participants: [{ actor: 'envoy', role: 'host' }],
      tracks: ['war'],
    }),
    buildEvent({ kind: 'sanction', id: 'freeze', participants: [{ actor: 'fund', role: 'target' }], claims: reported }),
  ],
  actors: [
    buildActor({ id: 'fund', name: 'Fund' }),
    buildActor({ id: 'idle', name: 'Idle' }),
    buildActor({ id: 'envoy', name: 'Envoy' }),
  ],
  sources: [buildSource({ id: 'wire' })],
  tracks: [buildTrack({ id: 'war' })],
});

function shown(filters: Partial<Filters>): string[] {
  return [...dossier.events.values()]
    .filter(compileFilters({ ...noFilters, ...filters }, dossier, today))
    .map(({ id }) => id);
}

describe('filters', () => {
  it.each<[string, Partial<Filters>, string[]]>([
    ['nothing', {}, ['talks', 'next-talks', 'freeze']],
    ['a kind', { kinds: ['sanction'] }, ['freeze']],
    ['any of two kinds', { kinds: ['sanction', 'meeting'] }, ['talks', 'next-talks', 'freeze']],
    ['no kind at all', { kinds: [] }, []],
    ['a standing', { standings: ['reported'] }, ['talks', 'freeze']],
    ['what is planned', { planned: true }, ['next-talks']],
    ['what is not planned', { planned: false }, ['talks', 'freeze']],
    ['an actor', { actors: ['envoy'] }, ['talks', 'next-talks']],
    ['a source', { sources: ['wire'] }, ['talks', 'freeze']],
    ['a track', { tracks: ['war'] }, ['next-talks']],
    ['a tag', { tags: ['Miami'] }, ['talks']],
    ['what rests on one source', { singleSource: true }, ['talks', 'freeze']],
    ['what may have been before a day', { before: '2026-01-02' }, ['talks', 'next-talks', 'freeze']],
    ['what was before another day', { before: '2026-01-01' }, ['talks', 'freeze']],
    ['what may have been after a day', { after: '2025-10-24' }, ['next-talks']],
    ['a text', { text: 'FREEZE' }, ['freeze']],
    ['a blank text', { text: ' ' }, ['talks', 'next-talks', 'freeze']],
    ['a kind and a standing together', { kinds: ['meeting'], standings: ['reported'] }, ['talks']],
  ])('by %s', (_, filters, expected) => {
    expect(shown(filters)).toEqual(expected);
  });
});

describe('the counts beside the filters', () => {
  it('list every kind and standing in their order, and actors by how often they take part', () => {
    const counts = facets(dossier, noFilters, today);
    expect(counts.kinds.map(({ value }) => value)).toEqual(eventKinds);
    expect(counts.standings.map(({ value }) => value)).toEqual(shownStandings);
    expect(counts.planned).toEqual({ yes: 1, no: 2 });
    expect(counts.actors.map(({ value, count }) => [value.name, count])).toEqual([
      ['Envoy', 2],
      ['Fund', 1],
      ['Idle', 0],
    ]);
  });

  it('count an actor with two parts in one event once', () => {
    const participants = [
      { actor: 'envoy', role: 'drafter' },
      { actor: 'envoy', role: 'host' },
    ];
    const one = buildDossier({ events: [buildMeeting({ participants })], actors: [buildActor({ id: 'envoy' })] });
    expect(facets(one, noFilters, today).actors[0]?.count).toBe(1);
  });

  it('heed the other filters but not their own', () => {
    const counts = facets(dossier, { ...noFilters, kinds: ['sanction'] }, today);
    expect(counts.kinds.filter(({ count }) => count > 0)).toEqual([
      { value: 'meeting', count: 2 },
      { value: 'sanction', count: 1 },
    ]);
    expect(counts.planned).toEqual({ yes: 0, no: 1 });
  });

  it('are what choosing the option alone would show', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const some = seededDossier(seed, 25);
        const filters: Filters = {
          ...noFilters,
          kinds: random.chance(0.5) ? random.some(eventKinds, 4) : null,
          standings: random.chance(0.5) ? random.some(shownStandings, 3) : null,
          planned: random.chance(0.3) ? random.chance(0.5) : null,
          text: random.chance(0.3) ? 'zelenskyy' : null,
          singleSource: random.chance(0.3) ? random.chance(0.5) : null,
          before: random.chance(0.3) ? '2024-03-01' : null,
          after: random.chance(0.3) ? '2022-03-01' : null,
        };
        const count = (choice: Partial<Filters>) =>
          [...some.events.values()].filter(compileFilters({ ...filters, ...choice }, some, today)).length;
        const counts = facets(some, filters, today);
        for (const { value, count: given } of counts.kinds) expect(given).toBe(count({ kinds: [value] }));
        for (const { value, count: given } of counts.standings) expect(given).toBe(count({ standings: [value] }));
        for (const { value, count: given } of counts.actors) expect(given).toBe(count({ actors: [value.id] }));
        for (const { value, count: given } of counts.sources) expect(given).toBe(count({ sources: [value.id] }));
        for (const { value, count: given } of counts.tracks) expect(given).toBe(count({ tracks: [value.id] }));
        for (const { value, count: given } of counts.tags) expect(given).toBe(count({ tags: [value] }));
        expect(counts.planned).toEqual({ yes: count({ planned: true }), no: count({ planned: false }) });
        expect(counts.singleSource).toBe(count({ singleSource: true }));
        expect(counts.events).toHaveLength(count({}));
      }),
      { numRuns: 30 },
    );
  });
});
