import { readEdtf } from '#core/dates/edtf';
import type { DateEdge, MomentReading, PeriodReading } from '#core/dates/reading';
import { pieceAt, xOf, type TimeAxis } from '#core/figure/axis';
import type { Entry } from '#core/figure/entries';

/** What is drawn for an event, across the page; its form speaks of time alone. */
export type Mark = PointMark | BandMark | FrameMark | BarMark;

/** One sure day: a glyph centred on it. */
export interface PointMark {
  readonly shape: 'point';
  readonly x: number;
  readonly left: number;
  readonly right: number;
}

/** Some day in a span: soft where nothing sure bounds it. */
export interface BandMark {
  readonly shape: 'band';
  readonly left: number;
  readonly right: number;
  readonly start: BandEnd;
  readonly end: BandEnd;
}

/** An end of a band: fading over a length, a sure edge, or cut off by the window. */
export type BandEnd = { readonly type: 'soft'; readonly length: number } | { readonly type: 'sure' | 'cut' };

/** Worked out from a rule: a dashed frame with a pole on the latest day. */
export interface FrameMark {
  readonly shape: 'frame';
  readonly left: number;
  readonly right: number;
  /** Where the latest day ends; null when it lies beyond the window. */
  readonly pole: number | null;
}

/** A period: true to length, fading where an end is open or given less finely than a day. */
export interface BarMark {
  readonly shape: 'bar';
  readonly left: number;
  readonly right: number;
  /** From where the bar is at full strength, and to where. */
  readonly solidFrom: number;
  readonly solidTo: number;
  readonly start: 'sure' | 'cut' | 'open';
  readonly end: 'sure' | 'cut' | 'open';
  readonly slots: readonly Slot[];
}

/** A stretch for which a waiver suspends the bar that it is cut into. */
export interface Slot {
  readonly waiver: string;
  readonly left: number;
  readonly right: number;
}

/** Narrower than this, a band cannot hold its glyph and a bar cannot be told from a day. */
export const narrowestBand = 26;
const narrowestBar = 8;
const fadeLength = 22;

/**
 * The mark for an entry that stands on the axis. `insideWidth` is what its label would need inside a band: a band that is
 * open on one side has no length of its own and takes that. `solidTo` is where an open end begins to fade: today.
 */
export function markFor(entry: Entry, axis: TimeAxis, today: number, insideWidth: number, slots: readonly Slot[]): Mark | null {
  const { placement, due } = entry;
  if (placement === null) return null;
  if (placement.nature === 'period') return barFor(placement, axis, today, slots);
  const { from, to } = placement.span;
  if (from === null && to === null) return null;
  if (due?.state === 'dated' && due.derived && from !== null && to !== null) {
    const frame = { left: xOf(axis, from), right: xOf(axis, to), pole: to <= axis.to ? xOf(axis, to) : null };
    if (frame.right - frame.left >= narrowestBand) return { shape: 'frame', ...frame };
  }
  return isSureDay(placement) ? pointAt(xOf(axis, (placement.edge.span.from + placement.edge.span.to) / 2)) : bandFor(placement, axis, insideWidth);
}

/** The stretches in which the shown waivers suspend a sanction. */
export function slotsOf(sanction: string, entries: readonly Entry[], axis: TimeAxis): Slot[] {
  return entries.flatMap(({ event }) => {
    if (event.kind !== 'waiver' || event.inForce === null) return [];
    if (!event.relations.some((relation) => relation.type === 'suspends' && relation.event === sanction)) return [];
    const { from, to } = readEdtf(event.inForce).span;
    const left = from === null ? axis.left : xOf(axis, from);
    const right = to === null ? axis.right : xOf(axis, to);
    return right > left ? [{ waiver: event.id, left, right }] : [];
  });
}

function pointAt(x: number): PointMark {
  return { shape: 'point', x, left: x - 5, right: x + 5 };
}

function isSureDay(reading: MomentReading): reading is MomentReading & { edge: { span: { from: number; to: number } } } {
  const { precision, isApproximate, span } = reading.edge;
  return precision === 'day' && !isApproximate && span.from !== null && span.to !== null;
}

function bandFor({ edge }: MomentReading, axis: TimeAxis, insideWidth: number): BandMark {
  const { from, to } = edge.span;
  const openLength = Math.max(narrowestBand * 2, insideWidth);
  const right = to === null ? Math.min(axis.right, xOf(axis, from ?? axis.from) + openLength) : xOf(axis, to);
  const roomLeft = to === null ? axis.left : (pieceAt(axis, to - 1)?.left ?? axis.left);
  const left = from === null ? Math.max(roomLeft, right - openLength) : xOf(axis, from);
  // An approximate day, or a month on an axis of centuries, still has to be seen.
  const middle = (left + right) / 2;
  const half = Math.max(right - left, edge.isApproximate ? narrowestBand : 6) / 2;
  const soft: BandEnd = {
    type: 'soft',
    length: edge.isApproximate ? half / 2 : Math.min(fadeLength, (2 * half) / (from === null || to === null ? 3 : 4)),
  };
  const bounded = edge.precision === 'set' && !edge.isApproximate ? ({ type: 'sure' } as const) : soft;
  return {
    shape: 'band',
    left: middle - half,
    right: middle + half,
    start: from === null ? soft : from < axis.from ? { type: 'cut' } : bounded,
    end: to === null ? soft : to > axis.to ? { type: 'cut' } : bounded,
  };
}

function barFor(reading: PeriodReading, axis: TimeAxis, today: number, slots: readonly Slot[]): Mark {
  const first = reading.start?.span ?? { from: null, to: null };
  const last = reading.end?.span ?? { from: null, to: null };
  const left = first.from === null ? axis.left : xOf(axis, first.from);
  const right = last.to === null ? axis.right : xOf(axis, last.to);
  const isBounded = first.from !== null && last.to !== null;
  if (isBounded && right - left < narrowestBar) return pointAt((left + right) / 2);
  // An open start has lasted for longer than anyone says; it fades over a quarter, as an open end does from today on.
  const solidFrom = first.to === null ? left + (right - left) / 4 : isCoarse(reading.start) ? xOf(axis, first.to) : left;
  const solidTo = last.from === null ? xOf(axis, today) : isCoarse(reading.end) ? xOf(axis, last.from) : right;
  return {
    shape: 'bar',
    left,
    right,
    solidFrom: Math.min(solidFrom, right),
    solidTo: Math.max(solidTo, left),
    start: first.from === null ? 'open' : first.from < axis.from ? 'cut' : 'sure',
    end: last.to === null ? 'open' : last.to > axis.to ? 'cut' : 'sure',
    slots,
  };
}

function isCoarse(edge: DateEdge | null): boolean {
  return edge !== null && (edge.precision !== 'day' || edge.isApproximate);
}
