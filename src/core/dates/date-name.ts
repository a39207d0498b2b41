import { dayMs, msToDay } from '#core/dates/calendar-day';
import { english, plain, type DateLanguage, type Named, type WordStyle } from '#core/dates/date-language';
import type { DateEdge } from '#core/dates/reading';
import { yearPartOf } from '#core/dates/year-part';

/**
 * The name of one EDTF date, in British English unless a language is given, without its qualifiers: "24 Oct 2025",
 * "November 2025", "winter 2025–26", "1990s", "44 BCE". `edge` must be the reading of `text`. A date beyond what can be
 * computed is named as written.
 */
export function dateName(text: string, edge: DateEdge, style: WordStyle, language = english): string {
  return namedDate(text, edge, style, language).text;
}

/** The name of one EDTF date in the forms that its language has; see `dateName`. */
export function namedDate(text: string, edge: DateEdge, style: WordStyle, language: DateLanguage): Named {
  const { from, to } = edge.span;
  if (from === null || to === null) return plain(text);
  const first = msToDay(from);
  const last = msToDay(to - dayMs);
  const year = yearName(first.year, language);
  switch (edge.precision) {
    case 'day':
      return plain(language.day(first, year, style), true);
    case 'month':
      return language.monthOfYear(first.month, year, style);
    case 'season':
      return plain(yearPartName(text, first.year, last.year, style, language));
    case 'year':
      return plain(year);
    case 'decade':
    case 'century':
    case 'millennium':
      return plain(coarseName(text, first.year, last.year, language));
    case 'set': {
      const [left, right] = dayRange(from, to - dayMs, style, language);
      return plain(language.between(left, right, true));
    }
  }
}

/** A weekday and the day's name: "Fri 24 October 2025". `dayStart` is the day's UTC midnight in milliseconds. */
export function dayNameWithWeekday(dayStart: number, style: WordStyle, language = english): string {
  const day = msToDay(dayStart);
  return `${language.weekday(dayStart)} ${language.day(day, yearName(day.year, language), style)}`;
}

/** A year as people write it: 44 BCE for the astronomical year -43, for there was no year 0. */
export function yearName(year: number, language = english): string {
  return year > 0 ? String(year) : language.yearBefore(1 - year);
}

/** The names of a first and a last day, the first without what it shares with the last: ["24", "26 Oct 2025"]. */
export function dayRange(
  firstStart: number,
  lastStart: number,
  style: WordStyle,
  language = english,
): [string, string] {
  const first = msToDay(firstStart);
  const last = msToDay(lastStart);
  const year = yearName(last.year, language);
  if (first.year !== last.year) {
    return [language.day(first, yearName(first.year, language), style), language.day(last, year, style)];
  }
  if (first.month === last.month) return language.daysOfMonth(first, last, year, style);
  return [language.dayOfMonth(first, style), language.day(last, year, style)];
}

function yearPartName(
  text: string,
  firstYear: number,
  lastYear: number,
  style: WordStyle,
  language: DateLanguage,
): string {
  const number = Number(text.replace(/[?~%]/g, '').slice(-2));
  const part = yearPartOf(number);
  if (part === null) return text;
  const year = yearName(firstYear, language);
  switch (part.name) {
    case 'quarter':
      return language.quarter(number - 32, year);
    case 'quadrimester':
    case 'half': {
      const lastMonth = part.firstMonth + part.months - 1;
      return `${language.month(part.firstMonth, style)}–${language.month(lastMonth, style)} ${year}`;
    }
    default: {
      const years = firstYear === lastYear ? year : winterYears(firstYear, lastYear, language);
      return `${language.seasons[part.name]} ${years}${part.hemisphere === 'southern' ? language.southern : ''}`;
    }
  }
}

/** A season that crosses into the next year: "2025–26", "1999–2000". */
function winterYears(first: number, last: number, language: DateLanguage): string {
  const isSameCentury = first > 0 && Math.floor(first / 100) === Math.floor(last / 100);
  return isSameCentury ? `${first}–${String(last).slice(-2)}` : yearRange(first, last, language).join('–');
}

function coarseName(text: string, firstYear: number, lastYear: number, language: DateLanguage): string {
  if (text.replace(/[?~%]/g, '').startsWith('XXXX')) return language.yearNotGiven;
  const years = yearRange(firstYear, lastYear, language).join('–');
  const estimate = /^(-?)(\d{4})S/.exec(text);
  if (estimate !== null) return `${yearName(Number(`${estimate[1]}${estimate[2]}`), language)} (${years})`;
  return firstYear > 0 && lastYear - firstYear === 9 ? language.decade(firstYear) : years;
}

/** The names of a first and a last year, with one BCE for both. */
export function yearRange(first: number, last: number, language = english): [string, string] {
  return [first <= 0 && last <= 0 ? String(1 - first) : yearName(first, language), yearName(last, language)];
}
