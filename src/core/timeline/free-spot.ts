import { laneHeadHeight, type LaneStack } from '#core/timeline/lane-stack';
import { markBox } from '#core/timeline/mark-box';
import type { TimeScale } from '#core/timeline/scale';

interface Size {
  readonly width: number;
  readonly height: number;
}

const margin = 14;

/**
 * The top of a place at the left of the canvas where a box of this size covers neither a mark nor a lane's head: beneath all
 * lanes, else in the lowest lane in which nothing reaches so far left. Null where there is none.
 */
export function freeSpot(stack: LaneStack, scale: TimeScale, viewHeight: number, size: Size): number | null {
  if (viewHeight - stack.height >= size.height + 2 * margin) return viewHeight - size.height - margin;
  for (const lane of stack.lanes.toReversed()) {
    const top = lane.top + laneHeadHeight;
    const rows = lane.rows.filter((row) => row.top < top + size.height);
    const isFree = rows.every(({ items }) =>
      items.every(({ mark }) => {
        const { left, right } = markBox(mark, scale.toPx);
        return left > size.width || right < 0;
      }),
    );
    const last = lane.rows.at(-1);
    if (isFree && last !== undefined && last.top + last.height - top >= size.height) return top;
  }
  return null;
}
