import { inOrderOfYielding } from '#core/figure/body';
import { heightOfSlots, labelGap, placeAround, type Slot } from '#core/figure/column-labels';
import { linesFor } from '#core/figure/column-words';
import type { Entry, LaneEntries } from '#core/figure/entries';
import type { Ground } from '#core/figure/ground';
import { moreLines } from '#core/figure/lanes';
import { leadersFor } from '#core/figure/leaders';
import type { Mark } from '#core/figure/marks';
import type { Point } from '#core/figure/scene';
import { mostStrips, packStrips, stripPitch, type Packed, type PlacedStrip } from '#core/figure/strips';
import type { SetLine } from '#core/figure/text-setting';
import type { TextBlock } from '#core/figure/text-block';

/** A label beside the strips of a column; coordinates are of the page. */
export interface ColumnLabel {
  readonly entry: Entry;
  readonly block: TextBlock;
  readonly glyph: Point;
  /** From the day to a label that stands elsewhere. */
  readonly leader: readonly Point[] | null;
}

/** A lane as a column of a page whose time runs down. */
export interface Column {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly strips: readonly PlacedStrip[];
  readonly labels: readonly ColumnLabel[];
  /** "3 more: A, B", for what the column has no room left for; null when all is shown. */
  readonly more: TextBlock | null;
  readonly hidden: readonly Entry[];
  /** The height that all labels would take. */
  readonly needed: number;
}

/** Room between the strips and the keys of labels; more where leaders run from days to labels that had to move. */
const gutter = 7;
const leaderGutter = 13;
const keyRoom = 13;
const narrowestText = 56;
/** Between the words of a column and the next. */
export const columnGap = 10;
/** Distance of the lines of a label. */
export const lineHeight = 11.2;
/** From the top of a label to its first baseline. */
const ascent = 8.6;
const mostLinesOfMore = 4;

/** The narrowest column that holds a strip and a legible label. */
export const narrowestColumn = stripPitch + leaderGutter + keyRoom + narrowestText + columnGap;

/** Lays lanes out as columns between the ends of the ground's axis, which runs down. */
export function layColumns(lanes: readonly LaneEntries[], ground: Ground, left: number, right: number): Column[] {
  return columnFrames(lanes, ground, left, right).map((frame) => layColumn(frame, ground));
}

/** What a column has room for and where it stands, whatever the height of the page. */
interface ColumnFrame {
  readonly name: string;
  readonly packed: Packed;
  readonly left: number;
  readonly right: number;
  readonly textWidth: number;
}

/** Shares the width of the page out among lanes. */
export function columnFrames(
  lanes: readonly LaneEntries[],
  ground: Ground,
  left: number,
  right: number,
): ColumnFrame[] {
  const shown = lanes.flatMap((lane) => lane.drawn);
  const pack = (most: number) => {
    const packed = lanes.map((lane) => packStrips(lane, shown, ground, most));
    const fixed = packed.map(
      ({ stripCount, points }) =>
        stripCount * stripPitch + (points.length > 0 ? leaderGutter : gutter) + keyRoom + columnGap,
    );
    return { packed, fixed, room: right + columnGap - left - fixed.reduce((total, each) => total + each, 0) };
  };
  // Strips side by side may not crowd out the words.
  let most = mostStrips;
  let tried = pack(most);
  while (tried.room < narrowestText * lanes.length && most > 1) {
    most -= 1;
    tried = pack(most);
  }
  const { packed, fixed, room } = tried;
  // What strips and keys leave is shared out among the texts; columns with more to say get more, within limits.
  const weights = lanes.map((lane) => Math.min(2.4, Math.max(1.25, Math.sqrt(lane.drawn.length))));
  const widths = shares(room, weights, Math.min(narrowestText, room / lanes.length));
  let x = left;
  return packed.map((each, index) => {
    const textWidth = widths[index] ?? 0;
    const from = x;
    x += (fixed[index] ?? 0) + textWidth;
    return { name: lanes[index]?.name ?? '', packed: each, left: from, right: x, textWidth };
  });
}

