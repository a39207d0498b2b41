import { describe, expect, it } from 'vitest';
import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { dueOf } from '#core/dates/deadline';
import { findBrokenLinks } from '#core/dossier/integrity';
import { citationKey, outcomeKey, recordedOn, recordKey } from '#core/dossier/recording';
import type { Dossier, Records } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { asKnownOn } from '#core/query/as-known-on';
import { measuresOn, verdictOf } from '#core/query/measures';
import { reportDaysOf } from '#core/query/report-days';
import { standingOfEvent } from '#core/query/standing';
import { buildDossier } from '../../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildFigure,
  buildMeeting,
  buildSource,
  buildView,
} from '../../builders/records';

const today = parseDay('2025-12-02');
const noHistory = recordedOn({ since: null, days: [] }, today);

const sources = [
  buildSource({ id: 'dated', published: '2025-10-22' }),
  buildSource({ id: 'monthly', published: '2025-11' }),
  buildSource({ id: 'seen', accessed: '2025-11-05' }),
  buildSource({ id: 'undated' }),
];

function known(on: string, records: Partial<{ [C in keyof Records]: Records[C][] }>, recorded = noHistory): Dossier {
  return asKnownOn(buildDossier({ sources, ...records }), parseDay(on), recorded);
}

const cited = (...citations: Parameters<typeof buildCitation>[0][]) => [
  buildClaim({ citations: citations.map(buildCitation) }),
];

describe('an event is known', () => {
  const firstDayOf = (event: Records['events'], recorded = noHistory) => {
    const dossier = buildDossier({ sources, events: [event] });
    const first = reportDaysOf(dossier, recorded).events.get(event.id)?.knownFrom ?? Number.NaN;
    expect(asKnownOn(dossier, first, recorded).events.has(event.id)).toBe(true);
    expect(asKnownOn(dossier, first - dayMs, recorded).events.has(event.id)).toBe(false);
    return formatDay(first);
  };

  it('from the day its citation was reported, whatever its source says', () => {
    expect(firstDayOf(buildMeeting({ claims: cited({ source: 'monthly', reported: '2025-11-03' }) }))).toBe(
      '2025-11-03',
    );
  });

  it('else from when its source was published, else from when that was read', () => {
    expect(firstDayOf(buildMeeting({ claims: cited({ source: 'dated' }) }))).toBe('2025-10-22');
    expect(firstDayOf(buildMeeting({ claims: cited({ source: 'seen' }) }))).toBe('2025-11-05');
  });

  it('from the last day of the month where a report is dated to the month', () => {
    expect(firstDayOf(buildMeeting({ claims: cited({ source: 'monthly' }) }))).toBe('2025-11-30');
  });

  it('from its first report where there are several', () => {
    const claims = cited({ source: 'monthly' }, { source: 'dated', stance: 'denies' });
    expect(firstDayOf(buildMeeting({ claims }))).toBe('2025-10-22');
  });

  it('from the day it was recorded where nothing has a date, or nothing is cited', () => {
    const history = recordedOn(
      {
        since: '2025-10-01',
        days: [
          [recordKey('events', 'event'), '2025-10-10'],
          [citationKey('event', 'undated'), '2025-10-12'],
        ],
      },
      today,
    );
    expect(firstDayOf(buildMeeting({ id: 'event', claims: cited({ source: 'undated' }) }), history)).toBe('2025-10-12');
    expect(firstDayOf(buildMeeting({ id: 'event', claims: [buildClaim()] }), history)).toBe('2025-10-10');
    expect(firstDayOf(buildMeeting({ id: 'event', claims: [] }), history)).toBe('2025-10-10');
  });

  it('from the first day of the history where that does not mention it, and from today where there is none', () => {
    const event = buildMeeting({ claims: [] });
    expect(firstDayOf(event, recordedOn({ since: '2025-10-01', days: [] }, today))).toBe('2025-10-01');
    expect(firstDayOf(event)).toBe('2025-12-02');
  });
});

