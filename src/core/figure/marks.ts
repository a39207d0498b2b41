import { pieceAt, xOf, type TimeAxis } from '#core/figure/axis';
import type { Entry } from '#core/figure/entries';
import { markOf, type BandEdge, type BandMark as TimedBand, type BarMark as TimedBar } from '#core/timeline/mark';
import { waiverCuts } from '#core/timeline/waiver-cuts';

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
const narrowestSoft = 6;
const fadeLength = 22;

/**
 * The mark for an entry that stands on the axis. `insideWidth` is what its label would need inside a band: a band that is
 * open on one side has no length of its own and takes that. An open end begins to fade today.
 */
export function markFor(
  entry: Entry,
  axis: TimeAxis,
  today: number,
  insideWidth: number,
  slots: readonly Slot[],
): Mark | null {
  const { event, placement, due } = entry;
  if (placement === null) return null;
  const { from, to } = placement.span;
  if (due?.state === 'dated' && due.derived && from !== null && to !== null) {
    const frame = { left: xOf(axis, from), right: xOf(axis, to), pole: to <= axis.to ? xOf(axis, to) : null };
    if (frame.right - frame.left >= narrowestBand) return { shape: 'frame', ...frame };
  }
  const timed = markOf(placement, event.clock?.time ?? null);
  switch (timed.shape) {
    case 'point':
      return pointAt(xOf(axis, timed.at));
    case 'band':
      return bandFor(timed, axis, insideWidth);
    case 'bar':
      return barFor(timed, axis, today, slots);
    case 'outline':
      return null;
  }
}

/** The stretches in which the shown waivers suspend a sanction. */
export function slotsOf(sanction: string, entries: readonly Entry[], axis: TimeAxis): Slot[] {
  return waiverCuts(entries.map(({ event }) => event)).flatMap((cut) => {
    if (cut.sanction !== sanction) return [];
    const left = cut.from === null ? axis.left : xOf(axis, cut.from);
    const right = cut.to === null ? axis.right : xOf(axis, cut.to);
    return right > left ? [{ waiver: cut.waiver, left, right }] : [];
  });
}

function pointAt(x: number): PointMark {
  return { shape: 'point', x, left: x - 5, right: x + 5 };
}

function bandFor(timed: TimedBand, axis: TimeAxis, insideWidth: number): BandMark {
  const { from, to } = timed;
  const openLength = Math.max(narrowestBand * 2, insideWidth);
  const right = to === null ? Math.min(axis.right, xOf(axis, from ?? axis.from) + openLength) : xOf(axis, to);
  const roomLeft = to === null ? axis.left : (pieceAt(axis, to - 1)?.left ?? axis.left);
  const left = from === null ? Math.max(roomLeft, right - openLength) : xOf(axis, from);
  // An approximate day, or a month on an axis of centuries, still has to be seen.
  const isApproximate = timed.left === 'approximate' || timed.right === 'approximate';
  const half = Math.max(right - left, isApproximate ? narrowestBand : narrowestSoft) / 2;
  const middle = (left + right) / 2;
  return {
    shape: 'band',
    left: middle - half,
    right: middle + half,
    start: from !== null && from < axis.from ? { type: 'cut' } : bandEnd(timed.left, 2 * half),
    end: to !== null && to > axis.to ? { type: 'cut' } : bandEnd(timed.right, 2 * half),
  };
}

function bandEnd(edge: BandEdge, length: number): BandEnd {
  switch (edge) {
    case 'sure':
      return { type: 'sure' };
    case 'approximate':
      return { type: 'soft', length: length / 4 };
    case 'open':
      return { type: 'soft', length: Math.min(fadeLength, length / 3) };
    case 'soft':
      return { type: 'soft', length: Math.min(fadeLength, length / 4) };
  }
}

function barFor(timed: TimedBar, axis: TimeAxis, today: number, slots: readonly Slot[]): Mark {
  const { from, to } = timed;
  const left = from === null ? axis.left : xOf(axis, from);
  const right = to === null ? axis.right : xOf(axis, to);
  if (from !== null && to !== null && right - left < narrowestBar) return pointAt((left + right) / 2);
  // A start that nobody gives lies further back than the page: it fades over a quarter of what is seen.
  const solidFrom = timed.solidFrom === null ? left + (right - left) / 4 : xOf(axis, timed.solidFrom);
  const solidTo = xOf(axis, timed.solidTo ?? today);
  return {
    shape: 'bar',
    left,
    right,
    solidFrom: Math.min(solidFrom, right),
    solidTo: Math.max(solidTo, left),
    start: from === null ? 'open' : from < axis.from ? 'cut' : 'sure',
    end: to === null ? 'open' : to > axis.to ? 'cut' : 'sure',
    slots,
  };
}
