import { isSame } from '#core/dossier/same';

/** One of two copies that were edited apart. */
export type Side = 'ours' | 'theirs';

/** A place where both copies changed the same thing, each in its own way; undefined where a copy has nothing. */
export interface FieldClash {
  /** Dotted path; an item of a list stands there with its id, or what else tells it from others. */
  readonly field: string;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Hears of a clash and says which side it goes to; null leaves it open, and ours is taken. */
export type OnClash = (clash: FieldClash) => Side | null;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Combines two versions of a record, or of what is in it, that began as `base` (undefined where they did not begin as
 * one): fields one by one, lists item by item. What only one side changed is taken from there.
 */
export function mergeValues(base: unknown, ours: unknown, theirs: unknown, onClash: OnClash): unknown {
  return merge('', base, ours, theirs, onClash);
}

function merge(field: string, base: unknown, ours: unknown, theirs: unknown, onClash: OnClash): unknown {
  if (isSame(ours, theirs) || isSame(theirs, base)) return ours;
  if (isSame(ours, base)) return theirs;
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    return mergeLists(field, Array.isArray(base) ? base : [], ours, theirs, onClash);
  }
  if (isFields(ours) && isFields(theirs) && (field === '' || isCombined(field, ours))) {
    return mergeFields(field, isFields(base) ? base : {}, ours, theirs, onClash);
  }
  return onClash({ field, base, ours, theirs }) === 'theirs' ? theirs : ours;
}

// A place, a clock or a deadline's rule says one thing with all its fields, and halves of two would say a third.
const combinedFields: ReadonlySet<string> = new Set(['identifiers', 'filters', 'options']);

function isCombined(field: string, value: Fields): boolean {
  return combinedFields.has(field) || keyName(value) !== null;
}

function mergeFields(path: string, base: Fields, ours: Fields, theirs: Fields, onClash: OnClash): Fields {
  const shape = shapeOf(path, base, ours, theirs, onClash);
  const merged: Record<string, unknown> = {};
  const take = (name: string, from: Fields) => {
    if (from[name] !== undefined) merged[name] = from[name];
  };
  // A date and the reason for having none are one statement.
  const isDatePair = 'undated' in ours && 'undated' in theirs;
  if (isDatePair) {
    const pair = ({ date, undated }: Fields) => ({ date, undated });
    Object.assign(merged, merge(join(path, 'date'), pair(base), pair(ours), pair(theirs), onClash));
  }
  for (const name of Object.keys(shape.fields)) {
    if (isDatePair && (name === 'date' || name === 'undated')) continue;
    if (shape.isForeign(name)) take(name, shape.fields);
    else {
      const value = merge(join(path, name), base[name], ours[name], theirs[name], onClash);
      if (value !== undefined) merged[name] = value;
    }
  }
  return merged;
}

/**
 * Which fields the merged record has. Events of two kinds have different ones: the kind that was newly chosen brings its
 * own with it.
 */
function shapeOf(path: string, base: Fields, ours: Fields, theirs: Fields, onClash: OnClash) {
  if (ours['kind'] === theirs['kind']) return { fields: { ...theirs, ...ours }, isForeign: () => false };
  const isOursNew = theirs['kind'] === base['kind'];
  const isTheirsNew = ours['kind'] === base['kind'];
  const changed = isOursNew ? ours : theirs;
  const other = isOursNew ? theirs : ours;
  const losesEdit = Object.keys(other).some((name) => !(name in changed) && !isSame(other[name], base[name]));
  const isClear = (isOursNew || isTheirsNew) && !losesEdit;
  const side = isClear
    ? null
    : onClash({ field: join(path, 'kind'), base: base['kind'], ours: ours['kind'], theirs: theirs['kind'] });
  const fields = isClear ? changed : side === 'theirs' ? theirs : ours;
  const rest = fields === ours ? theirs : ours;
  return { fields, isForeign: (name: string) => name === 'kind' || !(name in rest) };
}