describe('of an event that was known', () => {
  it('later citations are left out, and its standing reverts', () => {
    const claims = cited({ source: 'dated' }, { source: 'monthly' });
    const event = buildMeeting({ id: 'talks', claims });
    const standing = (dossier: Dossier) => standingOfEvent(dossier.events.get('talks') ?? event, dossier).standing;
    expect(standing(known('2025-11-29', { events: [event] }))).toBe('single-source');
    expect(standing(known('2025-11-30', { events: [event] }))).toBe('corroborated');
  });

  it('a dispute that came later is not there yet', () => {
    const denied = buildClaim({ id: 'agreed', citations: [buildCitation({ source: 'monthly', stance: 'denies' })] });
    const event = buildMeeting({ claims: [...cited({ source: 'dated' }), denied] });
    const before = known('2025-11-01', { events: [event] });
    expect([...before.events.values()][0]?.claims).toHaveLength(1);
    const after = known('2025-11-30', { events: [event] });
    expect(standingOfEvent(event, after).standing).toBe('disputed');
  });

  it('the first claim stays, since it is the event, even where only a further one was reported', () => {
    const early = buildClaim({ id: 'early', citations: [buildCitation({ source: 'dated' })] });
    const event = buildMeeting({ claims: [...cited({ source: 'monthly' }), early] });
    const [shown] = known('2025-10-22', { events: [event] }).events.values();
    expect(shown?.claims.map(({ citations }) => citations.length)).toEqual([0, 1]);
  });

  it('relations to events that were not known are left out', () => {
    const later = buildMeeting({ id: 'later', claims: cited({ source: 'monthly' }) });
    const event = buildMeeting({
      id: 'talks',
      claims: cited({ source: 'dated' }),
      relations: [{ type: 'produces', event: 'later' }],
    });
    expect(known('2025-11-01', { events: [event, later] }).events.get('talks')?.relations).toEqual([]);
    expect(known('2025-11-30', { events: [event, later] }).events.get('talks')).toBe(event);
  });
});

describe('what a day could not know of', () => {
  const claims = cited({ source: 'dated' });

  it('a document that takes effect later has not yet', () => {
    const event = buildEvent({ kind: 'document', id: 'pact', claims, status: 'in-force', inForce: '2025-11-10' });
    expect(known('2025-11-09', { events: [event] }).events.get('pact')).toMatchObject({
      inForce: null,
      status: 'published',
    });
    expect(known('2025-11-10', { events: [event] }).events.get('pact')).toBe(event);
  });

  it('a sanction that was lifted later is open-ended', () => {
    const event = buildEvent({ kind: 'sanction', id: 'ban', claims, date: '2022-02/2025-11-10' });
    expect(known('2025-11-09', { events: [event] }).events.get('ban')?.date).toBe('2022-02/..');
    expect(known('2025-11-10', { events: [event] }).events.get('ban')?.date).toBe('2022-02/2025-11-10');
  });

  it('a waiver known in advance keeps its period, and suspends nothing before it', () => {
    const ban = buildEvent({
      kind: 'sanction',
      id: 'ban',
      claims,
      date: '2022-02/..',
      participants: [{ actor: 'fund', role: 'target' }],
    });
    const leave = buildEvent({
      kind: 'waiver',
      id: 'leave',
      claims: cited({ source: 'seen' }),
      inForce: '2025-11-10/2025-11-12',
      relations: [{ type: 'suspends', event: 'ban' }],
    });
    const verdict = (on: string) =>
      verdictOf(measuresOn(known('2025-11-06', { events: [ban, leave] }), parseDay(on), 'fund'));
    expect(verdict('2025-11-09')).toBe('sanctioned');
    expect(verdict('2025-11-11')).toBe('suspended');
    const unheard = known('2025-11-01', { events: [ban, leave] });
    expect(verdictOf(measuresOn(unheard, parseDay('2025-11-11'), 'fund'))).toBe('sanctioned');
  });

  it('a deadline that was met is open until an event that fulfils it was known', () => {
    const deadline = buildEvent({ kind: 'deadline', id: 'answer', claims, outcome: 'met' });
    const fulfilment = buildMeeting({
      id: 'reply',
      claims: cited({ source: 'monthly' }),
      relations: [{ type: 'fulfils', event: 'answer' }],
    });
    const outcome = (on: string) => known(on, { events: [deadline, fulfilment] }).events.get('answer');
    expect(outcome('2025-11-29')).toMatchObject({ outcome: 'open' });
    expect(outcome('2025-11-30')).toMatchObject({ outcome: 'met' });
  });

  it('an outcome that nothing else tells of is known from the day it was recorded', () => {
    const deadline = buildEvent({ kind: 'deadline', id: 'answer', claims, outcome: 'missed' });
    const history = recordedOn({ since: '2025-10-01', days: [[outcomeKey('answer'), '2025-11-20']] }, today);
    const outcome = (on: string) => known(on, { events: [deadline] }, history).events.get('answer');
    expect(outcome('2025-11-19')).toMatchObject({ outcome: 'open' });
    expect(outcome('2025-11-20')).toMatchObject({ outcome: 'missed' });
  });
});

