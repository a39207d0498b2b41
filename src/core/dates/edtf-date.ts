import { dayMs, daysInMonth, dayToMs } from '#core/dates/calendar-day';
import { EdtfFault } from '#core/dates/edtf-fault';
import { monthName } from '#core/dates/month-names';
import type { CalendarDay, DateEdge, DaySpan, Precision } from '#core/dates/reading';
import { yearPartOf } from '#core/dates/year-part';

/** Days that cannot be told: no bound on either side. */
const boundless: DaySpan = { from: null, to: null };

const calendarDate =
  /^[?~%]?(?<year>-?[\dX]{4})[?~%]?(?:-[?~%]?(?<month>[\dX]{2})[?~%]?(?:-[?~%]?(?<day>[\dX]{2})[?~%]?)?)?$/;
const decadeOrCentury = /^(?<digits>-?\d{2,3})[?~%]?$/;
const significantYear = /^(?<sign>-?)(?<digits>\d{4})S(?<significant>[1-9]\d*)[?~%]?$/;
const longYear = /^Y(?<sign>-?)(?<digits>[1-9]\d*)(?:E(?<exponent>\d+))?(?:S(?<significant>[1-9]\d*))?[?~%]?$/;

/**
 * Reads one EDTF date (no interval, no set) as the days on which it may fall. A qualifier on any component marks the
 * whole. Throws an EdtfFault. Sources: EDTF level 0 "Date", level 1 "Letter-prefixed calendar year", "Seasons",
 * "Qualification", "Unspecified digit(s)", level 2 "Exponential year", "Significant digits", "Sub-year groupings",
 * "Qualification" of components; decade and century from ISO 8601-2:2019.
 */
export function readDate(text: string): DateEdge {
  const plain = readPlainDay(text);
  if (plain !== null) return plain;
  const { span, precision, isEstimate } = readDays(text);
  return {
    span,
    precision,
    isApproximate: isEstimate || /[~%]/.test(text),
    isUncertain: /[?%]/.test(text),
  };
}

/** A day of four, two and two digits, which most dates are: as the patterns would read it, in a tenth of the time. */
function readPlainDay(text: string): DateEdge | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null;
  const year = numberAt(text, 0, 4);
  const month = numberAt(text, 5, 7);
  const day = numberAt(text, 8, 10);
  // What is no day is left to the patterns, which say why.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null;
  const from = dayToMs({ year, month, day });
  return { span: { from, to: from + dayMs }, precision: 'day', isApproximate: false, isUncertain: false };
}

