import type { HistoryStretch } from '#api/contract';
import { describeStep, isOf, type HistoryEntry, type RecordKey } from '#core/history/history-entry';
import type { Edit } from '#core/dossier/change';
import { ParleyError } from '#core/parley-error';
import type { DossierStore } from '#host/dossier-store';

/** Reads up to `limit` steps before a number (null begins at the last): of one record, or of the whole dossier. */
export async function readHistoryPage(
  store: DossierStore,
  only: RecordKey | null,
  before: number | null,
  limit: number,
): Promise<HistoryStretch> {
  const entries: HistoryEntry[] = [];
  for await (const step of store.history(before ?? Infinity, only)) {
    const last = entries.at(-1);
    // Steps that share a number, from trails that were merged, stay on one page: the next begins before that number.
    if (entries.length >= limit && last?.sequence !== step.sequence) return { entries, next: last?.sequence ?? null };
    entries.push(describeStep(step, store.dossier, only));
  }
  return { entries, next: null };
}

/** A record as a step left it; as it was before, where the step deleted it. Throws `usage` when the step is not there. */
export async function readRecordAt(
  store: DossierStore,
  key: RecordKey,
  sequence: number,
): Promise<NonNullable<Edit['after']>> {
  for await (const step of store.history(sequence + 1, key)) {
    if (step.sequence !== sequence) break;
    const edits = step.change.edits.filter((edit) => isOf(edit, key));
    const record = edits.at(-1)?.after ?? edits[0]?.before;
    if (record !== undefined && record !== null) return record;
  }
  throw new ParleyError({ code: 'usage', message: 'The history has no such state of this record any more.' });
}
