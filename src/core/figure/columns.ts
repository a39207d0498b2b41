import { dayMs, msToDay } from '#core/dates/calendar-day';
import { yearName } from '#core/dates/date-name';
import { heightOfSlots, labelGap, placeDown, type Slot } from '#core/figure/column-labels';
import type { Entry, LaneEntries } from '#core/figure/entries';
import type { Ground } from '#core/figure/ground';
import { detailsOf, isHedged, isPlainMonth, partsOf, stanceOf, superscript } from '#core/figure/labels';
import { moreLines, withWaiversAfterSanctions } from '#core/figure/lanes';
import { markFor, slotsOf, type Mark } from '#core/figure/marks';
import type { Point } from '#core/figure/scene';
import { run, wrap, type SetLine } from '#core/figure/text-setting';
import type { TextBlock } from '#core/figure/text-block';

/** A mark that runs down a column, for one event or for several of one kind that share their dates. */
export interface Strip {
  readonly entries: readonly Entry[];
  readonly mark: Mark;
  /** The middle of the strip, across the page. */
  readonly x: number;
}

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
  readonly strips: readonly Strip[];
  readonly labels: readonly ColumnLabel[];
  /** "3 more: A, B", for what the column has no room left for; null when all is shown. */
  readonly more: TextBlock | null;
  readonly hidden: readonly Entry[];
  /** The height that all labels would take. */
  readonly needed: number;
}

/** Half the thickness of strips. */
export const stripThickness = { band: 5, frame: 5, bar: 4.6, pole: 9 } as const;
const stripPitch = 14;
/** More strips side by side than this cannot be told apart. */
const mostStrips = 6;
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

/** The narrowest column that holds a strip and a legible label. */
export const narrowestColumn = stripPitch + leaderGutter + keyRoom + narrowestText + columnGap;

/** Lays lanes out as columns between the ends of the ground's axis, which runs down. */
export function layColumns(lanes: readonly LaneEntries[], ground: Ground, left: number, right: number): Column[] {
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
  const sum = weights.reduce((total, each) => total + each, 0);
  let x = left;
  return packed.map((each, index) => {
    const textWidth = (room * (weights[index] ?? 0)) / sum;
    const width = (fixed[index] ?? 0) + textWidth;
    const column = layColumn(lanes[index]?.name ?? '', each, ground, x, x + width, textWidth);
    x += width;
    return column;
  });
}

interface Labelled extends Slot {
  readonly entry: Entry;
  readonly mark: Mark;
  readonly lines: readonly SetLine[];
}

function layColumn(
  name: string,
  { strips, points, unplaced }: Packed,
  ground: Ground,
  left: number,
  right: number,
  textWidth: number,
): Column {
  const { axis } = ground;
  const textLeft = right - columnGap - textWidth;
  const stripX = (place: number) => left + place * stripPitch + 5;

  const labelled = [...strips.flatMap(({ entries, mark }) => entries.map((entry) => ({ entry, mark }))), ...points]
    .map(({ entry, mark }): Labelled => {
      const lines = linesFor(entry, textWidth, ground);
      const height = lines.length * lineHeight;
      const from = mark.shape === 'point' ? mark.x - ascent + 3.6 : Math.max(mark.left, axis.left) + 4;
      const to = mark.shape === 'point' ? from : Math.max(from, Math.min(mark.right, axis.right) - height - 2);
      return { entry, mark, lines, height, from, to };
    })
    .sort((a, b) => a.from - b.from);

  const fitted = fit(labelled, unplaced, axis, textWidth + keyRoom, ground);
  const tops = placeDown(fitted.shown, axis.left, fitted.bottom);
  const labels = fitted.shown.map((each, index) => {
    const top = tops[index] ?? 0;
    const y = top + ascent;
    const block = { x: textLeft, y, anchor: 'start', leading: lineHeight, lines: each.lines } as const;
    return { ...each, top, block, glyph: { x: textLeft - keyRoom + 5, y: y - 3.6 } };
  });
  const stripEnds = new Map(strips.flatMap(({ entries, place }) => entries.map((entry) => [entry, stripX(place) + 6])));
  const more =
    fitted.hidden.length === 0
      ? null
      : ({
          x: textLeft - keyRoom,
          y: fitted.bottom + labelGap + ascent,
          anchor: 'start',
          leading: lineHeight,
          lines: fitted.more,
        } as const);
  return {
    name,
    left,
    right,
    strips: strips.map(({ entries, mark, place }) => ({ entries, mark, x: stripX(place) })),
    labels: withLeaders(labels, stripEnds),
    more,
    hidden: fitted.hidden,
    needed: heightOfSlots(labelled),
  };
}

interface PackedStrip {
  readonly entries: Entry[];
  readonly mark: Mark;
  readonly place: number;
}

interface Packed {
  readonly strips: readonly PackedStrip[];
  readonly points: readonly { readonly entry: Entry; readonly mark: Mark }[];
  /** Events whose strip found no place beside the others. */
  readonly unplaced: readonly Entry[];
  readonly stripCount: number;
}

