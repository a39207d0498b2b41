import type { Point } from '#core/timeline/elbow';

/** A rectangle, in pixels or points. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The lines between one point and the next. */
export function segments(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

/** The box around a level or upright line, with this much room around it, save at its ends if it is upright. */
export function hull(a: Point, b: Point, room: number): Box {
  return {
    left: Math.min(a.x, b.x) - room,
    right: Math.max(a.x, b.x) + room,
    top: Math.min(a.y, b.y) - (a.x === b.x ? 0 : room),
    bottom: Math.max(a.y, b.y) + (a.x === b.x ? 0 : room),
  };
}

/** Whether two boxes share more than an edge. */
export function doMeet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The length of a level or upright line. */
export function lengthOf(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The smallest box that holds these places. */
export function boxAround(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
