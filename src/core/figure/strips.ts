import type { Entry, LaneEntries } from '#core/figure/entries';
import type { Ground } from '#core/figure/ground';
import { withWaiversAfterSanctions } from '#core/figure/lanes';
import { markFor, slotsOf, type Mark, type PointMark } from '#core/figure/marks';

/** Any mark but a day's. */
export type StripMark = Exclude<Mark, PointMark>;

/** A mark that runs down a column, for one event or for several of one kind that share their dates. */
export interface PlacedStrip {
  readonly entries: readonly Entry[];
  readonly mark: StripMark;
  /** The middle of the strip, across the page. */
  readonly x: number;
}

/** Half the thickness of strips. */
export const stripThickness = { band: 5, frame: 5, bar: 4.6, pole: 9 } as const;
/** From the middle of a strip to that of the next. */
export const stripPitch = 14;
/** More strips side by side than this cannot be told apart. */
export const mostStrips = 6;
interface PackedStrip {
  readonly entries: Entry[];
  readonly mark: StripMark;
  readonly place: number;
}

/** The marks of a lane before its column has a place. */
export interface Packed {
  readonly strips: readonly PackedStrip[];
  readonly points: readonly { readonly entry: Entry; readonly mark: PointMark }[];
  /** Events whose strip found no place beside the others. */
  readonly unplaced: readonly Entry[];
  readonly stripCount: number;
}

/** Strips side by side where they meet in time; events of one kind and date share one. */
export function packStrips(lane: LaneEntries, shown: readonly Entry[], ground: Ground, most: number): Packed {
  const strips: PackedStrip[] = [];
  const byLook = new Map<string, PackedStrip>();
  const points: { entry: Entry; mark: PointMark }[] = [];
  const unplaced: Entry[] = [];
  for (const entry of withWaiversAfterSanctions(lane.drawn)) {
    const slots = entry.event.kind === 'sanction' ? slotsOf(entry.event.id, shown, ground.axis) : [];
    const mark = markFor(entry, ground.axis, ground.today, 0, slots);
    if (mark === null) continue;
    if (mark.shape === 'point') {
      points.push({ entry, mark });
      continue;
    }
    const look = lookOf(entry, mark);
    const same = byLook.get(look);
    if (same !== undefined) {
      same.entries.push(entry);
      continue;
    }
    const place = Array.from({ length: most }, (_, index) => index).find((index) =>
      strips.every(
        (strip) => strip.place !== index || strip.mark.left >= mark.right + 4 || strip.mark.right <= mark.left - 4,
      ),
    );
    if (place === undefined) {
      unplaced.push(entry);
      continue;
    }
    const strip = { entries: [entry], mark, place };
    strips.push(strip);
    byLook.set(look, strip);
  }
  const stripCount = Math.max(0, ...strips.map(({ place }) => place + 1));
  return { strips, points, unplaced, stripCount };
}

/** Everything that is seen of a strip: two that are alike are drawn once. */
function lookOf({ event, standing, isPlanned, isRemark }: Entry, mark: Mark): string {
  const fill = mark.shape === 'band' ? standing.shown === 'disputed' : `${standing.shown} ${isPlanned}`;
  const slots = mark.shape === 'bar' && mark.slots.length > 0 ? event.id : '';
  return `${mark.shape} ${event.kind} ${isRemark} ${mark.left} ${mark.right} ${fill} ${slots}`;
}
