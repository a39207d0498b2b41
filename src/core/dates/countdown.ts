import { dayMs } from '#core/dates/calendar-day';
import type { DateEdge, DateReading } from '#core/dates/reading';

/**
 * How far off a due date is, counted in whole days from `today` (a UTC midnight in milliseconds): "in 5 days", "today",
 * "3 days ago". Where the day is not known it counts to the latest: "5 days at most", "at least 3 days ago". With no
 * latest it counts from the earliest: "in 5 days at the earliest", then "any day now". A period is due at its end.
 */
export function countdownInWords(due: DateReading, today: number): string {
  const edge = due.nature === 'moment' ? due.edge : due.end;
  if (edge === null) return untilEarliest(due.span.from, today);
  const { from, to } = edge.span;
  if (to === null) return untilEarliest(from, today);

  const latest = (to - dayMs - today) / dayMs;
  return to - dayMs === from ? untilDay(latest, edge) : untilLatest(latest);
}

function untilDay(days: number, { isApproximate, isUncertain }: DateEdge): string {
  const about = isApproximate ? 'about ' : '';
  const doubt = isUncertain ? '?' : '';
  if (days === 0) return `${about}today${doubt}`;
  return days > 0 ? `in ${about}${count(days)}${doubt}` : `${about}${count(-days)} ago${doubt}`;
}

function untilLatest(days: number): string {
  if (days === 0) return 'today at the latest';
  return days > 0 ? `${count(days)} at most` : `at least ${count(-days)} ago`;
}

function untilEarliest(from: number | null, today: number): string {
  if (from === null) return 'no day known';
  return from > today ? `in ${count((from - today) / dayMs)} at the earliest` : 'any day now';
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days.toLocaleString('en-GB')} days`;
}
