import { daysInMonth, dayMs, dayToMs, formatDay, msToDay } from '#core/dates/calendar-day';
import { parseEdtf } from '#core/dates/edtf';
import type { CalendarDay } from '#core/dates/reading';
import { yearPartOf } from '#core/dates/year-part';

/**
 * The smallest move that leaves a date as exact as it is: days for a date of whole days, else the months of its coarsest
 * part: 1 for a month, 3 for a quarter, 12 for a year, 120 for a decade.
 */
export type DateStep = { readonly unit: 'day'; readonly count: 1 } | { readonly unit: 'month'; readonly count: number };

/** One of the two ends of an interval. */
export type DateEnd = 'start' | 'end';

const averageMonthMs = (365.2425 / 12) * dayMs;

/** The step by which a date moves; null for one that no step moves: nothing but open ends, digits left blank in its middle. */
export function dateStep(edtf: string): DateStep | null {
  return stepOf(partsOf(edtf));
}

/** How many steps come nearest to a length of time. */
export function stepsIn(ms: number, { unit, count }: DateStep): number {
  // Not -0, which a test of "nothing moved" would take for something else than 0.
  return Math.round(ms / (unit === 'day' ? dayMs : count * averageMonthMs)) + 0;
}

/**
 * A date moved by a number of its steps, back when negative: each part keeps its precision, its qualifiers and its open
 * ends, so that `2025-10?` moves to `2025-11?` and `[..2025-10-23]` to `[..2025-10-24]`. A day that a month is too short
 * for becomes the month's last. Null for what no step moves, and for what would leave the years -9999 to 9999.
 */
export function shiftDate(edtf: string, steps: number): string | null {
  const parts = partsOf(edtf);
  const step = stepOf(parts);
  return step === null ? null : checked(write(parts, step, steps));
}

/**
 * An interval with one end moved by a number of that end's own steps. Null where the end is open or unknown, where the
 * interval would end before it starts, and where `shiftDate` gives null.
 */
export function resizeDate(edtf: string, end: DateEnd, steps: number): string | null {
  const ends = edtf.split('/');
  const index = end === 'start' ? 0 : 1;
  const moved = ends.length === 2 ? shiftDate(ends[index] ?? '', steps) : null;
  return moved === null ? null : checked(ends.with(index, moved).join('/'));
}

/** The text between dates, or a date: what it is made of, what moves it, and how it is written after a move. */
type Part = { readonly text: string; readonly months: null } | DatePart;

interface DatePart {
  readonly text: string;
  /** The months of its own step; 0 for a day, NaN for what cannot move. */
  readonly months: number;
  shift(step: DateStep, steps: number): string;
}

function partsOf(edtf: string): Part[] {
  return edtf
    .split(/(\.\.|[[\]{},/])/)
    .filter((text) => text !== '')
    .map((text) => (/^(\.\.|[[\]{},/])$/.test(text) ? { text, months: null } : datePart(text)));
}

function stepOf(parts: readonly Part[]): DateStep | null {
  const months = parts.flatMap((part) => (part.months === null ? [] : [part.months]));
  if (months.length === 0 || months.some(Number.isNaN)) return null;
  const count = months.filter((each) => each > 0).reduce(leastCommonMultiple, 1);
  return months.every((each) => each === 0) ? { unit: 'day', count: 1 } : { unit: 'month', count };
}

function write(parts: readonly Part[], step: DateStep, steps: number): string {
  return parts.map((part) => (part.months === null ? part.text : part.shift(step, steps))).join('');
}

function checked(edtf: string): string | null {
  const parsed = parseEdtf(edtf);
  return parsed.ok && parsed.reading.isDrawable ? edtf : null;
}

function datePart(text: string): DatePart {
  return blankedYear(text) ?? roundYear(text) ?? calendarPart(text) ?? { text, months: Number.NaN, shift: () => text };
}

