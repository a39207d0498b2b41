import { describe, expect, it } from 'vitest';
import type { Grouping } from '#core/model/view';
import { lanesOf, restLaneId } from '#core/query/lanes';
import { citedSources, eventsOfActor, eventsOfSource, relationsOf } from '#core/query/references';
import { credibilityInWords, listInWords } from '#core/query/vocabulary';
import { buildDossier } from '../../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
} from '../../builders/records';

describe('lanes', () => {
  const participants = (...actors: string[]) => actors.map((actor) => ({ actor, role: 'participant' }));
  const events = [
    buildMeeting({ id: 'third', date: '2025-12', tracks: ['war', 'talks'], participants: participants('b') }),
    buildMeeting({ id: 'first', date: '2025-10-01', tracks: ['talks'], participants: participants('b', 'a') }),
    buildEvent({
      kind: 'deadline',
      id: 'second',
      date: '2020',
      tracks: ['talks'],
      rule: { on: '2025-11-05' },
      participants: participants('c', 'c'),
    }),
    buildEvent({ kind: 'action', id: 'open', undated: 'not-yet', tracks: ['talks'] }),
    buildEvent({ kind: 'sanction', id: 'loose', date: '2026' }),
  ];
  const dossier = buildDossier({
    events,
    actors: ['a', 'b', 'c'].map((id) => buildActor({ id, name: id.toUpperCase() })),
    tracks: [
      buildTrack({ id: 'empty', order: 0 }),
      buildTrack({ id: 'war', name: 'War', order: 2 }),
      buildTrack({ id: 'talks', name: 'Talks', order: 1 }),
    ],
  });
  const lanes = (grouping: Grouping, withEmpty = false) =>
    lanesOf(events, grouping, dossier, withEmpty).map(({ name, events: inLane }) => [
      name,
      ...inLane.map(({ id }) => id),
    ]);

  it('by track stand in the analyst’s order, with what has no track last', () => {
    expect(lanes('track')).toEqual([
      ['Talks', 'first', 'second', 'third', 'open'],
      ['War', 'third'],
      ['No track', 'loose'],
    ]);
    expect(lanesOf(events, 'track', dossier).at(-1)?.id).toBe(restLaneId);
  });

  it('by place and by tag stand in order of their number of events, then of their names', () => {
    const at = (name: string) => ({ name, latitude: null, longitude: null });
    const scattered = [
      buildMeeting({ id: 'a', place: at('Miami'), tags: ['plan', 'leak'] }),
      buildMeeting({ id: 'b', place: at('Kyiv'), tags: ['plan'] }),
      buildMeeting({ id: 'c', place: at('Kyiv'), tags: ['-none'] }),
      buildMeeting({ id: 'd' }),
    ];
    const by = (grouping: Grouping) =>
      lanesOf(scattered, grouping, buildDossier({ events: scattered })).map(({ name, events: inLane }) => [
        name,
        ...inLane.map(({ id }) => id),
      ]);
    expect(by('place')).toEqual([
      ['Kyiv', 'b', 'c'],
      ['Miami', 'a'],
      ['No place', 'd'],
    ]);
    expect(by('tag')).toEqual([
      ['plan', 'a', 'b'],
      ['-none', 'c'],
      ['leak', 'a'],
      ['No tag', 'd'],
    ]);
  });

  it('by standing stand from the surest down', () => {
    expect(lanes('standing')).toEqual([['Unsourced', 'first', 'second', 'third', 'loose', 'open']]);
  });

  it('without events are left out, unless they are asked for', () => {
    expect(lanes('track').map(([name]) => name)).not.toContain('empty');
    expect(lanes('track', true).map(([name]) => name)).toEqual(['empty', 'Talks', 'War', 'No track']);
    expect(lanes('standing', true)).toHaveLength(5);
  });

  it('run in order of time: a deadline by when it falls due, what has no date last', () => {
    const [talks] = lanesOf(events.toReversed(), 'track', dossier);
    expect(talks?.events.map(({ id }) => id)).toEqual(['first', 'second', 'third', 'open']);
  });

  it('have what happened on one day by the hour, and statements of one date by their stance', () => {
    const at = (id: string, time: string) =>
      buildMeeting({ id, date: '2025-11-03', clock: { time, zone: 'Europe/Kyiv' } });
    const say = (id: string, stance: 'favourable' | 'critical' | null) =>
      buildEvent({ kind: 'statement', id, date: '2025-11', stance });
    const alike = [
      at('a-late', '17:30'),
      buildMeeting({ id: 'b-some-time', date: '2025-11-03' }),
      at('c-early', '09:00'),
    ];
    const statements = [say('a-silent', null), say('b-against', 'critical'), say('c-for', 'favourable')];
    const month = buildMeeting({ id: 'z-month', date: '2025-11' });
    const [lane] = lanesOf([...statements, month, ...alike], 'track', buildDossier());
    expect(lane?.events.map(({ id }) => id)).toEqual([
      'z-month',
      'c-for',
      'b-against',
      'a-silent',
      'c-early',
      'b-some-time',
      'a-late',
    ]);
  });

  it('by kind stand in the order of the kinds', () => {
    expect(lanes('kind')).toEqual([
      ['Meetings', 'first', 'third'],
      ['Sanctions', 'loose'],
      ['Deadlines', 'second'],
      ['Actions', 'open'],
    ]);
  });

  it('by actor stand by the number of their events, then by name', () => {
    expect(lanes('actor')).toEqual([
      ['B', 'first', 'third'],
      ['A', 'first'],
      ['C', 'second'],
      ['No actor', 'loose', 'open'],
    ]);
  });
});

