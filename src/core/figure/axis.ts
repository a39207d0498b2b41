import { dayMs, dayToMs, msToDay } from '#core/dates/calendar-day';
import type { DateReading, DaySpan } from '#core/dates/reading';
import { readEdtf } from '#core/dates/edtf';
import type { Extent } from '#core/dates/extent';
import type { Entry } from '#core/figure/entries';
import { ticksFor } from '#core/timeline/ticks';

/** One unbroken stretch of the axis: time and the places along it that show it. */
export interface AxisPiece extends Extent {
  readonly left: number;
  readonly right: number;
  /** Instants and their places, both rising; in between, time passes evenly. */
  readonly knots: readonly Knot[];
}

/** An instant and its place along the axis. */
export interface Knot {
  readonly ms: number;
  readonly x: number;
}

/**
 * Time laid along the page, across or down: pieces in order, with a break wherever half a year or more stands empty
 * between two. `left` and `right` are its two ends, whichever way it runs.
 */
export interface TimeAxis extends Extent {
  readonly left: number;
  readonly right: number;
  readonly pieces: readonly AxisPiece[];
}

/** How an axis is laid along the page. */
export interface AxisFormat {
  readonly left: number;
  readonly right: number;
  /** The length of a break between two pieces, with room for the words that say how long it is. */
  readonly breakLength: number;
  /** The shortest piece: room for a heading such as "Feb 2022". */
  readonly shortestPiece: number;
  /** Gives stretches in which much happens more room than empty ones. */
  readonly isRoomy: boolean;
}

const mostBreaks = 4;

/** Lays the entries' time along the page. */
export function axisFor(entries: readonly Entry[], range: Extent | null, today: number, format: AxisFormat): TimeAxis {
  const isOpenEnded = entries.some(({ placement }) => placement?.nature === 'period' && placement.end === null);
  const occupied = entries.flatMap(occupiedBy);
  const whole = range ?? extentOf(occupied, today);
  if (isOpenEnded || (today >= whole.from && today < whole.to)) occupied.push({ from: today, to: today + dayMs });
  const clusters = clustersOf(occupied, whole);
  const pieces = range === null ? padded(clusters, isOpenEnded) : withEdges(clusters, range);
  return spread(pieces, format, occupied);
}

/** Where an instant falls across the page; what lies outside falls on the nearest edge, what lies in a break on the break. */
export function xOf(axis: TimeAxis, ms: number): number {
  let x = axis.left;
  for (const piece of axis.pieces) {
    if (ms < piece.from) return x;
    x = placeIn(piece, Math.min(ms, piece.to));
  }
  return x;
}

function placeIn({ knots }: AxisPiece, ms: number): number {
  const index = Math.max(
    1,
    knots.findIndex((knot) => knot.ms >= ms),
  );
  const [before, after] = [knots[index - 1], knots[index]];
  if (before === undefined || after === undefined) throw new Error('A piece of the axis has two ends.');
  return before.x + ((ms - before.ms) / (after.ms - before.ms)) * (after.x - before.x);
}

/** The piece of the axis in which an instant falls, or the nearest before it. */
export function pieceAt(axis: TimeAxis, ms: number): AxisPiece | null {
  return axis.pieces.findLast((piece) => ms >= piece.from) ?? axis.pieces[0] ?? null;
}

/** The middles of the breaks along the axis. */
export function breaksOf(axis: TimeAxis): number[] {
  return axis.pieces.slice(1).map((piece, index) => (piece.left + (axis.pieces[index]?.right ?? piece.left)) / 2);
}

/** The whole months that each break leaves out, at least six. */
export function monthsLeftOut(axis: TimeAxis): number[] {
  return axis.pieces.slice(1).map((piece, index) => {
    const [from, to] = [msToDay(axis.pieces[index]?.to ?? piece.from), msToDay(piece.from)];
    return (to.year - from.year) * 12 + to.month - from.month;
  });
}

/**
 * The stretches in which an entry has something to show. The inside of a period is not one: a bar says the same
 * throughout, so an axis may break in it.
 */
function occupiedBy({ event, placement }: Entry): Extent[] {
  const spans: DaySpan[] = [];
  const add = (reading: DateReading) => {
    if (reading.nature === 'moment') spans.push(reading.span);
    else spans.push(...[reading.start, reading.end].flatMap((edge) => (edge === null ? [] : [edge.span])));
  };
  if (placement !== null) add(placement);
  if (event.kind === 'waiver' && event.inForce !== null) add(readEdtf(event.inForce));
  return spans.flatMap(({ from, to }) => {
    if (from === null && to === null) return [];
    return [{ from: from ?? (to ?? 0) - dayMs, to: to ?? (from ?? 0) + dayMs }];
  });
}

function extentOf(occupied: readonly Extent[], today: number): Extent {
  const first = occupied.reduce((earliest, each) => Math.min(earliest, each.from), Infinity);
  const last = occupied.reduce((latest, each) => Math.max(latest, each.to), -Infinity);
  return first < last ? { from: first, to: last } : { from: today, to: today + dayMs };
}

/** What is occupied, merged and parted where the axis breaks: in the longest empty stretches, when they dominate. */
function clustersOf(occupied: readonly Extent[], whole: Extent): Extent[] {
  const merged: Extent[] = [];
  for (const each of occupied.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && each.from <= last.to)
      merged.splice(-1, 1, { from: last.from, to: Math.max(last.to, each.to) });
    else merged.push(each);
  }
  const first = merged[0];
  const last = merged.at(-1);
  if (first === undefined || last === undefined) return [whole];

  const gaps = merged.slice(1).map((each, index) => ({ from: merged[index]?.to ?? each.from, to: each.from }));
  const chosen: Extent[] = [];
  let kept = last.to - first.from;
  for (const gap of gaps.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, mostBreaks)) {
    // Empty time should look empty; only when it would crowd out the rest is it cut.
    if (!isHalfYearOrMore(gap) || lengthOf(gap) < kept / 4) break;
    chosen.push(gap);
    kept -= lengthOf(gap);
  }
  const cuts = chosen.toSorted((a, b) => a.from - b.from);
  const starts = [first.from, ...cuts.map((gap) => gap.to)];
  const ends = [...cuts.map((gap) => gap.from), last.to];
  return starts.map((from, index) => ({ from, to: ends[index] ?? last.to }));
}

