import Holidays from 'date-holidays';
import { dayMs } from '#core/dates/calendar-day';

/** The years in which holidays are skipped; outside of them, a country's present holidays say nothing. */
const firstYear = 1900;
const lastYear = 2199;

// Not read before somebody asks: most deadlines count by no country's holidays.
let countries: ReadonlySet<string> | null = null;
const calendars = new Map<string, Holidays>();
const years = new Map<string, ReadonlySet<number>>();

/** Whether a deadline rule can name this as its holiday calendar: a country code (ISO 3166-1 alpha-2), such as US. */
export function isKnownCalendar(name: string): boolean {
  return knownCountries().has(name);
}

/** Every holiday calendar that a rule can name, with its country's name in English, in order of name. */
export function knownCalendars(): { readonly code: string; readonly name: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return [...knownCountries()]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Whether a day (its UTC midnight, in milliseconds) is a public holiday in the whole of a country. Substitute days count;
 * half days do not. Outside 1900 to 2199 no day is. Throws for a calendar that `isKnownCalendar` refuses.
 */
export function isHoliday(dayStart: number, calendar: string): boolean {
  const year = new Date(dayStart).getUTCFullYear();
  if (year < firstYear || year > lastYear) return false;
  const key = `${calendar} ${year}`;
  let days = years.get(key);
  if (days === undefined) {
    days = readHolidays(year, calendar);
    years.set(key, days);
  }
  return days.has(dayStart);
}

/** The holidays of a calendar that `isHoliday` says yes to, from one year to another, as UTC midnights in milliseconds. */
export function holidaysBetween(calendar: string, from: number, to: number): number[] {
  const [first, last] = [Math.max(from, firstYear), Math.min(to, lastYear)];
  const count = Math.max(0, last - first + 1);
  return Array.from({ length: count }, (_, index) => [...readHolidays(first + index, calendar)]).flat();
}

function knownCountries(): ReadonlySet<string> {
  countries ??= new Set(Object.keys(new Holidays().getCountries()));
  return countries;
}

function readHolidays(year: number, calendar: string): ReadonlySet<number> {
  if (!isKnownCalendar(calendar)) throw new Error(`There is no holiday calendar called ${JSON.stringify(calendar)}`);
  let holidays = calendars.get(calendar);
  if (holidays === undefined) {
    holidays = new Holidays(calendar, { types: ['public'] });
    calendars.set(calendar, holidays);
  }

  const days = new Set<number>();
  for (const { date, start, end } of holidays.getHolidays(year)) {
    const length = Math.round((end.getTime() - start.getTime()) / dayMs);
    // `date` is the country's own wall clock. A day that begins at sunset belongs to the date of its morning.
    const localStart = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`);
    const firstDay = Math.floor((localStart + dayMs / 2) / dayMs) * dayMs;
    for (let index = 0; index < length; index++) days.add(firstDay + index * dayMs);
  }
  return days;
}
