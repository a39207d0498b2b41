import { findBrokenLinks } from '#core/dossier/integrity';
import { migrate } from '#core/dossier/migrate';
import {
  type CollectionName,
  collectionNames,
  currentSchema,
  type Dossier,
  type DossierHead,
  DossierHead as DossierHeadSchema,
  type Records,
  recordSchemas,
  type Snapshot,
} from '#core/model/dossier';
import { problemsError, readHead, readRecord } from '#core/model/problems';
import { inSchemaOrder } from '#core/model/shape';
import { ParleyError, type Problem } from '#core/parley-error';

/** A dossier without records. */
export function emptyDossier(id: string, title: string): Dossier {
  const collections = Object.fromEntries(collectionNames.map((name) => [name, new Map()]));
  return { id, title, description: null, ...(collections as unknown as Pick<Dossier, CollectionName>) };
}

/** The file form of a dossier, each collection in ascending order of id by code unit. */
export function toSnapshot(dossier: Dossier, sequence: number): Snapshot {
  const { id, title, description } = dossier;
  const collections = Object.fromEntries(collectionNames.map((name) => [name, sortedById(dossier[name].values())]));
  return {
    schema: currentSchema,
    sequence,
    id,
    title,
    description,
    ...(collections as unknown as Pick<Snapshot, CollectionName>),
  };
}

/** What a `dossier.json` holds; `isMigrated` when it was of an older schema and was brought to the present one. */
export interface ReadSnapshot {
  readonly dossier: Dossier;
  readonly sequence: number;
  readonly isMigrated: boolean;
}

/**
 * Reads a parsed `dossier.json`, of the current schema or an older one. Throws a ParleyError with the problems listed, from the first on:
 * `not-a-dossier`, `newer-schema`, `invalid-record` for a value no schema allows, `broken-link` where records that are
 * valid one by one do not fit together.
 */
export function readSnapshot(value: unknown): ReadSnapshot {
  const raw = migrate(value);
  const head = readHead(Object.fromEntries(Object.entries(raw).filter(([name]) => headFields.has(name))));
  const problems = [...(head.ok ? [] : head.problems), ...findStrayFields(raw)];
  const sequence = raw['sequence'];
  if (!isSequence(sequence)) problems.push(headProblem('sequence', 'must be a whole number, 0 or more'));
  const collections = Object.fromEntries(
    collectionNames.map((name) => [name, readCollection(name, raw[name], problems)]),
  );
  if (problems.length > 0 || !head.ok || !isSequence(sequence)) throw problemsError('invalid-record', problems);

  const dossier: Dossier = { ...head.record, ...(collections as unknown as Pick<Dossier, CollectionName>) };
  const broken = findBrokenLinks(dossier);
  if (broken.length > 0) throw problemsError('broken-link', broken);
  return { dossier, sequence, isMigrated: raw !== value };
}

/**
 * The dossier that a snapshot from a host is: the host has checked every record, so that only the outline is looked at
 * here. Throws a ParleyError, `bug`, for what no host sends.
 */
export function dossierOf(snapshot: Snapshot): Dossier {
  const { id, title, description } = snapshot;
  const isWhole = typeof id === 'string' && collectionNames.every((name) => Array.isArray(snapshot[name]));
  if (!isWhole) {
    throw new ParleyError({
      code: 'bug',
      message: 'The host sent something that is no dossier. Close the window and open it again.',
    });
  }
  const collections = Object.fromEntries(
    collectionNames.map((name) => [name, new Map(snapshot[name].map((record) => [record.id, record]))]),
  );
  return { id, title, description, ...(collections as unknown as Pick<Dossier, CollectionName>) };
}

/** The text of `dossier.json`: keys in fixed order, two spaces of indentation, a final newline. */
export function formatSnapshot(snapshot: Snapshot): string {
  const { schema, sequence } = snapshot;
  const head = inSchemaOrder(DossierHeadSchema, snapshot) as DossierHead;
  const collections = Object.fromEntries(
    collectionNames.map((name) => [name, snapshot[name].map((record) => inSchemaOrder(recordSchemas[name], record))]),
  );
  return `${JSON.stringify({ schema, sequence, ...head, ...collections }, null, 2)}\n`;
}

const headFields: ReadonlySet<string> = new Set(Object.keys(DossierHeadSchema.entries));
const snapshotFields: ReadonlySet<string> = new Set(['schema', 'sequence', ...headFields, ...collectionNames]);

function findStrayFields(raw: Readonly<Record<string, unknown>>): Problem[] {
  return Object.keys(raw)
    .filter((name) => !snapshotFields.has(name))
    .slice(0, mostProblems)
    .map((name) => headProblem(name, 'is not a field of a dossier'));
}

function readCollection<C extends CollectionName>(
  name: C,
  value: unknown,
  problems: Problem[],
): Map<string, Records[C]> {
  const records = new Map<string, Records[C]>();
  if (!Array.isArray(value)) {
    problems.push(
      headProblem(name, value === undefined ? 'is missing; write [] when there are none' : 'must be a list'),
    );
    return records;
  }
  value.forEach((item: unknown, index) => {
    if (problems.length >= mostProblems) return;
    const reading = readRecord(name, item, `no. ${index + 1}`);
    if (!reading.ok) {
      // Not spread: a call takes no more than some 100,000 arguments, and a hostile file can have more faults.
      for (const problem of reading.problems) problems.push(problem);
      return;
    }
    const { id } = reading.record;
    if (records.has(id)) problems.push({ collection: name, id, field: 'id', message: 'is used by two records' });
    records.set(id, reading.record);
  });
  return records;
}

/** Somebody who mends a file by hand needs no more at once, and a hostile file can have millions. */
const mostProblems = 1000;

function headProblem(field: string, message: string): Problem {
  return { collection: 'dossier', id: '', field, message };
}

function isSequence(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function sortedById(records: Iterable<{ readonly id: string }>): { readonly id: string }[] {
  return [...records].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
