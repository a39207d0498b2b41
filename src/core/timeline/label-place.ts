import { fitLabel, setLabel, type LabelText, type LabelWords } from '#core/timeline/label-text';
import { markBox, type MarkBox } from '#core/timeline/mark-box';
import {
  bandPadding,
  besideMark,
  endingOffset,
  outlinePadding,
  rowGap,
  type LabelSide,
  type PlacedDrawable,
} from '#core/timeline/rows';
import type { TimeScale } from '#core/timeline/scale';

/** A label as it is shown in one view: where it stands to its mark, in which words, and the pixels it is set in. */
export interface ShownLabel {
  readonly side: LabelSide;
  /** Its name is empty where the view has no room for even a few words: the glyph stands alone. */
  readonly label: LabelText;
  readonly left: number;
  readonly width: number;
}

/** From the edge of the view to a label whose mark began before it. */
const edgeRoom = 14;
/** From the edge of the view to a label that has been moved or cut so as not to cross it. */
const leastEdgeRoom = 6;
/** The most that a label within a band spreads to have its date at the far end. */
const widestSpread = 420;
const noRoom = { from: 0, to: 0 };

/**
 * The labels of one row, left to right, as a view shows them. A label stands where its row has set it; where it would
 * cross the view's edge while its mark is in view, it gives up its date, else it stands where its whole name fits, else
 * its name is cut. It never covers its neighbours, wherever these have gone. `rowMsPerPx` is the scale of the row, where
 * the view has since come a little closer.
 */
export function showLabels(
  items: readonly PlacedDrawable[],
  scale: TimeScale,
  words: LabelWords,
  rowMsPerPx = scale.msPerPx,
): ShownLabel[] {
  let taken = -Infinity;
  return items.map((placed, index) => {
    const next = items[index + 1];
    const free = {
      from: taken + rowGap,
      to: next === undefined ? Infinity : scale.toPx(next.left * rowMsPerPx) - rowGap,
    };
    const shown = showLabel(placed, scale, words, free);
    taken = Math.max(flaggedRight(placed, scale), rightOf(placed, shown, scale));
    return shown;
  });
}

/** Whether a deadline's flag stands left of its pole, because the view ends right of it. */
export function isFlagTurned({ flagWidth }: PlacedDrawable, box: MarkBox, scale: TimeScale): boolean {
  return (
    flagWidth > 0 && box.right <= scale.width && box.right + flagWidth > scale.width && box.right - flagWidth > box.left
  );
}

function showLabel(placed: PlacedDrawable, scale: TimeScale, words: LabelWords, free: Room): ShownLabel {
  const usual = settle(placed, placed.side, placed.label, scale);
  const box = markBox(placed.mark, scale.toPx);
  const isMarkInView = box.right > 0 && box.left < scale.width;
  const isWhole = usual.left >= leastEdgeRoom && rightOf(placed, usual, scale) <= scale.width - leastEdgeRoom;
  if (!isMarkInView || (isWhole && !isFlagTurned(placed, box, scale))) return usual;

  const own = placed.side === 'ending' ? 'inside' : placed.side;
  const sides: LabelSide[] = own === 'above' ? ['above'] : [...new Set<LabelSide>([own, 'inside', 'left', 'right'])];
  const hasGlyph = placed.mark.shape !== 'point';
  let best: Pick<ShownLabel, 'side' | 'label'> = { side: own, label: setLabel('', '', '', hasGlyph, words.measure) };
  for (const side of sides) {
    const { from, to } = roomFor(placed, side, scale, free);
    const label = fitLabel(placed.drawable, to - from, words, hasGlyph);
    if (label === null || label.name.length <= best.label.name.length) continue;
    best = { side, label };
    if (label.name === placed.drawable.name) break;
  }
  const shown = settle(placed, best.side, best.label, scale);
  if (best.side !== 'above') return shown;
  // Over a bar that begins near the edge, the label reaches back before it.
  return { ...shown, left: Math.min(shown.left, roomFor(placed, 'above', scale, free).to - best.label.width) };
}

