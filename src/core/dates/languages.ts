import type { Locale } from 'date-fns';
import { de } from 'date-fns/locale/de';
import { enUS } from 'date-fns/locale/en-US';
import { fr } from 'date-fns/locale/fr';
import { uk } from 'date-fns/locale/uk';
import {
  dashed,
  english,
  localMonth,
  localWeekday,
  plain,
  type DateLanguage,
  type Named,
  type WordStyle,
} from '#core/dates/date-language';
import type { CalendarDay } from '#core/dates/reading';

/** The languages that a figure can speak, as tags of BCP 47. */
export const locales = ['en-GB', 'en-US', 'de', 'fr', 'uk'] as const;
/** One of `locales`. */
export type LocaleTag = (typeof locales)[number];

const american: DateLanguage = {
  ...english,
  tag: 'en-US',
  dayOfMonth: ({ month, day }, style) => `${localMonth(enUS, month, style)} ${day}`,
  day: ({ month, day }, year, style) => `${localMonth(enUS, month, style)} ${day}, ${year}`,
  daysOfMonth: (first, last, year, style) => [
    `${localMonth(enUS, first.month, style)} ${first.day}`,
    `${last.day}, ${year}`,
  ],
  range: (left, right) => (/^\d+, /.test(right) ? `${left}–${right}` : dashed(left, right)),
  between: (left, right) => `between ${left} and ${right}`,
  seasons: { ...english.seasons, autumn: 'fall' },
};

/** The parts that German, French and Ukrainian build in one way: the day before the month. */
function dayFirst(locale: Locale, dayNumber: (day: number) => string) {
  const inDate = ({ month, day }: CalendarDay, style: WordStyle) =>
    `${dayNumber(day)} ${localMonth(locale, month, style, true)}`;
  return {
    month: (month: number, style: WordStyle) => localMonth(locale, month, style),
    monthOfYear: (month: number, year: string, style: WordStyle): Named => ({
      text: `${localMonth(locale, month, style)} ${year}`,
      genitive: `${localMonth(locale, month, style, true)} ${year}`,
      isDay: false,
    }),
    dayOfMonth: inDate,
    day: (day: CalendarDay, year: string, style: WordStyle) => `${inDate(day, style)} ${year}`,
    weekday: (ms: number) => localWeekday(locale, ms),
    daysOfMonth: (first: CalendarDay, last: CalendarDay, year: string, style: WordStyle): [string, string] => [
      dayNumber(first.day),
      `${inDate(last, style)} ${year}`,
    ],
    range: dashed,
  };
}

const german: DateLanguage = {
  ...dayFirst(de, (day) => `${day}.`),
  tag: 'de',
  month: (month, style) => localMonth(de, month, style, true),
  monthOfYear: (month, year, style) => plain(`${localMonth(de, month, style, true)} ${year}`),
  yearBefore: (years) => `${years} v. Chr.`,
  decade: (year) => `${year}er-Jahre`,
  quarter: (number, year) => `${number}. Quartal ${year}`,
  seasons: { spring: 'Frühjahr', summer: 'Sommer', autumn: 'Herbst', winter: 'Winter' },
  southern: ' (Südhalbkugel)',
  third: (third, { text }) => `${{ early: 'Anfang', mid: 'Mitte', late: 'Ende' }[third]} ${text}`,
  about: ({ text }) => `um ${text}`,
  approximately: 'ungefähr',
  before: ({ text, isDay }) => (isDay ? `vor dem ${text}` : `vor ${text}`),
  since: ({ text, isDay }) => (isDay ? `seit dem ${text}` : `seit ${text}`),
  until: ({ text, isDay }) => (isDay ? `bis zum ${text}` : `bis ${text}`),
  from: ({ text, isDay }) => (isDay ? `ab dem ${text}` : `ab ${text}`),
  orLater: ({ text }) => `${text} oder später`,
  orEarlier: ({ text }) => `${text} oder früher`,
  between: (left, right, areDays) =>
    areDays ? `zwischen dem ${left} und dem ${right}` : `zwischen ${left} und ${right}`,
  or: 'oder',
  and: 'und',
  to: 'bis',
  someDays: 'um einige Tage',
  startNotKnown: 'Beginn unbekannt',
  endNotKnown: 'Ende unbekannt',
  dayNotGiven: 'ohne Tag',
  monthNotGiven: 'ohne Monat',
  yearNotGiven: 'ohne Jahr',
  openAtBothEnds: 'nach beiden Seiten offen',
  endsNotKnown: 'Beginn und Ende unbekannt',
  noEnd: 'Beginn unbekannt, kein Ende',
  noStart: 'kein Beginn, Ende unbekannt',
  beforeEra: 'Vor Christus',
  era: 'Nach Christus',
};

