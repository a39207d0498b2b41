import type { Change } from '#core/dossier/change';
import { isSame } from '#core/dossier/same';
import { type CollectionName, collectionNames, type Dossier, type DossierHead } from '#core/model/dossier';

/**
 * The dossier as it was before some changes, given from the last to the first. Null where they do not lead to the
 * dossier as it is, so that nothing certain can be said: something else changed it in between.
 */
export function rewind(dossier: Dossier, changes: readonly Pick<Change, 'edits'>[]): Dossier | null {
  const { id, title, description } = dossier;
  let head: DossierHead = { id, title, description };
  const collections = Object.fromEntries(
    collectionNames.map((name) => [name, new Map<string, unknown>(dossier[name])]),
  ) as Record<CollectionName, Map<string, unknown>>;
  for (const { edits } of changes) {
    for (const edit of edits.toReversed()) {
      if (edit.collection === 'dossier') {
        if (!isSame(head, edit.after)) return null;
        head = edit.before;
        continue;
      }
      const records = collections[edit.collection];
      if (!isSame(records.get(edit.id) ?? null, edit.after)) return null;
      if (edit.before === null) records.delete(edit.id);
      else records.set(edit.id, edit.before);
    }
  }
  return { ...head, ...collections } as unknown as Dossier;
}
