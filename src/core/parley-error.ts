/**
 * What a person can cause, as a closed list. A code tells a program what happened; the message tells a person what is
 * wrong, where, and what to do next.
 */
export const errorCodes = [
  'usage',
  'not-found',
  'exists',
  'not-a-dossier',
  'broken-json',
  'newer-schema',
  'invalid-record',
  'broken-link',
  'conflict',
  'read-only',
  'foreign-change',
  'damaged',
  'disk',
  'nothing-to-undo',
  'nothing-to-show',
  'no-dossier',
  'unauthorised',
  'too-large',
  'cancelled',
  'bug',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Codes of a dossier that is gone or cannot be read, so that a backup can stand in: not of a disk that fails. */
export const beyondReading: ReadonlySet<ErrorCode> = new Set([
  'not-found',
  'not-a-dossier',
  'broken-json',
  'invalid-record',
  'broken-link',
  'too-large',
  'damaged',
]);

/** One thing wrong with one record: which record, which field (dotted path, empty for the whole record), and why. */
export interface Problem {
  readonly collection: string;
  readonly id: string;
  readonly field: string;
  readonly message: string;
}

/** An error a person can act on. `problems` lists every fault found, where there can be several. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode;
  readonly problems: readonly Problem[];

  constructor(fault: { code: ErrorCode; message: string; problems?: readonly Problem[]; cause?: unknown }) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.code = fault.code;
    this.problems = fault.problems ?? [];
  }
}

/** For the end of a switch over a union: a new member becomes a compile error here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