const french: DateLanguage = {
  ...dayFirst(fr, (day) => (day === 1 ? '1er' : String(day))),
  tag: 'fr',
  yearBefore: (years) => `${years} av. J.-C.`,
  decade: (year) => `années ${year}`,
  quarter: (number, year) => `${number === 1 ? '1er' : `${number}e`} trimestre ${year}`,
  seasons: { spring: 'printemps', summer: 'été', autumn: 'automne', winter: 'hiver' },
  southern: ' (hémisphère Sud)',
  third: (third, { text }) => `${{ early: 'début', mid: 'mi-', late: 'fin' }[third]} ${text}`.replace('- ', '-'),
  about: ({ text, isDay }) => (isDay ? `vers le ${text}` : `vers ${text}`),
  approximately: 'environ',
  before: ({ text, isDay }) => (isDay ? `avant le ${text}` : `avant ${text}`),
  since: ({ text, isDay }) => (isDay ? `depuis le ${text}` : `depuis ${text}`),
  until: ({ text, isDay }) => (isDay ? `jusqu’au ${text}` : `jusqu’en ${text}`),
  from: ({ text, isDay }) => (isDay ? `à partir du ${text}` : `à partir de ${text}`),
  orLater: ({ text }) => `${text} ou plus tard`,
  orEarlier: ({ text }) => `${text} ou plus tôt`,
  between: (left, right, areDays) => (areDays ? `entre le ${left} et le ${right}` : `entre ${left} et ${right}`),
  or: 'ou',
  and: 'et',
  to: 'à',
  someDays: 'vers quelques jours',
  startNotKnown: 'début inconnu',
  endNotKnown: 'fin inconnue',
  dayNotGiven: 'jour non précisé',
  monthNotGiven: 'mois non précisé',
  yearNotGiven: 'année non précisée',
  openAtBothEnds: 'sans début ni fin',
  endsNotKnown: 'début et fin inconnus',
  noEnd: 'début inconnu, sans fin',
  noStart: 'sans début, fin inconnue',
  beforeEra: 'Avant notre ère',
  era: 'Notre ère',
};

const ukrainian: DateLanguage = {
  ...dayFirst(uk, String),
  tag: 'uk',
  yearBefore: (years) => `${years} до н. е.`,
  decade: (year) => `${year}-ті`,
  quarter: (number, year) => `${number}-й квартал ${year}`,
  seasons: { spring: 'весна', summer: 'літо', autumn: 'осінь', winter: 'зима' },
  southern: ' (південна півкуля)',
  third: (third, { genitive }) => `${{ early: 'початок', mid: 'середина', late: 'кінець' }[third]} ${genitive}`,
  about: ({ genitive }) => `близько ${genitive}`,
  approximately: 'приблизно',
  before: ({ genitive }) => `раніше ${genitive}`,
  since: ({ genitive }) => `з ${genitive}`,
  until: ({ genitive }) => `до ${genitive}`,
  from: ({ genitive }) => `від ${genitive}`,
  orLater: ({ text }) => `${text} або пізніше`,
  orEarlier: ({ text }) => `${text} або раніше`,
  between: (left, right, areDays) => (areDays ? `між ${left} і ${right}` : dashed(left, right)),
  or: 'або',
  and: 'і',
  to: '–',
  someDays: 'близько кількох днів',
  startNotKnown: 'початок невідомий',
  endNotKnown: 'кінець невідомий',
  dayNotGiven: 'день не вказано',
  monthNotGiven: 'місяць не вказано',
  yearNotGiven: 'рік не вказано',
  openAtBothEnds: 'без початку й кінця',
  endsNotKnown: 'початок і кінець невідомі',
  noEnd: 'початок невідомий, без кінця',
  noStart: 'без початку, кінець невідомий',
  beforeEra: 'До нашої ери',
  era: 'Наша ера',
};

/** How each language says dates. */
export const dateLanguages: Readonly<Record<LocaleTag, DateLanguage>> = {
  'en-GB': english,
  'en-US': american,
  de: german,
  fr: french,
  uk: ukrainian,
};
