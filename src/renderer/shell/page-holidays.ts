import { dayMs, parseDay } from '#core/dates/calendar-day';
import { readPageData } from '#renderer/shell/page-shell.ts';

/**
 * Stands in for `date-holidays` in an interactive page, whose deadlines count by few calendars over few years: the page
 * holds just those days, worked out by the host.
 */
// eslint-disable-next-line no-restricted-syntax -- The library exports by default, and this stands where it stood.
export default class PageHolidays {
  readonly #days: readonly string[];
  readonly #calendars = readPageData().holidays;

  constructor(calendar?: string) {
    this.#days = calendar === undefined ? [] : (this.#calendars[calendar] ?? []);
  }

  getCountries(): Readonly<Record<string, unknown>> {
    return this.#calendars;
  }

  getHolidays(year: number): { date: string; start: Date; end: Date }[] {
    const ofYear = this.#days.filter((day) => Number(day.slice(0, 4)) === year);
    return ofYear.map((day) => {
      const start = parseDay(day);
      return { date: `${day} 00:00:00`, start: new Date(start), end: new Date(start + dayMs) };
    });
  }
}