/** Strips side by side where they meet in time; events of one kind and date share one. */
function packStrips(lane: LaneEntries, shown: readonly Entry[], ground: Ground, most: number): Packed {
  const strips: PackedStrip[] = [];
  const byLook = new Map<string, PackedStrip>();
  const points: { entry: Entry; mark: Mark }[] = [];
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

/** Leaves out the least important labels until the others fit, and words the line that names them. */
function fit(
  labelled: readonly Labelled[],
  unplaced: readonly Entry[],
  axis: { left: number; right: number },
  width: number,
  ground: Ground,
) {
  const byImportance = labelled.toSorted((a, b) => a.entry.event.importance - b.entry.event.importance);
  const left = new Set<Labelled>();
  for (;;) {
    const shown = labelled.filter((each) => !left.has(each));
    const hidden = [...unplaced, ...labelled.filter((each) => left.has(each)).map(({ entry }) => entry)];
    const more = hidden.length === 0 ? [] : moreLines(hidden, width, ground.setting, 4);
    const bottom = axis.right - (more.length === 0 ? 0 : more.length * lineHeight + labelGap);
    if (heightOfSlots(shown) <= bottom - axis.left || shown.length === 0) return { shown, hidden, more, bottom };
    const next = byImportance[left.size];
    if (next !== undefined) left.add(next);
  }
}

/** Who in medium weight, then what and when on lines of their own. */
function linesFor(entry: Entry, width: number, ground: Ground): SetLine[] {
  const { setting } = ground;
  const { type, palette, measure, words, show } = setting;
  const [who, what] = partsOf(entry);
  const stance = show.stances ? stanceOf(entry, words) : null;
  const name = [run(who, type.label, palette.ink)];
  if (stance !== null) name.push(run(`  ${stance}`, type.tick, palette.quietInk));
  const isSaid = (ground.hasMonthHeadings && isPlainMonth(entry)) || (setting.isBrief && !isHedged(entry));
  const wording = { withDate: false, withStance: false, withDue: true };
  const details = [
    what,
    ...(isSaid || entry.isRemark ? [] : [dateBesideAxis(entry, ground)]),
    ...detailsOf(entry, wording, setting),
  ].filter((detail) => detail !== null);
  const sources = superscript(entry.numbers, setting);
  const [first, ...rest] = details;
  if (first === undefined || setting.isBrief) {
    const text = first !== undefined && what !== null ? `: ${what}` : '';
    const tail = text === '' ? [] : [run(text, type.labelDetail, palette.quietInk)];
    return wrap([...name, ...tail, ...sources], width, measure);
  }
  const sentence = [first.charAt(0).toLocaleUpperCase(words.dates.tag) + first.slice(1), ...rest].join(', ');
  return [
    ...wrap(name, width, measure),
    ...wrap([run(sentence, type.detail, palette.quietInk), ...sources], width, measure),
  ];
}

/** The date without the year, which the axis says, where it is a day or days of one month. */
function dateBesideAxis(entry: Entry, { setting }: Ground): string | null {
  const { placement, due } = entry;
  const { dates } = setting.words;
  if (due?.state === 'dated' && due.derived) return null;
  if (placement !== null && !isHedged(entry)) {
    const edges = placement.nature === 'moment' ? [placement.edge] : [placement.start, placement.end];
    const { from, to } = placement.span;
    const areDays = edges.every((edge) => edge?.precision === 'day');
    if (areDays && from !== null && to !== null) {
      const [first, last] = [msToDay(from), msToDay(to - dayMs)];
      if (from === to - dayMs) return unbroken(dates.dayOfMonth(first, 'short'));
      if (first.year === last.year && first.month === last.month) {
        const [start, end] = dates.daysOfMonth(first, last, yearName(first.year, dates), 'short');
        return unbroken(dates.range(start, end).replace(new RegExp(`[, ]+${yearName(first.year, dates)}$`), ''));
      }
    }
  }
  const wording = { withDate: true, withStance: false, withDue: false };
  return detailsOf(entry, wording, { ...setting, isBrief: false })[0] ?? null;
}

function unbroken(day: string): string {
  return day.replaceAll(' ', '\u00A0');
}

/** Lines from days to the labels that had to move away from them; none crosses another. */
function withLeaders(
  labels: readonly (Labelled & { top: number; block: TextBlock; glyph: Point })[],
  stripEnds: ReadonlyMap<Entry, number>,
): ColumnLabel[] {
  const leaders: (readonly Point[])[] = [];
  const leaderFor = ({ mark, top, from, to, glyph, entry }: (typeof labels)[number]): readonly Point[] | null => {
    const isAtHome = top > from - 1.2 && top < to + 1.2;
    if (isAtHome) return null;
    const end = { x: glyph.x - 6.5, y: glyph.y };
    const start =
      mark.shape === 'point'
        ? { x: glyph.x - 14, y: mark.x }
        : { x: (stripEnds.get(entry) ?? glyph.x) + 1, y: top < from ? mark.left + 2 : mark.right - 2 };
    const leader = [start, end];
    if (leaders.some((other) => doMeet(leader, other))) return null;
    leaders.push(leader);
    return leader;
  };
  // Days first: without a leader a day has no mark at all.
  const ordered = labels.toSorted((a, b) => Number(b.mark.shape === 'point') - Number(a.mark.shape === 'point'));
  const byEntry = new Map(ordered.map((label) => [label, leaderFor(label)]));
  return labels.map((label) => {
    const { entry, block, glyph } = label;
    return { entry, block, glyph, leader: byEntry.get(label) ?? null };
  });
}

/** Whether two straight lines from left to right share a point. */
function doMeet([a, b]: readonly Point[], [c, d]: readonly Point[]): boolean {
  if (a === undefined || b === undefined || c === undefined || d === undefined) return false;
  const side = (p: Point, q: Point, r: Point) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
