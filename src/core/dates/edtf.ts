import type { DateReading } from '#core/dates/reading';

export type EdtfParse =
  | { readonly ok: true; readonly reading: DateReading }
  | { readonly ok: false; readonly problem: string };

/** Reads an EDTF string. */
export function parseEdtf(text: string): EdtfParse {
  return { ok: false, problem: `${text} is not read yet` };
}
