import type { BandMark, BarMark } from '#core/timeline/mark';
import type { MarkBox } from '#core/timeline/mark-box';
import type { TimeScale } from '#core/timeline/scale';

/** A stretch of the canvas in pixels, and over how much of it each end fades. */
export interface FadedBox {
  readonly left: number;
  readonly width: number;
  readonly fadeLeft: number;
  readonly fadeRight: number;
}

const softFade = 22;
const openFade = 44;
const unknownLength = 80;
/** A box longer than this is cut where it leaves the view: browsers cannot draw it, and its fades are out of sight. */
const longestBox = 20_000;
const overhang = 60;

/** A box cut so that it can be drawn; a side without bound ends at the edge of the view. */
export function clipped({ left, right }: MarkBox, scale: TimeScale): MarkBox {
  const isLong = right - left > longestBox;
  return {
    left: left === -Infinity ? Math.min(0, right) : isLong ? Math.max(left, -overhang) : left,
    right: right === Infinity ? Math.max(scale.width, left) : isLong ? Math.min(right, scale.width + overhang) : right,
  };
}

/** A band: soft ends fade over 22 px, approximate ones over a quarter of its length, open ones into the edge of the view. */
export function bandShape(mark: BandMark, box: MarkBox, scale: TimeScale): FadedBox {
  const { left, right } = clipped(box, scale);
  const width = Math.max(right - left, 0);
  const fades = {
    soft: Math.min(softFade, width * 0.4),
    approximate: width / 4,
    sure: 0,
    open: Math.min(openFade, width / 2),
  };
  return { left, width, fadeLeft: fades[mark.left], fadeRight: fades[mark.right] };
}

/** A bar: solid while sure; an end less exact than a day fades over its doubt, an open one from today to the view's edge. */
export function barShape(mark: BarMark, box: MarkBox, scale: TimeScale, today: number): FadedBox {
  let { left, right } = clipped(box, scale);
  if (mark.left === 'unknown') left = right - unknownLength;
  if (mark.right === 'unknown') right = left + unknownLength;
  const width = Math.max(right - left, 0);
  const solidFrom = mark.left === 'open' ? left : mark.left === 'unknown' ? right : toPx(mark.solidFrom, left, scale);
  const solidTo =
    mark.right === 'open' ? scale.toPx(today) : mark.right === 'unknown' ? left : toPx(mark.solidTo, right, scale);
  return {
    left,
    width,
    fadeLeft: Math.min(Math.max(solidFrom - left, 0), width),
    fadeRight: Math.min(Math.max(right - solidTo, 0), width),
  };
}

function toPx(ms: number | null, otherwise: number, scale: TimeScale): number {
  return ms === null ? otherwise : scale.toPx(ms);
}
