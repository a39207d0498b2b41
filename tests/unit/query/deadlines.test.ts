import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import type { Now } from '#core/dates/due-moment';
import type { Deadline } from '#core/model/event';
import { deadlinesAmong, nextDeadline } from '#core/query/deadlines';
import { buildEvent, buildMeeting } from '../../builders/records';

const now: Now = { today: parseDay('2025-12-02'), instant: null };

const deadline = (id: string, on: string, fields: Partial<Omit<Deadline, 'kind'>> = {}) =>
  buildEvent({ kind: 'deadline', id, rule: { on }, ...fields });

function entries(at: Now, ...events: Deadline[]) {
  return deadlinesAmong(events, new Map(events.map((event) => [event.id, event])), at);
}

const summary = (at: Now, ...events: Deadline[]) =>
  entries(at, ...events).map((entry) => `${entry.deadline.id}: ${entry.state}, ${entry.countdown}`);

describe('deadlines stand in order of urgency', () => {
  const anchor = buildMeeting({ id: 'entry', date: null, undated: 'not-yet' });
  const waiting = deadline('waiting', '2025-12-01', {
    rule: {
      relation: 'within',
      offset: 'P100D',
      from: { event: 'entry', moment: 'starts' },
      count: 'calendar',
      calendar: null,
    },
  });

  it('overdue first, then due, conditional, and those that are settled', () => {
    const events = [
      deadline('given-up', '2025-11-01', { outcome: 'withdrawn' }),
      deadline('put-off', '2025-11-01', { outcome: 'extended' }),
      deadline('missed', '2025-11-01', { outcome: 'missed' }),
      deadline('done', '2025-11-01', { outcome: 'met' }),
      waiting,
      deadline('later', '2025-12'),
      deadline('open-ended', '2025-12-05/..'),
      deadline('soon', '[2025-11-08..2025-12-07]'),
      deadline('today', '2025-12-02'),
      deadline('long-past', '2025-10'),
      deadline('past', '2025-12-01'),
    ];
    const all = new Map([anchor, ...events].map((event) => [event.id, event] as const));
    expect(
      deadlinesAmong(events, all, now).map((entry) => `${entry.deadline.id}: ${entry.state}, ${entry.countdown}`),
    ).toEqual([
      'long-past: overdue, at least 32 days ago',
      'past: overdue, 1 day ago',
      'today: due, today',
      'soon: due, 5 days at most',
      'later: due, 29 days at most',
      'open-ended: due, in 3 days at the earliest',
      'waiting: conditional, null',
      'done: met, null',
      'missed: lapsed, null',
      'put-off: extended, null',
      'given-up: withdrawn, null',
    ]);
  });

  it('the one that most needs attention comes first, and none does once all are settled', () => {
    const open = deadline('open', '2025-12-24');
    const done = deadline('done', '2025-11-01', { outcome: 'met' });
    const next = (...events: Deadline[]) => nextDeadline(events, new Map(), now)?.deadline.id ?? null;
    expect(next(done, deadline('later', '2026-01-10'), open)).toBe('open');
    expect(next(done)).toBeNull();
    expect(next()).toBeNull();
  });
});

describe('a deadline with an hour', () => {
  const clock = { time: '00:01', zone: 'America/New_York' };
  const at = (instant: string): Now => ({ today: parseDay('2025-12-13'), instant: Date.parse(instant) });

  it('counts to the minute in its own zone', () => {
    // 00:01 in New York is 05:01 UTC in winter.
    const event = deadline('lapse', '2025-12-13', { clock });
    expect(summary(at('2025-12-13T02:56:00Z'), event)).toEqual(['lapse: due, in 2 hours 5 minutes']);
    expect(summary(at('2025-12-13T05:00:30Z'), event)).toEqual(['lapse: due, in less than a minute']);
    expect(summary(at('2025-12-13T05:01:00Z'), event)).toEqual(['lapse: due, in less than a minute']);
    expect(summary(at('2025-12-13T05:02:00Z'), event)).toEqual(['lapse: overdue, 1 minute ago']);
  });

  it('counts in days further off', () => {
    expect(
      summary(
        { today: parseDay('2025-12-10'), instant: Date.parse('2025-12-10T12:00:00Z') },
        deadline('lapse', '2025-12-13', { clock }),
      ),
    ).toEqual(['lapse: due, in 3 days']);
  });

  it('counts to the latest day where the day is not known', () => {
    const event = deadline('lapse', '[2025-12-01..2025-12-13]', { clock });
    expect(summary(at('2025-12-13T04:01:00Z'), event)).toEqual(['lapse: due, 1 hour at most']);
  });

  it('is not overdue on its day where only the day is known', () => {
    expect(
      summary({ today: parseDay('2025-12-13'), instant: null }, deadline('lapse', '2025-12-13', { clock })),
    ).toEqual(['lapse: due, today']);
  });
});
