import type * as v from 'valibot';
import type { Change, ChangeEnvelope, Edit, EditEnvelope } from '#core/dossier/change';
import type { CollectionName } from '#core/model/dossier';
import { problemsError, readHead, readRecord } from '#core/model/problems';
import type { Problem } from '#core/parley-error';

type RawEdit = v.InferOutput<typeof EditEnvelope>;

/**
 * Reads an edit's records by their schemas. Throws `invalid-record`, listing every problem, when a record is not valid,
 * when its id is not the edit's, or when the edit neither writes nor deletes anything.
 */
export function readEdit(raw: RawEdit): Edit {
  const { collection, id } = raw;
  const problems: Problem[] = [];
  const refuse = (field: string, message: string) => problems.push({ collection, id, field, message });
  const read = (value: RawEdit['before']) => {
    if (value === null) return null;
    if (value['id'] !== id) refuse('id', `must stay "${id}"`);
    const reading = readOne(collection, value, id);
    if (reading.ok) return reading.record;
    for (const problem of reading.problems) problems.push(problem);
    return null;
  };
  const before = read(raw.before);
  const after = read(raw.after);
  if (raw.before === null && raw.after === null) refuse('', 'is neither written nor deleted');
  if (collection === 'dossier' && (raw.before === null || raw.after === null)) {
    refuse('', 'can be neither added nor deleted by an edit');
  }
  if (problems.length > 0) throw problemsError('invalid-record', problems);
  return { collection, id, before, after } as Edit;
}

/** Reads a change's edits; throws as `readEdit` does. */
export function readChange(raw: v.InferOutput<typeof ChangeEnvelope>): Change {
  const { label, at, author, edits } = raw;
  return { label, at, author, edits: edits.map(readEdit) };
}

function readOne(collection: CollectionName | 'dossier', value: unknown, id: string) {
  return collection === 'dossier' ? readHead(value) : readRecord(collection, value, id);
}
