import type { Port, RelationGround } from '#core/figure/relation-ground';
import { freeRoutes, routesAcross, routesBetween, routesUpTo } from '#core/figure/relation-routes';
import { at, stroke, type PathNode, type Point, type SceneNode, type Stroke } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { run } from '#core/figure/text-setting';
import type { RelationWord } from '#core/figure/words/figure-words';
import { isDerived } from '#core/model/deadline-rule';
import type { DossierEvent, Relation } from '#core/model/event';
import { doMeet, hull, segments, type Box } from '#core/timeline/box';
import { elbowPath } from '#core/timeline/elbow';
import { placesForVerb } from '#core/timeline/verb-place';

/** The lines between events, and how many found no way that is free. */
export interface DrawnRelations {
  readonly nodes: readonly SceneNode[];
  readonly missing: number;
}

/** From what to what a line leads, and how it is drawn. */
interface Line {
  readonly from: Port | undefined;
  readonly to: Port | undefined;
  /** The ways it may take; a later sort counts where none of those before is free. */
  readonly routes: readonly ((from: Box, to: Box) => Point[][])[];
  readonly pen: Stroke;
  /** Read along the line, with its ends as subject and object; null for a line that says all by its look. */
  readonly verb: string | null;
}

const corner = 3;
const verbHeight = 10;
const verbGap = 4;
/** Around the tip of an arrow. */
const headReach = 4;
/** A mark longer than this can be passed behind; a line would seem to end at a shorter one. */
const longMark = 16;
/** A way this far down the list is too far around. */
const mostTried = 8;

/**
 * Lines between events: from a waiver to the tab that it suspends by, a dotted one to a deadline that waits for its anchor,
 * and for what the record says of them an arrow with its verb, dashed for a contradiction. What an event answers, follows
 * from or is part of is told by its place. A line touches no label and no other line; where none can be drawn so, the
 * relation is in the record alone, and counted; so is one whose verb has no place beside its line.
 */
export function drawRelations(ground: RelationGround, setting: Setting): DrawnRelations {
  if (!setting.show.relations) return { nodes: [], missing: 0 };
  const { palette, type, measure } = setting;
  const turn = ({ event, box }: Port): Port => ({ event, box: turned(box, ground.isDown) });
  const turnedGround = {
    marks: ground.marks.map(turn),
    tabs: ground.tabs.map(turn),
    waiting: ground.waiting.map((port) => ({ ...turn(port), entry: port.entry })),
  };
  const labels = ground.obstacles.map((box) => turned(box, ground.isDown));
  const drawn: Point[][] = [];
  const verbs: Box[] = [];
  const nodes: SceneNode[] = [];
  let missing = 0;

  for (const { from, to, routes, pen, verb } of linesOf(ground, turnedGround, setting)) {
    if (from === undefined || to === undefined || from.event === to.event) continue;
    const others = [...turnedGround.marks, ...turnedGround.tabs]
      .filter((port) => port !== from && port !== to && port.event !== to.event && port.event !== from.event)
      .map(({ box }) => box);
    const isLong = (box: Box) => box.right - box.left > longMark;
    const ways = {
      obstacles: [
        ...labels,
        ...verbs.map((box) => turned(box, ground.isDown)),
        ...others.filter((box) => !isLong(box)),
      ],
      passable: others.filter(isLong),
      drawn,
    };
    const sorts = routes.map((route) => freeRoutes(route(from.box, to.box), ways));
    const free = (sorts.find((sort) => sort.length > 0) ?? []).map((points) => ({
      points,
      onPage: ground.isDown ? points.map(swapped) : points,
    }));
    const found = free.slice(0, mostTried).flatMap(({ points, onPage }) => {
      const place = verb === null ? null : freePlace(onPage, measure(verb, type.tick), ground, drawn, verbs);
      return place === undefined ? [] : [{ points, onPage, place }];
    })[0];
    if (found === undefined) {
      missing += 1;
      continue;
    }
    drawn.push(found.points);
    nodes.push({ type: 'path', data: elbowPath(found.onPage, corner, at), stroke: pen });
    if (verb === null || found.place === null) continue;
    const { x, y, box } = found.place;
    verbs.push(box);
    const runs = [run(verb, type.tick, palette.quietInk)];
    nodes.push(arrowHead(found.onPage, pen), { type: 'text', x, y: y + 3, anchor: 'start', runs, halo: palette.paper });
  }
  return { nodes, missing };
}

