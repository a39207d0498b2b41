import { stripThickness, type PlacedStrip } from '#core/figure/strips';
import type { Mark } from '#core/figure/marks';
import type { Point } from '#core/figure/scene';

/** A label of a column that may need a line to what it names. */
export interface LeaderEnd {
  readonly mark: Mark;
  /** The strip of its event; null for a day. */
  readonly strip: PlacedStrip | null;
  readonly glyph: Point;
  /** Whether it stands beside its date. */
  readonly isAtHome: boolean;
}

/**
 * Lines from dates to the labels that had to move away from them, and from a strip to its label past others of its kind.
 * Those of one day fan out from it; none crosses another. In the order of the labels, null where there is none.
 */
export function leadersFor(labels: readonly LeaderEnd[], strips: readonly PlacedStrip[]): (readonly Point[] | null)[] {
  const leaders: (readonly [Point, Point])[] = [];
  // Days first: without a leader a day that has moved has no mark at all.
  const days = labels.filter(({ mark }) => mark.shape === 'point');
  const byLabel = new Map(
    [...days, ...labels.filter(({ mark }) => mark.shape !== 'point')].map((label) => {
      const leader = leaderOf(label, strips);
      const isFree = leader !== null && leaders.every((other) => !doCross(leader, other));
      if (isFree) leaders.push(leader);
      return [label, isFree ? leader : null];
    }),
  );
  return labels.map((label) => byLabel.get(label) ?? null);
}

function leaderOf({ mark, strip, glyph, isAtHome }: LeaderEnd, strips: readonly PlacedStrip[]): [Point, Point] | null {
  const end = { x: glyph.x - 6.5, y: glyph.y };
  if (mark.shape === 'point' || strip === null) return isAtHome ? null : [{ x: glyph.x - 14, y: mark.left + 5 }, end];
  if (isAtHome && !strips.some((other) => standsBetween(other, strip, glyph.y))) return null;
  const y = Math.min(Math.max(glyph.y, mark.left + 2), mark.right - 2);
  return [{ x: strip.x + stripThickness[mark.shape] + 1, y }, end];
}

/** Whether another strip of the same kind is nearer to a label at this height than its own. */
function standsBetween(other: PlacedStrip, own: PlacedStrip, y: number): boolean {
  const isOfKind = other.entries[0]?.event.kind === own.entries[0]?.event.kind;
  return isOfKind && other.x > own.x && other.mark.left <= y && other.mark.right >= y;
}

/** Whether two straight lines that begin apart share a point. */
function doCross([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  if (a.x === c.x && a.y === c.y) return false;
  const side = (p: Point, q: Point, r: Point) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