/** `2025-10-24`, `2025-10`, `2025-33`, `2025`, each with qualifiers anywhere and with days or months left blank. */
function calendarPart(text: string): DatePart | null {
  const found =
    /^(?<a>[?~%]?)(?<year>-?\d{4})(?<b>[?~%]?)(?:(?<c>-[?~%]?)(?<month>\d\d|XX)(?<d>[?~%]?)(?:(?<e>-[?~%]?)(?<day>\d\d|XX)(?<f>[?~%]?))?)?$/.exec(
      text,
    )?.groups;
  if (found === undefined) return null;
  const { a = '', b = '', c = '', d = '', e = '', f = '', month = 'XX', day = 'XX' } = found;
  const year = Number(found['year']);
  const writeWith = (yearText: string, monthText: string, dayText: string) =>
    `${a}${yearText}${b}${found['month'] === undefined ? '' : `${c}${monthText}${d}`}${found['day'] === undefined ? '' : `${e}${dayText}${f}`}`;

  if (month === 'XX') {
    if (day !== 'XX') return null;
    return {
      text,
      months: 12,
      shift: (step, steps) => writeWith(writeYear(year + (step.count * steps) / 12), month, day),
    };
  }
  const part = yearPartOf(Number(month));
  if (part !== null) {
    return {
      text,
      months: part.months,
      shift: (step, steps) => {
        const { year: later, month: first } = addMonths({ year, month: part.firstMonth, day: 1 }, step.count * steps);
        return writeWith(writeYear(later), String(partStartingIn(first, Number(month))), day);
      },
    };
  }
  return {
    text,
    months: day === 'XX' ? 1 : 0,
    shift: (step, steps) => {
      const start = { year, month: Number(month), day: day === 'XX' ? 1 : Number(day) };
      const moved =
        step.unit === 'day' ? msToDay(dayToMs(start) + steps * dayMs) : addMonths(start, step.count * steps);
      return writeWith(writeYear(moved.year), pad(moved.month), day === 'XX' ? day : pad(moved.day));
    },
  };
}

/** A decade or a century, `199X`, `19XX`, `199`, `19`: its digits count on, and backwards before the year 0. */
function blankedYear(text: string): DatePart | null {
  const found = /^(?<sign>-?)(?<digits>\d{2,3})(?<blanks>X{0,2})(?<rest>(?:-XX){0,2}[?~%]?)$/.exec(text)?.groups;
  if (found === undefined) return null;
  const { sign = '', digits = '', blanks = '', rest = '' } = found;
  if (blanks !== '' && digits.length + blanks.length !== 4) return null;
  const months = digits.length === 3 ? 120 : 1200;
  const index = sign === '-' ? -Number(digits) - 1 : Number(digits);
  return {
    text,
    months,
    shift: (step, steps) => {
      const moved = index + (step.count * steps) / months;
      const written = String(moved < 0 ? -moved - 1 : moved).padStart(digits.length, '0');
      return `${moved < 0 ? '-' : ''}${written}${blanks}${rest}`;
    },
  };
}

/** A year of which some digits are significant: `1950S2`, some year of the century about 1950. */
function roundYear(text: string): DatePart | null {
  const found = /^(?<year>-?\d{4})(?<rest>S(?<significant>[1-4])[?~%]?)$/.exec(text)?.groups;
  if (found === undefined) return null;
  const { rest = '', significant } = found;
  return {
    text,
    months: 12 * 10 ** (4 - Number(significant)),
    shift: (step, steps) => `${writeYear(Number(found['year']) + (step.count * steps) / 12)}${rest}`,
  };
}

/** The number of the part of the same family, seasons of one hemisphere or quarters, that begins in a month. */
function partStartingIn(firstMonth: number, like: number): number {
  const families = [
    [21, 24],
    [25, 28],
    [29, 32],
    [33, 36],
    [37, 39],
    [40, 41],
  ] as const;
  const [first, last] = families.find(([, end]) => like <= end) ?? [like, like];
  for (let number = first; number <= last; number++) {
    if (yearPartOf(number)?.firstMonth === firstMonth) return number;
  }
  throw new Error(`No part of the year like ${like} begins in month ${firstMonth}`);
}

function addMonths({ year, month, day }: CalendarDay, count: number): CalendarDay {
  const months = year * 12 + month - 1 + count;
  const moved = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return { ...moved, day: Math.min(day, daysInMonth(moved.year, moved.month)) };
}

function leastCommonMultiple(a: number, b: number): number {
  let [larger, smaller] = [a, b];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return (a * b) / larger;
}

function writeYear(year: number): string {
  return formatDay(dayToMs({ year, month: 1, day: 1 })).slice(0, -6);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
