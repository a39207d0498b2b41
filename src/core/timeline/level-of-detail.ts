import { eventKinds, type EventKind } from '#core/model/event';
import type { LaneIndex, RangeClass } from '#core/timeline/lane-index';
import { firstEndingAfter, lengthClass, type PlacedRange, type SpanFold } from '#core/timeline/range-rows';
import type { TimeWindow } from '#core/timeline/scale';
import {
  cellMs,
  cellOf,
  cellStart,
  entriesIn,
  firstByRank,
  kindIndex,
  mostTop,
  visitCells,
  type TimeTree,
} from '#core/timeline/time-tree';
import { byRank, type TimelineEntry } from '#core/timeline/timeline-entry';

/** How much is to be drawn. Lengths in pixels are minima: the cells of time are powers of two, up to twice as long. */
export interface DetailOptions {
  /** Events in a cell this long share what may be drawn in it. */
  readonly cellPx: number;
  /** So many of a cell's events are drawn, and one more rather than a cluster of one; at most `mostTop` - 1. */
  readonly mostInCell: number;
  /** A range shorter than this is counted with the days about it. */
  readonly rangePx: number;
}

/** Events that are not drawn as themselves. */
export interface Cluster {
  /** Names it among the clusters of its lane at this level; it stays as long as the cell of time does. */
  readonly id: string;
  /** `pill`: what lies close together; `band`: what more there is of one span. */
  readonly form: 'pill' | 'band';
  readonly count: number;
  /** How many of each kind, the most frequent first. */
  readonly kinds: readonly { readonly kind: EventKind; readonly count: number }[];
  /** A pill's first and last instant; a band's span, infinite on a side without bound. */
  readonly from: number;
  readonly to: number;
  /** The events themselves, by rank; gathered when asked for. */
  entries(): TimelineEntry[];
}

/** What of a lane is drawn, and how the rest is counted: each event that lies in the cells is in exactly one of these. */
export interface Detail {
  /** The stretch of whole cells that this answers for. */
  readonly window: TimeWindow;
  /** Days, and ranges too short to show their length, in order of time within each cell. */
  readonly drawn: readonly TimelineEntry[];
  /** Ranges in their rows; `row` is -1 for one that has none and is drawn because it must be. */
  readonly ranges: readonly PlacedRange[];
  readonly clusters: readonly Cluster[];
}

/**
 * Chooses what to draw of a lane in a window at a scale: in each cell of time the first by rank, of the long ranges all that
 * have a row; the rest is gathered into one cluster a cell. Entries in `always` are drawn wherever they would be counted.
 * Cells are anchored to absolute time and halve as one zooms in, so that panning changes nothing, and what is drawn stays
 * drawn when its surroundings are magnified. Takes time by what it answers and the logarithm of what the lane holds.
 */
export function chooseDetail(
  lane: LaneIndex,
  { from, to }: TimeWindow,
  msPerPx: number,
  options: DetailOptions,
  always: readonly TimelineEntry[] = [],
): Detail {
  const level = levelFor(options.cellPx * msPerPx);
  const rangeLevel = levelFor(options.rangePx * msPerPx) + 1;
  const [firstCell, lastCell] = [cellOf(from, level), cellOf(to, level)];
  const window = { from: cellStart(firstCell, level), to: cellStart(lastCell + 1, level) };
  const cells = new Map<number, TimeTree[]>();
  const gather = (tree: TimeTree | null) =>
    visitCells(tree, level, firstCell, lastCell, (cell, node) => {
      const known = cells.get(cell);
      if (known === undefined) cells.set(cell, [node]);
      else known.push(node);
    });

  gather(lane.points);
  const ranges: PlacedRange[] = [];
  const clusters: Cluster[] = [];
  for (const ofLength of lane.ranges) {
    if (ofLength.level < rangeLevel) gather(ofLength.tree);
    else {
      gather(ofLength.left);
      addRanges(ofLength, window, always, ranges, clusters);
    }
  }

  const drawn: TimelineEntry[] = [];
  for (const [cell, nodes] of [...cells].sort(([a], [b]) => a - b)) {
    const chosen = chooseInCell(nodes, options.mostInCell);
    const asked = always.filter(
      (entry) =>
        cellOf(entry.at, level) === cell && !chosen.includes(entry) && nodes.some((node) => holds(node, entry)),
    );
    for (const entry of [...chosen, ...asked]) {
      // One that has no row of its own among the ranges still is as long as it is.
      if (entry.from !== entry.to && lengthClass(entry) >= rangeLevel) ranges.push({ entry, row: -1 });
      else drawn.push(entry);
    }
    const rest = nodes.reduce((sum, { count }) => sum + count, 0) - chosen.length - asked.length;
    if (rest > 0) clusters.push(pillOf(`${level}/${cell}`, nodes, [...chosen, ...asked], rest));
  }
  return { window, drawn, ranges, clusters };
}

