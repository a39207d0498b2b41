import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import type { DossierEvent } from '#core/model/event';
import { overviewOf, stretchInWords } from '#core/timeline/overview';
import { buildEvent, buildMeeting } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';
import { today } from './drawables';

function overview(...events: readonly DossierEvent[]) {
  return overviewOf(events, new Map(events.map((event) => [event.id, event])), today);
}

const days = ({ from, to }: { from: number; to: number }) => `${formatDay(from)} to ${formatDay(to - 1)}`;

describe('the overview', () => {
  it('counts each event once, by kind, in the month in which its date begins', () => {
    const { bins, most } = overview(
      buildMeeting({ id: 'a', date: '2025-10-24/2025-11-03' }),
      buildMeeting({ id: 'b', date: '2025-10' }),
      buildEvent({ kind: 'waiver', id: 'c', date: '[..2025-10-23]' }),
      buildEvent({ kind: 'sanction', id: 'd', date: '2022-02/..' }),
    );
    expect(bins.map(days)).toEqual(['2022-02-01 to 2022-02-28', '2025-10-01 to 2025-10-31']);
    expect(bins[1]?.counts).toMatchObject({ meeting: 2, waiver: 1, sanction: 0 });
    expect(most).toBe(3);
  });

  it('counts a deadline where it falls due', () => {
    const { bins } = overview(buildEvent({ kind: 'deadline', date: '2025-01-01', rule: { on: '2025-12-24' } }));
    expect(bins.map(days)).toEqual(['2025-12-01 to 2025-12-31']);
  });

  it('reaches from the year of the first event beyond today', () => {
    const { window } = overview(buildMeeting({ date: '2022-02-04' }));
    expect(formatDay(window.from)).toBe('2022-01-01');
    expect(window.to).toBeGreaterThan(today);
  });

  it('counts apart what has no date, and leaves out what is beyond the axis', () => {
    const { bins, undatedCount } = overview(
      buildMeeting({ id: 'a', date: null, undated: 'not-yet' }),
      buildMeeting({ id: 'b', date: null, undated: 'unknown' }),
      buildMeeting({ id: 'c', date: 'Y12000' }),
    );
    expect(undatedCount).toBe(2);
    expect(bins).toEqual([]);
  });

  it('knows since when a sanction without an end has been in force', () => {
    const later = buildEvent({ kind: 'sanction', id: 'later', date: '2025-10-22/..' });
    const over = buildEvent({ kind: 'sanction', id: 'over', date: '2014-03-01/2015-03-01' });
    const first = buildEvent({ kind: 'sanction', id: 'first', date: '2022-02/..' });
    expect(overview(later, over, first).sanctioned).toEqual({ from: parseDay('2022-02-01'), to: today });
    expect(overview(over).sanctioned).toBeNull();
  });

  it('has few enough stretches to be drawn, however long the dossier', () => {
    const { bins } = overview(
      ...Array.from({ length: 600 }, (_, century) =>
        buildMeeting({ id: `m${century}`, date: String(1400 + century).padStart(4, '0') }),
      ),
    );
    expect(bins.length).toBeLessThanOrEqual(200);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(600);
  });

  it('reads years before the Common Era', () => {
    const { bins, window } = overview(buildMeeting({ date: '-0043-03-15' }));
    expect(formatDay(window.from)).toBe('-0043-01-01');
    expect(bins[0]?.from).toBeLessThanOrEqual(parseDay('-0043-03-15'));
    expect(bins[0]?.to).toBeGreaterThan(parseDay('-0043-03-15'));
  });

  it('holds every dated event of any dossier in exactly one stretch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
        const { events } = seededDossier(seed, 60);
        const { bins, undatedCount, most } = overviewOf(events.values(), events, today);
        expect(bins.reduce((sum, { count }) => sum + count, undatedCount)).toBe(60);
        expect(most).toBe(Math.max(...bins.map(({ count }) => count)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('the longest silence', () => {
  it('lies between two events, though a sanction was in force', () => {
    const { silence } = overview(
      buildEvent({ kind: 'sanction', id: 'a', date: '2022-02/..' }),
      buildEvent({ kind: 'sanction', id: 'b', date: '2022-01-01/2025-11-30' }),
      buildMeeting({ id: 'c', date: '2025-10-22' }),
    );
    if (silence === null) throw new Error('No silence was found');
    expect(days(silence)).toBe('2022-03-01 to 2025-10-21');
    expect(stretchInWords(silence)).toBe('3 years 7 months');
  });

  it('is not claimed where an event may have fallen', () => {
    const events = [
      buildMeeting({ id: 'a', date: '2022-01-01' }),
      buildMeeting({ id: 'b', date: '2023' }),
      buildMeeting({ id: 'c', date: '2024-06-01' }),
    ];
    expect(days(overview(...events).silence ?? { from: 0, to: 0 })).toBe('2022-01-02 to 2022-12-31');
  });

  it('is not claimed of the time to come, nor of a few days', () => {
    expect(
      overview(buildMeeting({ id: 'a', date: '2025-12-01' }), buildMeeting({ id: 'b', date: '2029' })).silence,
    ).toBeNull();
    expect(
      overview(buildMeeting({ id: 'a', date: '2025-11-01' }), buildMeeting({ id: 'b', date: '2025-11-04' })).silence,
    ).toBeNull();
  });

  it.each([
    ['2022-03-01', '2025-10-22', '3 years 7 months'],
    ['2024-01-01', '2025-01-01', '1 year'],
    ['2024-01-01', '2024-02-01', '1 month'],
    ['2024-01-01', '2024-01-31', '30 days'],
    ['2024-01-01', '2024-01-02', '1 day'],
  ])('from %s to %s is %s', (from, to, words) => {
    expect(stretchInWords({ from: parseDay(from), to: parseDay(to) })).toBe(words);
  });
});
