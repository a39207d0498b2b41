import type { Entry } from '#core/figure/entries';
import { isClear, type Ground } from '#core/figure/ground';
import { dueInWords, isHedged, isPlainMonth, labelOf, stanceOf, type Wording } from '#core/figure/labels';
import { tabDepth } from '#core/figure/mark-drawing';
import { markFor, narrowestBand, type Mark, type Slot } from '#core/figure/marks';
import type { Point } from '#core/figure/scene';
import { blockBox, oneLine, type TextBlock } from '#core/figure/text-block';
import { run, widthOf, wrap, type SetLine } from '#core/figure/text-setting';

/** A mark with its label, placed across the page; heights are from the middle of its row, which is found later. */
export interface Item {
  readonly entry: Entry;
  readonly mark: Mark;
  /** Everything the item draws lies within this box. */
  readonly left: number;
  readonly right: number;
  readonly above: number;
  readonly below: number;
  readonly label: TextBlock;
  /** Whether the label stands on the mark itself. */
  readonly isInside: boolean;
  /** The middle of the glyph that says the kind; null where the mark is the glyph. */
  readonly glyph: Point | null;
  /** From the mark to a label that stands apart from it. */
  readonly leader: readonly Point[] | null;
  /** Whether its band is drawn for an item before it in the row. */
  readonly isOnSharedBand: boolean;
  /** The word for a statement's stance, or the last day of a deadline, beside the mark. */
  readonly aside: TextBlock | null;
}

/** Half the height of each mark, and the reach of a pole above and below it. */
export const halfHeights = { point: 5, band: 8, frame: 8, bar: 4, pole: 11 } as const;

const baselineDrop = 3.6;
const labelGap = 8;
const glyphRoom = 14;
const lineHeight = 12;
const widestBlock = 190;

/** Places an entry's mark and finds its label a place of its own: on the mark, right, left, above, or on a leader. */
export function itemFor(entry: Entry, ground: Ground, slots: readonly Slot[]): Item | null {
  const inside = labelOf(entry, { ...shortest, withDate: !isSaidByHeading(entry, ground) }, ground.setting);
  const roomy = markFor(entry, ground.axis, ground.today, inside.width + insetOf('band') + 16, slots);
  const onMark = roomy === null ? null : placeInside(entry, roomy, ground);
  if (roomy !== null && onMark !== null) return { entry, mark: roomy, ...onMark, isOnSharedBand: false };
  const mark = markFor(entry, ground.axis, ground.today, 0, slots);
  if (mark === null) return null;
  const placed =
    placeBeside(entry, mark, ground, !isSaidByHeading(entry, ground)) ??
    placeAbove(entry, mark, ground, true) ??
    placeBeside(entry, mark, ground, false) ??
    placeAbove(entry, mark, ground, false) ??
    placeOnLeader(entry, mark, ground);
  return { entry, mark, ...placed, isOnSharedBand: false };
}

/** The item with its label on the left of its mark instead of the right, or the other way; null where it has no room there. */
export function mirrored(item: Item, ground: Ground): Item | null {
  if (item.isInside || item.leader !== null || item.label.y !== baselineDrop) return null;
  const { left, right } = reachOf(item.mark);
  const isRight = item.label.x > right;
  const key = hasOwnGlyph(item.mark) ? glyphRoom : 0;
  const width = key + blockBox(item.label).right - item.label.x;
  const from = isRight ? left - labelGap - width : right + labelGap;
  if (!isClear(from, from + width, ground)) return null;
  return {
    ...item,
    left: Math.min(left, from),
    right: Math.max(right, from + width),
    label: { ...item.label, x: from + key },
    glyph: key > 0 ? { x: from + 5, y: 0 } : item.glyph,
  };
}

type Placed = Omit<Item, 'entry' | 'mark' | 'isOnSharedBand'>;

const shortest: Wording = { withDate: false, withStance: false, withDue: false };
const fullest: Wording = { withDate: true, withStance: true, withDue: true };

function isSaidByHeading(entry: Entry, ground: Ground): boolean {
  return ground.hasMonthHeadings && isPlainMonth(entry);
}

/** How far from the left end of a mark the label inside it begins: past the fade and the glyph. */
function insetOf(shape: 'band' | 'frame'): number {
  return (shape === 'band' ? 11 : 9) + glyphRoom;
}

