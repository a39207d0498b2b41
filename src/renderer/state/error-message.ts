import { ParleyError } from '#core/parley-error';

/** What to tell the reader when a command failed. The host refuses in its own words; any other failure is its silence. */
export function messageOf(error: unknown): string {
  if (error instanceof ParleyError) return error.message;
  return 'Parley’s host does not answer, so nothing was written. Try again when it is back, or start Parley anew.';
}
