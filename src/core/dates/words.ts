import { dayMs, daysInMonth, msToDay } from '#core/dates/calendar-day';
import { english, type DateLanguage, type Named, type WordStyle } from '#core/dates/date-language';
import { dayNameWithWeekday, dayRange, namedDate, yearName, yearRange } from '#core/dates/date-name';
import { readDate } from '#core/dates/edtf-date';
import type { CalendarDay, DateEdge, DateReading } from '#core/dates/reading';

export type { WordStyle };

/**
 * A date in British English, or in the language given, as exact as its EDTF string and no more. Long: "Fri 24 – Sun 26
 * October 2025", "November 2025, day not given". Short, for labels and lists: "24–26 Oct 2025", "Nov 2025". Both say
 * "about", "before", "since", and put "?" after what its writer was unsure of.
 */
export function dateInWords(reading: DateReading, style: WordStyle, language: DateLanguage = english): string {
  return new Wording(style, language).reading(reading);
}

/** The words of one style and language. */
class Wording {
  readonly #style: WordStyle;
  readonly #language: DateLanguage;

  constructor(style: WordStyle, language: DateLanguage) {
    this.#style = style;
    this.#language = language;
  }

  reading(reading: DateReading): string {
    const text = reading.edtf;
    if (text.startsWith('[') || text.startsWith('{')) return this.#set(text);
    if (text.includes('/')) return this.#interval(reading);
    return this.#single(text);
  }

  #single(text: string): string {
    const edge = readDate(text);
    const language = this.#language;
    if (this.#style === 'short') return this.#named(text, edge).text;
    switch (edge.precision) {
      case 'day': {
        const { from } = edge.span;
        if (from === null) return this.#named(text, edge).text;
        const name = dayNameWithWeekday(from, 'long', language);
        return this.#qualified({ text: name, genitive: name, isDay: false }, edge).text;
      }
      case 'month':
        return `${this.#named(text, edge).text}, ${language.dayNotGiven}`;
      case 'year':
        return `${this.#named(text, edge).text}, ${language.monthNotGiven}`;
      default:
        return this.#named(text, edge).text;
    }
  }

