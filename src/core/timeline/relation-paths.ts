import { doMeet, hull, lengthOf, segments, type Box } from '#core/timeline/box';
import type { Point } from '#core/timeline/elbow';
import {
  clearance,
  routesTo,
  type RelationEnd,
  type RelationExit,
  type RelationGround,
} from '#core/timeline/relation-routes';

const bendCost = 30;
const crossingCost = 300;

/**
 * The line of a relation: right-angled, from one end to the other, through the strips between rows and never through a
 * label; of those that are free the one with the fewest crossings and bends, then the shortest. `index` keeps lines that
 * share a strip apart. Null where no line is free.
 */
export function relationPath(
  from: RelationEnd,
  to: RelationEnd | RelationExit,
  ground: RelationGround,
  index: number,
): Point[] | null {
  let best: { points: Point[]; cost: number } | null = null;
  for (const route of routesTo(from, to, ground, index)) {
    const points = withoutRepeats(route);
    const cost = costOf(points, ground);
    if (cost < (best?.cost ?? Infinity)) best = { points, cost };
  }
  return best?.points ?? null;
}

/** The boxes of a line's segments. */
export function boxesOf(points: readonly Point[]): Box[] {
  return segments(points).map(([a, b]) => hull(a, b, clearance));
}

function costOf(points: readonly Point[], { labels, marks }: RelationGround): number {
  let cost = points.length * bendCost;
  for (const [a, b] of segments(points)) {
    const reach = hull(a, b, clearance);
    if (labels.some((label) => doMeet(reach, label))) return Infinity;
    cost += lengthOf(a, b) + marks.filter((mark) => doMeet(reach, mark)).length * crossingCost;
  }
  return cost;
}

function withoutRepeats(points: readonly Point[]): Point[] {
  const kept = points.filter(({ x, y }, index) => x !== points[index - 1]?.x || y !== points[index - 1]?.y);
  // A bend that turns nowhere would be rounded all the same.
  return kept.filter((point, index) => {
    const [before, after] = [kept[index - 1], kept[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
