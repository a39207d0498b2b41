import { errorCodes, ParleyError, type ErrorCode, type Problem } from '#core/parley-error';

/** A fault as data: what crosses the wire when a command is refused. */
export interface Fault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly problems: readonly Problem[];
}

/** The envelope in which every answer travels: a value, or the fault that stood in its way. */
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

/** An error as data. Anything but a ParleyError is a bug: it is named as one, and its stack stays with the host. */
export function toFault(error: unknown): Fault {
  if (error instanceof ParleyError) {
    return { code: error.code, message: error.message, problems: error.problems };
  }
  const cause = error instanceof Error ? error.message : String(error);
  return {
    code: 'bug',
    message: `Parley failed: ${cause}. Every edit that was acknowledged is on disk.`,
    problems: [],
  };
}

/** The error that a fault stood for. */
export function toError(fault: Fault): ParleyError {
  const code = errorCodes.includes(fault.code) ? fault.code : 'bug';
  return new ParleyError({ code, message: fault.message, problems: fault.problems });
}
