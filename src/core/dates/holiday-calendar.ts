import { UTCDate } from '@date-fns/utc';
import { isWeekend } from 'date-fns/isWeekend';
import Holidays from 'date-holidays';
import { dayMs, msToDay } from '#core/dates/calendar-day';

/** The years in which holidays are skipped; outside of them, a country's present holidays say nothing. */
const firstYear = 1900;
const lastYear = 2199;

// Not read before somebody asks: most deadlines count by no country's holidays.
let countries: ReadonlySet<string> | null = null;
const calendars = new Map<string, Calendar>();

interface Calendar {
  readonly library: Holidays;
  /** The years that were asked for. */
  readonly years: Map<number, HolidayYear>;
}

/** The holidays of one year, as UTC midnights in milliseconds. */
interface HolidayYear {
  readonly all: ReadonlySet<number>;
  readonly onWeekdays: readonly number[];
}

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
  const { year } = msToDay(dayStart);
  return year >= firstYear && year <= lastYear && holidayYear(calendar, year).all.has(dayStart);
}

/**
 * How many of the days that `isHoliday` says yes to are no Saturday or Sunday, after one day and up to another (UTC
 * midnights, in milliseconds). Throws where `isHoliday` does.
 */
export function countWeekdayHolidays(calendar: string, after: number, upTo: number): number {
  const [first, last] = [msToDay(after).year, msToDay(upTo).year];
  let count = 0;
  for (let year = Math.max(first, firstYear); year <= Math.min(last, lastYear); year++) {
    const { onWeekdays } = holidayYear(calendar, year);
    const isWhole = year > first && year < last;
    count += isWhole ? onWeekdays.length : onWeekdays.filter((day) => day > after && day <= upTo).length;
  }
  return count;
}

/** The holidays of a calendar that `isHoliday` says yes to, from one year to another, as UTC midnights in milliseconds. */
export function holidaysBetween(calendar: string, from: number, to: number): number[] {
  const [first, last] = [Math.max(from, firstYear), Math.min(to, lastYear)];
  const count = Math.max(0, last - first + 1);
  return Array.from({ length: count }, (_, index) => [...holidayYear(calendar, first + index).all]).flat();
}

function knownCountries(): ReadonlySet<string> {
  countries ??= new Set(Object.keys(new Holidays().getCountries()));
  return countries;
}

function holidayYear(name: string, year: number): HolidayYear {
  const { library, years } = calendarOf(name);
  let known = years.get(year);
  if (known === undefined) {
    const all = readHolidays(library, year);
    known = { all, onWeekdays: [...all].filter((day) => !isWeekend(new UTCDate(day))) };
    years.set(year, known);
  }
  return known;
}

function calendarOf(name: string): Calendar {
  let calendar = calendars.get(name);
  if (calendar === undefined) {
    if (!isKnownCalendar(name)) throw new Error(`There is no holiday calendar called ${JSON.stringify(name)}`);
    calendar = { library: new Holidays(name, { types: ['public'] }), years: new Map() };
    calendars.set(name, calendar);
  }
  return calendar;
}

function readHolidays(library: Holidays, year: number): ReadonlySet<number> {
  const days = new Set<number>();
  for (const { date, start, end } of library.getHolidays(year)) {
    const length = Math.round((end.getTime() - start.getTime()) / dayMs);
    // `date` is the country's own wall clock. A day that begins at sunset belongs to the date of its morning.
    const localStart = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`);
    const firstDay = Math.floor((localStart + dayMs / 2) / dayMs) * dayMs;
    for (let index = 0; index < length; index++) days.add(firstDay + index * dayMs);
  }
  // A substitute day may fall into the next year, which is asked for what is its own.
  return new Set([...days].filter((day) => msToDay(day).year === year));
}