function placeInside(entry: Entry, mark: Mark, ground: Ground): Placed | null {
  if (mark.shape !== 'band' && mark.shape !== 'frame') return null;
  const inset = insetOf(mark.shape);
  const aside = mark.shape === 'frame' ? dueBeside(entry, mark.pole, ground) : stanceBeside(entry, mark, ground);
  const said = { withStance: aside === null, withDue: aside === null };
  const wordings = isSaidByHeading(entry, ground)
    ? [{ ...said, withDate: false }]
    : [{ ...said, withDate: true }, ...(isHedged(entry) ? [] : [{ ...said, withDate: false }])];
  const half = halfHeights[mark.shape];
  for (const wording of wordings) {
    const label = labelOf(entry, wording, ground.setting);
    const starts = [mark.left, ...(ground.todayX === null ? [] : [ground.todayX - 6])];
    const start = starts.find((x) => {
      const from = x + inset;
      return (
        x >= mark.left && from + label.width <= mark.right - 8 && isClear(from - glyphRoom, from + label.width, ground)
      );
    });
    if (start === undefined) continue;
    const pole = mark.shape === 'frame' && mark.pole !== null ? halfHeights.pole : half;
    return {
      left: Math.min(mark.left, aside === null ? Infinity : blockBox(aside).left),
      right: Math.max(mark.right, aside === null ? -Infinity : blockBox(aside).right),
      above: Math.max(pole, aside === null ? 0 : blockBox(aside).above),
      below: Math.max(pole, aside === null ? 0 : blockBox(aside).below),
      label: oneLine(start + inset, baselineDrop, 'start', label),
      isInside: true,
      glyph: { x: start + inset - glyphRoom + 5, y: 0 },
      leader: null,
      aside,
    };
  }
  return null;
}

/** To the right of the mark, else to its left, with the date as long as it fits. */
function placeBeside(entry: Entry, mark: Mark, ground: Ground, withDate: boolean): Placed | null {
  if (!withDate && isHedged(entry)) return null;
  const label = labelOf(entry, { ...fullest, withDate }, ground.setting);
  const key = hasOwnGlyph(mark) ? glyphRoom : 0;
  const width = key + label.width;
  const rightFrom = reachOf(mark).right + labelGap;
  const leftFrom = reachOf(mark).left - labelGap - width;
  const from = [rightFrom, leftFrom].find((x) => isClear(x, x + width, ground));
  if (from === undefined) return null;
  const half = heightOf(mark);
  return {
    left: Math.min(reachOf(mark).left, from),
    right: Math.max(reachOf(mark).right, from + width),
    above: Math.max(half, 8),
    below: Math.max(depthOf(mark), 6),
    label: oneLine(from + key, baselineDrop, 'start', label),
    isInside: false,
    glyph: key > 0 ? { x: from + 5, y: 0 } : glyphOnMark(mark),
    leader: null,
    aside: null,
  };
}

/** On a line of its own above a mark that is long enough to carry it. */
function placeAbove(entry: Entry, mark: Mark, ground: Ground, withDate: boolean): Placed | null {
  if (mark.shape === 'point' || mark.right - mark.left < 60 || (!withDate && isHedged(entry))) return null;
  const label = labelOf(entry, { ...fullest, withDate }, ground.setting);
  const width = glyphRoom + label.width;
  const besideToday = ground.todayX === null ? [] : [ground.todayX - 6 - width, ground.todayX + 6];
  const starts = [mark.left, mark.right - width, ...besideToday];
  const from = starts.find((x) => x + width > mark.left + 40 && x < mark.right - 40 && isClear(x, x + width, ground));
  if (from === undefined) return null;
  const half = heightOf(mark);
  return {
    left: Math.min(mark.left, from),
    right: Math.max(mark.right, from + width),
    above: half + 15,
    below: depthOf(mark),
    label: oneLine(from + glyphRoom, -half - 5, 'start', label),
    isInside: false,
    glyph: { x: from + 5, y: -half - 5 - baselineDrop },
    leader: null,
    aside: null,
  };
}