function lengthOf(extent: Extent): number {
  return extent.to - extent.from;
}

function isHalfYearOrMore(gap: Extent): boolean {
  const from = msToDay(gap.from);
  return gap.to >= dayToMs({ ...from, month: from.month + 6 });
}

/** Clusters with air around them: pieces begin with a month, a year or a century, and the last leaves room for an open end. */
function padded(clusters: readonly Extent[], isOpenEnded: boolean): Extent[] {
  return clusters.map((cluster, index) => {
    const isLast = index === clusters.length - 1;
    const from = startOfUnit(cluster, cluster.from);
    const share = isLast && isOpenEnded ? 0.12 : 0.05;
    const padded = cluster.to + Math.max(dayMs, share * (cluster.to - from));
    return { from, to: Math.max(padded, endOfMonthWithin(from, cluster.to)) };
  });
}

/** The end of the month in which both instants lie, so that a single date does not stand at the edge; else the later. */
function endOfMonthWithin(from: number, to: number): number {
  const { year, month } = msToDay(from);
  const end = dayToMs({ year, month: month + 1, day: 1 });
  return to < end ? end : to;
}

function startOfUnit(cluster: Extent, ms: number): number {
  const years = lengthOf(cluster) / (365.25 * dayMs);
  const { year, month } = msToDay(ms);
  if (years < 2) return dayToMs({ year, month, day: 1 });
  const step = years < 30 ? 1 : years < 300 ? 10 : 100;
  return dayToMs({ year: Math.floor(year / step) * step, month: 1, day: 1 });
}

/** Clusters that together reach from edge to edge of a chosen range. */
function withEdges(clusters: readonly Extent[], range: Extent): Extent[] {
  const inside = clusters
    .map((each) => ({ from: Math.max(each.from, range.from), to: Math.min(each.to, range.to) }))
    .filter((each) => each.from < each.to);
  if (inside.length === 0) return [range];
  return inside.map((each, index) => ({
    from: index === 0 ? range.from : startOfUnit(each, each.from),
    to: index === inside.length - 1 ? range.to : each.to,
  }));
}

/** A piece in which a single date stands, such as the start of a bar that runs through a break: its heading says it all. */
function isBackground(piece: Extent, occupied: readonly Extent[]): boolean {
  const inside = occupied.filter((each) => each.from < piece.to && each.to > piece.from);
  return inside.every((each) => each.from === inside[0]?.from && each.to === inside[0]?.to);
}

/** Gives each piece room by its length, but none less than a heading needs, and a background no more. */
function spread(extents: readonly Extent[], format: AxisFormat, occupied: readonly Extent[]): TimeAxis {
  const { left, right, breakLength, shortestPiece } = format;
  const room = right - left - breakLength * (extents.length - 1);
  const quiet = extents.flatMap((extent, index) => (isBackground(extent, occupied) ? [index] : []));
  const short = new Set(quiet.length < extents.length ? quiet : []);
  let lengths: number[] = [];
  for (let settled = false; !settled;) {
    const rest = extents.reduce((sum, each, index) => (short.has(index) ? sum : sum + lengthOf(each)), 0);
    const share = (room - short.size * shortestPiece) / rest;
    lengths = extents.map((each, index) => (short.has(index) ? shortestPiece : lengthOf(each) * share));
    const tooShort = lengths.findIndex((length, index) => length < shortestPiece && !short.has(index));
    settled = tooShort < 0 || short.size === extents.length - 1;
    if (!settled) short.add(tooShort);
  }
  let x = left;
  const pieces = extents.map((extent, index) => {
    const end = x + (lengths[index] ?? 0);
    const piece = { ...extent, left: x, right: end, knots: knotsFor(extent, x, end, format.isRoomy, occupied) };
    x = end + breakLength;
    return piece;
  });
  return { left, right, from: extents[0]?.from ?? 0, to: extents.at(-1)?.to ?? 0, pieces };
}

/** Of a stretch's room, what is shared out by the events that begin in each part of it; the rest goes by time. */
const shareOfEvents = 0.6;

/** Time passes evenly, or, where asked, slower in the parts in which more begins. */
function knotsFor(extent: Extent, left: number, right: number, isRoomy: boolean, occupied: readonly Extent[]): Knot[] {
  const ends = [
    { ms: extent.from, x: left },
    { ms: extent.to, x: right },
  ];
  const starts = occupied.filter(({ from }) => from >= extent.from && from < extent.to).map(({ from }) => from);
  if (!isRoomy || starts.length < 3) return ends;
  const inner = ticksFor(extent.from, extent.to, right - left).minor.filter(
    ({ ms }) => ms > extent.from && ms < extent.to,
  );
  const bounds = [extent.from, ...inner.map(({ ms }) => ms), extent.to];
  let x = left;
  return bounds.map((ms, index) => {
    const before = bounds[index - 1];
    if (before !== undefined) {
      const time = (ms - before) / lengthOf(extent);
      const events = starts.filter((start) => start >= before && start < ms).length / starts.length;
      x += (right - left) * ((1 - shareOfEvents) * time + shareOfEvents * events);
    }
    return { ms, x };
  });
}
