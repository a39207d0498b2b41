import type { SeenRelation } from '#core/query/references';
import { relationVerbs } from '#core/query/vocabulary';
import type { Point } from '#core/timeline/elbow';
import type { MeasureText } from '#core/timeline/label-text';
import { laneHeadHeight, type LaneStack, type StackedLane } from '#core/timeline/lane-stack';
import { drawnBox, type CanvasBoxes } from '#core/timeline/relation-ground';
import type { Box } from '#core/timeline/box';
import { boxesOf, relationPath } from '#core/timeline/relation-paths';
import type { RelationEnd, RelationExit } from '#core/timeline/relation-routes';
import { verbPlace, type VerbPlace } from '#core/timeline/verb-place';
import { rowHeight, type PlacedDrawable } from '#core/timeline/rows';
import type { TimeScale } from '#core/timeline/scale';

type RowPlace = { readonly lane: string; readonly rowTop: number; readonly rowBottom: number };
type Drawn = RowPlace & { readonly placed: PlacedDrawable };
/** In a part of time for which nothing is laid out. */
type Elsewhere = RowPlace & { readonly at: number };
type InColumn = { readonly lane: string; readonly columnY: number };

/** Where an event stands: in a row of a lane, as drawn or as its instant alone, or in the column of undated events. */
export type EventPlace = Drawn | Elsewhere | InColumn;

/** A relation of the selected event as it is drawn. */
export interface RelationLine {
  readonly id: string;
  /** From the selected event to the other. */
  readonly points: readonly Point[];
  /** Whether the arrow points at the other event: the arrow reads as a sentence, with the verb between its two ends. */
  readonly isOutward: boolean;
  readonly isContradiction: boolean;
  /** The verb and its place; null where the line leads out of the view and the hint says it. */
  readonly verb: (VerbPlace & { readonly words: string }) | null;
  readonly hint: RelationHint | null;
}

/** What stands at the edge of the view for an event beyond it. */
export interface RelationHint {
  readonly edge: 'left' | 'right';
  readonly y: number;
  readonly event: string;
  readonly lane: string;
  readonly words: string;
}

/** What the lines of a selection are drawn on. */
export interface RelationCanvas {
  readonly places: ReadonlyMap<string, EventPlace>;
  readonly boxes: CanvasBoxes;
  readonly scale: TimeScale;
  readonly measure: MeasureText;
  /** The part of the lanes in view, from the top of the stack. */
  readonly view: { readonly top: number; readonly bottom: number };
}

/** Around the ring of the selected event. */
const ringRoom = 5;
const columnMiddle = 8;
/** Above and below two rows, a line passes and a verb may stand in as much as a row. */
const passing = 36;

/**
 * The lines of the selected event's relations. An event in another part of time is hinted at the edge; what is filtered
 * out, folded away or listed has no line, and neither has one for which no way is free: the inspector names them all.
 */
export function relationLines(
  selected: string,
  relations: readonly SeenRelation[],
  canvas: RelationCanvas,
): RelationLine[] {
  const home = canvas.places.get(selected);
  if (home === undefined || 'at' in home || edgeOf(home, canvas) !== null) return [];
  const drawn: RelationLine[] = [];
  const taken: Box[] = [];
  for (const [index, relation] of relations.entries()) {
    const line = lineOf(selected, home, relation, canvas, index, taken);
    if (line === null) continue;
    drawn.push(line);
    taken.push(...boxesOf(line.points), ...(line.verb === null ? [] : [line.verb.box]));
  }
  return drawn;
}

/** The place of each of these events in the stack: in this lane where it stands there, else in the first that has it. */
export function placesIn(stack: LaneStack, ids: ReadonlySet<string>, homeLane: string | null): Map<string, EventPlace> {
  const places = new Map<string, EventPlace>();
  const home = stack.lanes.filter(({ id }) => id === homeLane);
  for (const lane of [...home, ...stack.lanes]) {
    for (const [id, place] of placesInLane(lane, ids)) if (!places.has(id)) places.set(id, place);
  }
  return places;
}