/** Below the mark, broken into lines, led to by a line with one bend. Some width can always be found for it. */
function placeOnLeader(entry: Entry, mark: Mark, ground: Ground): Placed {
  const { axis, todayX, setting } = ground;
  const label = labelOf(entry, fullest, setting);
  const reach = reachOf(mark);
  const stem = Math.min(Math.max((reach.left + reach.right) / 2, axis.left + 2), axis.right - 2);
  const key = hasOwnGlyph(mark) ? glyphRoom : 0;
  const edges = todayX === null ? [axis.left, axis.right] : [axis.left, todayX - 4, todayX + 4, axis.right];
  const rooms = [
    { from: stem + 12, to: edges.find((edge) => edge >= stem + 12) ?? axis.right },
    { from: edges.findLast((edge) => edge <= stem - 12) ?? axis.left, to: stem - 12 },
    { from: axis.left, to: todayX === null ? axis.right : todayX - 4 },
    { from: todayX === null ? axis.left : todayX + 4, to: axis.right },
  ].filter((room) => isClear(room.from, Math.max(room.from, room.to), ground));
  const width = (room: { from: number; to: number }) => Math.min(room.to - room.from - key, widestBlock);
  const room =
    rooms.find((each) => width(each) >= Math.min(label.width, 110)) ??
    rooms.reduce(
      (widest, each) => (width(each) > width(widest) ? each : widest),
      rooms[0] ?? { from: axis.left, to: axis.right },
    );
  const lines = wrap(label.runs, Math.max(width(room), 24), setting.measure);
  const widest = Math.max(...lines.map((line) => line.width));
  const isLeftOfStem = room.to <= stem;
  const from = isLeftOfStem ? room.to - widest - key : room.from;
  const half = heightOf(mark);
  const lineMiddle = depthOf(mark) + 4 + lineHeight / 2;
  const isAside = from >= stem + 8 || isLeftOfStem;
  const firstBaseline = lineMiddle + (isAside ? 0 : 8) + baselineDrop;
  const end = isLeftOfStem ? room.to + 3 : from - 3;
  return {
    left: Math.min(reach.left, from),
    right: Math.max(reach.right, from + key + widest),
    above: half,
    below: firstBaseline + (lines.length - 1) * lineHeight + 3,
    label: { x: from + key, y: firstBaseline, anchor: 'start', leading: lineHeight, lines },
    isInside: false,
    glyph: key > 0 ? { x: from + 5, y: firstBaseline - baselineDrop } : glyphOnMark(mark),
    leader: isAside
      ? [
          { x: stem, y: depthOf(mark) + 2 },
          { x: stem, y: lineMiddle },
          { x: end, y: lineMiddle },
        ]
      : [
          { x: stem, y: depthOf(mark) + 2 },
          { x: stem, y: lineMiddle },
        ],
    aside: null,
  };
}

/** A statement's stance in a word, at the left of its band. */
function stanceBeside(entry: Entry, mark: Mark, ground: Ground): TextBlock | null {
  const stance = ground.setting.show.stances ? stanceOf(entry, ground.setting.words) : null;
  if (stance === null) return null;
  const line = detailLine(stance, ground);
  const x = mark.left - labelGap;
  return isClear(x - line.width, x, ground) ? oneLine(x, baselineDrop, 'end', line) : null;
}

/** "by 7 Dec at the latest" in two lines at the right of the pole. */
function dueBeside(entry: Entry, pole: number | null, ground: Ground): TextBlock | null {
  const { type, palette, measure, words } = ground.setting;
  const due = dueInWords(entry, words);
  if (due === null || pole === null) return null;
  const lines = wrap([run(due, type.detail, palette.quietInk)], 54, measure);
  const widest = Math.max(...lines.map((line) => line.width));
  if (!isClear(pole + 4, pole + 4 + widest, ground)) return null;
  return { x: pole + 4, y: 3.2 - (lines.length - 1) * 5.25, anchor: 'start', leading: 10.5, lines };
}

function detailLine(text: string, { setting: { type, palette, measure } }: Ground): SetLine {
  const runs = [run(text, type.detail, palette.quietInk)];
  return { runs, width: widthOf(runs, measure) };
}

function hasOwnGlyph(mark: Mark): boolean {
  return mark.shape === 'bar' || (mark.shape !== 'point' && mark.right - mark.left >= narrowestBand);
}

function glyphOnMark(mark: Mark): Point | null {
  return hasOwnGlyph(mark) || mark.shape === 'point' ? null : { x: (mark.left + mark.right) / 2, y: 0 };
}

/** How far a mark reaches, with the glyph that may stand on it. */
function reachOf(mark: Mark): { left: number; right: number } {
  const middle = (mark.left + mark.right) / 2;
  return { left: Math.min(mark.left, middle - 5), right: Math.max(mark.right, middle + 5) };
}

function heightOf(mark: Mark): number {
  return mark.shape === 'frame' && mark.pole !== null ? halfHeights.pole : halfHeights[mark.shape];
}

/** How far a mark reaches below its middle: a waiver's tab hangs under the bar that it is cut into. */
function depthOf(mark: Mark): number {
  return mark.shape === 'bar' && mark.slots.length > 0 ? tabDepth + 1 : heightOf(mark);
}
