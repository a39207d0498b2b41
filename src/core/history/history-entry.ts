import type { Change, Edit } from '#core/dossier/change';
import { titleOf } from '#core/dossier/integrity';
import { fieldChanges, type FieldChange } from '#core/history/field-changes';
import type { CollectionName, Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { citedSources } from '#core/query/references';
import { standingOfEvent } from '#core/query/standing';
import { standingLabels } from '#core/query/vocabulary';

/** A step as the journal numbers it: an edit, or an earlier one undone or done again. */
export interface NumberedChange {
  readonly sequence: number;
  readonly kind: 'edit' | 'undo' | 'redo';
  readonly change: Change;
}

/** One record that a step touched, and what became of it. */
export interface RecordChange {
  readonly collection: CollectionName | 'dossier';
  readonly id: string;
  readonly name: string;
  readonly act: 'added' | 'changed' | 'deleted';
  readonly changes: readonly FieldChange[];
  /** Fields that were changed too and are not listed, so that a page stays of a size to be read. */
  readonly moreChanges: number;
}

/** One step of the history as a person reads it: who, when, what, from what to what. */
export interface HistoryEntry {
  readonly sequence: number;
  readonly kind: 'edit' | 'undo' | 'redo';
  /** Reads after "Undo: ": "edit Miami meeting". */
  readonly label: string;
  /** ISO 8601 instant in UTC. */
  readonly at: string;
  readonly author: string;
  readonly records: readonly RecordChange[];
  /** Records that were touched too and are not listed. */
  readonly moreRecords: number;
}

/** The record whose history is asked for. */
export interface RecordKey {
  readonly collection: CollectionName | 'dossier';
  readonly id: string;
}

const mostRecords = 20;
const mostChanges = 40;

/**
 * A step in words, for one record or for all that it touched. Names are those of the dossier as it is now. The standing
 * of an event is told beside its fields, as the sources of today give it.
 */
export function describeStep(step: NumberedChange, dossier: Dossier, only: RecordKey | null): HistoryEntry {
  const { sequence, kind, change } = step;
  const edits = change.edits.filter((edit) => only === null || isOf(edit, only));
  return {
    sequence,
    kind,
    label: change.label,
    at: change.at,
    author: change.author,
    records: edits.slice(0, mostRecords).map((edit) => describeEdit(edit, dossier)),
    moreRecords: Math.max(0, edits.length - mostRecords),
  };
}

/** Whether an edit is one of a record. */
export function isOf(edit: Edit, { collection, id }: RecordKey): boolean {
  return edit.collection === collection && edit.id === id;
}

/** One record's edit in words, with the names of a dossier. */
export function describeEdit(edit: Edit, dossier: Dossier): RecordChange {
  const { collection, id, before, after } = edit;
  const record = after ?? before;
  const own = fieldChanges(before, after, dossier);
  const changes = collection === 'events' ? [...standingChange(before, after, dossier), ...own] : own;
  return {
    collection,
    id,
    name: record === null ? id : nameOfRecord(record),
    act: before === null ? 'added' : after === null ? 'deleted' : 'changed',
    changes: changes.slice(0, mostChanges),
    moreChanges: Math.max(0, changes.length - mostChanges),
  };
}

function nameOfRecord(record: NonNullable<Edit['after']>): string {
  return 'label' in record && record.label !== null ? record.label : titleOf(record);
}

function standingChange(before: DossierEvent | null, after: DossierEvent | null, dossier: Dossier): FieldChange[] {
  if (before === null || after === null) return [];
  const cited = [...citedSources(before), ...citedSources(after)];
  // Without a source that was cited then, nobody can say what the standing was.
  if (cited.some((id) => !dossier.sources.has(id))) return [];
  const from = standingLabels[standingOfEvent(before, dossier).shown];
  const to = standingLabels[standingOfEvent(after, dossier).shown];
  return from === to ? [] : [{ field: 'Standing', from, to }];
}
