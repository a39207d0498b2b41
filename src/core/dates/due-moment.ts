import { tzOffset } from '@date-fns/tz';
import { dayMs } from '#core/dates/calendar-day';
import type { DateReading } from '#core/dates/reading';
import type { Clock } from '#core/model/date';

const minuteMs = 60_000;

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
  const [hours = 0, minutes = 0] = clock.time.split(':').map(Number);
  const wallClock = to - dayMs + (hours * 60 + minutes) * minuteMs;
  // The clocks of a place change at most once in two days: what its offset was a day before, and is a day after.
  const offsets = [wallClock - dayMs, wallClock + dayMs].map((ms) => tzOffset(clock.zone, new Date(ms)) * minuteMs);
  const instants = offsets.map((offset) => wallClock - offset).sort((a, b) => a - b);
  const real = instants.find((ms) => ms + tzOffset(clock.zone, new Date(ms)) * minuteMs === wallClock);
  return real ?? wallClock - (offsets[0] ?? 0);
}

/** Whether a due date is past. Without an hour it is past once its latest day is over where the reader is. */
export function isPastDue(due: DateReading, clock: Clock | null, { today, instant }: Now): boolean {
  const to = dueDays(due)?.span.to ?? null;
  if (to === null) return false;
  if (clock === null || instant === null) return today >= to;
  return instant > (dueInstant(due, clock) ?? Infinity);
}
