import { dayMs, daysInMonth, msToDay } from '#core/dates/calendar-day';
import {
  dateName,
  dayNameWithWeekday,
  dayRange,
  weekdayName,
  yearName,
  yearRange,
  type WordStyle,
} from '#core/dates/date-name';
import { readDate } from '#core/dates/edtf-date';
import { monthName } from '#core/dates/month-names';
import type { CalendarDay, DateEdge, DateReading } from '#core/dates/reading';

export type { WordStyle };

/**
 * A date in British English, as exact as its EDTF string and no more. Long: "Fri 24 – Sun 26 October 2025", "November
 * 2025, day not given". Short, for labels and lists: "24–26 Oct 2025", "Nov 2025". Both say "about", "before", "since",
 * and put "?" after what its writer was unsure of.
 */
export function dateInWords(reading: DateReading, style: WordStyle): string {
  const text = reading.edtf;
  if (text.startsWith('[') || text.startsWith('{')) return setInWords(text, style);
  if (text.includes('/')) return intervalInWords(reading, style);
  return singleInWords(text, style);
}

function singleInWords(text: string, style: WordStyle): string {
  const edge = readDate(text);
  if (style === 'short') return qualified(dateName(text, edge, style), edge);
  switch (edge.precision) {
    case 'day':
      return qualified(withWeekday(edge) ?? dateName(text, edge, style), edge);
    case 'month':
      return `${qualified(dateName(text, edge, style), edge)}, day not given`;
    case 'year':
      return `${qualified(dateName(text, edge, style), edge)}, month not given`;
    default:
      return qualified(dateName(text, edge, style), edge);
  }
}

function withWeekday(edge: DateEdge): string | null {
  return edge.span.from === null ? null : dayNameWithWeekday(edge.span.from, 'long');
}

function qualified(name: string, edge: DateEdge): string {
  const doubt = edge.isUncertain ? '?' : '';
  if (!edge.isApproximate) return `${name}${doubt}`;
  return name.startsWith('between ') ? `${name}${doubt}, approximately` : `about ${name}${doubt}`;
}

function isPlain(edge: DateEdge): boolean {
  return !edge.isApproximate && !edge.isUncertain;
}

function named(text: string, edge: DateEdge, style: WordStyle): string {
  return qualified(dateName(text, edge, style), edge);
}

function intervalInWords(reading: DateReading, style: WordStyle): string {
  const [first = '', last = ''] = reading.edtf.split('/');
  const start = readEnd(first);
  const end = readEnd(last);
  if (start === null && end === null) return boundlessInWords(first, last);
  if (start === null)
    return `until ${end === null ? '' : named(last, end, style)}${first === '' ? ', start not known' : ''}`;
  if (end === null) {
    const name = named(first, start, style);
    return last === '..' ? `since ${name}` : `from ${name}, end not known`;
  }
  if (reading.nature === 'moment') return aboutDaysInWords(start, end, style);
  if (!isPlain(start) || !isPlain(end)) return `${named(first, start, style)} – ${named(last, end, style)}`;
  return joined(rangeOf(first, start, last, end, style));
}

function readEnd(text: string): DateEdge | null {
  return text === '' || text === '..' ? null : readDate(text);
}

function boundlessInWords(first: string, last: string): string {
  if (first === '..' && last === '..') return 'open at both ends';
  if (first === '' && last === '') return 'start and end not known';
  return first === '' ? 'start not known, no end' : 'no start, end not known';
}

/** The two ends of a period, the first without what it shares with the last. */
function rangeOf(first: string, start: DateEdge, last: string, end: DateEdge, style: WordStyle): [string, string] {
  const from = start.span.from;
  const to = end.span.from;
  if (from !== null && to !== null && start.precision === end.precision) {
    const [a, b] = [msToDay(from), msToDay(to)];
    if (start.precision === 'year') return yearRange(a.year, b.year);
    if (start.precision === 'month' && a.year === b.year && a.month !== b.month) {
      return [monthName(a.month, style), `${monthName(b.month, style)} ${yearName(b.year)}`];
    }
    if (start.precision === 'day' && from === to && style === 'long') {
      const name = dayNameWithWeekday(from, style);
      return [name, name];
    }
    if (start.precision === 'day' && from !== to) {
      const [left, right] = dayRange(from, to, style);
      return style === 'long' ? [`${weekdayName(from)} ${left}`, `${weekdayName(to)} ${right}`] : [left, right];
    }
  }
  return [dateName(first, start, style), dateName(last, end, style)];
}

/** Joins the ends with an en dash, spaced where the first is of more than one word. */
function joined([left, right]: [string, string]): string {
  if (left === right) return right;
  return left.includes(' ') ? `${left} – ${right}` : `${left}–${right}`;
}

/** An interval between approximate days: a third of a month or a year by its usual name, any other with "about". */
function aboutDaysInWords(start: DateEdge, end: DateEdge, style: WordStyle): string {
  const doubt = start.isUncertain || end.isUncertain ? '?' : '';
  if (start.span.from === null || end.span.from === null) return 'about some days';
  const first = msToDay(start.span.from);
  const last = msToDay(end.span.from);
  if (first.year === last.year) {
    const third = first.month === last.month ? thirdOfMonth(first, last) : null;
    if (third !== null) return `${third} ${monthName(first.month, style)} ${yearName(first.year)}${doubt}`;
    const yearThird = thirdOfYear(first, last);
    if (yearThird !== null) return `${yearThird} ${yearName(first.year)}${doubt}`;
  }
  return `about ${joined(dayRange(start.span.from, end.span.from, style))}${doubt}`;
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

function setInWords(text: string, style: WordStyle): string {
  const isOneOf = text.startsWith('[');
  const members = text.slice(1, -1).split(',');
  const names = members.map((member) => memberInWords(member, isOneOf, style));
  const final = names.pop() ?? '';
  return names.length === 0 ? final : `${names.join(', ')} ${isOneOf ? 'or' : 'and'} ${final}`;
}

function memberInWords(text: string, isOneOf: boolean, style: WordStyle): string {
  const [low = '', high] = text.split('..');
  if (high === undefined) return named(low, readDate(low), style);
  if (low === '') return beforeInWords(high, style);
  if (high === '') return `${named(low, readDate(low), style)} or later`;
  const start = readDate(low);
  const end = readDate(high);
  const { from } = start.span;
  const to = end.span.from;
  const areDays = start.precision === 'day' && end.precision === 'day' && isPlain(start) && isPlain(end);
  const [left, right] =
    areDays && from !== null && to !== null
      ? dayRange(from, to, style)
      : [named(low, start, style), named(high, end, style)];
  return isOneOf ? `between ${left} and ${right}` : `${left} to ${right}`;
}

/** "Some day up to the 23rd" is easier read as "before the 24th"; only where what follows has a plain name. */
function beforeInWords(text: string, style: WordStyle): string {
  const edge = readDate(text);
  const { to } = edge.span;
  const hasPlainNext = edge.precision === 'day' || edge.precision === 'month' || edge.precision === 'year';
  if (to === null || !hasPlainNext || !isPlain(edge)) return `${named(text, edge, style)} or earlier`;
  return `before ${dateName(text, { ...edge, span: { from: to, to: to + dayMs } }, style)}`;
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
