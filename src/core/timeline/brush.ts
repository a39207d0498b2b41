import type { TimeScale, TimeWindow } from '#core/timeline/scale';

/** What of a brush is held: its body, or the handle at one of its ends. */
export type BrushPart = 'body' | 'from' | 'to';

/** A brush as it is drawn over the overview, in pixels. */
export interface BrushBox {
  readonly left: number;
  readonly width: number;
}

/** Wide enough for a pointer to take hold of its body. */
export const narrowestBrush = 14;

/**
 * The brush over a window of time: true to it, but never narrower than can be grabbed, and at the edge of the overview
 * where the window lies beyond it.
 */
export function brushBox(window: TimeWindow, scale: TimeScale): BrushBox {
  const from = Math.max(scale.toPx(window.from), 0);
  const to = Math.min(scale.toPx(window.to), scale.width);
  if (to - from >= narrowestBrush) return { left: from, width: to - from };
  const left = (from + to - narrowestBrush) / 2;
  return { left: Math.min(Math.max(left, 0), scale.width - narrowestBrush), width: narrowestBrush };
}

/** A window whose part has been moved by some milliseconds; an end never comes nearer to the other than `least`. */
export function moveBrush({ from, to }: TimeWindow, part: BrushPart, ms: number, least: number): TimeWindow {
  if (part === 'body') return { from: from + ms, to: to + ms };
  return part === 'from'
    ? { from: Math.min(from + ms, to - least), to }
    : { from, to: Math.max(to + ms, from + least) };
}
