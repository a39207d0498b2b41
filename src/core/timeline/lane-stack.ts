import type { Lane } from '#core/query/lanes';
import type { Drawable } from '#core/timeline/drawable';
import { layOutRows, type RowOptions, type TimelineRow } from '#core/timeline/rows';
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
  /** Every event of the lane, in order of time, also when the lane is folded. */
  readonly drawables: readonly Drawable[];
  readonly isFolded: boolean;
  readonly rows: readonly StackedRow[];
  readonly undated: readonly UndatedEntry[];
  /** Past events without a date, and dates beyond the axis: listed, not drawn. */
  readonly listed: readonly Drawable[];
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
}

/** From the top of a lane to its first row. */
export const laneHeadHeight = 33;
/** A lane that is folded or has nothing in it. */
const bareLaneHeight = 28;
const undatedLine = 16;
const undatedGap = 12;

/** Stacks lanes from the top, each as high as its rows or its undated events need. */
export function stackLanes(
  lanes: readonly Lane[],
  drawables: ReadonlyMap<string, Drawable>,
  options: StackOptions,
): LaneStack {
  let top = 0;
  const stacked = lanes.map((lane) => {
    const placed = stackLane(lane, drawables, top, options);
    top += placed.height;
    return placed;
  });
  return { msPerPx: options.msPerPx, lanes: stacked, height: top };
}

function stackLane(lane: Lane, all: ReadonlyMap<string, Drawable>, top: number, options: StackOptions): StackedLane {
  const drawables = lane.events.flatMap((event) => all.get(event.id) ?? []);
  const isFolded = options.isFolded(lane.id);
  const head = { id: lane.id, name: lane.name, top, drawables, isFolded };
  const listed = drawables.filter(({ standpoint }) => standpoint.on === 'side' && isListed(standpoint.absence));
  if (isFolded || drawables.length === listed.length) {
    return { ...head, height: bareLaneHeight, rows: [], undated: [], listed };
  }
  const first = top + laneHeadHeight;
  let next = first;
  const rows = layOutRows(drawables, options).map((row, index) => {
    const stackedRow = { ...row, id: `${lane.id}/${index}`, top: next };
    next += row.height;
    return stackedRow;
  });
  const waiting = drawables.filter(({ standpoint }) => standpoint.on === 'side' && !isListed(standpoint.absence));
  const undated = stackUndated(waiting, first, options);
  const last = undated.at(-1);
  const bottom = Math.max(next, last === undefined ? 0 : last.top + last.height + undatedGap);
  return { ...head, height: bottom - top, rows, undated, listed };
}

function isListed(absence: string): boolean {
  return absence === 'unknown' || absence === 'beyond';
}

function stackUndated(drawables: readonly Drawable[], top: number, options: StackOptions): UndatedEntry[] {
  let next = top;
  return drawables.map((drawable) => {
    const name = wrapText(drawable.name, options.undatedWidth, (text) => options.measure(text, 'name'));
    const detail = wrapText(drawable.detail, options.undatedWidth, (text) => options.measure(text, 'detail'));
    const height = undatedLine * (name.length + detail.length);
    const entry = { drawable, top: next, height, name, detail };
    next += height + undatedGap;
    return entry;
  });
}