/** Shares of a width by weight. Who would get less than `least` gets that much, and the others share the rest. */
function shares(width: number, weights: readonly number[], least: number): number[] {
  const raised = new Set<number>();
  for (;;) {
    const free = width - raised.size * least;
    const sum = weights.reduce((total, weight, index) => total + (raised.has(index) ? 0 : weight), 0);
    const widths = weights.map((weight, index) => (raised.has(index) ? least : (free * weight) / sum));
    const short = widths.findIndex((each, index) => !raised.has(index) && each < least - 1e-6);
    if (short < 0) return widths;
    raised.add(short);
  }
}

interface Labelled extends Slot {
  readonly entry: Entry;
  readonly mark: Mark;
  readonly lines: readonly SetLine[];
}

function layColumn({ name, packed: inside, left, right, textWidth }: ColumnFrame, ground: Ground): Column {
  const { axis } = ground;
  const { strips: packed, points, unplaced } = inside;
  const textLeft = right - columnGap - textWidth;
  const strips = packed.map(({ entries, mark, place }) => ({ entries, mark, x: left + place * stripPitch + 5 }));
  const stripOf = new Map(strips.flatMap((strip) => strip.entries.map((entry) => [entry, strip])));

  const labelled = [...strips.flatMap(({ entries, mark }) => entries.map((entry) => ({ entry, mark }))), ...points]
    .map(({ entry, mark }): Labelled => {
      const lines = linesFor(entry, textWidth, ground);
      const height = lines.length * lineHeight;
      const from = mark.shape === 'point' ? mark.x - ascent + 3.6 : Math.max(mark.left, axis.left) + 4;
      const to = mark.shape === 'point' ? from : Math.max(from, Math.min(mark.right, axis.right) - height - 2);
      return { entry, mark, lines, height, from, to };
    })
    .sort((a, b) => a.from - b.from);

  const fitted = fit(labelled, unplaced, ground, textWidth + keyRoom);
  const placed = fitted.shown.map(({ entry, mark, lines, from, to }, index) => {
    const top = fitted.tops[index] ?? 0;
    const y = top + ascent;
    return {
      entry,
      mark,
      strip: stripOf.get(entry) ?? null,
      block: { x: textLeft, y, anchor: 'start', leading: lineHeight, lines } as const,
      glyph: { x: textLeft - keyRoom + 5, y: y - 3.6 },
      isAtHome: top > from - 1.2 && top < to + 1.2,
    };
  });
  const leaders = leadersFor(placed, strips);
  return {
    name,
    left,
    right,
    strips,
    labels: placed.map(({ entry, block, glyph }, index) => ({ entry, block, glyph, leader: leaders[index] ?? null })),
    more:
      fitted.hidden.length === 0
        ? null
        : {
            x: textLeft - keyRoom,
            y: fitted.bottom + labelGap + ascent,
            anchor: 'start',
            leading: lineHeight,
            lines: fitted.more,
          },
    hidden: fitted.hidden,
    needed: heightOfSlots(labelled),
  };
}

/** Leaves out the least important labels until the others fit, and words the line that names them. */
function fit(labelled: readonly Labelled[], unplaced: readonly Entry[], ground: Ground, width: number) {
  const { axis, todayX, setting } = ground;
  const yielding = inOrderOfYielding(labelled.map(({ entry }) => entry));
  for (let count = 0; ; count += 1) {
    const left = new Set(yielding.slice(0, count));
    const shown = labelled.filter(({ entry }) => !left.has(entry));
    const hidden = [...unplaced, ...labelled.flatMap(({ entry }) => (left.has(entry) ? [entry] : []))];
    // The line that names what is left out is worded once there may be room for it: wording is what takes time.
    const least = hidden.length === 0 ? 0 : roomForMore(1, axis.right, todayX);
    if (shown.length > 0 && heightOfSlots(shown) > axis.right - least - axis.left) continue;
    const more = hidden.length === 0 ? [] : moreLines(hidden, width, setting, mostLinesOfMore);
    const bottom = axis.right - (more.length === 0 ? 0 : roomForMore(more.length, axis.right, todayX));
    const tops = placeAround(shown, axis.left, bottom, todayX);
    if (tops !== null || shown.length === 0) return { shown, tops: tops ?? [], hidden, more, bottom };
  }
}

/** The height of the line that names what is left out, lifted clear of the line of today. */
function roomForMore(lineCount: number, end: number, todayX: number | null): number {
  const height = lineCount * lineHeight + labelGap;
  const isCrossed = todayX !== null && todayX > end - height - 3 && todayX < end + 3;
  return isCrossed ? height + end - todayX + 3 : height;
}
