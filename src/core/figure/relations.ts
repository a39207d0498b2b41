import type { Entry } from '#core/figure/entries';
import type { Palette } from '#core/figure/palette';
import { at, stroke, type PathNode, type Point, type Stroke } from '#core/figure/scene';
import { isDerived } from '#core/model/deadline-rule';

/** A rectangle on the page. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a line may start from or lead to, and the event it stands for. */
export interface Port {
  readonly event: string;
  readonly box: Box;
}

/** What is on the page when relations are drawn. */
export interface RelationGround {
  /** In reading order; an event that stands in several lanes is joined where it stands first. */
  readonly entries: readonly Entry[];
  readonly marks: readonly Port[];
  /** The tabs by which waivers suspend. */
  readonly tabs: readonly Port[];
  /** The glyphs of deadlines that wait for their anchor. */
  readonly waiting: readonly (Port & { readonly entry: Entry })[];
  /** Labels, keys and words. */
  readonly obstacles: readonly Box[];
  readonly isDown: boolean;
}

const clearance = 2;

/**
 * Lines between events: a waiver to the tab that it suspends by, a meeting to the waiver that it was held under and to
 * what it produced, a text to what superseded or amended it, and a dotted one to a deadline that waits for its anchor. A
 * line is drawn only where it touches no label, no other mark and no other line: the relation is in the record either way.
 */
export function drawRelations(ground: RelationGround, palette: Palette): PathNode[] {
  const turn = (port: Port): Port => ({ ...port, box: turned(port.box, ground.isDown) });
  const marks = ground.marks.map(turn);
  const tabs = ground.tabs.map(turn);
  const labels = ground.obstacles.map((box) => turned(box, ground.isDown));
  const drawn: Point[][] = [];
  const nodes: PathNode[] = [];

  const connect = (
    from: Port | undefined,
    to: Port | undefined,
    routes: (a: Box, b: Box) => Point[][],
    draw: (points: Point[]) => PathNode[],
  ) => {
    if (from === undefined || to === undefined) return;
    const others = [...marks, ...tabs].filter((port) => port !== from && port !== to && port.event !== to.event);
    const obstacles = [...labels, ...others.map((port) => port.box)];
    const route = routes(from.box, to.box).find(
      (points) => isFree(points, obstacles) && drawn.every((other) => !doCross(points, other)),
    );
    if (route === undefined) return;
    drawn.push(route);
    nodes.push(...draw(ground.isDown ? route.map(({ x, y }) => ({ x: y, y: x })) : route));
  };

  const plain = stroke(palette.quietInk, 0.75);
  const arrow = (points: Point[]) => [elbow(points, plain), arrowHead(points, plain)];
  const markById = new Map(marks.toReversed().map((port) => [port.event, port]));
  const tabById = new Map(tabs.toReversed().map((port) => [port.event, port]));

  for (const { event } of ground.entries) {
    const own = markById.get(event.id);
    if (event.kind === 'waiver') {
      connect(own, tabById.get(event.id), routesUpTo, (points) => [elbow(points, stroke(palette.kinds.waiver, 1))]);
    }
    for (const relation of event.relations) {
      const other = markById.get(relation.event);
      if (relation.type === 'produces') connect(own, other, routesBetween, arrow);
      if (relation.type === 'supersedes' || relation.type === 'amends') connect(other, own, routesBetween, arrow);
      if (relation.type === 'held-under') connect(tabById.get(relation.event) ?? other, own, routesBetween, arrow);
    }
  }

  const dotted = stroke(palette.kinds.deadline, 1.2, { dash: [1, 3], cap: 'round' });
  for (const waiting of ground.waiting) {
    const { event } = waiting.entry;
    if (event.kind !== 'deadline' || !isDerived(event.rule)) continue;
    const anchor = markById.get(event.rule.from.event);
    connect(anchor, turn(waiting), routesAcross, (points) => [elbow(points, dotted)]);
  }
  return nodes;
}

function turned(box: Box, isDown: boolean): Box {
  return isDown ? { left: box.top, right: box.bottom, top: box.left, bottom: box.right } : box;
}

/** From the side of one box across, then up or down into the middle of another. */
function routesUpTo(from: Box, to: Box): Point[][] {
  const x = middleX(to);
  const side = x >= middleX(from) ? from.right : from.left;
  const y = middleY(from);
  return [
    [
      { x: side, y },
      { x, y },
      { x, y: y > to.bottom ? to.bottom : to.top },
    ],
  ];
}

