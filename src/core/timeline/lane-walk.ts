import type { TimelineEntry } from '#core/timeline/timeline-entry';

/** What a walk needs of a lane: its events in order of time, and where those on the axis stand. */
export interface WalkedLane {
  readonly id: string;
  readonly entries: ReadonlyMap<string, TimelineEntry>;
  ordered(): readonly { readonly id: string }[];
}

/** An event as it stands in a lane. */
export interface Stop {
  readonly lane: string;
  readonly event: string;
}

/**
 * The event before or after the current one in its lane; null at the lane's end. Without a current one, the first event of
 * the first lane.
 */
export function stopAlong(lanes: readonly WalkedLane[], current: Stop | null, step: 1 | -1): Stop | null {
  const lane = lanes.find(({ id }) => id === current?.lane) ?? lanes[0];
  if (lane === undefined) return null;
  const events = lane.ordered();
  const index = events.findIndex(({ id }) => id === current?.event);
  return stopAt(lane, index === -1 ? events[0] : events[index + step]);
}

/** The event nearest in time in the lane above (-1) or below (1); null past the last lane. */
export function stopAcross(lanes: readonly WalkedLane[], current: Stop | null, step: 1 | -1): Stop | null {
  const index = lanes.findIndex(({ id }) => id === current?.lane);
  const from = lanes[index];
  const lane = index === -1 ? lanes[0] : lanes[index + step];
  if (lane === undefined) return null;
  return from === undefined || current === null
    ? stopAt(lane, lane.ordered()[0])
    : stopAt(lane, nearestTo(from.entries.get(current.event), lane));
}

function stopAt(lane: WalkedLane, event: { readonly id: string } | undefined): Stop | null {
  return event === undefined ? null : { lane: lane.id, event: event.id };
}

/** The first of those nearest in time; what has no date is as near as can be to what has none, and furthest from the rest. */
function nearestTo(from: TimelineEntry | undefined, { entries, ordered }: WalkedLane) {
  const distanceTo = ({ id }: { readonly id: string }) => {
    const entry = entries.get(id);
    if (entry === undefined || from === undefined) return entry === from ? 0 : Infinity;
    return Math.abs(entry.at - from.at);
  };
  let best: { readonly id: string; readonly distance: number } | undefined;
  for (const event of ordered()) {
    const distance = distanceTo(event);
    if (best === undefined || distance < best.distance) best = { id: event.id, distance };
  }
  return best;
}
