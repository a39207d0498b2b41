import type { DateReading } from '#core/dates/reading';

/**
 * The order of dates in a list: by earliest day, then by latest, those without a date last. A date without an earliest
 * day (`[..2025-10-23]`) stands at its latest, next to what it came before, rather than ahead of everything. Zero for two
 * dates with the same bounds, so that a stable sort keeps their order.
 */
export function compareReadings(a: DateReading | null, b: DateReading | null): number {
  return compareNumbers(firstKey(a), firstKey(b)) || compareNumbers(lastKey(a), lastKey(b));
}

function firstKey(reading: DateReading | null): number {
  if (reading === null) return Number.POSITIVE_INFINITY;
  // Dates too far away to compute still have a date: after every other, before those with none.
  return reading.span.from ?? reading.span.to ?? Number.MAX_VALUE;
}

function lastKey(reading: DateReading | null): number {
  return reading?.span.to ?? Number.POSITIVE_INFINITY;
}

// Not a difference: infinity less infinity is not a number.
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : Number(a > b);
}
