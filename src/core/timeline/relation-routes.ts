import type { Box } from '#core/timeline/box';
import type { Point } from '#core/timeline/elbow';

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

/** Where a line leaves the plot: at its edge beside a row, or into the column of undated events. */
export type RelationExit =
  | { readonly edge: 'left' | 'right'; readonly rowTop: number; readonly rowBottom: number }
  | { readonly columnY: number };

/** From a line to what it passes. */
export const clearance = 3;
/** From the end of a row up into the strip below its marks, and from its top into the one above. */
const stripBelow = 6;
const stripAbove = 3;
/** Lines of one selection that share a strip are this far apart. */
const strand = 3;
const tip = 2;
const mostChannels = 40;
/** In the column of undated events: where a line turns, and where it ends. */
const columnTurn = 4;
const columnReach = 9;

/** Right-angled ways from one end to the other, whether free or not. */
export function routesTo(
  from: RelationEnd,
  to: RelationEnd | RelationExit,
  ground: RelationGround,
  index: number,
): Point[][] {
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