/** The lines that there are to draw, those first that others have to make way for. */
function linesOf(
  { entries }: RelationGround,
  { marks, tabs, waiting }: Pick<RelationGround, 'marks' | 'tabs' | 'waiting'>,
  { palette, words }: Setting,
): Line[] {
  const markById = new Map(marks.toReversed().map((port) => [port.event, port]));
  const tabById = new Map(tabs.toReversed().map((port) => [port.event, port]));
  const dotted = stroke(palette.kinds.deadline, 1.2, { dash: [1, 3], cap: 'round' });
  const waiver = stroke(palette.kinds.waiver, 1);
  const plain = stroke(palette.quietInk, 0.75);
  const dashed = stroke(palette.quietInk, 0.75, { dash: [3, 2.5] });

  const toTabs = entries.flatMap(({ event }) => {
    const tab = tabById.get(event.id);
    if (tab === undefined) return [];
    // The same event at both ends: the tab is told from the mark by what it stands for.
    return [
      {
        from: markById.get(event.id),
        to: { ...tab, event: `${event.id} tab` },
        routes: [routesUpTo, routesBetween],
        pen: waiver,
        verb: null,
      },
    ];
  });
  const toWaiting = waiting.flatMap((port) => {
    const { event } = port.entry;
    if (event.kind !== 'deadline' || !isDerived(event.rule)) return [];
    return [{ from: markById.get(event.rule.from.event), to: port, routes: [routesAcross], pen: dotted, verb: null }];
  });
  const arrows = entries.flatMap(({ event }) =>
    event.relations.flatMap((relation): Line[] => {
      const line = arrowOf(event, relation, markById, tabById);
      if (line === null) return [];
      const pen = relation.type === 'contradicts' ? dashed : plain;
      return [{ ...line, routes: [routesBetween], pen, verb: words.relations[line.word] }];
    }),
  );
  // What contradicts is worth less than what led to what, where both want the same way.
  return [...toTabs, ...toWaiting, ...arrows.sort((a, b) => Number(a.pen === dashed) - Number(b.pen === dashed))];
}

/** Which way a relation is told, so that its arrow runs with time where that is known, and with which verb. */
function arrowOf(
  { id }: DossierEvent,
  { type, event: other }: Relation,
  markById: ReadonlyMap<string, Port>,
  tabById: ReadonlyMap<string, Port>,
): { from: Port | undefined; to: Port | undefined; word: RelationWord } | null {
  const [own, named] = [markById.get(id), markById.get(other)];
  switch (type) {
    case 'produces':
    case 'fulfils':
    case 'violates':
    case 'contradicts':
      return { from: own, to: named, word: type };
    case 'suspends':
      return tabById.has(id) ? null : { from: own, to: named, word: 'suspends' };
    case 'held-under': {
      const tab = tabById.get(other);
      return { from: tab ?? named, to: own, word: tab === undefined ? 'covers' : 'suspended-for' };
    }
    case 'supersedes':
      return { from: named, to: own, word: 'superseded-by' };
    case 'amends':
      return { from: named, to: own, word: 'amended-by' };
    case 'responds-to':
    case 'follows-from':
    case 'part-of':
      return null;
  }
}

/** The first place beside a line where its verb touches nothing and stays on the page. */
function freePlace(
  points: readonly Point[],
  width: number,
  { obstacles, marks, tabs, waiting, rules, bounds, isDown }: RelationGround,
  drawn: readonly (readonly Point[])[],
  verbs: readonly Box[],
) {
  const lines = [...drawn.map((line) => (isDown ? line.map(swapped) : line)), points].flatMap((line) =>
    segments(line).map(([a, b]) => hull(a, b, 1)),
  );
  const tip = points.at(-1) ?? { x: 0, y: 0 };
  const head = {
    left: tip.x - headReach,
    right: tip.x + headReach,
    top: tip.y - headReach,
    bottom: tip.y + headReach,
  };
  const inWay = [
    ...obstacles,
    ...rules,
    ...verbs,
    ...lines,
    head,
    ...[...marks, ...tabs, ...waiting].map(({ box }) => box),
  ];
  return placesForVerb(points, width, { height: verbHeight, gap: verbGap }).find(
    ({ box }) =>
      box.left >= bounds.left &&
      box.right <= bounds.right &&
      box.top >= bounds.top &&
      box.bottom <= bounds.bottom &&
      inWay.every((each) => !doMeet(box, each)),
  );
}

function swapped({ x, y }: Point): Point {
  return { x: y, y: x };
}

function turned(box: Box, isDown: boolean): Box {
  return isDown ? { left: box.top, right: box.bottom, top: box.left, bottom: box.right } : box;
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
  return { type: 'path', data, stroke: { paint: pen.paint, width: pen.width } };
}
