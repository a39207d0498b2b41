import { dayMs, dayToMs, msToDay } from '#core/dates/calendar-day';
import type { Drawable } from '#core/timeline/drawable';
import type { LabelWords } from '#core/timeline/label-text';
import { layOutRows, type RowOptions } from '#core/timeline/rows';
import type { TimeWindow } from '#core/timeline/scale';
import type { TimelineEntry } from '#core/timeline/timeline-entry';

/** Fewer events than this are no stretch of their own. */
const fewestInStretch = 3;
/** The least that fitting shows, so that a single event does not fill the axis with one day. */
const leastWindowMs = 14 * dayMs;
/** The most of the axis that fitting leaves for names. */
const mostRoomForNames = 0.4;

/** The part of an entry that says how long it lasts. */
type Extent = Pick<TimelineEntry, 'shape' | 'from' | 'to'>;

/**
 * The window that holds every bound of all that stands on the axis, with a little room on each side; null when nothing
 * does. A side without bound adds nothing.
 */
export function windowOfAll(extents: Iterable<Extent>): TimeWindow | null {
  const whole = hull(extents);
  if (whole === null) return null;
  const length = whole.to - whole.from;
  const room = Math.max(length * 0.04, (leastWindowMs - length) / 2);
  return { from: whole.from - room, to: whole.to + room };
}

/**
 * A window on an axis of this width with room right of the last marks of these drawables for their names; dates may have to
 * give way.
 */
export function withRoomForNames(
  all: TimeWindow,
  drawables: readonly Drawable[],
  width: number,
  words: LabelWords,
): TimeWindow {
  if (!(width > 0)) return all;
  const length = all.to - all.from;
  let room = 0;
  // The room makes the scale coarser, so that more names no longer fit into their bands: hence a second look.
  for (let look = 0; look < 2; look += 1) {
    const msPerPx = length / (width - room);
    const reach = nameReach(drawables, { ...words, labels: 'title', msPerPx });
    room = Math.min(Math.max(room, reach - all.to / msPerPx), width * mostRoomForNames);
  }
  return { from: all.from, to: all.to + (length / (width - room)) * room };
}

/** How far right the marks and names reach, in pixels from the epoch. */
function nameReach(drawables: readonly Drawable[], options: RowOptions): number {
  const ends = drawables.flatMap((drawable) => layOutRows([drawable], options)).map(({ items }) => items[0]?.right);
  return ends.reduce<number>((reach, end) => (Number.isFinite(end) ? Math.max(reach, end ?? reach) : reach), -Infinity);
}

/**
 * The window to open with: the latest stretch that holds at least half of the events and follows a silence longer than
 * itself, or the whole when there is no such silence. A sanction in force for years, or one event of long ago, would
 * otherwise squeeze weeks of events into a few pixels. It begins with a whole month, or a whole year when it is longer than
 * two, and ends with a little room. Null when nothing stands on the axis.
 */
export function openingWindow(extents: Iterable<Extent>): TimeWindow | null {
  const spans = withoutLongest(Array.from(extents, spanOf)).sort((a, b) => a.from - b.from);
  const stretch = latestStretch(spans);
  if (stretch === null) return null;
  const { year, month } = msToDay(stretch.from);
  const isLong = stretch.to - stretch.from > 2 * 365 * dayMs;
  const from = dayToMs({ year, month: isLong ? 1 : month, day: 1 });
  return { from, to: from + Math.max(stretch.to - from, leastWindowMs) * 1.15 };
}

/** Takes out periods more than three times as long as all the shorter ones together reach: they say little of where to look. */
function withoutLongest(spans: readonly TimeWindow[]): TimeWindow[] {
  const kept: TimeWindow[] = [];
  let reach: TimeWindow | null = null;
  for (const span of spans.toSorted((a, b) => a.to - a.from - (b.to - b.from))) {
    const most: number = reach === null ? Infinity : 3 * Math.max(reach.to - reach.from, leastWindowMs);
    if (kept.length >= 2 && span.to - span.from > most) continue;
    kept.push(span);
    reach = reach === null ? span : join(reach, span);
  }
  return kept;
}

function latestStretch(spans: readonly TimeWindow[]): TimeWindow | null {
  // What the spans before each one reach, so that the walk back from the latest is a single pass.
  const earlierEnds: number[] = [];
  let reach = -Infinity;
  for (const span of spans) {
    earlierEnds.push(reach);
    reach = Math.max(reach, span.to);
  }
  let later: TimeWindow | null = null;
  for (let first = spans.length - 1; first >= 0; first -= 1) {
    const span = spans[first];
    if (span === undefined) continue;
    later = later === null ? span : join(later, span);
    const silence = later.from - (earlierEnds[first] ?? -Infinity);
    const count = spans.length - first;
    const holdsHalf = count >= Math.max(spans.length / 2, fewestInStretch);
    if (holdsHalf && silence > Math.max(later.to - later.from, leastWindowMs)) return later;
  }
  return later;
}

function spanOf({ shape, from, to }: Extent): TimeWindow {
  if (shape === 'point') {
    const day = Math.floor(from / dayMs) * dayMs;
    return { from: day, to: day + dayMs };
  }
  return { from: from === -Infinity ? to - dayMs : from, to: to === Infinity ? from + dayMs : to };
}

/** From the first bound to the last of all that stands on the axis; null when nothing does. A side without bound adds nothing. */
export function hull(extents: Iterable<Extent>): TimeWindow | null {
  let whole: TimeWindow | null = null;
  for (const extent of extents) whole = whole === null ? spanOf(extent) : join(whole, spanOf(extent));
  return whole;
}

function join(a: TimeWindow, b: TimeWindow): TimeWindow {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}
