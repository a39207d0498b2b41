import { doMeet, hull, lengthOf, segments, type Box } from '#core/timeline/box';
import type { Point } from '#core/timeline/elbow';
import type { RelationGround } from '#core/timeline/relation-routes';

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
  const places = placesForVerb(points, width, onCanvas);
  const isInView = ({ box }: VerbPlace) =>
    box.top >= view.top && box.bottom <= view.bottom && box.left >= 0 && box.right <= ground.width;
  const isFree = ({ box }: VerbPlace) => obstacles.every((obstacle) => !doMeet(box, obstacle));
  const free = places.filter(isFree);
  return (
    free.find(isInView) ??
    free[0] ??
    places.find(isInView) ??
    verbAt((points[0]?.x ?? 0) + 8, points[0]?.y ?? 0, width, onCanvas)
  );
}

/** How tall a verb is, and how far it stands beside an upright line. */
interface VerbRoom {
  readonly height: number;
  readonly gap: number;
}

const onCanvas: VerbRoom = { height: 14, gap: 8 };
/** Between a verb and the level line under or over it. */
const levelGap = 2;

/** Where a verb could stand beside a line, best first: along its longest part, from the middle outwards. */
export function placesForVerb(points: readonly Point[], width: number, room: VerbRoom): VerbPlace[] {
  return segments(points)
    .sort(([a, b], [c, d]) => lengthOf(c, d) - lengthOf(a, b))
    .flatMap(([a, b]) => placesBeside(a, b, width, room));
}

function verbAt(x: number, y: number, width: number, { height }: VerbRoom): VerbPlace {
  return { x, y, box: { left: x, right: x + width, top: y - height / 2, bottom: y + height / 2 } };
}

function placesBeside(a: Point, b: Point, width: number, room: VerbRoom): VerbPlace[] {
  const count = Math.max(Math.floor(lengthOf(a, b) / 12), 1);
  // From the middle outwards, so that the words stand where the line is longest on both sides.
  const shares = Array.from(
    { length: count },
    (_, step) => 0.5 + ((step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2)) / count,
  );
  const rise = room.height / 2 + levelGap;
  return shares.flatMap((share) => {
    const at = { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) };
    return a.x === b.x
      ? [verbAt(at.x + room.gap, at.y, width, room), verbAt(at.x - room.gap - width, at.y, width, room)]
      : [verbAt(at.x - width / 2, at.y - rise, width, room), verbAt(at.x - width / 2, at.y + rise, width, room)];
  });
}
