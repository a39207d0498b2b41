import { dayMs, daysInMonth, dayToMs, formatDay, msToDay } from '#core/dates/calendar-day';
import { readDate } from '#core/dates/edtf-date';
import { PlainFault, type Sense } from '#core/dates/plain-sense';
import type { Share } from '#core/dates/plain-term';

/** A share in EDTF: as a date of its own, and as the first or the last date of a run. */
interface ShareExtent {
  readonly whole: string;
  readonly first: string;
  readonly last: string;
}

const order = { early: 0, mid: 1, late: 2 } as const;

/**
 * A share of the date that `text` is. Early, mid and late are thirds, written as the record writes "late October": an
 * interval between approximate days. `mark` is the qualifier of what is exact in it, `aboutMark` that of what is not.
 */
export function shareOf(text: string, share: Share, mark: string, aboutMark: string, sense: Sense): ShareExtent {
  const { span, precision } = readDate(text);
  if (span.from === null || span.to === null || precision === 'day') throw new PlainFault('it has no parts to name');
  if (isExact(share)) {
    if (precision !== 'month') throw new PlainFault('that share is of a month alone');
    return exactPartOfMonth(span.from, share, mark);
  }
  if (share === 'start' || share === 'end') {
    const edge = `${formatDay(share === 'start' ? span.from : span.to - dayMs)}${mark}`;
    const whole = sense.flipped === 'extent' ? edge : atEdge(text, share, aboutMark, sense);
    return { whole, first: edge, last: edge };
  }
  switch (precision) {
    case 'month':
      return run(...partOfMonth(span.from, share, sense), aboutMark);
    case 'year':
      return run(...monthsFrom(span.from, 4 * order[share], 4), aboutMark);
    case 'season':
      return monthOf(span.from, span.to, share, aboutMark);
    default:
      return years(span.from, span.to, share, aboutMark);
  }
}

/** "The start of October" is its first third, "the end of 2025" about its last month. */
function atEdge(text: string, edge: 'start' | 'end', aboutMark: string, sense: Sense): string {
  const { span, precision } = readDate(text);
  const day = (edge === 'start' ? span.from : span.to) ?? 0;
  if (precision === 'month') {
    return shareOf(text, edge === 'start' ? 'early' : 'late', aboutMark, aboutMark, sense).whole;
  }
  return `${formatDay(edge === 'start' ? day : day - dayMs).slice(0, -3)}${aboutMark}`;
}

type ExactShare = 'first-half' | 'second-half' | 'first-week' | 'last-week';

function isExact(share: Share): share is ExactShare {
  return share.endsWith('-half') || share.endsWith('-week');
}

function exactPartOfMonth(from: number, share: ExactShare, mark: string): ShareExtent {
  const { year, month } = msToDay(from);
  const length = daysInMonth(year, month);
  const days = {
    'first-half': [1, 15],
    'second-half': [16, length],
    'first-week': [1, 7],
    'last-week': [length - 6, length],
  }[share];
  const [first = '', last = ''] = days.map((day) => `${formatDay(from + (day - 1) * dayMs)}${mark}`);
  return { whole: `[${first}..${last}]`, first, last };
}

/** A third of a month, or, flipped, about a week of it. */
function partOfMonth(from: number, share: keyof typeof order, sense: Sense): [number, number] {
  const { year, month } = msToDay(from);
  const length = daysInMonth(year, month);
  const thirds = { early: [1, 10], mid: [11, 20], late: [21, length] } as const;
  const weeks = { early: [1, 8], mid: [12, 19], late: [length - 7, length] } as const;
  const [first, last] = (sense.flipped === 'extent' ? weeks : thirds)[share];
  return [from + (first - 1) * dayMs, from + (last - 1) * dayMs];
}

function monthsFrom(from: number, offset: number, count: number): [number, number] {
  const { year, month } = msToDay(from);
  const first = dayToMs({ year, month: month + offset, day: 1 });
  return [first, dayToMs({ year, month: month + offset + count, day: 1 }) - dayMs];
}

function run(first: number, last: number, mark: string): ShareExtent {
  const [a, b] = [`${formatDay(first)}${mark}`, `${formatDay(last)}${mark}`];
  return { whole: `${a}/${b}`, first: a, last: b };
}

/** Of the three months of a season or a quarter, about the first, the second or the third. */
function monthOf(from: number, to: number, share: keyof typeof order, mark: string): ShareExtent {
  if (to - from > 100 * dayMs) throw new PlainFault('half a year has no early or late part');
  const [first] = monthsFrom(from, order[share], 1);
  const month = `${formatDay(first).slice(0, -3)}${mark}`;
  return { whole: month, first: month, last: month };
}

/** Some year in a third of a decade or a century. */
function years(from: number, to: number, share: keyof typeof order, mark: string): ShareExtent {
  const [firstYear, endYear] = [msToDay(from).year, msToDay(to).year];
  const at = (thirds: number) => firstYear + Math.ceil(((endYear - firstYear) * thirds) / 3);
  const [a, b] = [at(order[share]), at(order[share] + 1) - 1].map((year) => {
    return `${formatDay(dayToMs({ year, month: 1, day: 1 })).slice(0, -6)}${mark}`;
  }) as [string, string];
  return { whole: `[${a}..${b}]`, first: a, last: b };
}
