import {
  inSettlingOrder,
  isSettledBefore,
  lengthClass,
  settleRanges,
  type PlacedRange,
  type SpanFold,
} from '#core/timeline/range-rows';
import { growTree, treeWith, treeWithout, type TimeTree } from '#core/timeline/time-tree';
import type { TimelineEntry } from '#core/timeline/timeline-entry';

/** A stretch of time in UTC milliseconds, infinite on a side without bound. */
interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The ranges of a lane that are about as long as each other, as they were settled; each list in settling order. */
interface RangeParts {
  readonly all: TimelineEntry[];
  readonly left: TimelineEntry[];
  readonly placed: PlacedRange[];
  readonly folds: SpanFold[];
}

/** The ranges of a lane that are about as long as each other. */
export interface RangeClass {
  /** They last at most 2^level minutes, and more than half of that. */
  readonly level: number;
  /** All of them. */
  readonly tree: TimeTree;
  /** Those without a row. */
  readonly left: TimeTree | null;
  /** Those with one: row by row, in order of time. */
  readonly rows: readonly (readonly (PlacedRange & TimeSpan)[])[];
  /** The row of each that has one. */
  readonly rowOf: ReadonlyMap<string, number>;
  /** In order of time. */
  readonly folds: readonly SpanFold[];
  /** What it was made of, to tell whether a change leaves it alone. */
  readonly parts: RangeParts;
}

/** What the level of detail asks about one lane; see `chooseDetail`. It is never changed: `laneWith` answers another. */
export interface LaneIndex {
  /** How many entries it holds. */
  readonly count: number;
  readonly points: TimeTree | null;
  readonly ranges: readonly RangeClass[];
  /** Every entry of `ranges`, in settling order. */
  readonly allRanges: readonly TimelineEntry[];
  /** So many rows are kept for ranges; null where each stands in rows of its own accord. */
  readonly mostRows: number | null;
  /** So many rows are in use. */
  readonly rangeRows: number;
  readonly hasBars: boolean;
  readonly hasFolds: boolean;
}

/** Indexes the entries of a lane. */
export function indexLane(entries: readonly TimelineEntry[], mostRows: number | null): LaneIndex {
  const points: TimelineEntry[] = [];
  const ranges: TimelineEntry[] = [];
  for (const entry of entries) (entry.from === entry.to ? points : ranges).push(entry);
  const settled = indexRanges(inSettlingOrder(ranges), mostRows, []);
  return { count: entries.length, points: growTree(points, always), ...settled };
}

/**
 * The lane after one event was changed, added (`before` is null) or taken away (`after` is null). A day costs a path of its
 * tree. A range may free a row or take one, so that ranges are settled anew; classes that this leaves alone are kept.
 */
export function laneWith(lane: LaneIndex, before: TimelineEntry | null, after: TimelineEntry | null): LaneIndex {
  const [oldPoint, oldRange] = apart(before);
  const [newPoint, newRange] = apart(after);
  let { points } = lane;
  if (oldPoint !== null) points = treeWithout(points, oldPoint, always);
  if (newPoint !== null) points = treeWith(points, newPoint, always);
  const count = lane.count - Number(before !== null) + Number(after !== null);
  if (oldRange === null && newRange === null) return { ...lane, count, points };
  const ordered = lane.allRanges.filter(({ id }) => id !== oldRange?.id);
  if (newRange !== null) {
    const at = ordered.findIndex((entry) => isSettledBefore(newRange, entry));
    ordered.splice(at === -1 ? ordered.length : at, 0, newRange);
  }
  return { count, points, ...indexRanges(ordered, lane.mostRows, lane.ranges) };
}

function apart(entry: TimelineEntry | null): [point: TimelineEntry | null, range: TimelineEntry | null] {
  if (entry === null) return [null, null];
  return entry.from === entry.to ? [entry, null] : [null, entry];
}

/** The row of a range; null for a day and for a range that has none. */
export function rowOf({ ranges }: LaneIndex, entry: TimelineEntry): number | null {
  const level = lengthClass(entry);
  return ranges.find((ofLength) => ofLength.level === level)?.rowOf.get(entry.id) ?? null;
}

/** Settles ranges, which come in settling order, and indexes them by class; those of `earlier` that still hold are kept. */
function indexRanges(ordered: readonly TimelineEntry[], mostRows: number | null, earlier: readonly RangeClass[]) {
  const settled = settleRanges(ordered, mostRows);
  const classes = new Map<number, RangeParts>();
  const partsOf = (range: Pick<TimelineEntry, 'from' | 'to'>) => {
    const level = lengthClass(range);
    let parts = classes.get(level);
    if (parts === undefined) {
      parts = { all: [], left: [], placed: [], folds: [] };
      classes.set(level, parts);
    }
    return parts;
  };
  for (const entry of ordered) partsOf(entry).all.push(entry);
  for (const entry of settled.left) partsOf(entry).left.push(entry);
  for (const place of settled.placed) partsOf(place.entry).placed.push(place);
  for (const fold of settled.folds) partsOf(fold).folds.push(fold);

  const ranges = [...classes]
    .sort(([a], [b]) => a - b)
    .flatMap(([level, parts]) => {
      const known = earlier.find((ofLength) => ofLength.level === level);
      return known !== undefined && isSame(known.parts, parts) ? known : indexClass(level, parts);
    });
  const rangeRows = settled.placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  const hasBars = ordered.some(({ shape }) => shape === 'bar');
  return { ranges, allRanges: ordered, mostRows, rangeRows, hasBars, hasFolds: settled.folds.length > 0 };
}

function indexClass(level: number, parts: RangeParts): RangeClass[] {
  const rowOf = new Map(parts.placed.map(({ entry, row }) => [entry.id, row]));
  const tree = growTree(parts.all, ({ id }) => rowOf.has(id));
  if (tree === null) return [];
  const rows: (PlacedRange & TimeSpan)[][] = [];
  for (const { entry, row } of parts.placed) (rows[row] ??= []).push({ entry, row, from: entry.from, to: entry.to });
  const inUse = rows.filter((row) => row.length > 0).map((row) => row.sort(byTime));
  return [
    { level, tree, left: growTree(parts.left, never), rows: inUse, rowOf, folds: parts.folds.toSorted(byTime), parts },
  ];
}

function isSame(a: RangeParts, b: RangeParts): boolean {
  return (
    isSameList(a.all, b.all, (one, other) => one === other) &&
    isSameList(a.left, b.left, (one, other) => one === other) &&
    isSameList(a.placed, b.placed, (one, other) => one.row === other.row && one.entry === other.entry) &&
    isSameList(a.folds, b.folds, (one, other) => isSameList(one.entries, other.entries, (x, y) => x === y))
  );
}

function isSameList<T>(a: readonly T[], b: readonly T[], isAlike: (a: T, b: T) => boolean): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!isAlike(a[index] as T, b[index] as T)) return false;
  return true;
}

const always = () => true;
const never = () => false;

function byTime(a: TimeSpan, b: TimeSpan) {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return a.to < b.to ? -1 : Number(a.to > b.to);
}