/** Down or up from one box, then straight or with one bend into another. */
function routesBetween(from: Box, to: Box): Point[][] {
  const isBelow = middleY(to) > middleY(from);
  const y = isBelow ? from.bottom : from.top;
  const into = isBelow ? to.top - 1 : to.bottom + 1;
  const width = from.right - from.left;
  const starts = [0.5, 0.75, 0.25, 0.9, 0.1].map((share) => from.left + share * width);
  const straight = starts
    .filter((x) => x > to.left + 3 && x < to.right - 3)
    .map((x) => [
      { x, y },
      { x, y: into },
    ]);
  const bent = starts.flatMap((x) => {
    const side = x < to.left - 8 ? to.left - 1 : x > to.right + 8 ? to.right + 1 : null;
    return side === null
      ? []
      : [
          [
            { x, y },
            { x, y: middleY(to) },
            { x: side, y: middleY(to) },
          ],
        ];
  });
  return [...straight, ...bent];
}

/** From the right of one box to the left of another, with the fall between them somewhere that is free. */
function routesAcross(from: Box, to: Box): Point[][] {
  const [start, end] = [from.right + 3, to.left - 1];
  if (end - start < 12) return [];
  const [y, into] = [middleY(from), middleY(to)];
  const falls = Array.from({ length: Math.floor((end - start - 4) / 6) }, (_, index) => end - 4 - index * 6);
  if (Math.abs(y - into) < 1)
    return [
      [
        { x: start, y },
        { x: end, y: into },
      ],
    ];
  return falls.map((x) => [
    { x: start, y },
    { x, y },
    { x, y: into },
    { x: end, y: into },
  ]);
}

function middleX(box: Box): number {
  return (box.left + box.right) / 2;
}

function middleY(box: Box): number {
  return (box.top + box.bottom) / 2;
}

function isFree(points: readonly Point[], obstacles: readonly Box[]): boolean {
  return segments(points).every(([a, b]) => {
    const reach = {
      left: Math.min(a.x, b.x) - clearance,
      right: Math.max(a.x, b.x) + clearance,
      top: Math.min(a.y, b.y) - clearance,
      bottom: Math.max(a.y, b.y) + clearance,
    };
    return obstacles.every((box) => !doMeet(reach, box));
  });
}

function doMeet(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function doCross(one: readonly Point[], other: readonly Point[]): boolean {
  const boxes = segments(other).map(([a, b]) => ({
    left: Math.min(a.x, b.x),
    right: Math.max(a.x, b.x),
    top: Math.min(a.y, b.y),
    bottom: Math.max(a.y, b.y),
  }));
  return !isFree(one, boxes);
}

function segments(points: readonly Point[]): [Point, Point][] {
  return points.slice(1).map((point, index) => [points[index] ?? point, point]);
}

/** Right-angled lines with their corners rounded. */
function elbow(points: readonly Point[], pen: Stroke): PathNode {
  const radius = 3;
  const data = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined) return `M${at(point.x)} ${at(point.y)}`;
    if (after === undefined) return `L${at(point.x)} ${at(point.y)}`;
    const into = toward(point, before, radius);
    const out = toward(point, after, radius);
    return `L${at(into.x)} ${at(into.y)}Q${at(point.x)} ${at(point.y)} ${at(out.x)} ${at(out.y)}`;
  });
  return { type: 'path', data: data.join(''), stroke: pen };
}

function toward(from: Point, to: Point, length: number): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const share = distance === 0 ? 0 : Math.min(length, distance / 2) / distance;
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

function arrowHead(points: readonly Point[], pen: Stroke): PathNode {
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? tip;
  const along = { x: Math.sign(tip.x - before.x), y: Math.sign(tip.y - before.y) };
  const wing = (side: 1 | -1) => ({
    x: tip.x - 3.5 * along.x + side * 2.6 * along.y,
    y: tip.y - 3.5 * along.y + side * 2.6 * along.x,
  });
  const [a, b] = [wing(1), wing(-1)];
  const data = `M${at(a.x)} ${at(a.y)}L${at(tip.x)} ${at(tip.y)}L${at(b.x)} ${at(b.y)}`;
  return { type: 'path', data, stroke: pen };
}
