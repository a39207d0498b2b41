import type { DateReading } from '#core/dates/reading';
import { dateInWords, datePrecisionInWords } from '#core/dates/words';

/** A date in full words, and how exactly it is known where those words do not say so already. */
export function dateAndPrecision(reading: DateReading): { readonly words: string; readonly precision: string | null } {
  const words = dateInWords(reading, 'long');
  const parts = datePrecisionInWords(reading).split(', ');
  const unsaid = parts.filter((part) => !words.includes(part));
  return { words, precision: unsaid.length === 0 ? null : unsaid.join(', ') };
}
