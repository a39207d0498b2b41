import type { Point } from '#core/timeline/elbow';

/** A rectangle on the canvas, in pixels. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a relation joins: a mark, and the row in which it stands with the free strip beneath it. */
export interface RelationEnd {
  readonly box: Box;
  readonly rowTop: number;
  readonly rowBottom: number;
}

/** What lies between the ends. */
export interface RelationGround {
  readonly width: number;
  /** Words, glyphs and lane heads: no line passes through one. */
  readonly labels: readonly Box[];
  /** The bars and bands of other events, which a line crosses where it must. */
  readonly marks: readonly Box[];
}

/** From a line to what it passes. */
const clearance = 3;
/** From the end of a row up into the strip below its marks, and from its top into the one above. */
const stripBelow = 6;
const stripAbove = 3;
/** Lines of one selection that share a strip are this far apart. */
const strand = 3;
const bendCost = 30;
const crossingCost = 300;
const tip = 2;
const mostChannels = 40;
/** In the column of undated events: where a line turns, and where it ends. */
const columnTurn = 4;
const columnReach = 9;

/** Where a line leaves the plot: at its edge beside a row, or into the column of undated events. */
export type RelationExit =
  | { readonly edge: 'left' | 'right'; readonly rowTop: number; readonly rowBottom: number }
  | { readonly columnY: number };

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

