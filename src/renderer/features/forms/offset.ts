export type OffsetUnit = 'Y' | 'M' | 'W' | 'D';

/** A duration of one unit, as the form shows it: a number, perhaps not a good one yet, and the unit. */
export interface OffsetParts {
  readonly count: string;
  readonly unit: OffsetUnit;
}

/** Splits an ISO 8601 duration for the form; null for one of several units, which is edited as it is written. */
export function readOffset(offset: string): OffsetParts | null {
  const parts = /^P([^YMWD]*)([YMWD])$/.exec(offset);
  return parts === null ? null : { count: parts[1] ?? '', unit: parts[2] as OffsetUnit };
}

/** Writes the form's number and unit as an ISO 8601 duration; a wrong number makes one that validation refuses. */
export function writeOffset(count: string, unit: OffsetUnit): string {
  return `P${count.trim()}${unit}`;
}
