import * as v from 'valibot';
import { reservedNames } from '#core/model/json-shape';

/** A record's id: a UUID, or a readable slug of letters, digits, dots, dashes and underscores, 1 to 128 long. */
export const Id = v.pipe(
  v.string('must be text'),
  v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, 'must be 1 to 128 letters, digits, dots, dashes or underscores'),
  v.check((id) => !reservedNames.has(id), 'is a reserved word'),
);
export type Id = v.InferOutput<typeof Id>;

// Lone surrogates cannot be written as UTF-8, and control characters cannot be written as XML: both would be lost or
// altered at the next save or export, so they are refused at the door.
const isWritable = (text: string) =>
  // eslint-disable-next-line no-control-regex
  text.isWellFormed() && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/.test(text);
const writable = v.check(isWritable, 'holds a control character or half of a character pair');

/** One line of text, at most 1,000 characters, not empty. */
export const Line = v.pipe(
  v.string('must be text'),
  v.check((text) => text.trim() !== '', 'must not be empty'),
  v.maxLength(1000, 'must be at most 1,000 characters'),
  v.check((text) => !/[\r\n]/.test(text), 'must be a single line'),
  writable,
);

/** Running text, at most 100,000 characters, not empty; absent text is null. */
export const Prose = v.pipe(
  v.string('must be text'),
  v.check((text) => text.trim() !== '', 'must be null rather than empty'),
  v.maxLength(100_000, 'must be at most 100,000 characters'),
  writable,
);

/** A web address; only http and https, so that nothing in a dossier can run. */
export const WebAddress = v.pipe(
  v.string('must be text'),
  v.maxLength(2000, 'must be at most 2,000 characters'),
  v.regex(
    /^https?:\/\/[^\s/?#\\<>"]+([/?#][^\s\\<>"]*)?$/i,
    'must be a web address that begins with http:// or https://',
  ),
  writable,
);

const regionNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** ISO 3166-1 alpha-2, in capitals; EU is reserved there for the European Union. */
export const CountryCode = v.pipe(
  v.string('must be text'),
  v.regex(/^[A-Z]{2}$/, 'must be a two-letter country code (ISO 3166-1), such as US'),
  // ZZ stands for "unknown region" in the data behind the names.
  v.check(
    (code) => code !== 'ZZ' && (!/^[A-Z]{2}$/.test(code) || regionNames.of(code) !== undefined),
    'is not a country code of ISO 3166-1, such as US or UA',
  ),
);

/** A list in which no two items share an id. */
export function uniqueById<T extends v.GenericSchema<{ id: string }>>(item: T) {
  return v.pipe(
    v.array(item),
    v.check(
      (items) => findRepeatedId(items) === null,
      (issue) => `holds the id "${findRepeatedId(issue.input)}" twice`,
    ),
  );
}

function findRepeatedId(items: readonly { readonly id: string }[]): string | null {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}
