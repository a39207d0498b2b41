import { dayMs, dayToMs, msToDay } from '#core/dates/calendar-day';
import type { DateReading } from '#core/dates/reading';
import type { TimeWindow } from '#core/timeline/scale';

/** The stretches of the calendar that a view can be set to. */
export const zoomPresets = ['day', 'week', 'month', 'quarter', 'year'] as const;
/** One of `zoomPresets`. */
export type ZoomPreset = (typeof zoomPresets)[number];

/** Monday 5 January 1970: weeks are counted from it. */
const mondayMs = 4 * dayMs;
const weekMs = 7 * dayMs;
/** A date that was gone to takes up at least this part of the view. */
const leastShare = 1 / 60;
const mostShare = 0.7;

/** The day, week (from Monday), month, quarter or year of the calendar that holds an instant. */
export function presetWindow(preset: ZoomPreset, at: number): TimeWindow {
  const { year, month } = msToDay(at);
  const months = (first: number, count: number): TimeWindow => ({
    from: dayToMs({ year, month: first, day: 1 }),
    to: dayToMs({ year, month: first + count, day: 1 }),
  });
  switch (preset) {
    case 'day': {
      const from = Math.floor(at / dayMs) * dayMs;
      return { from, to: from + dayMs };
    }
    case 'week': {
      const from = mondayMs + Math.floor((at - mondayMs) / weekMs) * weekMs;
      return { from, to: from + weekMs };
    }
    case 'month':
      return months(month, 1);
    case 'quarter':
      return months(month - ((month - 1) % 3), 3);
    case 'year':
      return months(1, 12);
  }
}

/**
 * The window that shows a date in its middle: at the present zoom, unless the date would not fit there or be too small to
 * be seen. Null for a date beyond the years that are drawn.
 */
export function windowAbout(reading: DateReading, present: TimeWindow): TimeWindow | null {
  if (!reading.isDrawable) return null;
  const { from, to } = reading.span;
  // A date open on one side is shown at the side that it has.
  const first = from ?? (to ?? 0) - dayMs;
  const last = to ?? first + dayMs;
  const span = last - first;
  const length = Math.min(Math.max(present.to - present.from, span / mostShare), span / leastShare);
  const middle = (first + last) / 2;
  return { from: middle - length / 2, to: middle + length / 2 };
}