interface Room {
  readonly from: number;
  readonly to: number;
}

/** The pixels in view that a label may take up on one side of its mark. */
function roomFor(placed: PlacedDrawable, side: LabelSide, scale: TimeScale, free: Room): Room {
  const { mark, flagWidth } = placed;
  const box = markBox(mark, scale.toPx);
  const view = { from: leastEdgeRoom, to: scale.width - leastEdgeRoom };
  switch (side) {
    case 'right':
      return { from: rightStart(placed, scale), to: Math.min(view.to, free.to) };
    case 'left':
      return { from: Math.max(view.from, free.from), to: box.left - besideMark(placed.mark) };
    case 'above':
      return { from: Math.max(view.from, free.from), to: Math.min(view.to, free.to, box.right) };
    case 'inside':
    case 'ending': {
      if (mark.shape !== 'band' && mark.shape !== 'outline') return noRoom;
      const padding = paddingOf(placed);
      const end = box.right - padding - (isFlagTurned(placed, box, scale) ? flagWidth : 0);
      return { from: Math.max(box.left + padding, edgeRoom), to: Math.min(end, scale.width - edgeRoom) };
    }
  }
}

/** Where these words stand on this side of a mark, and how wide they are set. */
function settle(placed: PlacedDrawable, side: LabelSide, label: LabelText, scale: TimeScale): ShownLabel {
  const moved = { ...placed, side, label };
  return { side, label, left: labelLeft(moved, scale), width: labelSpread(moved, scale) };
}

/**
 * The left edge of a label in the view. A label within or above its mark stays in sight while any of the mark is; it never
 * leaves the mark. Where a mark has no start, its label stands at its end.
 */
export function labelLeft(placed: PlacedDrawable, scale: TimeScale): number {
  const { mark, side, label } = placed;
  const { left, right } = markBox(mark, scale.toPx);
  if (side === 'right') return rightStart(placed, scale);
  if (side === 'left') return left - besideMark(placed.mark) - label.width;

  const padding = side === 'above' ? 0 : paddingOf(placed);
  if (side === 'ending') return Math.min(right - padding, scale.width - edgeRoom) - label.nameWidth;
  const latest = right - padding - label.width;
  if (left === -Infinity && right !== Infinity) return Math.min(latest, scale.width - edgeRoom - label.width);
  return Math.min(Math.max(left + padding, edgeRoom), latest);
}

/** How wide a label within a mark is set: as wide as what is in sight of the mark, within reason; others as they are. */
export function labelSpread(placed: PlacedDrawable, scale: TimeScale): number {
  const { mark, side, label } = placed;
  if (side !== 'inside') return label.width;
  const { left, right } = markBox(mark, scale.toPx);
  if (left === -Infinity) return label.width;
  const padding = paddingOf(placed);
  const inSight = Math.min(right - padding, scale.width - edgeRoom) - Math.max(left + padding, edgeRoom);
  return Math.max(label.width, Math.min(inSight, widestSpread));
}

function rightOf(placed: PlacedDrawable, { side, label, left }: ShownLabel, scale: TimeScale): number {
  if (side !== 'ending') return left + label.width;
  const beyond = label.width - label.nameWidth;
  return beyond === 0 ? left + label.width : markBox(placed.mark, scale.toPx).right + endingOffset + beyond;
}

function flaggedRight(placed: PlacedDrawable, scale: TimeScale): number {
  return markBox(placed.mark, scale.toPx).right + placed.flagWidth;
}

function rightStart(placed: PlacedDrawable, scale: TimeScale): number {
  return flaggedRight(placed, scale) + besideMark(placed.mark);
}

function paddingOf({ mark }: PlacedDrawable): number {
  return mark.shape === 'outline' ? outlinePadding : bandPadding;
}
