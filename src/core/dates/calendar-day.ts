import type { CalendarDay } from '#core/dates/reading';

/** The length of a calendar day in milliseconds; days in UTC are all of this length. */
export const dayMs = 86_400_000;

/** The UTC midnight at which a day starts, in milliseconds; NaN beyond what a time value can hold (year ±271,821). */
export function dayToMs(day: CalendarDay): number {
  // Date.UTC takes the years 0 to 99 as 1900 to 1999; setUTCFullYear takes a year as it is.
  return new Date(0).setUTCFullYear(day.year, day.month - 1, day.day);
}

/** The calendar day that holds a UTC instant in milliseconds. */
export function msToDay(ms: number): CalendarDay {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The first day that can be written, 1 January of the year -9999, as its UTC midnight in milliseconds. */
export const firstDay = dayToMs({ year: -9999, month: 1, day: 1 });
/** The last day that can be written, 31 December of the year 9999, as its UTC midnight in milliseconds. */
export const lastDay = dayToMs({ year: 9999, month: 12, day: 31 });

/** The instant itself, or the day nearest to it that can be written: a bare year, `Y12000`, may lie beyond them. */
export function nearestDay(ms: number): number {
  return Math.min(Math.max(ms, firstDay), lastDay);
}

/** How many days a month has, in the proleptic Gregorian calendar of ISO 8601. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Reads one plain day, `2025-12-02` or `-0333-06-01`, as its UTC midnight in milliseconds. Throws a RangeError for
 * anything else: text a person typed goes through `parseEdtf` first.
 */
export function parseDay(text: string): number {
  const parts = /^(-?\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (parts === null) throw new RangeError(`Not a plain day: ${JSON.stringify(text)}`);
  const day = { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) };
  const ms = dayToMs(day);
  if (formatDay(ms) !== text) throw new RangeError(`No such day: ${JSON.stringify(text)}`);
  return ms;
}

/** Writes the day that holds a UTC instant as `2025-12-02`; for the days from `firstDay` to `lastDay`. */
export function formatDay(ms: number): string {
  const { year, month, day } = msToDay(ms);
  const sign = year < 0 ? '-' : '';
  return `${sign}${pad(Math.abs(year), 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
