import { isSame } from '#core/dossier/same';
import { fieldWords, nameOf, relationInWords, valueInWords, type Names } from '#core/history/value-words';
import type { Citation, Claim } from '#core/model/claim';
import type { Participant, Provision, Relation } from '#core/model/event';
import type { Affiliation } from '#core/model/actor';

/** One field of a record before and after an edit, in words; null is "not given". */
export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What an edit changed in a record, field by field, as a person reads it. Items of a list are told apart by what they
 * name, so that one new citation is one line. An addition has nothing before, a deletion nothing after.
 */
export function fieldChanges(before: object | null, after: object | null, names: Names): FieldChange[] {
  const [old, present] = [(before ?? {}) as Fields, (after ?? {}) as Fields];
  const fields = [...new Set([...Object.keys(old), ...Object.keys(present)])].filter((field) => field !== 'id');
  return fields.flatMap((field) => {
    if (isSame(old[field], present[field])) return [];
    const inItems = itemChanges[field];
    if (inItems !== undefined) return inItems(old[field] ?? [], present[field] ?? [], names);
    return different(capitalised(fieldWords(field)), field, old[field], present[field], names);
  });
}

function different(label: string, field: string, old: unknown, present: unknown, names: Names): FieldChange[] {
  const [from, to] = [valueInWords(field, old, names), valueInWords(field, present, names)];
  // Two long texts can differ beyond what is shown of them, and a sharper order of a list reads the same.
  return from === null && to === null ? [] : [{ field: label, from, to }];
}

type ItemChanges = (old: unknown, present: unknown, names: Names) => FieldChange[];

const itemChanges: Readonly<Record<string, ItemChanges>> = {
  participants: listed<Participant>({
    keyOf: ({ actor }) => actor,
    label: () => 'Participant',
    inWords: ({ actor, role }, names) => `${nameOf('actors', actor, names)}, ${role}`,
  }),
  relations: listed<Relation>({
    keyOf: ({ type, event }) => `${type} ${event}`,
    label: () => 'Link',
    inWords: relationInWords,
  }),
  provisions: listed<Provision>({
    keyOf: ({ id }) => id,
    label: () => 'Provision',
    inWords: ({ number, heading }) => (number === null ? heading : `${number}. ${heading}`),
    inside: ({ heading }) => `Provision “${heading}”`,
  }),
  affiliations: listed<Affiliation>({
    keyOf: ({ actor, role }) => `${actor} ${role ?? ''}`,
    label: () => 'Affiliation',
    inWords: ({ actor, role }, names) => [nameOf('actors', actor, names), role].filter(Boolean).join(', '),
    inside: ({ actor }, names) => `Affiliation with ${nameOf('actors', actor, names)}`,
  }),
  claims: claimChanges,
};

interface ItemWords<T> {
  keyOf(item: T): string;
  label(item: T, names: Names): string;
  inWords(item: T, names: Names): string;
  /** What the fields of a changed item are told under; without it, the item is told whole, before and after. */
  inside?(item: T, names: Names): string;
}

function listed<T extends object>(words: ItemWords<T>): ItemChanges {
  return (old, present, names) => changesOfItems(old as readonly T[], present as readonly T[], words, names);
}

function changesOfItems<T extends object>(
  old: readonly T[],
  present: readonly T[],
  words: ItemWords<T>,
  names: Names,
): FieldChange[] {
  const pairs = paired(old, present, words.keyOf);
  return pairs.flatMap(([before, after]) => {
    if (before !== null && after !== null && words.inside !== undefined) {
      const place = words.inside(after, names);
      return fieldChanges(before, after, names).map((change) => ({
        ...change,
        field: `${place}, ${change.field.toLowerCase()}`,
      }));
    }
    const item = after ?? before;
    const from = before === null ? null : words.inWords(before, names);
    const to = after === null ? null : words.inWords(after, names);
    return item === null || isSame(before, after) ? [] : [{ field: words.label(item, names), from, to }];
  });
}

function claimChanges(old: unknown, present: unknown, names: Names): FieldChange[] {
  const pairs = paired(old as readonly Claim[], present as readonly Claim[], ({ id }) => id);
  return pairs.flatMap(([before, after]) => [
    ...(before?.text === after?.text
      ? []
      : different('Claim', 'text', before?.text ?? null, after?.text ?? null, names)),
    ...changesOfItems(before?.citations ?? [], after?.citations ?? [], citationWords, names),
  ]);
}

const citationWords: ItemWords<Citation> = {
  keyOf: ({ source }) => source,
  label: () => 'Citation',
  inWords: ({ source, stance, quote, note }, names) => {
    const said = quote ?? note;
    const head = `${nameOf('sources', source, names)} ${valueInWords('stance', stance, names)}`;
    return said === null ? head : `${head}: ${valueInWords('quote', said, names)}`;
  },
  inside: ({ source }, names) => `Citation of ${nameOf('sources', source, names)}`,
};

/** Items of two lists that belong together: the nth of a key with the nth of the same key. */
function paired<T>(
  old: readonly T[],
  present: readonly T[],
  keyOf: (item: T) => string,
): (readonly [before: T | null, after: T | null])[] {
  const waiting = new Map<string, T[]>();
  for (const item of old) waiting.set(keyOf(item), [...(waiting.get(keyOf(item)) ?? []), item]);
  const stayed = present.map((item) => [waiting.get(keyOf(item))?.shift() ?? null, item] as const);
  const gone = [...waiting.values()].flat().map((item) => [item, null] as const);
  return [...stayed, ...gone];
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
