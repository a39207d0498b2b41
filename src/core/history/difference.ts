import type { Edit } from '#core/dossier/change';
import { describeEdit, type RecordChange } from '#core/history/history-entry';
import type { Dossier } from '#core/model/dossier';

/** How one state of a dossier differs from another: how many records, and the first of them in words. */
export interface Difference {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly records: readonly RecordChange[];
  /** Records that differ too and are not listed. */
  readonly moreRecords: number;
}

const mostRecords = 60;

/** The edits between two states in words; names are those of the state that the edits lead to. */
export function describeDifference(edits: readonly Edit[], dossier: Dossier): Difference {
  const added = edits.filter(({ before }) => before === null).length;
  const deleted = edits.filter(({ after }) => after === null).length;
  return {
    added,
    deleted,
    changed: edits.length - added - deleted,
    records: edits.slice(0, mostRecords).map((edit) => describeEdit(edit, dossier)),
    moreRecords: Math.max(0, edits.length - mostRecords),
  };
}

/** The counts of a difference: "2 added, 1 changed, 3 deleted"; "no difference" where there is none. */
export function differenceInWords({ added, changed, deleted }: Omit<Difference, 'records' | 'moreRecords'>): string {
  const counts = [
    [added, 'added'],
    [changed, 'changed'],
    [deleted, 'deleted'],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, act]) => `${count} ${act}`);
  return words.length === 0 ? 'no difference' : words.join(', ');
}
