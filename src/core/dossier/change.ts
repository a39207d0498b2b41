import * as v from 'valibot';
import { type CollectionName, collectionNames, type DossierHead, type Records } from '#core/model/dossier';
import { Id, Line } from '#core/model/text';

/** One record before and after: null before is an addition, null after a deletion. */
export type Edit =
  | { [C in CollectionName]: RecordEdit<C, Records[C]> }[CollectionName]
  | { readonly collection: 'dossier'; readonly id: string; readonly before: DossierHead; readonly after: DossierHead };

interface RecordEdit<C extends CollectionName, R> {
  readonly collection: C;
  readonly id: string;
  readonly before: R | null;
  readonly after: R | null;
}

/**
 * What a person did, as one step: it is journalled, undone, shown in the history and announced as a whole. `at` is an
 * ISO 8601 instant in UTC; `label` reads after "Undo: ", such as "edit Miami meeting".
 */
export interface Change {
  readonly label: string;
  readonly at: string;
  readonly author: string;
  readonly edits: readonly Edit[];
}

/** The outer form of an edit as it arrives from a file or a window; its records are checked by `readEdit`. */
export const EditEnvelope = v.strictObject({
  collection: v.picklist([...collectionNames, 'dossier'] as const),
  id: Id,
  before: v.nullable(v.looseObject({})),
  after: v.nullable(v.looseObject({})),
});

/** The outer form of a change, as a journal line holds it. */
export const ChangeEnvelope = v.strictObject({
  label: Line,
  at: v.pipe(v.string(), v.isoTimestamp()),
  author: Line,
  edits: v.array(EditEnvelope),
});
