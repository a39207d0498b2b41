import type { Edit } from '#core/dossier/change';
import { isSame } from '#core/dossier/same';
import { collectionNames, type Dossier, type DossierHead } from '#core/model/dossier';

/** The edits that turn one state of a dossier into another, at most one a record; none where they hold the same. */
export function editsBetween(from: Dossier, to: Dossier): Edit[] {
  const [before, after] = [headOf(from), headOf(to)];
  const edits: Edit[] = isSame(before, after) ? [] : [{ collection: 'dossier', id: from.id, before, after }];
  for (const collection of collectionNames) {
    for (const id of new Set([...from[collection].keys(), ...to[collection].keys()])) {
      const records = { before: from[collection].get(id) ?? null, after: to[collection].get(id) ?? null };
      if (!isSame(records.before, records.after)) edits.push({ collection, id, ...records } as Edit);
    }
  }
  return edits;
}

function headOf({ id, title, description }: Dossier): DossierHead {
  return { id, title, description };
}
