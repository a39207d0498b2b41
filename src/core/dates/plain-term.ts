import { PlainFault, type Sense } from '#core/dates/plain-sense';
import { bareWeekday } from '#core/dates/plain-relative';
import { monthNumber, seasonNumber, weekdayNumber } from '#core/dates/plain-vocabulary';

/**
 * A share of a month, a season, a year or a decade; `start` and `end` also name its first and last day. Halves and weeks
 * are of months alone.
 */
export type Share =
  'early' | 'mid' | 'late' | 'start' | 'end' | 'first-half' | 'second-half' | 'first-week' | 'last-week';

/** What one phrase for a date says, before its gaps are filled from the other end of a range or from today. */
export interface Term {
  /** As EDTF writes it, with X for the digits that a decade or century leaves open. */
  readonly year: string | null;
  /** A month, 1 to 12, or a part of a year by its EDTF number, 21 to 41. */
  readonly part: number | null;
  readonly day: number | null;
  /** Monday as 0. */
  readonly weekday: number | null;
  readonly share: Share | null;
  /** A number that says nothing by itself: the 24 of "24 to 26 October", the 500 of "500 to 449 BCE". */
  readonly bare: number | null;
  /** A week or a weekend: its first and last day. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** A winter said with both of its years, "2025/26". */
  readonly hasBothYears: boolean;
  readonly isApproximate: boolean;
  readonly isUncertain: boolean;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Draft = Mutable<Term> & {
  numbers: number[];
  isBce: boolean;
  isCe: boolean;
  isSouthern: boolean;
};

const shares: ReadonlyMap<string, Share> = new Map([
  ['early', 'early'],
  ['mid', 'mid'],
  ['late', 'late'],
  ['start', 'start'],
  ['end', 'end'],
  ['week:first', 'first-week'],
  ['week:last', 'last-week'],
]);
const fillers = new Set(['of', 'the', 'in', 'on', 'at', 'a', 'during', 'year', 'month', 'northern']);

/** Reads one date, in any order of its words. Throws a PlainFault that names the word it does not know. */
export function readTerm(words: string, sense: Sense): Term {
  const draft: Draft = { ...blank, numbers: [], isBce: false, isCe: false, isSouthern: false };
  for (const word of words.split(' ').filter((each) => each !== '')) readWord(word, draft, sense);
  placeNumbers(draft, sense);
  if (draft.isSouthern && draft.part !== null && draft.part >= 21 && draft.part <= 24) draft.part += 8;
  if (draft.weekday !== null && isEmpty(draft)) setDate(draft, bareWeekday(draft.weekday, sense));
  if (isEmpty(draft)) throw new PlainFault('no day, month or year is named');
  return draft;
}

const blank: Term = {
  year: null,
  part: null,
  day: null,
  weekday: null,
  share: null,
  bare: null,
  days: null,
  hasBothYears: false,
  isApproximate: false,
  isUncertain: false,
};

function isEmpty({ year, part, day, share, bare, days }: Draft): boolean {
  return [year, part, day, share, bare, days].every((each) => each === null);
}

function readWord(word: string, draft: Draft, sense: Sense): void {
  const part = monthNumber(word) ?? seasonNumber(word) ?? divisionNumber(word);
  if (part !== null) return setPart(draft, part);
  const weekday = weekdayNumber(word);
  if (weekday !== null) return setOnce(draft, 'weekday', weekday);
  const share = shares.get(word);
  if (share !== undefined) return setOnce(draft, 'share', share);
  if (word === 'about') draft.isApproximate = true;
  else if (word === 'unsure') draft.isUncertain = true;
  else if (word === 'bce' || word === 'bc') draft.isBce = true;
  else if (word === 'ce' || word === 'ad') draft.isCe = true;
  else if (word === 'southern') draft.isSouthern = true;
  else if (/^\d/.test(word) || word.includes(':')) readFigures(word, draft, sense);
  else if (!fillers.has(word)) throw new PlainFault(`“${word}” is not a word that Parley knows in a date`);
}

/** Quarters and halves as EDTF numbers them. */
function divisionNumber(word: string): number | null {
  if (/^q[1-4]$/.test(word)) return 32 + Number(word.charAt(1));
  return /^h[12]$/.test(word) ? 39 + Number(word.charAt(1)) : null;
}

function readFigures(word: string, draft: Draft, sense: Sense): void {
  if (/^\d{1,3}$/.test(word)) draft.numbers.push(Number(word));
  else if (/^\d{4}$/.test(word)) setOnce(draft, 'year', word);
  else if (/^year:\d\d$/.test(word)) setOnce(draft, 'year', fullYear(Number(word.slice(5)), sense));
  else if (/^\d0s$/.test(word)) setOnce(draft, 'year', `${fullYear(parseInt(word, 10), sense).slice(0, 3)}X`);
  else if (/^\d{3}0s$/.test(word)) setOnce(draft, 'year', decadeOrCentury(word, sense));
  else if (/^century:\d+$/.test(word)) setOnce(draft, 'year', `${pad(Number(word.slice(8)) - 1)}XX`);
  else if (/^(winter|summer):\d{4}$/.test(word)) setLongSeason(draft, word);
  else if (/^\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?$/.test(word)) setDate(draft, word);
  else if (/^\d{1,2}[./]\d{4}$/.test(word)) setDate(draft, word.split(/[./]/).toReversed().join('-'));
  else if (/^\d{1,2}([-/.])\d{1,2}\1(\d{2}|\d{4})$/.test(word)) readDayMonthYear(word, draft, sense);
  else if (/^days:/.test(word)) readDays(word, draft);
  else throw new PlainFault(`“${word}” is not a number that Parley knows in a date`);
}

/** "The 1900s" are ten years or a hundred. */
function decadeOrCentury(word: string, sense: Sense): string {
  const isCentury = word.endsWith('00s') && sense.flipped === 'extent';
  return isCentury ? `${word.slice(0, 2)}XX` : `${word.slice(0, 3)}X`;
}

/** A season said with both of its years: the winter of the north, the summer of the south. */
function setLongSeason(draft: Draft, word: string): void {
  const [season = '', year = ''] = word.split(':');
  setPart(draft, seasonNumber(season) ?? 0);
  setOnce(draft, 'year', year);
  draft.hasBothYears = true;
  if (season === 'summer') draft.isSouthern = true;
}

function readDays(word: string, draft: Draft): void {
  const [, first = '', last = ''] = word.split(':');
  setOnce(draft, 'days', { first, last });
}

function readDayMonthYear(word: string, draft: Draft, sense: Sense): void {
  const [a = '', b = '', year = ''] = word.split(/[-/.]/);
  const [day, month] = sense.isDayFirst ? [a, b] : [b, a];
  if (Number(month) < 1 || Number(month) > 12) {
    throw new PlainFault(`there is no month ${month}`, { isImpossible: true });
  }
  setDate(draft, `${year.length === 2 ? fullYear(Number(year), sense) : year}-${month}-${day}`);
}

function setDate(draft: Draft, text: string): void {
  const [year = '', part = '', day] = text.split(/[-/.]/);
  setOnce(draft, 'year', year);
  setPart(draft, Number(part));
  if (day !== undefined) setOnce(draft, 'day', Number(day));
}

function setPart(draft: Draft, part: number): void {
  // "The first half of October": a half of a month rather than of a year.
  if (draft.part === 40 || draft.part === 41) {
    if (part > 12 || draft.share !== null) throw said('month');
    draft.share = draft.part === 40 ? 'first-half' : 'second-half';
    draft.part = null;
  }
  setOnce(draft, 'part', part);
}

function setOnce<Key extends 'year' | 'part' | 'day' | 'weekday' | 'share' | 'days'>(
  draft: Draft,
  key: Key,
  value: Term[Key],
): void {
  if (draft[key] !== null) throw said(names[key]);
  (draft as Mutable<Term>)[key] = value;
}

const names = { year: 'year', part: 'month', day: 'day', weekday: 'weekday', share: 'part', days: 'week' } as const;

function said(name: string): PlainFault {
  return new PlainFault(`it names more than one ${name}`);
}

/** Numbers of up to three digits are a day beside a month, then a year cut short, or a year beside its era. */
function placeNumbers(draft: Draft, sense: Sense): void {
  const numbers = [...draft.numbers];
  if (draft.isBce || draft.isCe) {
    const year = draft.year === null ? numbers.pop() : Number(draft.year);
    if (year === undefined || Number.isNaN(year) || year < 1) throw new PlainFault('the era has no year');
    draft.year = yearText(draft.isBce ? 1 - year : year);
  }
  if (draft.part !== null && draft.part <= 12 && draft.day === null) draft.day = numbers.shift() ?? null;
  if (draft.year === null && draft.day !== null && draft.part !== null) {
    const short = numbers.shift();
    draft.year = short === undefined ? null : short < 100 ? fullYear(short, sense) : yearText(short);
  }
  if (draft.year === null && draft.part === null) draft.bare = numbers.shift() ?? null;
  // "26 2025", the right of "October 24 to 26, 2025": a day that waits for its month.
  if (draft.part === null && draft.year !== null) draft.day = numbers.shift() ?? null;
  if (numbers.length > 0) throw new PlainFault(`the number ${numbers[0]} has no place in a date`);
}

/** A year of two digits: the one of the last eighty years or the next twenty. */
function fullYear(short: number, { today }: Sense): string {
  const latest = new Date(today).getUTCFullYear() + 19;
  return yearText(latest - ((((latest - short) % 100) + 100) % 100));
}

/** A year as EDTF writes it, from its astronomical number: 44 BCE is -43. */
export function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
