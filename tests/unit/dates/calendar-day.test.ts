import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, daysInMonth, dayToMs, formatDay, msToDay, parseDay } from '#core/dates/calendar-day';
import { isHoliday, isKnownCalendar } from '#core/dates/holiday-calendar';

describe('a calendar day', () => {
  it.each([
    ['1970-01-01', 0],
    ['2025-12-02', 1_764_633_600_000],
    ['0099-12-31', -59_011_545_600_000],
    ['-0001-06-15', -62_184_499_200_000],
  ])('%s starts at %i', (text, ms) => {
    expect(parseDay(text)).toBe(ms);
    expect(formatDay(ms)).toBe(text);
  });

  it('comes back as it went, and the next is 24 hours on', () => {
    const days = fc.integer({ min: dayToMs({ year: -9999, month: 1, day: 1 }) / dayMs, max: 2_932_896 });
    fc.assert(
      fc.property(days, (index) => {
        const ms = index * dayMs;
        expect(parseDay(formatDay(ms))).toBe(ms);
        expect(dayToMs(msToDay(ms))).toBe(ms);
        expect(msToDay(ms + dayMs - 1)).toEqual(msToDay(ms));
      }),
    );
  });

  it.each(['2025-02-29', '2025-13-01', '2025-1-1', '2025-11', '2025-11-01~', ''])('%j is none', (text) => {
    expect(() => parseDay(text)).toThrow(RangeError);
  });

  it('knows the length of February', () => {
    expect([1900, 2000, 2023, 2024, 0, -4].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29, 29, 29]);
  });
});

describe('a holiday calendar', () => {
  it('goes by a country code', () => {
    expect(['US', 'UA', 'RU', 'FR'].every(isKnownCalendar)).toBe(true);
    expect(['us', 'USA', 'XX', '', 'toString'].some(isKnownCalendar)).toBe(false);
  });

  it.each([
    ['US', '2025-11-27', true],
    ['US', '2025-11-28', false],
    ['US', '2025-10-31', false],
    ['GB', '2025-12-26', true],
    ['UA', '2025-08-24', true],
    // The Day of Atonement begins at sunset on 1 October; it is 2 October that is off.
    ['IL', '2025-10-02', true],
    ['US', '1776-07-04', false],
  ])('%s: %s is a holiday: %s', (calendar, day, expected) => {
    expect(isHoliday(parseDay(day), calendar)).toBe(expected);
  });

  it('that does not exist is a bug', () => {
    expect(() => isHoliday(parseDay('2025-12-25'), 'XX')).toThrow('no holiday calendar called "XX"');
  });
});