/** The most that `chooseDetail` answers for a window of this width, beside what is always drawn. */
export function detailBudget(
  widthPx: number,
  rangeRows: number,
  { cellPx, mostInCell, rangePx }: DetailOptions,
): number {
  const cells = Math.ceil(widthPx / cellPx) + 2;
  const span = widthPx + 4 * cellPx;
  return cells * (mostInCell + 1) + (rangeRows + 1) * (Math.ceil(span / rangePx) + 2);
}

/** The lowest level whose cells are at least this long. */
export function levelFor(ms: number): number {
  return Math.max(Math.ceil(Math.log2(ms / cellMs(0))), 0);
}

function chooseInCell(nodes: readonly TimeTree[], most: number): TimelineEntry[] {
  const count = nodes.reduce((sum, node) => sum + node.count, 0);
  const first = firstByRank(
    nodes.map(({ top }) => top),
    mostTop,
  );
  return count <= most + 1 ? first : first.slice(0, most);
}

function addRanges(
  { rows, folds }: RangeClass,
  window: TimeWindow,
  always: readonly TimelineEntry[],
  ranges: PlacedRange[],
  clusters: Cluster[],
): void {
  for (const row of rows) {
    for (let index = firstEndingAfter(row, window.from); index < row.length; index += 1) {
      const place = row[index];
      if (place === undefined || place.from >= window.to) break;
      ranges.push({ entry: place.entry, row: place.row });
    }
  }
  for (let index = firstEndingAfter(folds, window.from); index < folds.length; index += 1) {
    const fold = folds[index];
    if (fold === undefined || fold.from >= window.to) break;
    const asked = fold.entries.filter((entry) => always.some(({ id }) => id === entry.id));
    for (const entry of asked) ranges.push({ entry, row: -1 });
    if (asked.length < fold.entries.length) clusters.push(bandOf(fold, asked));
  }
}

function holds(node: TimeTree, entry: TimelineEntry): boolean {
  if (node.halves === null) return node.entries.some(({ id }) => id === entry.id);
  const [low, high] = node.halves;
  return holds(entry.at < cellStart(high.cell, high.level) ? low : high, entry);
}

function pillOf(id: string, nodes: readonly TimeTree[], drawn: readonly TimelineEntry[], count: number): Cluster {
  const kinds = eventKinds.map((_, index) => nodes.reduce((sum, node) => sum + (node.kinds[index] ?? 0), 0));
  for (const { kind } of drawn) kinds[kindIndex(kind)] = (kinds[kindIndex(kind)] ?? 0) - 1;
  const taken = new Set(drawn.map((entry) => entry.id));
  return {
    id,
    form: 'pill',
    count,
    kinds: mostFrequent(kinds),
    from: Math.min(...nodes.map(({ first }) => first)),
    to: Math.max(...nodes.map(({ last }) => last)),
    entries: () => nodes.flatMap((node) => [...entriesIn(node)].filter((entry) => !taken.has(entry.id))).sort(byRank),
  };
}

function bandOf({ from, to, entries }: SpanFold, drawn: readonly TimelineEntry[]): Cluster {
  const rest = entries.filter((entry) => !drawn.includes(entry));
  const kinds = eventKinds.map((kind) => rest.filter((entry) => entry.kind === kind).length);
  return {
    id: `${from}/${to}`,
    form: 'band',
    count: rest.length,
    kinds: mostFrequent(kinds),
    from,
    to,
    entries: () => rest,
  };
}

function mostFrequent(kinds: readonly number[]): Cluster['kinds'] {
  return eventKinds
    .map((kind, index) => ({ kind, count: kinds[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}
