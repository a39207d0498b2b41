import type { LaneStack, StackedRow } from '#core/timeline/lane-stack';
import type { PlacedCluster, PlacedDrawable } from '#core/timeline/rows';
import type { TimeWindow } from '#core/timeline/scale';

/** The part of the canvas worth building: what is in view and some of what is around it. */
export interface NearView extends TimeWindow {
  /** In pixels from the top of the stack. */
  readonly top: number;
  readonly bottom: number;
}

/** A row near the view with those of its drawables that are. */
export interface NearRow {
  readonly lane: string;
  readonly row: StackedRow;
  readonly items: readonly PlacedDrawable[];
  readonly clusters: readonly PlacedCluster[];
}

/** What of a stack is near the view: a dossier of thousands of events is never built whole. */
export function nearRows(stack: LaneStack, near: NearView): NearRow[] {
  const left = near.from / stack.msPerPx;
  const right = near.to / stack.msPerPx;
  const isNear = (item: { readonly left: number; readonly right: number }) => item.right >= left && item.left <= right;
  return stack.lanes.flatMap((lane) => {
    if (lane.top > near.bottom || lane.top + lane.height < near.top) return [];
    return lane.rows
      .filter((row) => row.top <= near.bottom && row.top + row.height >= near.top)
      .map((row) => ({
        lane: lane.id,
        row,
        items: row.items.filter(isNear),
        clusters: row.clusters.filter(isNear),
      }));
  });
}

/** Rounds a stretch outwards to whole steps and one more on each side, so that it changes seldom as the view moves. */
export function around(from: number, to: number, step: number): { from: number; to: number } {
  return { from: (Math.floor(from / step) - 1) * step, to: (Math.ceil(to / step) + 1) * step };
}
