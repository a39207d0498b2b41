import { eventKinds, type EventKind } from '#core/model/event';
import { drawnYears } from '#core/timeline/scale';
import { byRank, type TimelineEntry } from '#core/timeline/timeline-entry';

/**
 * Entries in order of time, as a binary tree over cells of absolute time: a node of level n covers a cell of 2^n minutes,
 * counted from the year -9999, and knows how many entries are in it, of which kinds, and the first by rank. Levels at which
 * nothing parts are left out, so that the tree has fewer than two nodes an instant, and its form depends on what it holds
 * and never on the order in which that came. A tree is never changed: one with an entry more shares all but one path.
 */
export interface TimeTree {
  readonly level: number;
  readonly cell: number;
  /** The halves of the cell; null in a leaf, whose entries share one minute. */
  readonly halves: readonly [TimeTree, TimeTree] | null;
  /** A leaf's entries, in no order; empty above. */
  readonly entries: readonly TimelineEntry[];
  readonly count: number;
  /** How many of each kind, in the order of `eventKinds`. */
  readonly kinds: readonly number[];
  /** The first `mostTop` by rank of those that may be drawn. */
  readonly top: readonly TimelineEntry[];
  /** The instants of the first and the last entry. */
  readonly first: number;
  readonly last: number;
}

/** So many entries a node keeps at hand. */
export const mostTop = 4;

/** The length in milliseconds of a cell of a level. */
export function cellMs(level: number): number {
  return 2 ** level * minuteMs;
}

/** The cell of a level in which an instant lies, counted from the year -9999. */
export function cellOf(ms: number, level: number): number {
  return Math.floor(minuteOf(ms) / 2 ** level);
}

/** The instant at which a cell of a level begins. */
export function cellStart(cell: number, level: number): number {
  return drawnYears.from + cell * cellMs(level);
}

/** The place of a kind in `kinds`. */
export function kindIndex(kind: EventKind): number {
  return indexOfKind[kind];
}

/** A tree of these entries; null of none. Those that `mayDraw` refuses are counted and never among the first. */
export function growTree(
  entries: readonly TimelineEntry[],
  mayDraw: (entry: TimelineEntry) => boolean,
): TimeTree | null {
  return entries.length === 0 ? null : grow(groundOf(entries, mayDraw), 0, entries.length);
}

/** The tree with an entry more. */
export function treeWith(
  tree: TimeTree | null,
  entry: TimelineEntry,
  mayDraw: (entry: TimelineEntry) => boolean,
): TimeTree {
  if (tree === null || tree.halves === null || tree.count < fewestParted) {
    const entries = [...entriesIn(tree), entry];
    return grow(groundOf(entries, mayDraw), 0, entries.length);
  }
  const minute = minuteOf(entry.at);
  const level = commonLevel(firstMinute(tree), minute);
  if (level > tree.level) return pair(level, treeWith(null, entry, mayDraw), tree);
  const [low, high] = tree.halves;
  return minute < firstMinuteOfHigh(tree)
    ? pair(tree.level, treeWith(low, entry, mayDraw), high)
    : pair(tree.level, low, treeWith(high, entry, mayDraw));
}

/** The tree without an entry; null when it was the last. */
export function treeWithout(
  tree: TimeTree | null,
  entry: TimelineEntry,
  mayDraw: (entry: TimelineEntry) => boolean,
): TimeTree | null {
  if (tree === null) return null;
  if (tree.halves === null || tree.count <= fewestParted) {
    const left = [...entriesIn(tree)].filter(({ id }) => id !== entry.id);
    return left.length === tree.count ? tree : growTree(left, mayDraw);
  }
  const [low, high] = tree.halves;
  if (minuteOf(entry.at) < firstMinuteOfHigh(tree)) {
    const left = treeWithout(low, entry, mayDraw);
    return left === low ? tree : left === null ? high : pair(tree.level, left, high);
  }
  const right = treeWithout(high, entry, mayDraw);
  return right === high ? tree : right === null ? low : pair(tree.level, low, right);
}

/**
 * Visits what lies in each cell of a level from `firstCell` to `lastCell`, in order of time, empty cells left out. Takes as
 * many steps as there are such cells, and one for each level above them.
 */
