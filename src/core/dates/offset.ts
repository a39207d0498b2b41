import { UTCDate } from '@date-fns/utc';
import { addBusinessDays as addWeekdays } from 'date-fns/addBusinessDays';
import { addMonths } from 'date-fns/addMonths';
import { isWeekend } from 'date-fns/isWeekend';
import { dayMs } from '#core/dates/calendar-day';
import { countWeekdayHolidays, isHoliday } from '#core/dates/holiday-calendar';
import type { DerivedRule } from '#core/model/deadline-rule';

/**
 * The day that lies a rule's offset after a given day; both as UTC midnights in milliseconds. Years and months come
 * first, clamped to the month's last day (31 January plus a month is 28 or 29 February), then weeks, then days. Where
 * business days count, weeks and longer units still run by the calendar, days step over weekends and the holidays of
 * the rule's calendar, and a day that is itself none moves to the next one that is.
 */
export function addOffset(dayStart: number, rule: Pick<DerivedRule, 'offset' | 'count' | 'calendar'>): number {
  const { months, weeks, days } = readOffset(rule.offset);
  const afterWeeks = addMonths(new UTCDate(dayStart), months).getTime() + weeks * 7 * dayMs;
  return rule.count === 'calendar' ? afterWeeks + days * dayMs : addBusinessDays(afterWeeks, days, rule.calendar);
}

interface Offset {
  readonly months: number;
  readonly weeks: number;
  readonly days: number;
}

/** Reads an ISO 8601 duration of years, months, weeks and days. Throws for any other text: rules are checked before. */
function readOffset(text: string): Offset {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/.exec(text);
  if (parts === null) throw new Error(`Not an offset: ${JSON.stringify(text)}`);
  const [years, months, weeks, days] = parts.slice(1).map((part) => Number(part ?? 0));
  return { months: (years ?? 0) * 12 + (months ?? 0), weeks: weeks ?? 0, days: days ?? 0 };
}

function addBusinessDays(dayStart: number, days: number, calendar: string | null): number {
  let current = dayStart;
  // By whole weeks and years rather than day by day: a rule may count a hundred thousand days, and a dossier hold thousands
  // of such rules. Each holiday passed on a weekday costs a day more, on the way to which others may be passed.
  for (let left = days; left > 0;) {
    const next = addWeekdays(new UTCDate(current), left).getTime();
    left = calendar === null ? 0 : countWeekdayHolidays(calendar, current, next);
    current = next;
  }
  while (!isBusinessDay(current, calendar)) current += dayMs;
  return current;
}

function isBusinessDay(dayStart: number, calendar: string | null): boolean {
  return !isWeekend(new UTCDate(dayStart)) && (calendar === null || !isHoliday(dayStart, calendar));
}
