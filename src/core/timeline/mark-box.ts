import type { Mark } from '#core/timeline/mark';

/** What a mark takes up along the axis, in pixels; infinite on a side that has no bound. */
export interface MarkBox {
  readonly left: number;
  readonly right: number;
}

/** Half the room that a glyph on its day takes, selection ring included. */
export const pointHalfWidth = 10;
const narrowestMark = 6;

/** The box of a mark. A glyph takes its room about its middle, whatever the day's width; nothing is too narrow to be seen. */
export function markBox(mark: Mark, toPx: (ms: number) => number): MarkBox {
  if (mark.shape === 'point') {
    const middle = toPx(mark.at);
    return { left: middle - pointHalfWidth, right: middle + pointHalfWidth };
  }
  const left = mark.from === null ? -Infinity : toPx(mark.from);
  const right = mark.to === null ? Infinity : toPx(mark.to);
  if (right - left >= narrowestMark) return { left, right };
  const middle = (left + right) / 2;
  return { left: middle - narrowestMark / 2, right: middle + narrowestMark / 2 };
}