export function visitCells(
  tree: TimeTree | null,
  level: number,
  firstCell: number,
  lastCell: number,
  visit: (cell: number, node: TimeTree) => void,
): void {
  if (tree === null) return;
  if (tree.level <= level) {
    const cell = Math.floor(tree.cell / 2 ** (level - tree.level));
    if (cell >= firstCell && cell <= lastCell) visit(cell, tree);
    return;
  }
  const width = 2 ** (tree.level - level);
  if ((tree.cell + 1) * width <= firstCell || tree.cell * width > lastCell || tree.halves === null) return;
  visitCells(tree.halves[0], level, firstCell, lastCell, visit);
  visitCells(tree.halves[1], level, firstCell, lastCell, visit);
}

/** Every entry of a tree, in order of time. */
export function* entriesIn(tree: TimeTree | null): Generator<TimelineEntry> {
  if (tree === null) return;
  yield* tree.entries;
  if (tree.halves === null) return;
  yield* entriesIn(tree.halves[0]);
  yield* entriesIn(tree.halves[1]);
}

/** The first of several lists that are each in order of rank, in order of rank. */
export function firstByRank(lists: readonly (readonly TimelineEntry[])[], most: number): TimelineEntry[] {
  if (lists.length === 1) return lists[0]?.slice(0, most) ?? [];
  const first: TimelineEntry[] = [];
  for (const list of lists) for (const entry of list) take(first, entry, most, byRank);
  return first;
}

const minuteMs = 60_000;
const indexOfKind = Object.fromEntries(eventKinds.map((kind, index) => [kind, index])) as Record<EventKind, number>;
/** Minutes are compared in two halves, since they need more bits than JavaScript's bitwise operators take. */
const lowBits = 17;
const lowUnit = 2 ** lowBits;

/** Minutes and places in a list fit together into the 53 bits of an exact number while the list is no longer than this. */
const mostNumbered = 2 ** 19;
/** A node of fewer entries than this is parted when its halves are first asked for, which of most they never are. */
const fewestParted = 32;

/**
 * Entries in order of time, and of each what a tree asks, in columns: a million entries lie all over the memory, and to
 * look at each again for every level of a tree takes several times as long.
 */
interface Ground {
  readonly entries: readonly TimelineEntry[];
  readonly minutes: Float64Array;
  readonly instants: Float64Array;
  readonly kinds: Uint8Array;
  /** -1 for what may not be drawn. */
  readonly leads: Int32Array;
}

function groundOf(entries: readonly TimelineEntry[], mayDraw: (entry: TimelineEntry) => boolean): Ground {
  const minutes = new Float64Array(entries.length);
  const instants = new Float64Array(entries.length);
  const kinds = new Uint8Array(entries.length);
  const leads = new Int32Array(entries.length);
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as TimelineEntry;
    minutes[index] = minuteOf(entry.at);
    instants[index] = entry.at;
    kinds[index] = indexOfKind[entry.kind];
    leads[index] = mayDraw(entry) ? entry.lead : -1;
  }
  const order = inOrder(minutes);
  const ordered: TimelineEntry[] = [];
  for (let index = 0; index < order.length; index += 1) ordered.push(entries[order[index] as number] as TimelineEntry);
  return {
    entries: ordered,
    minutes: arranged(minutes, order),
    instants: arranged(instants, order),
    kinds: arranged(kinds, order),
    leads: arranged(leads, order),
  };
}

/** The places of numbers from the least to the greatest. */
function inOrder(numbers: Float64Array): Uint32Array {
  const order = new Uint32Array(numbers.length);
  if (numbers.length > mostNumbered) {
    for (let index = 0; index < order.length; index += 1) order[index] = index;
    return order.sort((a, b) => (numbers[a] as number) - (numbers[b] as number));
  }
  // Sorts by number where it can: a million comparisons by a function take ten times as long.
  const keys = numbers.map((number, index) => number * mostNumbered + index).sort();
  for (let index = 0; index < keys.length; index += 1) order[index] = (keys[index] as number) % mostNumbered;
  return order;
}

function arranged<T extends Float64Array | Int32Array | Uint8Array>(values: T, order: Uint32Array): T {
  const result = values.slice() as T;
  for (let index = 0; index < order.length; index += 1) result[index] = values[order[index] as number] as number;
  return result;
}

function minuteOf(ms: number): number {
  const within = Math.min(Math.max(ms, drawnYears.from), drawnYears.to - 1);
  return Math.floor((within - drawnYears.from) / minuteMs);
}

/** The lowest level at which two minutes share a cell. */
function commonLevel(a: number, b: number): number {
  const high = Math.floor(a / lowUnit) ^ Math.floor(b / lowUnit);
  return high === 0 ? 32 - Math.clz32((a % lowUnit) ^ (b % lowUnit)) : lowBits + 32 - Math.clz32(high);
}

function firstMinute({ cell, level }: TimeTree): number {
  return cell * 2 ** level;
}

