import { enGB } from 'date-fns/locale/en-GB';

const widths = { long: 'wide', short: 'abbreviated' } as const;

/** The English name of a month from 1 to 12, whole or cut to three letters. */
export function monthName(month: number, style: 'long' | 'short'): string {
  return enGB.localize.month((month - 1) as Parameters<typeof enGB.localize.month>[0], { width: widths[style] });
}
