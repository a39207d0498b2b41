import { dayMs, dayToMs, formatDay, msToDay } from '#core/dates/calendar-day';
import type { Sense } from '#core/dates/plain-sense';
import {
  countOf,
  countPattern,
  monthNumber,
  monthPattern,
  seasonNumber,
  seasonPattern,
  weekdayNumber,
  weekdayPattern,
} from '#core/dates/plain-vocabulary';

const relativeCount = new RegExp(
  `\\bin (?<ahead>${countPattern}) (?<aheadUnit>day|week|month|year)s?\\b|` +
    `\\b(?<count>${countPattern}) (?<unit>day|week|month|year)s? (?<way>ago|from now|hence|from today)\\b`,
  'g',
);
const countRange = new RegExp(
  `(?<in>\\bin )?\\b(?<least>${countPattern})(?: to | or |\\s?[-–]\\s?)(?<most>${countPattern}) (?<unit>day|week|month|year)s?(?<ago> ago)?\\b`,
  'g',
);
const side = '(?<side>last|previous|past|this|next|coming)';
const dayOfWeek = new RegExp(`\\b(?<day>${weekdayPattern}) ${side} week\\b`, 'g');
const sidedWeekday = new RegExp(`\\b${side} (?<day>${weekdayPattern})\\b`, 'g');
const sidedPart = new RegExp(`\\b${side} (?<part>${monthPattern}|${seasonPattern})\\b`, 'g');
const sidedUnit = new RegExp(`\\b${side} (?<unit>weekend|week|month|quarter|year)\\b(?! of)`, 'g');

type Side = -1 | 0 | 1;
type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Puts a date in place of whatever is said against today: "yesterday", "3 weeks ago", "next Friday", "last month". A week
 * becomes its days, written `days:2025-11-24:2025-11-30`. The text is in lower case and stays as it is elsewhere.
 */
export function replaceRelative(text: string, sense: Sense): string {
  const day = (offset: number) => formatDay(sense.today + offset * dayMs);
  const put = (pattern: RegExp, replacement: (groups: Groups) => string) => (current: string) =>
    current.replace(pattern, (...args) => replacement(args.at(-1) as Groups));
  return [
    (current: string) => current.replace(/\b(the )?day before yesterday\b/g, day(-2)),
    (current: string) => current.replace(/\b(the )?day after tomorrow\b/g, day(2)),
    (current: string) => current.replace(/\byesterday\b/g, day(-1)),
    (current: string) => current.replace(/\btomorrow\b/g, day(1)),
    (current: string) => current.replace(/\bof the (week|month|quarter|year)\b(?! \d)/g, 'of this $1'),
    (current: string) => current.replace(/\ba fortnight\b/g, 'two weeks'),
    (current: string) =>
      current.replace(countRange, (whole, ...args) => rangeFrom(whole, args.at(-1) as Groups, sense)),
    put(relativeCount, (groups) => countedFrom(groups, sense.today)),
    (current: string) => current.replace(/\b(today|now)\b/g, day(0)),
    put(dayOfWeek, ({ day: name = '', side }) =>
      formatDay(mondayOf(sense.today) + (7 * sideOf(side) + (weekdayNumber(name) ?? 0)) * dayMs),
    ),
    put(sidedWeekday, ({ day: name = '', side }) => weekdayBeside(weekdayNumber(name) ?? 0, sideOf(side), sense)),
    put(sidedPart, ({ part = '', side }) => `${part} ${yearBeside(part, sideOf(side), sense)}`),
    put(sidedUnit, ({ unit = '', side }) => unitBeside(unit, sideOf(side), sense.today)),
  ].reduce((current, replace) => replace(current), text);
}

/** The weekday nearest in the past, today included, or, flipped, the coming one, as `2025-11-28`. */
export function bareWeekday(weekday: number, sense: Sense): string {
  const back = (weekdayOf(sense.today) - weekday + 7) % 7;
  return formatDay(sense.today + (sense.flipped === 'weekday' ? 7 - back : -back) * dayMs);
}

/** The weekday of a day, Monday as 0. */
export function weekdayOf(day: number): number {
  // 1 January 1970 was a Thursday.
  return (((day / dayMs + 3) % 7) + 7) % 7;
}

function mondayOf(day: number): number {
  return day - weekdayOf(day) * dayMs;
}

function sideOf(word = ''): Side {
  if (word === 'this') return 0;
  return word === 'next' || word === 'coming' ? 1 : -1;
}

function countedFrom({ ahead, aheadUnit, count, unit, way }: Groups, today: number): string {
  const sign = way === 'ago' ? -1 : 1;
  return shifted(sign * countOf(ahead ?? count ?? ''), aheadUnit ?? unit ?? '', today);
}

/** "2 to 3 weeks ago": between the one and the other. */
function rangeFrom(whole: string, { in: ahead, least = '', most = '', unit = '', ago }: Groups, sense: Sense): string {
  if ((ahead === undefined) === (ago === undefined)) return whole;
  const ends = [countOf(least), countOf(most)].map((count) => (ago === undefined ? count : -count));
  const [first, last] = ends.toSorted((a, b) => a - b).map((count) => shifted(count, unit, sense.today));
  return `between ${first} and ${last}`;
}

/** So many days or weeks away is a day; so many months a month, so many years a year: nobody counts those in days. */
function shifted(count: number, unit: string, today: number): string {
  if (unit === 'day' || unit === 'week') return formatDay(today + count * (unit === 'week' ? 7 : 1) * dayMs);
  const { year, month } = msToDay(today);
  if (unit === 'year') return String(year + count).padStart(4, '0');
  return formatDay(dayToMs({ year, month: month + count, day: 1 })).slice(0, -3);
}

/** "Next Friday" is the first to come; on a Tuesday many mean the one after it, in the next week. */
function weekdayBeside(weekday: number, side: Side, sense: Sense): string {
  const monday = mondayOf(sense.today);
  if (side === 0 || sense.flipped === 'weekday') return formatDay(monday + (7 * side + weekday) * dayMs);
  const distance = (side * (weekday - weekdayOf(sense.today)) + 14) % 7 || 7;
  return formatDay(sense.today + side * distance * dayMs);
}

/** "Last October" is the latest that is over; where it lies in this year some mean the one of the year before. */
function yearBeside(part: string, side: Side, sense: Sense): number {
  const { year, month } = msToDay(sense.today);
  const season = seasonNumber(part);
  const first = monthNumber(part) ?? ((season ?? 21) - 20) * 3;
  if (side === 0) return year;
  const isThisYear = side < 0 ? first + (season === null ? 0 : 2) < month : first > month;
  return isThisYear && sense.flipped !== 'year' ? year : year + side;
}

function unitBeside(unit: string, side: Side, today: number): string {
  const { year, month } = msToDay(today);
  switch (unit) {
    case 'weekend':
    case 'week': {
      const monday = mondayOf(today) + 7 * side * dayMs;
      return `days:${formatDay(monday + (unit === 'week' ? 0 : 5) * dayMs)}:${formatDay(monday + 6 * dayMs)}`;
    }
    case 'quarter': {
      const first = msToDay(dayToMs({ year, month: month + 3 * side, day: 1 }));
      return `q${Math.ceil(first.month / 3)} ${first.year}`;
    }
    default:
      return shifted(side, unit, today);
  }
}
