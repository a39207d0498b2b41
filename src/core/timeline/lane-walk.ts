import type { Drawable } from '#core/timeline/drawable';

/** What a walk needs of a lane: its events in order of time. */
export interface WalkedLane {
  readonly id: string;
  readonly drawables: readonly Drawable[];
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
  const index = lane.drawables.findIndex(({ id }) => id === current?.event);
  return stopAt(lane, index === -1 ? lane.drawables[0] : lane.drawables[index + step]);
}

/** The event nearest in time in the lane above (-1) or below (1); null past the last lane. */
export function stopAcross(lanes: readonly WalkedLane[], current: Stop | null, step: 1 | -1): Stop | null {
  const index = lanes.findIndex(({ id }) => id === current?.lane);
  const from = lanes[index]?.drawables.find(({ id }) => id === current?.event);
  const lane = index === -1 ? lanes[0] : lanes[index + step];
  return lane === undefined
    ? null
    : stopAt(lane, from === undefined ? lane.drawables[0] : nearestTo(from, lane.drawables));
}

function stopAt(lane: WalkedLane, drawable: Drawable | undefined): Stop | null {
  return drawable === undefined ? null : { lane: lane.id, event: drawable.id };
}

/** The first of those nearest in time; what has no date is as near as can be to what has none, and furthest from the rest. */
function nearestTo(from: Drawable, drawables: readonly Drawable[]): Drawable | undefined {
  const origin = middleOf(from);
  const distanceTo = (drawable: Drawable) => {
    const middle = middleOf(drawable);
    if (middle === null || origin === null) return middle === origin ? 0 : Infinity;
    return Math.abs(middle - origin);
  };
  return drawables.reduce<Drawable | undefined>(
    (best, drawable) => (best === undefined || distanceTo(drawable) < distanceTo(best) ? drawable : best),
    undefined,
  );
}

function middleOf({ standpoint }: Drawable): number | null {
  if (standpoint.on !== 'axis') return null;
  const { from, to } = standpoint.mark;
  if (from === null) return to;
  return to === null ? from : (from + to) / 2;
}
