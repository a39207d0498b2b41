export type OffsetUnit = 'Y' | 'M' | 'W' | 'D';

/** A duration of one unit, as the form shows it: a number, perhaps not a good one yet, and the unit. */
export interface OffsetParts {
  readonly count: string;
  readonly unit: OffsetUnit;
}

/** Whether an ISO 8601 duration has several units, and so is edited as it is written. */
export function hasSeveralUnits(offset: string): boolean {
  return /^P(\d+[YMWD]){2,}$/.test(offset);
}

/** Splits an ISO 8601 duration of one unit for the form. What is no number stays as it was typed. */
export function readOffset(offset: string): OffsetParts {
  const parts = /^P(.*)([YMWD])$/s.exec(offset);
  return { count: parts?.[1] ?? '', unit: (parts?.[2] ?? 'D') as OffsetUnit };
}

/**
 * Writes the form's number and unit as an ISO 8601 duration; a wrong number makes one that validation refuses. A whole
 * duration typed for the number (P100D) stands as it is.
 */
export function writeOffset(count: string, unit: OffsetUnit): string {
  const typed = count.trim().toUpperCase();
  return /^P\d+[YMWD]$/.test(typed) ? typed : `P${count.trim()}${unit}`;
}
