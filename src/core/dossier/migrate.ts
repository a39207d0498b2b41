import { ParleyError } from '#core/parley-error';

/** A snapshot as parsed from its file, not yet checked. */
type RawSnapshot = Readonly<Record<string, unknown>>;

/** Takes a snapshot of one schema version to the next; it must not change what it is given. */
export type Migration = (older: RawSnapshot) => RawSnapshot;

/** The steps from each schema version to the next: the first takes version 1 to version 2. One for each past version. */
export const migrations: readonly Migration[] = [];

/**
 * Brings a parsed `dossier.json` of any older schema to the current one; a current one comes back as it is. Throws
 * `not-a-dossier` for anything without a schema number, and `newer-schema` for one that this Parley cannot know.
 */
export function migrate(value: unknown, steps: readonly Migration[] = migrations): RawSnapshot {
  const schema = schemaOf(value);
  const latest = steps.length + 1;
  if (schema > latest) {
    throw new ParleyError({
      code: 'newer-schema',
      message: `The dossier was written by a newer Parley (schema ${schema}; this one reads up to ${latest}). Update Parley to open it.`,
    });
  }
  return steps
    .slice(schema - 1)
    .reduce<RawSnapshot>(
      (older, step, index) => ({ ...step(older), schema: schema + index + 1 }),
      value as RawSnapshot,
    );
}

function schemaOf(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw notADossier('it does not hold an object of named fields');
  }
  const schema: unknown = (value as RawSnapshot)['schema'];
  if (schema === undefined) throw notADossier('it has no "schema" number');
  if (typeof schema !== 'number' || !Number.isSafeInteger(schema) || schema < 1) {
    throw notADossier(`its "schema" must be a whole number, 1 or more`);
  }
  return schema;
}

function notADossier(reason: string): ParleyError {
  return new ParleyError({ code: 'not-a-dossier', message: `This is not a Parley dossier: ${reason}.` });
}
