import { emptyDossier } from '#core/dossier/snapshot';
import { type CollectionName, collectionNames, type Dossier, type Records } from '#core/model/dossier';

/** The records of a dossier, as lists. */
type RecordLists = { readonly [C in CollectionName]?: readonly Records[C][] };

/** A dossier of the records given, and no others. */
export function buildDossier(records: RecordLists = {}): Dossier {
  const collections = collectionNames.map((name) => [
    name,
    new Map((records[name] ?? []).map((record) => [record.id, record])),
  ]);
  const filled = Object.fromEntries(collections) as Pick<Dossier, CollectionName>;
  return { ...emptyDossier('dossier', 'A negotiation'), ...filled };
}
