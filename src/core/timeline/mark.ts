import { dayMs } from '#core/dates/calendar-day';
import type { DateEdge, DateReading, MomentReading, PeriodReading } from '#core/dates/reading';

/**
 * How one side of a mark is drawn. *soft* fades, *approximate* fades over a quarter of the length, *sure* has an edge;
 * *open* has none because the date has none on that side.
 */
export type BandEdge = 'soft' | 'approximate' | 'sure' | 'open';

/** How one side of a bar ends: on a day, somewhere in a fade, never, or nobody says when. */
export type BarEdge = 'sure' | 'soft' | 'open' | 'unknown';

/** One day, known: a glyph centred on it. `at` is its middle, or the hour its clock gives. */
export interface PointMark {
  readonly shape: 'point';
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** Lasted from one day to another. At full strength from `solidFrom` to `solidTo`, fading towards `from` and `to`. */
export interface BarMark {
  readonly shape: 'bar';
  readonly from: number | null;
  readonly to: number | null;
  readonly solidFrom: number | null;
  readonly solidTo: number | null;
  readonly left: BarEdge;
  readonly right: BarEdge;
}

/** On some one day between two bounds, of which one may be missing. */
export interface BandMark {
  readonly shape: 'band';
  readonly from: number | null;
  readonly to: number | null;
  readonly left: BandEdge;
  readonly right: BandEdge;
}

/** Worked out from a rule: an outline from the earliest day to the latest. */
export interface OutlineMark {
  readonly shape: 'outline';
  readonly from: number | null;
  readonly to: number | null;
}

/** What stands on the axis for an event; its form speaks of time alone. Bounds are UTC milliseconds. */
export type Mark = PointMark | BarMark | BandMark | OutlineMark;

const minuteMs = 60_000;

/** The mark for a reading that can be drawn. `clock` is a time of day, `17:30`, that places a single day's glyph. */
export function markOf(reading: DateReading, clock: string | null): Mark {
  return reading.nature === 'period' ? barOf(reading) : momentMark(reading, clock);
}

function momentMark({ edge }: MomentReading, clock: string | null): Mark {
  const { from, to } = edge.span;
  const isPlain = !edge.isApproximate && !edge.isUncertain;
  if (edge.precision === 'day' && isPlain && from !== null && to !== null) {
    return { shape: 'point', from, to, at: from + (clock === null ? dayMs / 2 : timeOfDay(clock)) };
  }
  const side = edge.isApproximate ? 'approximate' : edge.precision === 'set' ? 'sure' : 'soft';
  return { shape: 'band', from, to, left: from === null ? 'open' : side, right: to === null ? 'open' : side };
}

function barOf(reading: PeriodReading): BarMark {
  const { start, end } = reading;
  return {
    shape: 'bar',
    from: start?.span.from ?? null,
    to: end?.span.to ?? null,
    solidFrom: isSureDay(start) ? (start?.span.from ?? null) : (start?.span.to ?? null),
    solidTo: isSureDay(end) ? (end?.span.to ?? null) : (end?.span.from ?? null),
    left: barEdge(start, reading.isStartOpen),
    right: barEdge(end, reading.isEndOpen),
  };
}

function barEdge(edge: DateEdge | null, isOpen: boolean): BarEdge {
  if (edge === null) return isOpen ? 'open' : 'unknown';
  return isSureDay(edge) ? 'sure' : 'soft';
}

function isSureDay(edge: DateEdge | null): boolean {
  return edge !== null && edge.precision === 'day' && !edge.isApproximate && !edge.isUncertain;
}

function timeOfDay(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return (Number(hours) * 60 + Number(minutes)) * minuteMs;
}
