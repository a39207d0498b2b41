import { showLabels } from '#core/timeline/label-place';
import type { LabelWords } from '#core/timeline/label-text';
import { laneHeadHeight, type LaneStack } from '#core/timeline/lane-stack';
import { markBox } from '#core/timeline/mark-box';
import type { TimelineRow } from '#core/timeline/rows';
import type { TimeScale } from '#core/timeline/scale';

interface Size {
  readonly width: number;
  readonly height: number;
}

const margin = 14;

/**
 * The top of a place at the left of the canvas where a box of this size covers neither a mark, nor words, nor a lane's head:
 * beneath all lanes, else in the lowest lane in which nothing reaches so far left. Null where there is none.
 */
export function freeSpot(
  stack: LaneStack,
  scale: TimeScale,
  words: LabelWords,
  viewHeight: number,
  size: Size,
): number | null {
  if (viewHeight - stack.height >= size.height + 2 * margin) return viewHeight - size.height - margin;
  const isFree = ({ items, clusters }: TimelineRow) => {
    const labels = showLabels(items, scale, words, stack.msPerPx);
    return [
      ...items.map(({ mark }) => markBox(mark, scale.toPx)),
      ...labels.map(({ left, label }) => ({ left, right: left + label.width })),
      ...clusters.map(({ left, right }) => {
        return { left: scale.toPx(left * stack.msPerPx), right: scale.toPx(right * stack.msPerPx) };
      }),
    ].every(({ left, right }) => left > size.width || right < 0);
  };
  for (const lane of stack.lanes.toReversed()) {
    const top = lane.top + laneHeadHeight;
    // Lanes out of sight are not laid out, so that what is in them cannot be told.
    const last = lane.rows.at(-1);
    if (last === undefined || last.top + last.height - top < size.height) continue;
    if (lane.rows.filter((row) => row.top < top + size.height).every(isFree)) return top;
  }
  return null;
}
