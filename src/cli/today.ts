import { parseDay } from '#core/dates/calendar-day';

/** Today as a UTC midnight in milliseconds: the day given, else the calendar day where the reader sits. */
export function todayOf(given: string | null): number {
  if (given !== null) return parseDay(given);
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}
