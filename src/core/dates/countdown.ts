import { counted } from '#core/counted';
import { dayMs } from '#core/dates/calendar-day';
import { dueDays, dueInstant, type Now } from '#core/dates/due-moment';
import type { DateEdge, DateReading } from '#core/dates/reading';
import type { Clock } from '#core/model/date';

const minuteMs = 60_000;

/**
 * How far off a due date is, counted in whole days from `today` (a UTC midnight in milliseconds): "in 5 days", "today",
 * "3 days ago". Where the day is not known it counts to the latest: "5 days at most", "at least 3 days ago". With no
 * latest it counts from the earliest: "in 5 days at the earliest", then "any day now". A period is due at its end.
 */
export function countdownInWords(due: DateReading, today: number): string {
  const edge = dueDays(due);
  if (edge === null) return untilEarliest(due.span.from, today);
  const { from, to } = edge.span;
  if (to === null) return untilEarliest(from, today);

  const latest = (to - dayMs - today) / dayMs;
  return isOneDay(edge) ? untilDay(latest, edge) : untilLatest(latest);
}

/**
 * How far off a due date with an hour is: as `countdownInWords` says, but for the last day before the due moment and the
 * first after it, which are counted by the clock: "in 2 hours 5 minutes", "40 minutes ago".
 */
export function clockCountdownInWords(due: DateReading, clock: Clock, { today, instant }: Now): string {
  const edge = dueDays(due);
  const dueAt = dueInstant(due, clock);
  if (edge === null || dueAt === null || instant === null || Math.abs(dueAt - instant) >= dayMs) {
    return countdownInWords(due, today);
  }
  return isOneDay(edge) ? untilTime(dueAt - instant, edge) : untilLatestTime(dueAt - instant);
}

function isOneDay({ span }: DateEdge): boolean {
  return span.to !== null && span.to - dayMs === span.from;
}

function untilDay(days: number, { isApproximate, isUncertain }: DateEdge): string {
  const about = isApproximate ? 'about ' : '';
  const doubt = isUncertain ? '?' : '';
  if (days === 0) return `${about}today${doubt}`;
  return days > 0 ? `in ${about}${counted(days, 'day')}${doubt}` : `${about}${counted(-days, 'day')} ago${doubt}`;
}

function untilLatest(days: number): string {
  if (days === 0) return 'today at the latest';
  return days > 0 ? `${counted(days, 'day')} at most` : `at least ${counted(-days, 'day')} ago`;
}

function untilTime(ms: number, { isApproximate, isUncertain }: DateEdge): string {
  const about = isApproximate ? 'about ' : '';
  const doubt = isUncertain ? '?' : '';
  return ms >= 0 ? `in ${about}${hoursInWords(ms)}${doubt}` : `${about}${hoursInWords(-ms)} ago${doubt}`;
}

function untilLatestTime(ms: number): string {
  return ms >= 0 ? `${hoursInWords(ms)} at most` : `at least ${hoursInWords(-ms)} ago`;
}

function untilEarliest(from: number | null, today: number): string {
  if (from === null) return 'no day known';
  return from > today ? `in ${counted((from - today) / dayMs, 'day')} at the earliest` : 'any day now';
}

function hoursInWords(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return 'less than a minute';
  const parts = [hours > 0 ? counted(hours, 'hour') : null, minutes % 60 > 0 ? counted(minutes % 60, 'minute') : null];
  return parts.filter((part) => part !== null).join(' ');
}