function firstMinuteOfHigh({ cell, level }: TimeTree): number {
  return (cell * 2 + 1) * 2 ** (level - 1);
}

/** The node of the entries from one place to another. */
function grow(ground: Ground, start: number, end: number): TimeTree {
  const first = ground.minutes[start] as number;
  const level = commonLevel(first, ground.minutes[end - 1] as number);
  if (level === 0 || end - start < fewestParted) return new Bunch(ground, start, end, level);
  return pair(level, ...part(ground, start, end, level));
}

/** The halves of a node that is parted at `level`. */
function part(ground: Ground, start: number, end: number, level: number): [TimeTree, TimeTree] {
  const parting = (Math.floor((ground.minutes[start] as number) / 2 ** level) * 2 + 1) * 2 ** (level - 1);
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ground.minutes[middle] as number) < parting) low = middle + 1;
    else high = middle;
  }
  return [grow(ground, start, low), grow(ground, low, end)];
}

/** A leaf, or a node of a few entries that is parted only when someone asks. */
class Bunch implements TimeTree {
  readonly level: number;
  readonly cell: number;
  readonly count: number;
  readonly kinds: number[] = noKinds();
  readonly top: readonly TimelineEntry[];
  readonly first: number;
  readonly last: number;
  readonly #ground: Ground;
  readonly #start: number;
  #halves: readonly [TimeTree, TimeTree] | null = null;

  constructor(ground: Ground, start: number, end: number, level: number) {
    this.#ground = ground;
    this.#start = start;
    this.level = level;
    this.cell = Math.floor((ground.minutes[start] as number) / 2 ** level);
    this.count = end - start;
    const { entries, instants, kinds, leads } = ground;
    const byPlace = (a: number, b: number) =>
      (leads[b] as number) - (leads[a] as number) || byRank(entries[a] as TimelineEntry, entries[b] as TimelineEntry);
    const top: number[] = [];
    let first = Infinity;
    let last = -Infinity;
    for (let index = start; index < end; index += 1) {
      const kind = kinds[index] as number;
      this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
      const at = instants[index] as number;
      if (at < first) first = at;
      if (at > last) last = at;
      if ((leads[index] as number) >= 0) take(top, index, mostTop, byPlace);
    }
    this.top = top.map((index) => entries[index] as TimelineEntry);
    this.first = first;
    this.last = last;
  }

  get entries(): readonly TimelineEntry[] {
    return this.level === 0 ? this.#ground.entries.slice(this.#start, this.#start + this.count) : none;
  }

  get halves(): readonly [TimeTree, TimeTree] | null {
    if (this.level === 0) return null;
    return (this.#halves ??= part(this.#ground, this.#start, this.#start + this.count, this.level));
  }
}

/** Puts an item among the first few of an order, where it belongs there. */
function take<T>(first: T[], item: T, most: number, compare: (a: T, b: T) => number): void {
  let place = first.length;
  while (place > 0 && compare(item, first[place - 1] as T) < 0) place -= 1;
  if (place === most) return;
  first.splice(place, 0, item);
  if (first.length > most) first.pop();
}

/** The node above two trees whose cells part at `level`. */
function pair(level: number, one: TimeTree, other: TimeTree): TimeTree {
  const [low, high] = firstMinute(one) < firstMinute(other) ? [one, other] : [other, one];
  const kinds = noKinds();
  for (let index = 0; index < kinds.length; index += 1)
    kinds[index] = (low.kinds[index] ?? 0) + (high.kinds[index] ?? 0);
  return {
    level,
    cell: Math.floor(firstMinute(low) / 2 ** level),
    halves: [low, high],
    entries: none,
    count: low.count + high.count,
    kinds,
    top: mergeTops(low.top, high.top),
    first: low.first,
    last: high.last,
  };
}

const none: readonly TimelineEntry[] = [];

function noKinds(): number[] {
  const kinds: number[] = [];
  for (let index = 0; index < eventKinds.length; index += 1) kinds.push(0);
  return kinds;
}

function mergeTops(a: readonly TimelineEntry[], b: readonly TimelineEntry[]): readonly TimelineEntry[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged: TimelineEntry[] = [];
  for (let i = 0, j = 0; merged.length < mostTop && (i < a.length || j < b.length);) {
    const [first, second] = [a[i], b[j]];
    const isFirst = second === undefined || (first !== undefined && byRank(first, second) < 0);
    const next = isFirst ? first : second;
    if (next !== undefined) merged.push(next);
    if (isFirst) i += 1;
    else j += 1;
  }
  return merged;
}