function placesInLane(stacked: StackedLane, ids: ReadonlySet<string>): [string, EventPlace][] {
  const { id: lane, rows, undated } = stacked;
  const inRows = rows.flatMap(({ top, height, items }) =>
    items
      .filter(({ drawable }) => ids.has(drawable.id))
      .map((placed): [string, EventPlace] => [
        placed.drawable.id,
        { lane, placed, rowTop: top, rowBottom: top + height },
      ]),
  );
  const inColumn = undated
    .filter(({ drawable }) => ids.has(drawable.id))
    .map(({ drawable, top }): [string, EventPlace] => [drawable.id, { lane, columnY: top + columnMiddle }]);
  const known = new Set([...inRows, ...inColumn].map(([id]) => id));
  const rowTop = stacked.top + laneHeadHeight;
  const elsewhere = (stacked.isFolded ? [] : [...ids]).flatMap((id): [string, EventPlace][] => {
    const entry = known.has(id) ? undefined : stacked.lane.entries.get(id);
    return entry === undefined ? [] : [[id, { lane, at: entry.at, rowTop, rowBottom: rowTop + rowHeight }]];
  });
  return [...inRows, ...inColumn, ...elsewhere];
}

function lineOf(
  selected: string,
  home: Drawn | InColumn,
  { type, end, event, verb }: SeenRelation,
  canvas: RelationCanvas,
  index: number,
  taken: readonly Box[],
): RelationLine | null {
  const other = canvas.places.get(event.id);
  if (other === undefined) return null;
  const { boxes, scale, measure, view } = canvas;
  const [top, bottom] = reachOf(home, other);
  const isOnTheWay = (box: Box) => box.top < bottom && box.bottom > top;
  const others = boxes.marks.filter(
    (mark) => mark.event !== selected && mark.event !== event.id && isOnTheWay(mark.box),
  );
  const glyphs = others.filter(({ isGlyph }) => isGlyph).map(({ box }) => box);
  const ground = {
    width: scale.width,
    labels: [...boxes.labels.filter(isOnTheWay), ...glyphs],
    marks: others.filter(({ isGlyph }) => !isGlyph).map(({ box }) => box),
  };
  const points = pathBetween(home, other, canvas, (from, to) => relationPath(from, to, ground, index));
  if (points === null) return null;
  const line = {
    id: `${type} ${end} ${event.id}`,
    points,
    isOutward: end === 'from',
    isContradiction: type === 'contradicts',
  };
  const edge = edgeOf(other, canvas);
  if (edge !== null) {
    const words = `${verb} ${event.label ?? event.title}`;
    return { ...line, verb: null, hint: { edge, y: points.at(-1)?.y ?? 0, event: event.id, lane: other.lane, words } };
  }
  const words = relationVerbs[type].from;
  return { ...line, verb: { ...verbPlace(points, measure(words, 'detail'), ground, taken, view), words }, hint: null };
}

/** How far up and down a line between two places may go. */
function reachOf(...places: readonly EventPlace[]): [number, number] {
  const tops = places.map((place) => ('columnY' in place ? place.columnY : place.rowTop));
  const bottoms = places.map((place) => ('columnY' in place ? place.columnY : place.rowBottom));
  return [Math.min(...tops) - passing, Math.max(...bottoms) + passing];
}

type Find = (from: RelationEnd, to: RelationEnd | RelationExit) => Point[] | null;

function pathBetween(home: Drawn | InColumn, other: EventPlace, canvas: RelationCanvas, find: Find): Point[] | null {
  if ('columnY' in home) {
    // From the column the same way is walked as into it; two events in the column have no room for a line between them.
    if (!('placed' in other) || edgeOf(other, canvas) !== null) return null;
    return find(endOf(other, canvas, 0), { columnY: home.columnY })?.toReversed() ?? null;
  }
  const from = endOf(home, canvas, ringRoom);
  if ('columnY' in other) return find(from, { columnY: other.columnY });
  const edge = edgeOf(other, canvas);
  if (edge !== null) return find(from, { edge, rowTop: other.rowTop, rowBottom: other.rowBottom });
  return 'placed' in other ? find(from, endOf(other, canvas, 0)) : null;
}

function endOf(place: Drawn, { scale }: RelationCanvas, room: number): RelationEnd {
  const { left, right, top, bottom } = drawnBox(place.placed, place.rowTop, scale);
  const box = { left: left - room, right: right + room, top: top - room, bottom: bottom + room };
  return { box, rowTop: place.rowTop, rowBottom: place.rowBottom };
}

/** The edge beyond which an event lies; null when some of it is in view. */
function edgeOf(place: EventPlace, { scale }: RelationCanvas): 'left' | 'right' | null {
  if ('columnY' in place) return null;
  const { left, right } =
    'at' in place
      ? { left: scale.toPx(place.at), right: scale.toPx(place.at) }
      : drawnBox(place.placed, place.rowTop, scale);
  if (right <= 0) return 'left';
  return left >= scale.width ? 'right' : null;
}
