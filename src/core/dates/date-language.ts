import type { Locale } from 'date-fns';
import { enGB } from 'date-fns/locale/en-GB';
import type { CalendarDay } from '#core/dates/reading';

/** `long` for reading ("24 October 2025"), `short` for labels and lists ("24 Oct 2025"). */
export type WordStyle = 'long' | 'short';

/** The name of a date in a language. */
export interface Named {
  /** As it stands alone: "листопад 2025". */
  readonly text: string;
  /** As it follows a preposition: "листопада 2025". */
  readonly genitive: string;
  /** Whether it begins with a day, before which some languages set an article. */
  readonly isDay: boolean;
}

type Season = 'spring' | 'summer' | 'autumn' | 'winter';

/** How a language says dates: what `dateInWords`, `dateName` and the ticks of an axis are put together from. */
export interface DateLanguage {
  /** The tag of BCP 47, for files that name their language. */
  readonly tag: string;
  /** A month from 1 to 12 that stands alone, whole or cut. */
  month(month: number, style: WordStyle): string;
  monthOfYear(month: number, year: string, style: WordStyle): Named;
  /** A day without its year: "24 Oct". */
  dayOfMonth(day: CalendarDay, style: WordStyle): string;
  day(day: CalendarDay, year: string, style: WordStyle): string;
  /** The weekday of a UTC midnight in milliseconds, cut. */
  weekday(ms: number): string;
  /** A first and a last day of one month, the first without what it shares with the last. */
  daysOfMonth(first: CalendarDay, last: CalendarDay, year: string, style: WordStyle): [string, string];
  /** Joins two names of one range. */
  range(left: string, right: string): string;
  yearBefore(years: number): string;
  decade(firstYear: number): string;
  quarter(number: number, year: string): string;
  readonly seasons: Readonly<Record<Season, string>>;
  readonly southern: string;
  third(third: 'early' | 'mid' | 'late', of: Named): string;
  about(name: Named): string;
  /** After a name that begins with "between". */
  readonly approximately: string;
  before(name: Named): string;
  since(name: Named): string;
  until(name: Named): string;
  from(name: Named): string;
  orLater(name: Named): string;
  orEarlier(name: Named): string;
  /** Two names of which the second is complete. */
  between(left: string, right: string, areDays: boolean): string;
  readonly or: string;
  readonly and: string;
  readonly to: string;
  readonly someDays: string;
  readonly startNotKnown: string;
  readonly endNotKnown: string;
  readonly dayNotGiven: string;
  readonly monthNotGiven: string;
  readonly yearNotGiven: string;
  readonly openAtBothEnds: string;
  readonly endsNotKnown: string;
  readonly noEnd: string;
  readonly noStart: string;
  readonly beforeEra: string;
  readonly era: string;
}

const widths = { long: 'wide', short: 'abbreviated' } as const;
type MonthIndex = Parameters<Locale['localize']['month']>[0];

/** A month's name from date-fns; `inDate` gives the form beside a day. */
export function localMonth(locale: Locale, month: number, style: WordStyle, inDate = false): string {
  const context = inDate ? 'formatting' : 'standalone';
  return locale.localize.month((month - 1) as MonthIndex, { width: widths[style], context });
}

/** The weekday of a UTC midnight, cut, from date-fns. */
export function localWeekday(locale: Locale, ms: number): string {
  const day = new Date(ms).getUTCDay() as Parameters<Locale['localize']['day']>[0];
  return locale.localize.day(day, { width: 'abbreviated', context: 'formatting' });
}

/** Joins the ends of a range with an en dash, spaced where the first is of more than one word. */
export function dashed(left: string, right: string): string {
  return left.includes(' ') ? `${left} – ${right}` : `${left}–${right}`;
}

/** British English, the language of the interface. */
export const english: DateLanguage = {
  tag: 'en-GB',
  month: (month, style) => localMonth(enGB, month, style),
  monthOfYear: (month, year, style) => plain(`${localMonth(enGB, month, style)} ${year}`),
  dayOfMonth: ({ month, day }, style) => `${day} ${localMonth(enGB, month, style)}`,
  day: ({ month, day }, year, style) => `${day} ${localMonth(enGB, month, style)} ${year}`,
  weekday: (ms) => localWeekday(enGB, ms),
  daysOfMonth: (first, last, year, style) => [
    String(first.day),
    `${last.day} ${localMonth(enGB, last.month, style)} ${year}`,
  ],
  range: dashed,
  yearBefore: (years) => `${years} BCE`,
  decade: (year) => `${year}s`,
  quarter: (number, year) => `Q${number} ${year}`,
  seasons: { spring: 'spring', summer: 'summer', autumn: 'autumn', winter: 'winter' },
  southern: ' (southern)',
  third: (third, of) => `${third} ${of.text}`,
  about: ({ text }) => `about ${text}`,
  approximately: 'approximately',
  before: ({ text }) => `before ${text}`,
  since: ({ text }) => `since ${text}`,
  until: ({ text }) => `until ${text}`,
  from: ({ text }) => `from ${text}`,
  orLater: ({ text }) => `${text} or later`,
  orEarlier: ({ text }) => `${text} or earlier`,
  between: (left, right) => `between ${left} and ${right}`,
  or: 'or',
  and: 'and',
  to: 'to',
  someDays: 'about some days',
  startNotKnown: 'start not known',
  endNotKnown: 'end not known',
  dayNotGiven: 'day not given',
  monthNotGiven: 'month not given',
  yearNotGiven: 'year not given',
  openAtBothEnds: 'open at both ends',
  endsNotKnown: 'start and end not known',
  noEnd: 'start not known, no end',
  noStart: 'no start, end not known',
  beforeEra: 'Before the Common Era',
  era: 'Common Era',
};

/** A name that is the same wherever it stands. */
export function plain(text: string, isDay = false): Named {
  return { text, genitive: text, isDay };
}
