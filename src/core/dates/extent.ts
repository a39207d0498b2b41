import type { DateReading } from '#core/dates/reading';

/** A stretch of time, in UTC milliseconds. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Whether any day of a reading falls within an extent; a side that nothing bounds reaches as far as it must. */
export function overlaps(reading: DateReading, extent: Extent): boolean {
  return (reading.span.from ?? -Infinity) < extent.to && (reading.span.to ?? Infinity) > extent.from;
}
