import type { EventKind } from '#core/model/event';
import type { Mark } from '#core/timeline/mark';

/** What the timeline's index knows of an event that stands on the axis: enough to choose what to draw, and no words. */
export interface TimelineEntry {
  readonly id: string;
  readonly kind: EventKind;
  readonly importance: number;
  /** When it was last reported, in UTC milliseconds; minus infinity where no citation says. */
  readonly reported: number;
  readonly shape: Mark['shape'];
  /** The bounds of its mark; infinite on a side without one. The same instant twice for a single day. */
  readonly from: number;
  readonly to: number;
  /** The instant by which it is counted: a day's own, the middle of a range, the one bound of a half-open range. */
  readonly at: number;
}

/** Which of two entries is drawn first: the more important, then the one reported last, then the earlier. */
export function byRank(a: TimelineEntry, b: TimelineEntry): number {
  if (a.importance !== b.importance) return b.importance - a.importance;
  // Not a difference: infinity less infinity is not a number.
  if (a.reported !== b.reported) return a.reported > b.reported ? -1 : 1;
  if (a.at !== b.at) return a.at - b.at;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
