import { ParleyError } from '#core/parley-error';

/** A line for whoever started Parley from a terminal. */
export function log(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** An error as a sentence where it is one for a person, and with its origin where it is a bug. */
export function inWords(error: unknown): string {
  if (error instanceof ParleyError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