describe('following a reference', () => {
  const citation = buildCitation({ source: 'paper', derivedFrom: 'wire' });
  const dossier = buildDossier({
    events: [
      buildMeeting({ id: 'later', date: '2025-12', participants: [{ actor: 'envoy', role: 'host' }] }),
      buildMeeting({
        id: 'talks',
        participants: [{ actor: 'envoy', role: 'host' }],
        claims: [
          buildClaim({ id: 'a', citations: [citation, citation] }),
          buildClaim({ id: 'b', citations: [citation] }),
        ],
        relations: [{ type: 'produces', event: 'later' }],
      }),
      buildEvent({ kind: 'statement', id: 'reply', relations: [{ type: 'responds-to', event: 'talks' }] }),
    ],
    actors: [buildActor({ id: 'envoy' })],
    sources: [buildSource({ id: 'paper' }), buildSource({ id: 'wire' })],
  });

  it('from an event leads to each source once, with the one that another repeats', () => {
    expect(citedSources(dossier.events.get('talks')!)).toEqual(['paper', 'wire']);
  });

  it('from an actor or a source leads to their events in order of time', () => {
    expect(eventsOfActor(dossier, 'envoy').map(({ id }) => id)).toEqual(['talks', 'later']);
    expect(eventsOfSource(dossier, 'wire').map(({ id }) => id)).toEqual(['talks']);
    expect(eventsOfActor(dossier, 'nobody')).toEqual([]);
  });

  it('shows a relation at both its ends, with a verb for each', () => {
    const seen = (id: string) => relationsOf(dossier, id).map(({ verb, end, event }) => `${end} ${verb} ${event.id}`);
    expect(seen('talks')).toEqual(['from produced later', 'to answered by reply']);
    expect(seen('later')).toEqual(['to produced by talks']);
    expect(seen('reply')).toEqual(['from responds to talks']);
  });
});

describe('words', () => {
  it('list things as a sentence does', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listInWords)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });

  it('give the meaning of an Admiralty grade', () => {
    expect(credibilityInWords(1)).toBe('confirmed by other sources');
    expect(() => credibilityInWords(7)).toThrow(RangeError);
  });
});
