import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { countWeekdayHolidays, holidaysBetween, isHoliday } from '#core/dates/holiday-calendar';
import { addOffset } from '#core/dates/offset';

const calendars = fc.constantFrom(null, 'US', 'DE', 'UA', 'SZ');

function isBusinessDay(day: number, calendar: string | null): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && (calendar === null || !isHoliday(day, calendar));
}

/** What the rule says, taken at its word: one day after the other. */
function dayByDay(start: number, days: number, calendar: string | null): number {
  let current = start;
  for (let left = days; left > 0;) {
    current += dayMs;
    if (isBusinessDay(current, calendar)) left--;
  }
  while (!isBusinessDay(current, calendar)) current += dayMs;
  return current;
}

const counted = (start: number, days: number, calendar: string | null) =>
  formatDay(addOffset(start, { offset: `P${days}D`, count: 'business', calendar }));

const daysBetween = (first: string, last: string) =>
  fc.integer({ min: parseDay(first) / dayMs, max: parseDay(last) / dayMs }).map((index) => index * dayMs);

describe('business days counted by weeks and years', () => {
  it('come to the day that counting them one by one does', () => {
    fc.assert(
      fc.property(
        daysBetween('2000-01-01', '2030-12-31'),
        fc.oneof(fc.nat(30), fc.nat(4000)),
        calendars,
        (start, days, calendar) => {
          expect(counted(start, days, calendar)).toBe(formatDay(dayByDay(start, days, calendar)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('from a weekend or a holiday, too', () => {
    const starts = [...holidaysBetween('US', 2021, 2022), parseDay('2022-01-01'), parseDay('2022-01-02')];
    for (const start of starts) {
      for (const days of [0, 1, 4, 5, 6, 10, 260]) {
        for (const calendar of [null, 'US']) {
          expect(counted(start, days, calendar)).toBe(formatDay(dayByDay(start, days, calendar)));
        }
      }
    }
  });

  it.each(['1899-11-01', '2199-10-01', '-0001-12-20', '0099-12-20'])(
    'across the bounds of what is known of holidays and years, from %s',
    (first) => {
      for (const days of [0, 1, 20, 47, 90]) {
        const start = parseDay(first);
        expect(counted(start, days, 'US')).toBe(formatDay(dayByDay(start, days, 'US')));
      }
    },
  );

  it('by the greatest number that a rule can name', () => {
    const start = parseDay('1890-06-15');
    for (const calendar of [null, 'US']) {
      expect(counted(start, 99_999, calendar)).toBe(formatDay(dayByDay(start, 99_999, calendar)));
    }
  });
});

describe('the holidays between two days', () => {
  it('are those days between that are holidays and no weekend', () => {
    const starts = daysBetween('2010-01-01', '2030-12-31');
    fc.assert(
      fc.property(starts, fc.nat(1500), fc.constantFrom('US', 'DE', 'UA', 'SZ'), (after, length, calendar) => {
        const days = Array.from({ length }, (_, index) => after + (index + 1) * dayMs);
        const found = days.filter((day) => isBusinessDay(day, null) && isHoliday(day, calendar));
        expect(countWeekdayHolidays(calendar, after, after + length * dayMs)).toBe(found.length);
      }),
      { numRuns: 50 },
    );
  });

  it('are listed as they are answered for one by one', () => {
    // Swaziland's Boxing Day may be kept in the next year.
    expect(holidaysBetween('SZ', 2014, 2020).filter((day) => !isHoliday(day, 'SZ'))).toEqual([]);
  });
});