/** The number of the digits from one place to another; NaN where something else stands among them. */
function numberAt(text: string, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

interface Days {
  readonly span: DaySpan;
  readonly precision: Precision;
  readonly isEstimate: boolean;
}

function readDays(text: string): Days {
  const date = calendarDate.exec(text)?.groups;
  if (date?.['year'] !== undefined) return readCalendarDate(date['year'], date['month'], date['day']);

  const coarse = decadeOrCentury.exec(text)?.groups?.['digits'];
  if (coarse !== undefined) return readCalendarDate(coarse.padEnd(coarse.startsWith('-') ? 5 : 4, 'X'));

  const year = (significantYear.exec(text) ?? longYear.exec(text))?.groups;
  if (year !== undefined) return readWrittenOutYear(text, year);

  throw new EdtfFault(explainShape(text));
}

function readCalendarDate(year: string, month = 'XX', day?: string): Days {
  if (year === '-0000') throw new EdtfFault('the year 0000 (1 BCE) takes no minus sign');

  const part = yearPartOf(Number(month));
  if (part !== null) {
    if (day !== undefined) throw new EdtfFault(`${month} is a season or part of a year, which has no day`);
    const [firstYear, lastYear] = yearBounds(year);
    const from = dayToMs({ year: firstYear, month: part.firstMonth, day: 1 });
    const to = dayToMs({ year: lastYear, month: part.firstMonth + part.months, day: 1 });
    return { span: { from, to }, precision: year.includes('X') ? 'set' : 'season', isEstimate: false };
  }

  const months = matches(month, 12);
  const days = matches(day ?? 'XX', 31);
  const first = findDay(year, months, days, 'first');
  const last = findDay(year, months, days, 'last');
  if (first === null || last === null) throw new EdtfFault(explainImpossible(year, month, day ?? 'XX'));
  return {
    span: { from: dayToMs(first), to: dayToMs(last) + dayMs },
    precision: precisionOf(year, month, day ?? 'XX'),
    isEstimate: false,
  };
}

/** A year with a Y, an exponent or significant digits: `Y17E8`, `1950S2` (some year from 1900 to 1999, about 1950). */
function readWrittenOutYear(text: string, groups: Record<string, string | undefined>): Days {
  const { sign = '', digits = '', exponent, significant } = groups;
  if (text.startsWith('Y') && exponent === undefined && digits.length < 5) {
    throw new EdtfFault('a Y stands before years of more than four digits only');
  }
  const value = Number(`${digits}e${exponent ?? 0}`);
  if (significant === undefined) return { span: yearsToSpan(sign, value, value), precision: 'year', isEstimate: false };

  const blurred = digits.length + Number(exponent ?? 0) - Number(significant);
  if (blurred < 0) throw new EdtfFault(`the year has fewer than ${significant} digits`);
  const unit = 10 ** blurred;
  const floor = Math.floor(value / unit) * unit;
  const precision = (['year', 'decade', 'century'] as const)[blurred] ?? 'millennium';
  return { span: yearsToSpan(sign, floor, floor + unit - 1), precision, isEstimate: true };
}

function yearsToSpan(sign: string, least: number, greatest: number): DaySpan {
  const [first, last] = sign === '-' ? [-greatest, -least] : [least, greatest];
  const from = dayToMs({ year: first, month: 1, day: 1 });
  const to = dayToMs({ year: last + 1, month: 1, day: 1 });
  return Number.isNaN(from) || Number.isNaN(to) ? boundless : { from, to };
}

const countedDays = Array.from({ length: 31 }, (_, index) => index + 1);

/** The numbers from 1 to `limit` (at most 31) whose two digits agree with a pattern such as `1X`. */
function matches(pattern: string, limit: number): readonly number[] {
  if (pattern === 'XX') return countedDays.slice(0, limit);
  if (!pattern.includes('X')) {
    const value = Number(pattern);
    return value >= 1 && value <= limit ? [value] : [];
  }
  const expression = new RegExp(`^${pattern.replaceAll('X', '\\d')}$`);
  return matches('XX', limit).filter((value) => expression.test(String(value).padStart(2, '0')));
}

/** The first or last day that exists and agrees with all three parts; null when none does (`1985-XX-32`). */
function findDay(
  year: string,
  months: readonly number[],
  days: readonly number[],
  end: 'first' | 'last',
): CalendarDay | null {
  for (const candidate of years(year, end)) {
    for (const month of end === 'first' ? months : months.toReversed()) {
      const length = daysInMonth(candidate, month);
      const day = end === 'first' ? days.find((value) => value <= length) : days.findLast((value) => value <= length);
      if (day !== undefined) return { year: candidate, month, day };
    }
  }
  return null;
}

/** The years that agree with a pattern such as `19XX` or `-1X50`, from the first on or from the last back. */
function* years(pattern: string, end: 'first' | 'last'): Generator<number> {
  const blanks = pattern.split('X').length - 1;
  const count = 10 ** blanks;
  const isAscending = (end === 'first') !== pattern.startsWith('-');
  for (let step = 0; step < count; step++) {
    const digits = [...String(isAscending ? step : count - 1 - step).padStart(blanks, '0')];
    // `+ 0` turns the -0 of a pattern like -000X into 0.
    yield Number(pattern.replaceAll('X', () => digits.shift() ?? '0')) + 0;
  }
}

function yearBounds(pattern: string): [number, number] {
  const nines = Number(pattern.replaceAll('X', '9'));
  const zeroes = Number(pattern.replaceAll('X', '0'));
  return [Math.min(nines, zeroes), Math.max(nines, zeroes)];
}

function precisionOf(year: string, month: string, day: string): Precision {
  if (month === 'XX' && day === 'XX') {
    if (!/^-?\d*X*$/.test(year)) return 'set';
    return (['year', 'decade', 'century'] as const)[year.split('X').length - 1] ?? 'millennium';
  }
  if (year.includes('X') || month.includes('X')) return 'set';
  if (day === 'XX') return 'month';
  return day.includes('X') ? 'set' : 'day';
}

function explainImpossible(year: string, month: string, day: string): string {
  if (matches(month, 12).length === 0) return `there is no month ${month}`;
  if (day === '00') return 'days are counted from 01';
  if (month.includes('X')) return `no month that fits has a day ${day}`;
  const name = monthName(Number(month), 'long');
  if (month !== '02') return `${name} has ${daysInMonth(0, Number(month))} days`;
  if (day !== '29') return 'February has 28 days, or 29 in a leap year';
  return year.includes('X') ? `no year that fits ${year} is a leap year` : `February ${year} has 28 days`;
}

function explainShape(text: string): string {
  if (text === '') return 'nothing is written';
  if (/^-?\d{4}-\d\d-\d\d[T ]/.test(text)) {
    return 'it holds a time of day; write the day alone and put the hour in "clock"';
  }
  if (/^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/.test(text)) return 'write the year first, such as 2025-10-24';
  if (/^Y-?0/.test(text)) return 'a year after a Y has no leading zeros';
  if (/^-?\d{5,}/.test(text)) return 'a year of more than four digits begins with Y, such as Y12000';
  if (/^-?\d{4}-\d(?!\d)/.test(text) || /^-?\d{4}-\d\d-\d(?!\d)/.test(text)) {
    return 'months and days have two digits, such as 2025-03-09';
  }
  return 'write it as EDTF, such as 2025-10-24, 2025-11, 2025-11~ or 2025-10-24/2025-10-26';
}
