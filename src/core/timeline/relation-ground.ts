import { showLabels } from '#core/timeline/label-place';
import type { LabelWords } from '#core/timeline/label-text';
import { laneHeadHeight } from '#core/timeline/lane-stack';
import { markBox } from '#core/timeline/mark-box';
import type { NearRow } from '#core/timeline/near-view';
import type { Box } from '#core/timeline/box';
import { endingOffset, type PlacedDrawable } from '#core/timeline/rows';
import type { TimeScale } from '#core/timeline/scale';

/** What stands on the canvas, as boxes in pixels from the left of the plot and the top of the lanes. */
export interface CanvasBoxes {
  /** Words, flags and lane heads. */
  readonly labels: readonly Box[];
  readonly marks: readonly { readonly event: string; readonly isGlyph: boolean; readonly box: Box }[];
}

/** The head of a lane: how far its name and what it lists reach. */
export interface HeadBox {
  readonly top: number;
  readonly right: number;
}

const labelHeight = 22;
const headRoom = 6;

/** The boxes of what is in and around the view; `rowMsPerPx` is the scale at which the rows were set. */
export function canvasBoxes(
  rows: readonly NearRow[],
  heads: readonly HeadBox[],
  scale: TimeScale,
  words: LabelWords,
  rowMsPerPx = scale.msPerPx,
): CanvasBoxes {
  const labels: Box[] = heads.map(({ top, right }) => ({
    left: 0,
    right,
    top: top + headRoom,
    bottom: top + laneHeadHeight - headRoom,
  }));
  const marks: { event: string; isGlyph: boolean; box: Box }[] = [];
  for (const { row, items, clusters } of rows) {
    for (const { left, right } of clusters) {
      const [from, to] = [scale.toPx(left * rowMsPerPx), scale.toPx(right * rowMsPerPx)];
      labels.push({ left: from, right: to, top: row.top, bottom: row.top + labelHeight });
    }
    const shown = showLabels(items, scale, words, rowMsPerPx);
    for (const [index, placed] of items.entries()) {
      const box = drawnBox(placed, row.top, scale);
      marks.push({ event: placed.drawable.id, isGlyph: placed.mark.shape === 'point', box });
      const label = shown[index];
      if (label === undefined) continue;
      const beyond = label.side === 'ending' ? endingOffset : 0;
      const right = label.left + Math.max(label.width, label.label.width) + beyond;
      labels.push({ left: label.left, right, top: row.top, bottom: row.top + labelHeight });
      if (placed.flagWidth > 0) {
        labels.push({ ...box, left: box.right - placed.flagWidth, right: box.right + placed.flagWidth });
      }
    }
  }
  return { labels, marks };
}

/** The box of a mark as it is drawn in a row that begins at `top`. */
export function drawnBox({ mark, side }: Pick<PlacedDrawable, 'mark' | 'side'>, top: number, scale: TimeScale): Box {
  const { left, right } = markBox(mark, scale.toPx);
  switch (mark.shape) {
    case 'point': {
      const middle = (left + right) / 2;
      return { left: middle - 7, right: middle + 7, top: top + 4, bottom: top + 18 };
    }
    case 'bar': {
      const barTop = top + (side === 'above' ? 25 : 6);
      return { left, right, top: barTop, bottom: barTop + 10 };
    }
    default:
      return { left, right, top, bottom: top + labelHeight };
  }
}