describe('a deadline that was known before the event it is counted from', () => {
  const signing = buildEvent({
    kind: 'document',
    id: 'signing',
    date: '2025-11-10',
    claims: cited({ source: 'monthly' }),
    participants: [{ actor: 'envoy', role: 'signatory' }],
    provisions: [{ id: 'vote', number: null, heading: 'Vote', text: null }],
  });
  const deadline = buildEvent({
    kind: 'deadline',
    id: 'vote',
    claims: cited({ source: 'dated' }),
    rule: {
      relation: 'within',
      offset: 'P30D',
      from: { event: 'signing', moment: 'starts' },
      count: 'calendar',
      calendar: null,
    },
    clause: { event: 'signing', provision: 'vote' },
  });
  const dossier = buildDossier({ sources, actors: [buildActor({ id: 'envoy' })], events: [signing, deadline] });
  const before = asKnownOn(dossier, parseDay('2025-11-15'), noHistory);

  it('waits on it: nobody could have told the day', () => {
    expect(dueOf(before.events.get('vote') as typeof deadline, before.events)).toMatchObject({
      state: 'conditional',
      waitsOn: 'signing',
    });
  });

  it('names it and says nothing else of it', () => {
    expect(before.events.get('signing')).toMatchObject({
      title: 'signing',
      date: null,
      undated: 'not-yet',
      claims: [],
      participants: [],
      provisions: [],
    });
    expect(findBrokenLinks(before)).toEqual([]);
  });
});

describe('what else a dossier holds', () => {
  it('keeps the sources that had spoken, and every actor', () => {
    const events = [buildMeeting({ claims: cited({ source: 'dated', derivedFrom: 'undated' }) })];
    const dossier = known('2025-11-05', { events, actors: [buildActor()] });
    expect([...dossier.sources.keys()]).toEqual(['dated', 'seen', 'undated']);
    expect(dossier.actors.size).toBe(1);
  });

  it('shares one list of sources from day to day until one more speaks', () => {
    const dossier = buildDossier({ sources });
    const on = (day: string) => asKnownOn(dossier, parseDay(day), noHistory).sources;
    expect(on('2025-11-06')).toBe(on('2025-11-07'));
    expect(on('2025-11-30')).not.toBe(on('2025-11-07'));
  });

  it('takes sources and events that were not known out of views and figures', () => {
    const view = buildView({ filters: { ...noFilters, sources: ['monthly'] } });
    const figure = buildFigure({ wording: [{ event: 'later', label: 'Later', order: null }] });
    const events = [buildMeeting({ id: 'later', claims: cited({ source: 'monthly' }) })];
    const dossier = known('2025-11-01', { views: [view], figures: [figure], events });
    expect(dossier.views.get('view')?.filters.sources).toEqual([]);
    expect(dossier.figures.get('figure')?.wording).toEqual([]);
  });
});
