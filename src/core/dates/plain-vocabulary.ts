const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const monthEndings = [
  'uary',
  'ruary',
  'ch',
  'il',
  '',
  'e',
  'y',
  'ust',
  '(?:t|tember)',
  'ober',
  'ember',
  'ember',
] as const;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const seasons = ['spring', 'summer', 'autumn', 'winter'] as const;

/** The source of a regular expression for the name of a month, whole or cut. */
export const monthPattern = months.map((name, index) => `${name}(?:${monthEndings[index]})?`).join('|');

/** The source of a regular expression for the name of a weekday, whole or cut. */
export const weekdayPattern =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';

/** The source of a regular expression for the name of a season. */
export const seasonPattern = 'spring|summer|autumn|fall|winter';

const isMonth = new RegExp(`^(?:${monthPattern})$`);
const isWeekday = new RegExp(`^(?:${weekdayPattern})$`);

/** The number of a month, 1 to 12, from its English name, or null. */
export function monthNumber(word: string): number | null {
  return isMonth.test(word) ? months.findIndex((name) => word.startsWith(name)) + 1 : null;
}

/** The number of a weekday, Monday as 0, from its English name, or null. */
export function weekdayNumber(word: string): number | null {
  return isWeekday.test(word) ? weekdays.findIndex((name) => word.startsWith(name)) : null;
}

/** The number by which EDTF names a season of no hemisphere, 21 to 24, or null. */
export function seasonNumber(word: string): number | null {
  const index = seasons.findIndex((name) => name === (word === 'fall' ? 'autumn' : word));
  return index < 0 ? null : index + 21;
}

const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** The source of a regular expression for a count in digits or in words. */
export const countPattern = `\\d{1,4}|an?|${counts.join('|')}`;

/** A count in digits or in words; "a" and "an" are one. */
export function countOf(word: string): number {
  if (word === 'a' || word === 'an') return 1;
  return /^\d/.test(word) ? Number(word) : counts.indexOf(word) + 1;
}
