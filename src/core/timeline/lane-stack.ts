import { denseRowHeights, layOutDense } from '#core/timeline/dense-rows';
import type { Drawable } from '#core/timeline/drawable';
import type { IndexedLane } from '#core/timeline/indexed-lanes';
import { chooseDetail, type Cluster, type DetailOptions } from '#core/timeline/level-of-detail';
import type { ShownCluster } from '#core/timeline/cluster-words';
import type { NearView } from '#core/timeline/near-view';
import { layOutRows, type RowOptions, type TimelineRow } from '#core/timeline/rows';
import { drawnYears } from '#core/timeline/scale';
import { wrapText } from '#core/timeline/wrap-text';

/** A row with its place in the stack of lanes, in pixels from the top. */
export interface StackedRow extends TimelineRow {
  readonly id: string;
  readonly top: number;
}

/** An event in the column of those that have no date yet, in lines that fit it. */
export interface UndatedEntry {
  readonly drawable: Drawable;
  readonly top: number;
  readonly height: number;
  readonly name: readonly string[];
  readonly detail: readonly string[];
}

/** A lane in the stack: its head, its rows, and what stands beside it without a date. */
export interface StackedLane {
  readonly id: string;
  readonly name: string;
  readonly top: number;
  readonly height: number;
  /** All that it holds, drawn or not. */
  readonly lane: IndexedLane;
  readonly isFolded: boolean;
  /** With what is near the view; empty rows, or none, where the lane is out of sight. */
  readonly rows: readonly StackedRow[];
  readonly undated: readonly UndatedEntry[];
  /** How many more have no date yet, for which the lane is not high enough. */
  readonly undatedMore: number;
  /** Past events without a date, and dates beyond the axis: listed, not drawn. The first few. */
  readonly listed: readonly Drawable[];
  readonly listedMore: number;
}

/** All lanes below each other; `height` in pixels is where the last one ends. */
export interface LaneStack {
  /** The scale at which the rows were set. */
  readonly msPerPx: number;
  readonly lanes: readonly StackedLane[];
  readonly height: number;
}

/** How lanes are stacked, beside how their rows are set. */
export interface StackOptions extends RowOptions {
  readonly isFolded: (lane: string) => boolean;
  /** The width of a line in the column of undated events. */
  readonly undatedWidth: number;
  /** What is in view and about it. */
  readonly near: NearView;
  readonly drawableOf: (id: string) => Drawable | null;
  readonly show: (cluster: Cluster) => ShownCluster;
  /** Events that are drawn whatever else is: the selected, the hovered, the searched for. */
  readonly always: ReadonlySet<string>;
  /** The selected event and those that lines lead to: their lanes are laid out even out of sight. */
  readonly linked: ReadonlySet<string>;
}

/** From the top of a lane to its first row. */
export const laneHeadHeight = 33;
/** A lane that is folded or has nothing in it. */
const bareLaneHeight = 28;
const undatedLine = 16;
const undatedGap = 12;
/** An uncrowded lane makes room for so many undated events; a crowded one for as many as it is high. */
const mostListed = 3;

/** What a lane that is not crowded shows: all but what would touch, which folds. */
const sparseDetail: DetailOptions = { cellPx: 7, mostInCell: 1, rangePx: 14 };

/** Stacks lanes from the top, each as high as its rows or its undated events need. */
export function stackLanes(lanes: readonly IndexedLane[], options: StackOptions): LaneStack {
  let top = 0;
  const stacked = lanes.map((lane) => {
    const placed = stackLane(lane, top, options);
    top += placed.height;
    return placed;
  });
  return { msPerPx: options.msPerPx, lanes: stacked, height: top };
}

function stackLane(lane: IndexedLane, top: number, options: StackOptions): StackedLane {
  const isFolded = options.isFolded(lane.id);
  const head = { id: lane.id, name: lane.name, top, lane, isFolded };
  const listed = drawablesOf(lane.listed.slice(0, mostListed), options);
  const listedMore = lane.listed.length - listed.length;
  const bare = { ...head, height: bareLaneHeight, rows: [], undated: [], undatedMore: 0, listed, listedMore };
  if (isFolded || lane.index.count + lane.waiting.length === 0) return bare;

  const first = top + laneHeadHeight;
  const heights = lane.isDense ? denseRowHeights(lane.index) : sparseRows(lane, options).map(({ height }) => height);
  const rowsHeight = heights.reduce((sum, height) => sum + height, 0);
  const { undated, undatedMore } = stackUndated(lane, first, lane.isDense ? rowsHeight : Infinity, options);
  const last = undated.at(-1);
  const bottom = Math.max(first + rowsHeight, last === undefined ? 0 : last.top + last.height + undatedGap);
  const isLinked = [...options.linked].some((id) => lane.entries.has(id));
  const isNear = isLinked || (top <= options.near.bottom && bottom >= options.near.top);
  let next = first;
  const rows = (isNear ? rowsNear(lane, options) : []).map((row, index) => {
    const stackedRow = { ...row, id: `${lane.id}/${index}`, top: next };
    next += row.height;
    return stackedRow;
  });
  return { ...head, height: bottom - top, rows, undated, undatedMore, listed, listedMore };
}

function rowsNear(lane: IndexedLane, options: StackOptions): TimelineRow[] {
  if (!lane.isDense) return sparseRows(lane, options);
  return layOutDense(lane.index, options.near, { ...options, always: alwaysIn(lane, options) });
}

const remembered = new WeakMap<IndexedLane, { readonly key: readonly unknown[]; readonly rows: TimelineRow[] }>();

/** The rows of a lane that is not crowded, remembered for as long as nothing changes that they depend on. */
function sparseRows(lane: IndexedLane, options: StackOptions): TimelineRow[] {
  const { msPerPx, labels, measure, drawableOf, show } = options;
  const always = alwaysIn(lane, options);
  const key = [msPerPx, labels, measure, drawableOf, always.map(({ id }) => id).join('\n')];
  const known = remembered.get(lane);
  if (known !== undefined && key.every((part, index) => part === known.key[index])) return known.rows;
  const { drawn, ranges, clusters } = chooseDetail(lane.index, drawnYears, msPerPx, sparseDetail, always);
  const chosen = new Set([...drawn, ...ranges.map(({ entry }) => entry)].map(({ id }) => id));
  const drawables = drawablesOf(
    lane.ordered().filter(({ id }) => chosen.has(id)),
    options,
  );
  const rows = layOutRows(drawables, options, clusters.map(show));
  remembered.set(lane, { key, rows });
  return rows;
}

function alwaysIn(lane: IndexedLane, { always }: StackOptions) {
  return [...always].flatMap((id) => lane.entries.get(id) ?? []);
}

function drawablesOf(events: readonly { readonly id: string }[], { drawableOf }: StackOptions): Drawable[] {
  return events.flatMap(({ id }) => drawableOf(id) ?? []);
}

function stackUndated(lane: IndexedLane, top: number, room: number, options: StackOptions) {
  const undated: UndatedEntry[] = [];
  let next = top;
  for (const { id } of lane.waiting) {
    if (next - top + undatedLine * 2 > room) break;
    const drawable = options.drawableOf(id);
    if (drawable === null) continue;
    const name = wrapText(drawable.name, options.undatedWidth, (text) => options.measure(text, 'name'));
    const detail = wrapText(drawable.detail, options.undatedWidth, (text) => options.measure(text, 'detail'));
    const height = undatedLine * (name.length + detail.length);
    undated.push({ drawable, top: next, height, name, detail });
    next += height + undatedGap;
  }
  return { undated, undatedMore: lane.waiting.length - undated.length };
}
