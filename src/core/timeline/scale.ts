import { dayToMs } from '#core/dates/calendar-day';

/** A stretch of the time axis, as UTC milliseconds; `from` is before `to`. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The years that are drawn, -9999 to 9999; dates beyond them are listed. */
export const drawnYears: TimeWindow = {
  from: dayToMs({ year: -9999, month: 1, day: 1 }),
  to: dayToMs({ year: 10_000, month: 1, day: 1 }),
};

/** A linear map between a window of time and a run of pixels (or points) of the given width. */
export interface TimeScale {
  readonly window: TimeWindow;
  readonly width: number;
  readonly msPerPx: number;
  /** Where an instant falls; below 0 or above `width` when it lies outside the window. */
  toPx(ms: number): number;
  /** Which instant stands at a place, within the window or outside it. */
  toMs(px: number): number;
}

/** Builds the scale that spreads a window over a width in pixels. Throws a RangeError when either is empty. */
export function timeScale(window: TimeWindow, width: number): TimeScale {
  const length = window.to - window.from;
  if (!(length > 0) || !(width > 0)) throw new RangeError(`No scale for ${length} ms over ${width} px.`);
  const msPerPx = length / width;
  return {
    window,
    width,
    msPerPx,
    toPx: (ms) => (ms - window.from) / msPerPx,
    toMs: (px) => window.from + px * msPerPx,
  };
}
