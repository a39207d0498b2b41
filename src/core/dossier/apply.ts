import type { Change, Edit } from '#core/dossier/change';
import { type CollectionName, collectionNames, type Dossier, type Records } from '#core/model/dossier';

type MutableCollections = { -readonly [C in CollectionName]: Map<string, Records[C]> };

/**
 * The dossier after a change; the one given stays as it was, and collections the change does not touch are shared. The
 * change must already have passed `checkChange`.
 */
export function applyChange(dossier: Dossier, change: Pick<Change, 'edits'>): Dossier {
  let head: Pick<Dossier, 'id' | 'title' | 'description'> = dossier;
  const touched: Partial<MutableCollections> = {};
  for (const edit of change.edits) {
    if (edit.collection === 'dossier') head = edit.after;
    else write(touched, dossier, edit);
  }
  const { id, title, description } = head;
  const collections = Object.fromEntries(collectionNames.map((name) => [name, touched[name] ?? dossier[name]]));
  return { id, title, description, ...(collections as Pick<Dossier, CollectionName>) };
}

/** The change that undoes a change, signed anew. */
export function invertChange(change: Change, signature: Pick<Change, 'label' | 'at' | 'author'>): Change {
  const { label, at, author } = signature;
  return { label, at, author, edits: change.edits.toReversed().map(invertEdit) };
}

function write(touched: Partial<MutableCollections>, dossier: Dossier, edit: Exclude<Edit, { collection: 'dossier' }>) {
  const { collection, id, after } = edit;
  // The edit's type pairs its collection with its record; TypeScript cannot follow that pairing through a union.
  const records = (touched[collection] ?? new Map(dossier[collection] as ReadonlyMap<string, never>)) as Map<
    string,
    unknown
  >;
  if (after === null) records.delete(id);
  else records.set(id, after);
  (touched as Record<string, unknown>)[collection] = records;
}

function invertEdit(edit: Edit): Edit {
  return { ...edit, before: edit.after, after: edit.before } as Edit;
}
