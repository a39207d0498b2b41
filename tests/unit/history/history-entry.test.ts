import { describe, expect, it } from 'vitest';
import type { Edit } from '#core/dossier/change';
import { describeStep } from '#core/history/history-entry';
import type { DossierEvent } from '#core/model/event';
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

const dossier = buildDossier({
  actors: [buildActor({ id: 'envoy', name: 'The envoy' })],
  sources: [
    buildSource({ id: 'agency', publisher: 'The agency' }),
    buildSource({ id: 'paper', publisher: 'The paper' }),
  ],
  tracks: [buildTrack({ id: 'kyiv', name: 'Kyiv' })],
  events: [buildEvent({ kind: 'document', id: 'plan', title: 'The plan' })],
});

const meeting = buildMeeting({ id: 'talks', title: 'Talks', date: '2025-10-24' });

function told(before: DossierEvent | null, after: DossierEvent | null) {
  const edit = { collection: 'events', id: 'talks', before, after } as Edit;
  const change = { label: 'edit Talks', at: '2025-12-02T09:30:00Z', author: 'Analyst', edits: [edit] };
  const { records } = describeStep({ sequence: 1, kind: 'edit', change }, dossier, null);
  return (records[0]?.changes ?? []).map(({ field, from, to }) => [field, from, to]);
}

describe('a step of the history', () => {
  it.each<[string, Partial<DossierEvent>, (string | null)[][]]>([
    ['a date', { date: '2025-11~' }, [['Date', 'Fri 24 October 2025', 'about November 2025, day not given']]],
    ['a text', { summary: 'They met.' }, [['Summary', null, 'They met.']]],
    ['lanes by name', { tracks: ['kyiv'] }, [['Tracks', null, 'Kyiv']]],
    [
      'a participant with the role',
      { participants: [{ actor: 'envoy', role: 'host' }] },
      [['Participant', null, 'The envoy, host']],
    ],
    [
      'a link with its verb',
      { relations: [{ type: 'produces', event: 'plan' }] },
      [['Link', null, 'produced The plan']],
    ],
    [
      'a place and its coordinates',
      { place: { name: 'Miami', latitude: 25.8, longitude: -80.2 } },
      [['Place', null, 'Miami, latitude 25.8, longitude -80.2']],
    ],
    [
      'what was not given any more',
      { date: null, undated: 'not-yet' },
      [
        ['Date', 'Fri 24 October 2025', null],
        ['Undated', null, 'not yet'],
      ],
    ],
  ])('tells %s', (_, fields, expected) => {
    expect(told(meeting, { ...meeting, ...fields } as DossierEvent)).toEqual(expected);
  });

  it('tells a citation that was added, and the standing that came of it', () => {
    const cited = (...sources: string[]) => ({
      ...meeting,
      claims: [
        buildClaim({ id: 'met', text: 'They met', citations: sources.map((source) => buildCitation({ source })) }),
      ],
    });
    expect(told(cited('agency'), cited('agency', 'paper'))).toEqual([
      ['Standing', 'Reported', 'Confirmed'],
      ['Citation', null, 'The paper reports'],
    ]);
  });

  it('tells one field of a citation under its source', () => {
    const cited = (quote: string | null) => ({
      ...meeting,
      claims: [buildClaim({ id: 'met', text: 'They met', citations: [buildCitation({ source: 'agency', quote })] })],
    });
    expect(told(cited(null), cited('“We met.”'))).toEqual([['Citation of The agency, quote', null, '“We met.”']]);
  });

  it('tells a deadline’s rule as a sentence', () => {
    const rule = {
      relation: 'within',
      offset: 'P100D',
      from: { event: 'plan', moment: 'takes-effect' },
      count: 'calendar',
      calendar: null,
    } as const;
    const before = buildEvent({ kind: 'deadline', id: 'talks' });
    expect(told(before, { ...before, rule })).toEqual([
      ['Rule', 'Mon 1 December 2025', 'within 100 days of entry into force: The plan'],
    ]);
  });

  it('cuts a long text, and never in half a character', () => {
    const [change] = told(meeting, { ...meeting, notes: '🕊'.repeat(500) });
    expect(change?.[2]?.endsWith('🕊…')).toBe(true);
  });

  it('calls what is gone by its id, and tells no standing that its sources no longer give', () => {
    const before = {
      ...meeting,
      claims: [buildClaim({ id: 'met', text: 'They met', citations: [buildCitation({ source: 'lost' })] })],
    };
    expect(told(before, { ...before, claims: [] })).toEqual([
      ['Claim', 'They met', null],
      ['Citation', 'lost reports', null],
    ]);
  });

  it('names at most twenty records, and counts the rest', () => {
    const edits = Array.from({ length: 25 }, (_, index) => {
      const after = buildTrack({ id: `t${index}` });
      return { collection: 'tracks', id: after.id, before: null, after } as const;
    });
    const change = { label: 'add tracks', at: '2025-12-02T09:30:00Z', author: 'Analyst', edits };
    const entry = describeStep({ sequence: 1, kind: 'edit', change }, dossier, null);
    expect([entry.records.length, entry.moreRecords]).toEqual([20, 5]);
    const one = describeStep({ sequence: 1, kind: 'edit', change }, dossier, { collection: 'tracks', id: 't24' });
    expect(one.records.map(({ id, act }) => [id, act])).toEqual([['t24', 'added']]);
  });
});