  #named(text: string, edge: DateEdge): Named {
    return this.#qualified(namedDate(text, edge, this.#style, this.#language), edge);
  }

  #qualified(name: Named, edge: DateEdge): Named {
    const doubt = edge.isUncertain ? '?' : '';
    if (!edge.isApproximate) return { ...name, text: `${name.text}${doubt}`, genitive: `${name.genitive}${doubt}` };
    const isRange = edge.precision === 'set';
    const text = isRange
      ? `${name.text}${doubt}, ${this.#language.approximately}`
      : `${this.#language.about(name)}${doubt}`;
    return { text, genitive: text, isDay: false };
  }

  #interval(reading: DateReading): string {
    const language = this.#language;
    const [first = '', last = ''] = reading.edtf.split('/');
    const start = readEnd(first);
    const end = readEnd(last);
    if (start === null && end === null) return this.#boundless(first, last);
    if (start === null) {
      const name = end === null ? '' : language.until(this.#named(last, end));
      return first === '' ? `${name}, ${language.startNotKnown}` : name;
    }
    if (end === null) {
      const name = this.#named(first, start);
      return last === '..' ? language.since(name) : `${language.from(name)}, ${language.endNotKnown}`;
    }
    if (reading.nature === 'moment') return this.#aboutDays(start, end);
    if (!isPlain(start) || !isPlain(end)) return `${this.#named(first, start).text} – ${this.#named(last, end).text}`;
    return this.#joined(this.#rangeOf(first, start, last, end));
  }

  #boundless(first: string, last: string): string {
    const language = this.#language;
    if (first === '..' && last === '..') return language.openAtBothEnds;
    if (first === '' && last === '') return language.endsNotKnown;
    return first === '' ? language.noEnd : language.noStart;
  }

  /** The two ends of a period, the first without what it shares with the last. */
  #rangeOf(first: string, start: DateEdge, last: string, end: DateEdge): [string, string] {
    const language = this.#language;
    const from = start.span.from;
    const to = end.span.from;
    if (from !== null && to !== null && start.precision === end.precision) {
      const [a, b] = [msToDay(from), msToDay(to)];
      if (start.precision === 'year') return yearRange(a.year, b.year, language);
      if (start.precision === 'month' && a.year === b.year && a.month !== b.month) {
        const later = language.monthOfYear(b.month, yearName(b.year, language), this.#style);
        return [language.month(a.month, this.#style), later.text];
      }
      if (start.precision === 'day' && from === to && this.#style === 'long') {
        const name = dayNameWithWeekday(from, this.#style, language);
        return [name, name];
      }
      if (start.precision === 'day' && from !== to) {
        const [left, right] = dayRange(from, to, this.#style, language);
        if (this.#style === 'short') return [left, right];
        return [`${language.weekday(from)} ${left}`, `${language.weekday(to)} ${right}`];
      }
    }
    return [this.#named(first, start).text, this.#named(last, end).text];
  }

  #joined([left, right]: [string, string]): string {
    return left === right ? right : this.#language.range(left, right);
  }

  /** An interval between approximate days: a third of a month or a year by its usual name, any other with "about". */
  #aboutDays(start: DateEdge, end: DateEdge): string {
    const language = this.#language;
    const doubt = start.isUncertain || end.isUncertain ? '?' : '';
    if (start.span.from === null || end.span.from === null) return language.someDays;
    const first = msToDay(start.span.from);
    const last = msToDay(end.span.from);
    if (first.year === last.year) {
      const year = yearName(first.year, language);
      const third = first.month === last.month ? thirdOfMonth(first, last) : null;
      if (third !== null) {
        return `${language.third(third, language.monthOfYear(first.month, year, this.#style))}${doubt}`;
      }
      const yearThird = thirdOfYear(first, last);
      if (yearThird !== null) {
        return `${language.third(yearThird, { text: year, genitive: year, isDay: false })}${doubt}`;
      }
    }
    const range = this.#joined(dayRange(start.span.from, end.span.from, this.#style, language));
    return `${language.about({ text: range, genitive: range, isDay: true })}${doubt}`;
  }

  #set(text: string): string {
    const isOneOf = text.startsWith('[');
    const members = text.slice(1, -1).split(',');
    const names = members.map((member) => this.#member(member, isOneOf));
    const final = names.pop() ?? '';
    const { or, and } = this.#language;
    return names.length === 0 ? final : `${names.join(', ')} ${isOneOf ? or : and} ${final}`;
  }

  #member(text: string, isOneOf: boolean): string {
    const language = this.#language;
    const [low = '', high] = text.split('..');
    if (high === undefined) return this.#named(low, readDate(low)).text;
    if (low === '') return this.#before(high);
    if (high === '') return language.orLater(this.#named(low, readDate(low)));
    const start = readDate(low);
    const end = readDate(high);
    const { from } = start.span;
    const to = end.span.from;
    const areDays = start.precision === 'day' && end.precision === 'day' && isPlain(start) && isPlain(end);
    const [left, right] =
      areDays && from !== null && to !== null
        ? dayRange(from, to, this.#style, language)
        : [this.#named(low, start).text, this.#named(high, end).text];
    return isOneOf ? language.between(left, right, areDays) : `${left} ${language.to} ${right}`;
  }

  /** "Some day up to the 23rd" is easier read as "before the 24th"; only where what follows has a plain name. */
  #before(text: string): string {
    const edge = readDate(text);
    const { to } = edge.span;
    const hasPlainNext = edge.precision === 'day' || edge.precision === 'month' || edge.precision === 'year';
    if (to === null || !hasPlainNext || !isPlain(edge)) return this.#language.orEarlier(this.#named(text, edge));
    const next = { ...edge, span: { from: to, to: to + dayMs } };
    return this.#language.before(namedDate(text, next, this.#style, this.#language));
  }
}

function isPlain(edge: DateEdge): boolean {
  return !edge.isApproximate && !edge.isUncertain;
}

function readEnd(text: string): DateEdge | null {
  return text === '' || text === '..' ? null : readDate(text);
}

type Third = 'early' | 'mid' | 'late';

function thirdOfMonth(first: CalendarDay, last: CalendarDay): Third | null {
  if (first.day === 1 && last.day === 10) return 'early';
  if (first.day === 11 && last.day === 20) return 'mid';
  return first.day === 21 && last.day === daysInMonth(last.year, last.month) ? 'late' : null;
}

/** January to April, May to August, September to December. */
function thirdOfYear(first: CalendarDay, last: CalendarDay): Third | null {
  const isWholeMonths = first.day === 1 && last.day === daysInMonth(last.year, last.month);
  if (!isWholeMonths || last.month - first.month !== 3) return null;
  return ({ 1: 'early', 5: 'mid', 9: 'late' } as const)[first.month] ?? null;
}

/** How exactly a date is known, in words: "exact", "exact, 3 days", "day not given", "approximate", "uncertain". */
export function datePrecisionInWords(reading: DateReading): string {
  const isInterval = reading.nature === 'period';
  const edges = (isInterval ? [reading.start, reading.end] : [reading.edge]).filter((edge) => edge !== null);
  const gaps = new Set(edges.map((edge) => gapInWords(edge, reading)).filter((gap) => gap !== null));
  const remarks = [...gaps];
  if (isInterval && reading.start === null) remarks.push(reading.isStartOpen ? 'open start' : 'start not known');
  if (isInterval && reading.end === null) remarks.push(reading.isEndOpen ? 'open end' : 'end not known');
  if (edges.some((edge) => edge.isApproximate)) remarks.push('approximate');
  if (edges.some((edge) => edge.isUncertain)) remarks.push('uncertain');

  const isExact = edges.length > 0 && gaps.size === 0 && edges.every(isPlain);
  if (!isExact) return remarks.join(', ');
  const { from, to } = reading.span;
  const days = from === null || to === null ? 0 : (to - from) / dayMs;
  return ['exact', ...(days > 1 ? [`${days} days`] : []), ...remarks].join(', ');
}

/** What one end leaves out; null where it gives the day. */
function gapInWords(edge: DateEdge, reading: DateReading): string | null {
  switch (edge.precision) {
    case 'day':
      return null;
    case 'month':
      return 'day not given';
    case 'season':
    case 'year':
      return 'month not given';
    case 'decade':
    case 'century':
    case 'millennium':
      return 'year not given';
    case 'set': {
      const { from, to } = edge.span;
      if (reading.edtf.startsWith('{')) return 'several dates';
      if (reading.edtf.includes('/')) return null;
      if (from === null || to === null) return from === null ? 'latest day known' : 'earliest day known';
      return `within ${((to - from) / dayMs).toLocaleString('en-GB')} days`;
    }
  }
}
