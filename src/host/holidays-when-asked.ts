import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

const load = createRequire(import.meta.url);

/**
 * Stands in for `date-holidays` in the host and on the command line, and becomes it when a deadline first asks: the
 * holidays of all countries take a third of a start, and most dossiers count by none.
 */
// eslint-disable-next-line no-restricted-syntax -- The library exports by default, and this stands where it stood.
export default function HolidaysWhenAsked(...asked: ConstructorParameters<typeof Holidays>): Holidays {
  const Library = load('date-holidays') as typeof Holidays;
  return new Library(...asked);
}
