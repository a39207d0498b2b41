import { halfHeights, tabDepth } from '#core/figure/items';
import { blockBox } from '#core/figure/text-block';
import type { Lane, PlacedItem } from '#core/figure/lanes';
import type { Palette } from '#core/figure/palette';
import { at, stroke, type PathNode, type Point, type Stroke } from '#core/figure/scene';
import { isDerived } from '#core/model/deadline-rule';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a line may start from or lead to, and the event it stands for. */
interface Port {
  readonly event: string;
  readonly box: Box;
}

const clearance = 2;

/**
 * Lines between events: a waiver to the tab that it suspends by, a meeting to the waiver that it was held under and to
 * what it produced, and a dotted one to a deadline that waits for its anchor. A line is drawn only where it touches no
 * label, no other mark and no other line: the relation is in the record either way.
 */
export function drawRelations(lanes: readonly Lane[], palette: Palette): PathNode[] {
  const placed = lanes.flatMap((lane) => lane.items);
  const marks = placed.map((each) => ({ event: each.item.entry.event.id, box: markBox(each) }));
  const tabs = placed.flatMap(tabPorts);
  const labels = lanes.flatMap(labelBoxes);
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
    nodes.push(...draw(route));
  };

  const plain = stroke(palette.quietInk, 0.75);
  const arrow = (points: Point[]) => [elbow(points, plain), arrowHead(points, plain)];
  const first = (ports: readonly Port[], id: string) => ports.find((port) => port.event === id);
  const joined = new Set<string>();

  for (const { item } of placed) {
    const { event } = item.entry;
    if (joined.has(event.id)) continue;
    joined.add(event.id);
    const own = first(marks, event.id);
    if (event.kind === 'waiver') {
      connect(own, first(tabs, event.id), routesUpTo, (points) => [elbow(points, stroke(palette.kinds.waiver, 1))]);
    }
    for (const relation of event.relations) {
      if (relation.type === 'produces') connect(own, first(marks, relation.event), routesBetween, arrow);
      if (relation.type === 'held-under') {
        connect(first(tabs, relation.event) ?? first(marks, relation.event), own, routesBetween, arrow);
      }
    }
  }

  const dotted = stroke(palette.kinds.deadline, 1.2, { dash: [1, 3], cap: 'round' });
  for (const waiting of lanes.flatMap((lane) => lane.waiting)) {
    const { event } = waiting.entry;
    if (event.kind !== 'deadline' || !isDerived(event.rule)) continue;
    const { x, y } = waiting.glyph;
    const target = { event: event.id, box: { left: x - 7, right: x + 5, top: y - 5, bottom: y + 5 } };
    connect(first(marks, event.rule.from.event), target, routesAcross, (points) => [elbow(points, dotted)]);
  }
  return nodes;
}

function markBox({ item, y }: PlacedItem): Box {
  const half = item.mark.shape === 'band' && item.isInside ? item.above : halfHeights[item.mark.shape];
  return { left: item.mark.left, right: item.mark.right, top: y - half, bottom: y + half };
}

function tabPorts({ item, y }: PlacedItem): Port[] {
  if (item.mark.shape !== 'bar') return [];
  return item.mark.slots.map((slot) => ({
    event: slot.waiver,
    box: { left: slot.left, right: slot.right, top: y, bottom: y + tabDepth },
  }));
}

function labelBoxes(lane: Lane): Box[] {
  const boxes = lane.items.flatMap(({ item, y }) => {
    const blocks = item.aside === null ? [item.label] : [item.label, item.aside];
    const key = item.glyph === null ? [] : [around({ x: item.glyph.x, y: y + item.glyph.y }, 5)];
    return [...blocks.map((block) => boxOf(block, y)), ...key];
  });
  const asides = lane.sharedAsides.map(({ block }) => boxOf(block, 0));
  const waiting = lane.waiting.map((each) =>
    boxOf({ x: each.textX, y: each.y, anchor: 'start', leading: 11.5, lines: each.lines }, 0),
  );
  const words = [lane.heading, ...(lane.more === null ? [] : [lane.more])].map((block) => boxOf(block, 0));
  return [...boxes, ...asides, ...waiting, ...words];
}

function boxOf(block: Parameters<typeof blockBox>[0], y: number): Box {
  const { left, right, above, below } = blockBox(block);
  return { left, right, top: y - above, bottom: y + below };
}

function around({ x, y }: Point, half: number): Box {
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
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
