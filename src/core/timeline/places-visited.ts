import type { TimeWindow } from '#core/timeline/scale';

/** The parts of time that a reader looked at, in order, and at which of them they are. */
export interface PlacesVisited {
  readonly trail: readonly Place[];
  readonly index: number;
}

interface Place {
  /** Where the reader arrived. */
  readonly arrival: TimeWindow;
  /** Where they have got to from there without leaving it. */
  readonly window: TimeWindow;
}

const mostPlaces = 100;

/** Nowhere yet. */
export const noPlaces: PlacesVisited = { trail: [], index: -1 };

/**
 * Notes that a window is in view. Near to where the reader last arrived, it is the same place; further off, or at quite
 * another zoom, it is a new one, and what lay ahead is forgotten.
 */
export function visit(places: PlacesVisited, window: TimeWindow): PlacesVisited {
  const { trail, index } = places;
  const current = trail[index];
  if (current !== undefined && isNear(current.arrival, window)) {
    return { trail: trail.with(index, { ...current, window }), index };
  }
  const kept = [...trail.slice(0, index + 1), { arrival: window, window }].slice(-mostPlaces);
  return { trail: kept, index: kept.length - 1 };
}

/** The places after a step back (-1) or forward (1), and the window there; null where there is none. */
export function stepTo(places: PlacesVisited, step: -1 | 1): { places: PlacesVisited; window: TimeWindow } | null {
  const index = places.index + step;
  const place = places.trail[index];
  if (place === undefined) return null;
  // Its window is where the reader comes back to, and so what the next one is measured by.
  const trail = places.trail.with(index, { arrival: place.window, window: place.window });
  return { places: { trail, index }, window: place.window };
}

/** Half of the longer is in common, and neither is more than twice as long as the other. */
function isNear(a: TimeWindow, b: TimeWindow): boolean {
  const [lengthA, lengthB] = [a.to - a.from, b.to - b.from];
  const common = Math.min(a.to, b.to) - Math.max(a.from, b.from);
  return common >= Math.max(lengthA, lengthB) / 2;
}
