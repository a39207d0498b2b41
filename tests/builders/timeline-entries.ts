import { dayMs, parseDay } from '#core/dates/calendar-day';
import { eventKinds } from '#core/model/event';
import { leadOf, type TimelineEntry } from '#core/timeline/timeline-entry';
import type { Random } from './random';

const firstDay = parseDay('2018-01-01');
const daysCovered = 8 * 365;
const hourMs = 3_600_000;

/** How a run of entries is made: bursts of a few days, as negotiations have, and ranges of every length among them. */
export interface EntryOptions {
  readonly count: number;
  /** How large a part lasts longer than a day. */
  readonly ranges: number;
}

/** Entries of one lane in no order of time, the same for the same source of chance. */
export function timelineEntries(random: Random, { count, ranges }: EntryOptions): TimelineEntry[] {
  const bursts = Array.from({ length: Math.max(Math.ceil(count / 60), 1) }, () => random.whole(0, daysCovered));
  return Array.from({ length: count }, (_, index) => {
    const day = random.chance(0.8) ? random.pick(bursts) + random.whole(0, 9) : random.whole(0, daysCovered);
    return timelineEntry(random, `event-${index}`, firstDay + day * dayMs, random.chance(ranges));
  });
}

/** An entry on a day, with or without an hour, or one that lasts from there. */
export function timelineEntry(random: Random, id: string, day: number, isRange: boolean): TimelineEntry {
  const common = {
    id,
    kind: random.pick(eventKinds),
    lead: leadOf(random.whole(1, 5), random.chance(0.1) ? -Infinity : day + random.whole(0, 40) * dayMs),
  };
  if (!isRange) {
    const at = day + (random.chance(0.2) ? random.whole(0, 23) * hourMs : dayMs / 2);
    return { ...common, shape: 'point', from: at, to: at, at };
  }
  const days = random.pick([2, 3, 7, 14, 30, 31, 90, 365]);
  const [from, to] = random.pick([
    [day, day + days * dayMs],
    [day, day + days * dayMs],
    [day, Infinity],
    [-Infinity, day],
  ]);
  const at = from === -Infinity ? to : to === Infinity ? from : (from + to) / 2;
  return { ...common, shape: random.pick(['bar', 'band'] as const), from, to, at };
}
