import { mergeValues, type FieldClash } from '#core/dossier/merge-values';
import { fieldChanges, type FieldChange } from '#core/history/field-changes';
import type { Names } from '#core/history/value-words';

/** A field that a form and somebody else changed, each in its own way. */
export interface FieldContest {
  readonly field: string;
  /** What the form makes of it, and what the other did, in words. */
  readonly ours: readonly FieldChange[];
  readonly theirs: readonly FieldChange[];
}

/** What others did to a record while a form of it was open, in words. */
export interface Meanwhile {
  /** What only they changed. */
  readonly changes: readonly FieldChange[];
  readonly contests: readonly FieldContest[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Compares a record as a form was opened on it with what the form and others have made of it. */
export function readMeanwhile(before: object, ours: object, theirs: object, names: Names): Meanwhile {
  const contested = new Set<string>();
  mergeValues(before, ours, theirs, (clash) => {
    contested.add(rootOf(clash));
    return null;
  });
  const changesOf = (after: object, isWanted: (field: string) => boolean) =>
    fieldChanges(only(before, isWanted), only(after, isWanted), names);
  return {
    changes: changesOf(theirs, (field) => !contested.has(field)),
    contests: Array.from(contested, (field) => {
      const isIt = (name: string) => name === field || (field === 'date' && name === 'undated');
      return { field, ours: changesOf(ours, isIt), theirs: changesOf(theirs, isIt) };
    }),
  };
}

/** The form's record with what others changed: what both changed stays as in the form, but for the fields that are given up. */
export function takeIn<T extends object>(before: object, ours: T, theirs: T, givenUp: ReadonlySet<string>): T {
  return mergeValues(before, ours, theirs, (clash) => (givenUp.has(rootOf(clash)) ? 'theirs' : 'ours')) as T;
}

/** The field of the record in which the clash is. */
function rootOf({ field }: FieldClash): string {
  return field.split('.')[0] ?? field;
}

function only(record: object, isWanted: (field: string) => boolean): Fields {
  return Object.fromEntries(Object.entries(record).filter(([field]) => isWanted(field)));
}
