import type { MergeConflict } from '#core/dossier/merge';
import { fieldWords, valueInWords, type Names } from '#core/history/value-words';

/** A conflict between two copies as a person reads it. A value that is not given is null, and so is a deleted record. */
export interface ConflictWords {
  /** What is at stake, "Title" or "Claims, text"; null where it is the whole record. */
  readonly field: string | null;
  readonly base: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** Puts a conflict in words; each side's values name records as that side does. */
export function conflictInWords(conflict: MergeConflict, ours: Names, theirs: Names): ConflictWords {
  const { field, title } = conflict;
  if (field === '') {
    const whole = (value: unknown) => (value === null ? null : title);
    return { field: null, base: whole(conflict.base), ours: whole(conflict.ours), theirs: whole(conflict.theirs) };
  }
  const [first = '', ...rest] = field.split('.');
  const last = rest.findLast((part) => /^[a-z][a-zA-Z]*$/.test(part));
  const inner = last ?? first;
  const words = last === undefined ? fieldWords(first) : `${fieldWords(first)}, ${fieldWords(last)}`;
  return {
    field: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    base: inWords(inner, conflict.base, ours),
    ours: inWords(inner, conflict.ours, ours),
    theirs: inWords(inner, conflict.theirs, theirs),
  };
}

/** A date goes with the reason for having none. */
function inWords(field: string, value: unknown, names: Names): string | null {
  if (typeof value === 'object' && value !== null && 'date' in value && 'undated' in value) {
    return valueInWords('date', value.date, names) ?? valueInWords('undated', value.undated, names);
  }
  return valueInWords(field, value, names);
}
