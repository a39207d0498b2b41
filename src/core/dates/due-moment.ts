import { TZDate } from '@date-fns/tz';
import { dayMs, msToDay } from '#core/dates/calendar-day';
import type { DateReading } from '#core/dates/reading';
import type { Clock } from '#core/model/date';

/**
 * The time it is: the reader's calendar day, as a UTC midnight in milliseconds, and the instant. The instant is null
 * where only the day is given (`--today`, "as known on"): a deadline of that day is then not overdue yet.
 */
export interface Now {
  readonly today: number;
  readonly instant: number | null;
}

/** The days on which something due on a reading must be done; a period is due at its end. */
export function dueDays(due: DateReading) {
  return due.nature === 'moment' ? due.edge : due.end;
}

/**
 * The instant after which a deadline is missed, in milliseconds: on its latest day, the clock's hour in the clock's own
 * zone. An hour that a change of clocks leaves out is taken as the one after it; of an hour that comes twice, the first
 * counts. Null without a latest day.
 */
export function dueInstant(due: DateReading, clock: Clock): number | null {
  const to = dueDays(due)?.span.to ?? null;
  if (to === null) return null;
  const { year, month, day } = msToDay(to - dayMs);
  const [hours = 0, minutes = 0] = clock.time.split(':').map(Number);
  return new TZDate(year, month - 1, day, hours, minutes, clock.zone).getTime();
}

/** Whether a due date is past. Without an hour it is past once its latest day is over where the reader is. */
export function isPastDue(due: DateReading, clock: Clock | null, { today, instant }: Now): boolean {
  const to = dueDays(due)?.span.to ?? null;
  if (to === null) return false;
  if (clock === null || instant === null) return today >= to;
  return instant > (dueInstant(due, clock) ?? Infinity);
}
