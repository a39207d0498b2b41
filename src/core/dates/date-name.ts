import { UTCDate } from '@date-fns/utc';
import { format } from 'date-fns/format';
import { dayMs, msToDay } from '#core/dates/calendar-day';
import { monthName } from '#core/dates/month-names';
import type { DateEdge } from '#core/dates/reading';
import { yearPartOf } from '#core/dates/year-part';

/** `long` for reading ("24 October 2025"), `short` for labels and lists ("24 Oct 2025"). */
export type WordStyle = 'long' | 'short';

/**
 * The name of one EDTF date in British English, without its qualifiers: "24 Oct 2025", "November 2025", "winter 2025–26",
 * "1990s", "44 BCE". `edge` must be the reading of `text`. A date beyond what can be computed is named as written.
 */
export function dateName(text: string, edge: DateEdge, style: WordStyle): string {
  const { from, to } = edge.span;
  if (from === null || to === null) return text;
  const first = msToDay(from);
  const last = msToDay(to - dayMs);
  switch (edge.precision) {
    case 'day':
      return `${first.day} ${monthName(first.month, style)} ${yearName(first.year)}`;
    case 'month':
      return `${monthName(first.month, style)} ${yearName(first.year)}`;
    case 'season':
      return yearPartName(text, first.year, last.year, style);
    case 'year':
      return yearName(first.year);
    case 'decade':
    case 'century':
    case 'millennium':
      return coarseName(text, first.year, last.year);
    case 'set':
      return `between ${dayRange(from, to - dayMs, style).join(' and ')}`;
  }
}

/** A weekday and the day's name: "Fri 24 October 2025". `dayStart` is the day's UTC midnight in milliseconds. */
export function dayNameWithWeekday(dayStart: number, style: WordStyle): string {
  const { year, month, day } = msToDay(dayStart);
  return `${weekdayName(dayStart)} ${day} ${monthName(month, style)} ${yearName(year)}`;
}

/** "Fri", for the day that starts at a UTC midnight in milliseconds. */
export function weekdayName(dayStart: number): string {
  return format(new UTCDate(dayStart), 'EEE');
}

/** A year as people write it: 44 BCE for the astronomical year -43, for there was no year 0. */
export function yearName(year: number): string {
  return year > 0 ? String(year) : `${1 - year} BCE`;
}

/** The names of a first and a last day, the first without what it shares with the last: ["24", "26 Oct 2025"]. */
export function dayRange(firstStart: number, lastStart: number, style: WordStyle): [string, string] {
  const first = msToDay(firstStart);
  const last = msToDay(lastStart);
  const month = monthName(first.month, style);
  const right = `${last.day} ${monthName(last.month, style)} ${yearName(last.year)}`;
  if (first.year !== last.year) return [`${first.day} ${month} ${yearName(first.year)}`, right];
  return [first.month === last.month ? String(first.day) : `${first.day} ${month}`, right];
}

function yearPartName(text: string, firstYear: number, lastYear: number, style: WordStyle): string {
  const number = Number(text.replace(/[?~%]/g, '').slice(-2));
  const part = yearPartOf(number);
  if (part === null) return text;
  const year = yearName(firstYear);
  switch (part.name) {
    case 'quarter':
      return `Q${number - 32} ${year}`;
    case 'quadrimester':
    case 'half': {
      const lastMonth = part.firstMonth + part.months - 1;
      return `${monthName(part.firstMonth, style)}–${monthName(lastMonth, style)} ${year}`;
    }
    default: {
      const years = firstYear === lastYear ? year : winterYears(firstYear, lastYear);
      return `${part.name} ${years}${part.hemisphere === 'southern' ? ' (southern)' : ''}`;
    }
  }
}

/** A season that crosses into the next year: "2025–26", "1999–2000". */
function winterYears(first: number, last: number): string {
  const isSameCentury = first > 0 && Math.floor(first / 100) === Math.floor(last / 100);
  return isSameCentury ? `${first}–${String(last).slice(-2)}` : yearRange(first, last).join('–');
}

function coarseName(text: string, firstYear: number, lastYear: number): string {
  if (text.replace(/[?~%]/g, '').startsWith('XXXX')) return 'year not given';
  const years = yearRange(firstYear, lastYear).join('–');
  const estimate = /^(-?)(\d{4})S/.exec(text);
  if (estimate !== null) return `${yearName(Number(`${estimate[1]}${estimate[2]}`))} (${years})`;
  return firstYear > 0 && lastYear - firstYear === 9 ? `${firstYear}s` : years;
}

/** The names of a first and a last year, with one BCE for both. */
export function yearRange(first: number, last: number): [string, string] {
  return [first <= 0 && last <= 0 ? String(1 - first) : yearName(first), yearName(last)];
}