/** Where the words of a relation stand: the middle of their left edge. */
export interface VerbPlace {
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

/**
 * The place beside a line where its verb touches nothing, in sight where that can be; over the line itself where there is
 * none. `taken` are the other lines and verbs.
 */
export function verbPlace(
  points: readonly Point[],
  width: number,
  ground: RelationGround,
  taken: readonly Box[],
  view: { readonly top: number; readonly bottom: number },
): VerbPlace {
  const obstacles = [...ground.labels, ...ground.marks, ...taken, ...segments(points).map(([a, b]) => hull(a, b, 1))];
  const places = segments(points)
    .sort(([a, b], [c, d]) => lengthOf(c, d) - lengthOf(a, b))
    .flatMap(([a, b]) => placesBeside(a, b, width));
  const isInView = ({ box }: VerbPlace) =>
    box.top >= view.top && box.bottom <= view.bottom && box.left >= 0 && box.right <= ground.width;
  const isFree = ({ box }: VerbPlace) => obstacles.every((obstacle) => !doMeet(box, obstacle));
  const free = places.filter(isFree);
  return (
    free.find(isInView) ?? free[0] ?? places.find(isInView) ?? verbAt((points[0]?.x ?? 0) + 8, points[0]?.y ?? 0, width)
  );
}

/** The boxes of a line's segments. */
export function boxesOf(points: readonly Point[]): Box[] {
  return segments(points).map(([a, b]) => hull(a, b, clearance));
}

const verbHeight = 14;
const verbGap = 8;

function verbAt(x: number, y: number, width: number): VerbPlace {
  return { x, y, box: { left: x, right: x + width, top: y - verbHeight / 2, bottom: y + verbHeight / 2 } };
}

function placesBeside(a: Point, b: Point, width: number): VerbPlace[] {
  const length = lengthOf(a, b);
  const count = Math.max(Math.floor(length / 12), 1);
  // From the middle outwards, so that the words stand where the line is longest on both sides.
  const shares = Array.from(
    { length: count },
    (_, step) => 0.5 + ((step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2)) / count,
  );
  return shares.flatMap((share) => {
    const at = { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
    return a.x === b.x
      ? [verbAt(at.x + verbGap, at.y, width), verbAt(at.x - verbGap - width, at.y, width)]
      : [verbAt(at.x - width / 2, at.y - verbGap - 1, width), verbAt(at.x - width / 2, at.y + verbGap + 1, width)];
  });
}

function routesTo(from: RelationEnd, to: RelationEnd | RelationExit, ground: RelationGround, index: number): Point[][] {
  if ('box' in to) return routesBetween(from, to, ground, index);
  return 'edge' in to ? routesToEdge(from, to, ground, index) : routesToColumn(from, to.columnY, ground, index);
}

function routesBetween(from: RelationEnd, to: RelationEnd, ground: RelationGround, index: number): Point[][] {
  const isSameRow = from.rowTop === to.rowTop;
  const isDown = isSameRow || to.rowTop > from.rowTop;
  const leave = stripOf(from, isDown, index);
  const arrive = isSameRow ? leave : stripOf(to, !isDown, index);
  const out = isDown ? from.box.bottom : from.box.top;
  const into = isDown && !isSameRow ? to.box.top - tip : to.box.bottom + tip;
  const middle = (to.box.top + to.box.bottom) / 2;
  const starts = portsOf(from.box, to.box, ground.width);
  const ends = portsOf(to.box, from.box, ground.width);
  const routes: Point[][] = [];
  for (const x of starts) {
    const start = { x, y: out };
    if (!isSameRow) {
      if (x > to.box.left + 2 && x < to.box.right - 2) routes.push([start, { x, y: into }]);
      for (const side of sidesOf(x, to.box)) routes.push([start, { x, y: middle }, { x: side, y: middle }]);
    }
    for (const end of ends) {
      const last = [{ x: end, y: into }];
      routes.push(
        [start, { x, y: leave }, { x: end, y: leave }, ...last],
        [start, { x, y: arrive }, { x: end, y: arrive }, ...last],
      );
    }
  }
  if (isSameRow) return routes;
  const [first, end] = [starts[0] ?? 0, ends[0] ?? 0];
  for (const channel of channels(leave, arrive, ground, [first, end])) {
    const approach = [
      { x: channel, y: leave },
      { x: channel, y: arrive },
    ];
    routes.push([
      { x: first, y: out },
      { x: first, y: leave },
      ...approach,
      { x: end, y: arrive },
      { x: end, y: into },
    ]);
    for (const side of sidesOf(channel, to.box)) {
      routes.push([
        { x: first, y: out },
        { x: first, y: leave },
        { x: channel, y: leave },
        { x: channel, y: middle },
        { x: side, y: middle },
      ]);
    }
  }
  return routes;
}

function routesToEdge(
  from: RelationEnd,
  to: Extract<RelationExit, { edge: string }>,
  ground: RelationGround,
  index: number,
): Point[][] {
  const isSameRow = from.rowTop === to.rowTop;
  const isDown = isSameRow || to.rowTop > from.rowTop;
  const leave = stripOf(from, isDown, index);
  const out = isDown ? from.box.bottom : from.box.top;
  const x = to.edge === 'left' ? 0 : ground.width;
  const starts = portsOf(from.box, from.box, ground.width);
  const strips = isSameRow ? [leave] : [stripOf(to, !isDown, index), stripOf(to, isDown, index)];
  return strips.flatMap((arrive) => [
    ...starts.map((start) => [
      { x: start, y: out },
      { x: start, y: arrive },
      { x, y: arrive },
    ]),
    ...channels(leave, arrive, ground, starts.slice(0, 1)).map((channel) => [
      { x: starts[0] ?? channel, y: out },
      { x: starts[0] ?? channel, y: leave },
      { x: channel, y: leave },
      { x: channel, y: arrive },
      { x, y: arrive },
    ]),
  ]);
}

/** Along a strip of the row to the column's edge, where no mark stands, and along that edge. */
function routesToColumn(from: RelationEnd, columnY: number, { width }: RelationGround, index: number): Point[][] {
  const turn = width + columnTurn;
  return portsOf(from.box, from.box, width).flatMap((start) =>
    [true, false].map((isBelow) => {
      const strip = stripOf(from, isBelow, index);
      return [
        { x: start, y: isBelow ? from.box.bottom : from.box.top },
        { x: start, y: strip },
        { x: turn, y: strip },
        { x: turn, y: columnY },
        { x: width + columnReach, y: columnY },
      ];
    }),
  );
}

/**
 * The strip that a line takes out of a row, or into it: beneath its marks, where several lines find room beside each other,
 * or close above them, where a lane's head may leave no more.
 */
function stripOf({ rowTop, rowBottom }: Omit<RelationEnd, 'box'>, isBelow: boolean, index: number): number {
  return isBelow ? rowBottom - stripBelow + ((index % 3) - 1) * strand : rowTop - stripAbove;
}

/** Where a line may leave a mark or come to it: as near to the other end as it can, in the middle, near the ends. */
function portsOf(box: Box, other: Box, width: number): number[] {
  const left = Math.max(box.left, 0);
  const right = Math.min(box.right, width);
  if (right - left < 12) return [(left + right) / 2];
  const inset = Math.min(10, (right - left) / 4);
  const nearest = Math.min(
    Math.max((Math.max(other.left, 0) + Math.min(other.right, width)) / 2, left + inset),
    right - inset,
  );
  const shares = [0.5, 0.25, 0.75].map((share) => left + share * (right - left));
  return [nearest, ...shares, left + inset, right - inset];
}

function sidesOf(x: number, box: Box): number[] {
  if (x < box.left - 12) return [box.left - tip];
  return x > box.right + 12 ? [box.right + tip] : [];
}

/** Places at which a line can fall from one strip to another: beside what stands between them. */
function channels(
  from: number,
  to: number,
  { labels, marks, width }: RelationGround,
  near: readonly number[],
): number[] {
  const [top, bottom] = [Math.min(from, to), Math.max(from, to)];
  const between = [...labels, ...marks].filter((box) => box.top < bottom && box.bottom > top);
  const gap = clearance + 4;
  const places = [...near, ...between.flatMap(({ left, right }) => [left - gap, right + gap])];
  const target = near.reduce((sum, x) => sum + x, 0) / Math.max(near.length, 1);
  return [...new Set(places)]
    .filter((x) => x > gap && x < width - gap)
    .sort((a, b) => Math.abs(a - target) - Math.abs(b - target))
    .slice(0, mostChannels);
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

function segments(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

function hull(a: Point, b: Point, room: number): Box {
  return {
    left: Math.min(a.x, b.x) - room,
    right: Math.max(a.x, b.x) + room,
    top: Math.min(a.y, b.y) - (a.x === b.x ? 0 : room),
    bottom: Math.max(a.y, b.y) + (a.x === b.x ? 0 : room),
  };
}

function doMeet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function lengthOf(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}
