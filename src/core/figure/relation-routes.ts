import { doMeet, hull, lengthOf, segments, type Box } from '#core/timeline/box';
import type { Point } from '#core/timeline/elbow';

/** What lines find on their way, in a page whose time runs across. */
export interface RouteGround {
  /** No line runs through one. */
  readonly obstacles: readonly Box[];
  /** Long marks of other events: a line passes behind one where it must. */
  readonly passable: readonly Box[];
  /** Relations drawn before: lines do not cross. */
  readonly drawn: readonly (readonly Point[])[];
}

const clearance = 2;
/** Between two lines: closer together they would be read as one. */
const lineClearance = 5;
const bendCost = 18;
const passingCost = 90;
/** Between a line and the mark that it comes from or points at. */
const tip = 1;
/** Within the ends of a mark, where a line may still leave it. */
const inset = 3;
/** Under or over two marks of one row. */
const under = 7;

/** The free ways among these, those first that bend, pass behind marks and run on the least. */
export function freeRoutes(routes: readonly Point[][], { obstacles, passable, drawn }: RouteGround): Point[][] {
  const lines = drawn.flatMap((points) =>
    segments(points).map(([a, b]) => around(hull(a, b, 0), lineClearance - clearance)),
  );
  const free = routes.flatMap((points) => {
    const reaches = segments(points).map(([a, b]) => around(hull(a, b, 0), clearance));
    const isFree = reaches.every((reach) => ![...obstacles, ...lines].some((box) => doMeet(reach, box)));
    if (!isFree) return [];
    const passed = passable.filter((box) => reaches.some((reach) => doMeet(reach, box))).length;
    const length = segments(points).reduce((sum, [a, b]) => sum + lengthOf(a, b), 0);
    return { points, cost: length + (points.length - 2) * bendCost + passed * passingCost };
  });
  return free.sort((a, b) => a.cost - b.cost).map(({ points }) => points);
}

/** Right-angled ways from one mark to another: straight, with one bend, or with a step between them. */
export function routesBetween(from: Box, to: Box): Point[][] {
  return [...straight(from, to), ...bent(from, to), ...stepped(from, to)];
}

/** From the end of a mark across, then up or down into the middle of another: a waiver to its tab. */
export function routesUpTo(from: Box, to: Box): Point[][] {
  const x = (to.left + to.right) / 2;
  const y = middleY(from);
  const start = { x: x >= (from.left + from.right) / 2 ? from.right : from.left, y };
  return [[start, { x, y }, { x, y: y > to.bottom ? to.bottom : to.top }]];
}

/** From the right of a mark to the left of another, with the fall between them somewhere that is free. */
export function routesAcross(from: Box, to: Box): Point[][] {
  const [start, end] = [from.right + 3, to.left - 1];
  if (end - start < 12) return [];
  const [y, into] = [middleY(from), middleY(to)];
  const last = { x: end, y: into };
  if (Math.abs(y - into) < 1) return [[{ x: start, y }, last]];
  const falls = Array.from({ length: Math.floor((end - start - 4) / 6) }, (_, index) => end - 4 - index * 6);
  return falls.map((x) => [{ x: start, y }, { x, y }, { x, y: into }, last]);
}

function straight(from: Box, to: Box): Point[][] {
  const isBelow = middleY(to) > middleY(from);
  const [left, right] = [Math.max(from.left, to.left) + inset, Math.min(from.right, to.right) - inset];
  const down =
    right < left
      ? []
      : [0.5, 0.25, 0.75, 0.1, 0.9]
          .map((share) => left + share * (right - left))
          .map((x) => [
            { x, y: isBelow ? from.bottom : from.top },
            { x, y: isBelow ? to.top - tip : to.bottom + tip },
          ]);
  const [top, bottom] = [Math.max(from.top, to.top), Math.min(from.bottom, to.bottom)];
  const isRight = to.left > from.right;
  if (bottom - top < 4 || !(isRight || to.right < from.left)) return down;
  const y = (top + bottom) / 2;
  return [
    ...down,
    [
      { x: isRight ? from.right + tip : from.left - tip, y },
      { x: isRight ? to.left - tip : to.right + tip, y },
    ],
  ];
}

function bent(from: Box, to: Box): Point[][] {
  const isBelow = middleY(to) > middleY(from);
  const fromPorts = portsOf(from, to);
  const outward = fromPorts.flatMap((x) => {
    const side = sideOf(x, to);
    if (side === null) return [];
    const y = middleY(to);
    return [
      [
        { x, y: isBelow ? from.bottom : from.top },
        { x, y },
        { x: side, y },
      ],
    ];
  });
  const inward = portsOf(to, from).flatMap((x) => {
    const side = sideOf(x, from);
    if (side === null) return [];
    const y = middleY(from);
    return [
      [
        { x: side, y },
        { x, y },
        { x, y: isBelow ? to.top - tip : to.bottom + tip },
      ],
    ];
  });
  return [...outward, ...inward];
}

function stepped(from: Box, to: Box): Point[][] {
  const isBelow = middleY(to) > middleY(from);
  const [upper, lower] = isBelow ? [from.bottom, to.top] : [to.bottom, from.top];
  const isBetween = lower - upper > 8;
  const levels = isBetween
    ? [0.5, 0.25, 0.75].map((share) => upper + share * (lower - upper))
    : [Math.max(from.bottom, to.bottom) + under, Math.min(from.top, to.top) - under];
  return levels.flatMap((y) => {
    const out = y > middleY(from) ? from.bottom : from.top;
    const into = y > middleY(to) ? to.bottom + tip : to.top - tip;
    return portsOf(from, to).flatMap((x) =>
      portsOf(to, from)
        .filter((end) => Math.abs(end - x) > 6)
        .map((end) => [
          { x, y: out },
          { x, y },
          { x: end, y },
          { x: end, y: into },
        ]),
    );
  });
}

/** Where a line may leave a mark or come to it: as near to the other as it can, in the middle, near the ends. */
function portsOf(box: Box, other: Box): number[] {
  const [left, right] = [box.left + inset, box.right - inset];
  if (right - left < 4) return [(box.left + box.right) / 2];
  const nearest = Math.min(Math.max((other.left + other.right) / 2, left), right);
  return [nearest, ...[0.5, 0.75, 0.25, 0.9, 0.1].map((share) => left + share * (right - left))];
}

function sideOf(x: number, box: Box): number | null {
  if (x < box.left - 8) return box.left - tip;
  return x > box.right + 8 ? box.right + tip : null;
}

function middleY(box: Box): number {
  return (box.top + box.bottom) / 2;
}

function around({ left, right, top, bottom }: Box, room: number): Box {
  return { left: left - room, right: right + room, top: top - room, bottom: bottom + room };
}
