import { bandPadding, labelOffset, outlinePadding, type PlacedDrawable } from '#core/timeline/rows';
import { markBox, pointHalfWidth } from '#core/timeline/mark-box';
import type { TimeScale } from '#core/timeline/scale';

/** From the edge of the view to a label whose mark began before it. */
const edgeRoom = 14;
/**
 * The left edge of a label in the view. A label within or above its mark stays in sight while any of the mark is; it never
 * leaves the mark. Where a mark has no start, its label stands at its end.
 */
export function labelLeft({ drawable, mark, side, label, flagWidth }: PlacedDrawable, scale: TimeScale): number {
  const { left, right } = markBox(mark, scale.toPx);
  const beside = mark.shape === 'point' ? labelOffset - (pointHalfWidth - 7) : labelOffset;
  if (side === 'right') return right + (drawable.flag === null ? 0 : flagWidth) + beside;
  if (side === 'left') return left - beside - label.width;

  const padding = side === 'above' ? 0 : mark.shape === 'outline' ? outlinePadding : bandPadding;
  if (side === 'ending') return Math.min(right - padding, scale.width - edgeRoom) - label.nameWidth;
  const latest = right - padding - label.width;
  if (left === -Infinity && right !== Infinity) return Math.min(latest, scale.width - edgeRoom - label.width);
  return Math.min(Math.max(left + padding, edgeRoom), latest);
}

/** The most that a label within a band spreads to have its date at the far end. */
const widestSpread = 420;

/** How wide a label within a mark is set: as wide as what is in sight of the mark, within reason; others as they are. */
export function labelSpread({ mark, side, label }: PlacedDrawable, scale: TimeScale): number {
  if (side !== 'inside') return label.width;
  const { left, right } = markBox(mark, scale.toPx);
  const padding = mark.shape === 'outline' ? outlinePadding : bandPadding;
  const inSight = Math.min(right - padding, scale.width - edgeRoom) - Math.max(left + padding, edgeRoom);
  return Math.max(label.width, Math.min(inSight, widestSpread));
}