/** Which field tells items of a list apart, where one does; other items are the same when all of them is. */
function keyName(item: unknown): 'id' | 'source' | 'event' | null {
  if (!isFields(item)) return null;
  if ('id' in item) return 'id';
  // A citation, and the wording of an event in a figure. A relation may name the same event twice.
  if ('source' in item && 'stance' in item) return 'source';
  return 'event' in item && 'label' in item ? 'event' : null;
}

/** A list by key; of items with the same key, later ones get a number. */
function keyed(items: readonly unknown[]): Map<string, unknown> {
  const byKey = new Map<string, unknown>();
  for (const item of items) {
    const name = keyName(item);
    const stem = typeof item === 'string' ? item : name === null ? canonical(item) : String((item as Fields)[name]);
    let key = stem;
    for (let count = 2; byKey.has(key); count += 1) key = `${stem} (${count})`;
    byKey.set(key, item);
  }
  return byKey;
}

function mergeLists(
  field: string,
  baseItems: readonly unknown[],
  ourItems: readonly unknown[],
  theirItems: readonly unknown[],
  onClash: OnClash,
): unknown[] {
  const [base, ours, theirs] = [keyed(baseItems), keyed(ourItems), keyed(theirItems)];
  const merged = new Map<string, unknown>();
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    const versions = [base.get(key), ours.get(key), theirs.get(key)] as const;
    const item = mergeItem(join(field, key), ...versions, onClash);
    if (item !== undefined) merged.set(key, item);
  }
  const order = orderOf(field, base, ours, theirs, merged, onClash);
  return order.map((key) => merged.get(key));
}

function mergeItem(field: string, base: unknown, ours: unknown, theirs: unknown, onClash: OnClash): unknown {
  if (ours !== undefined && theirs !== undefined) return merge(field, base, ours, theirs, onClash);
  const kept = ours ?? theirs;
  if (base === undefined) return kept;
  if (isSame(kept, base)) return undefined;
  // Changed by one side and taken out by the other: it stays while nobody has decided.
  const side = onClash({ field, base, ours, theirs });
  return side === null ? kept : side === 'ours' ? ours : theirs;
}

type Keyed = ReadonlyMap<string, unknown>;

/** Items that were there before in the order that a side gave them; new ones after what they were put after. */
function orderOf(field: string, base: Keyed, ours: Keyed, theirs: Keyed, merged: Keyed, onClash: OnClash): string[] {
  const isCommon = (key: string) => base.has(key) && ours.has(key) && theirs.has(key);
  const [was, our, their] = [base, ours, theirs].map((items) => [...items.keys()].filter(isCommon)) as [
    string[],
    string[],
    string[],
  ];
  const isOursMoved = !isSame(our, was);
  const isBothMoved = isOursMoved && !isSame(their, was) && !isSame(our, their);
  const isTheirs = isBothMoved ? onClash({ field, base: was, ours: our, theirs: their }) === 'theirs' : !isOursMoved;
  const known = (isTheirs ? their : our).filter((key) => merged.has(key));
  const settled = new Set(known);
  const after = new Map<string, string[][]>();
  for (const items of [ours, theirs]) {
    let anchor = '';
    let run: string[] = [];
    for (const key of items.keys()) {
      if (settled.has(key)) [anchor, run] = [key, []];
      else if (merged.has(key)) {
        if (run.length === 0) after.set(anchor, [...(after.get(anchor) ?? []), run]);
        run.push(key);
      }
    }
  }
  // Which side is ours does not matter to the order, so that both who merge get the same.
  const newAfter = (anchor: string) => (after.get(anchor) ?? []).sort((a, b) => compare(a[0], b[0])).flat();
  return [...new Set([...newAfter(''), ...known.flatMap((key) => [key, ...newAfter(key)])])];
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonical(value: unknown): string {
  return isFields(value)
    ? JSON.stringify(Object.entries(value).sort(([a], [b]) => compare(a, b)))
    : JSON.stringify(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
