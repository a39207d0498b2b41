import * as v from 'valibot';
import { type CollectionName, DossierHead, recordSchemas, type Records } from '#core/model/dossier';
import { quickCheck, type QuickCheck } from '#core/model/quick-check';
import { fieldNamesAt, isNullableAt } from '#core/model/shape';
import { ParleyError, type Problem } from '#core/parley-error';

/** A value read as a record: the record, or everything that is wrong with it. */
export type Reading<T> =
  { readonly ok: true; readonly record: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** What one record of each collection is called in a sentence. */
export const collectionNouns: Readonly<Record<CollectionName | 'dossier', string>> = {
  events: 'event',
  actors: 'actor',
  sources: 'source',
  tracks: 'track',
  views: 'view',
  figures: 'figure',
  dossier: 'dossier',
};

const quickChecks = Object.fromEntries(
  Object.entries(recordSchemas).map(([name, schema]) => [name, quickCheck(schema as v.GenericSchema)]),
) as Readonly<Record<CollectionName, QuickCheck>>;

/** Reads a value as a record of a collection. `name` stands in for the id of a record that has none. */
export function readRecord<C extends CollectionName>(collection: C, value: unknown, name: string): Reading<Records[C]> {
  if (quickChecks[collection](value)) return { ok: true, record: value as Records[C] };
  return readAs<Records[C]>(
    recordSchemas[collection] as unknown as v.GenericSchema<Records[C]>,
    collection,
    value,
    name,
  );
}

/** Reads a value as what a dossier says of itself. */
export function readHead(value: unknown): Reading<DossierHead> {
  return readAs(DossierHead, 'dossier', value, '');
}

/** A problem as a sentence: `Event "miami-meeting": date is missing.` */
export function problemInWords({ collection, id, field, message }: Problem): string {
  const noun = collectionNouns[collection as CollectionName] ?? collection;
  const subject = id === '' ? `The ${noun}` : `${noun.charAt(0).toUpperCase()}${noun.slice(1)} "${id}"`;
  return field === '' ? `${subject} ${message}.` : `${subject}: ${field} ${message}.`;
}

/** The error for one or more problems: its message spells out the first and counts the rest. */
export function problemsError(code: 'invalid-record' | 'broken-link', problems: readonly Problem[]): ParleyError {
  const [first, ...rest] = problems;
  if (first === undefined) throw new Error('An error needs at least one problem.');
  const others =
    rest.length === 0 ? '' : ` There ${rest.length === 1 ? 'is 1 more problem' : `are ${rest.length} more problems`}.`;
  return new ParleyError({ code, message: `${problemInWords(first)}${others}`, problems });
}

function readAs<T>(schema: v.GenericSchema<T>, collection: string, value: unknown, name: string): Reading<T> {
  if (!isObject(value)) {
    return { ok: false, problems: [{ collection, id: name, field: '', message: 'is not an object of named fields' }] };
  }
  const id = typeof value['id'] === 'string' && value['id'] !== '' ? value['id'] : name;
  const toProblem = ([field, message]: Fault): Problem => ({ collection, id, field, message });
  const inherited = findInheritedNames(value, '');
  if (inherited.length > 0) return { ok: false, problems: inherited.map(toProblem) };
  const parsed = v.safeParse(schema, value, { abortEarly: holdsMoreThan(value, mostParts) });
  if (parsed.success) return { ok: true, record: parsed.output };
  const faults = parsed.issues.flatMap((issue) => faultsOf(schema, collection, value, issue));
  return { ok: false, problems: faults.map(toProblem) };
}

/** A person's record has some hundreds of parts; of one with more, the first fault is named, not millions. */
const mostParts = 20_000;

function holdsMoreThan(value: unknown, most: number): boolean {
  let parts = 0;
  const exceeds = (part: unknown): boolean => {
    parts += 1;
    return parts > most || (isObject(part) && Object.values(part).some(exceeds));
  };
  return exceeds(value);
}

type Fault = readonly [field: string, message: string];
type Fields = Readonly<Record<string, unknown>>;

function faultsOf(
  schema: v.GenericSchema,
  collection: string,
  value: Fields,
  issue: v.BaseIssue<unknown>,
): readonly Fault[] {
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const field = path.join('.');
  const last = issue.path?.at(-1);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return unknownFields(schema, collection, value, path);
  if (issue.type === 'record') return [[field, `is a name that Parley cannot keep: ${issue.message}`]];
  const isMissing = last?.type === 'object' && !Object.hasOwn(last.input, String(last.key));
  if (isMissing && issue.received === 'undefined') {
    return [[field, isNullableAt(schema, value, path) ? 'is missing; write null when it is not given' : 'is missing']];
  }
  return [[field, messageOf(issue)]];
}

/** More than anybody mends in one record by hand. */
const mostUnknown = 100;

// Valibot names only the first unknown field of an object; a person mending a file wants to see them all.
function unknownFields(schema: v.GenericSchema, collection: string, value: Fields, path: readonly string[]): Fault[] {
  const parentPath = path.slice(0, -1);
  const parent = parentPath.reduce<unknown>((here, key) => (isObject(here) ? here[key] : undefined), value);
  const known = new Set(fieldNamesAt(schema, value, parentPath));
  const owner = ownerName(collection, value, parentPath);
  return Object.keys(isObject(parent) ? parent : {})
    .filter((name) => !known.has(name))
    .slice(0, mostUnknown)
    .map((name) => [[...parentPath, name].join('.'), `is not a field of ${owner}`]);
}

function ownerName(collection: string, value: Fields, path: readonly string[]): string {
  const name = path.findLast((step) => !/^\d+$/.test(step));
  if (name !== undefined) return partNames[name] ?? `"${name}"`;
  const noun = collection === 'events' ? String(value['kind']) : collectionNouns[collection as CollectionName];
  return withArticle(noun);
}

/** What the objects inside a record are called, by the field that holds them. */
const partNames: Readonly<Record<string, string>> = {
  affiliations: 'an affiliation',
  annotations: 'an annotation',
  attachment: 'an attachment',
  citations: 'a citation',
  claims: 'a claim',
  clause: 'a clause',
  clock: 'a clock',
  filters: 'a view’s filters',
  from: 'a deadline’s anchor',
  options: 'a figure’s options',
  participants: 'a participant',
  place: 'a place',
  provisions: 'a provision',
  relations: 'a relation',
  rule: 'this form of deadline rule',
  size: 'a page size',
  window: 'a view’s window',
  wording: 'a figure’s wording',
};

/** `actor` with its indefinite article. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

const plainMessages: Readonly<Record<string, string>> = {
  array: 'must be a list',
  strict_object: 'must be an object of named fields',
  loose_object: 'must be an object of named fields',
  boolean: 'must be true or false',
  number: 'must be a number',
  string: 'must be text',
};

/** The schema's own words where it has them; valibot's default message ("Invalid type: ...") is put in ours. */
function messageOf(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  if (issue.type === 'picklist')
    return `must be one of ${(issue.expected ?? '').replace(/[()"]/g, '').replaceAll(' | ', ', ')}`;
  return plainMessages[issue.type] ?? `must be ${issue.expected ?? 'something else'}`;
}

// A name that every object inherits (`__proto__`, `constructor`) passes valibot's check for unknown fields, because it
// asks with `in`; it would be dropped in silence.
function findInheritedNames(value: unknown, path: string): Fault[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]): Fault[] => {
    const field = path === '' ? name : `${path}.${name}`;
    return name in Object.prototype ? [[field, 'is a name that no record may use']] : findInheritedNames(child, field);
  });
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
