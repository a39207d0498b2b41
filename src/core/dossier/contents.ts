import { dayMs, formatDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import type { DateReading } from '#core/dates/reading';
import type { Dossier } from '#core/model/dossier';

/** What a dossier holds, in figures. */
export interface DossierContents {
  readonly title: string;
  readonly events: number;
  readonly actors: number;
  readonly sources: number;
  /**
   * From the first month that any event can have happened in to the last, or from year to year where its date is no finer,
   * as EDTF; null where no event bounds it.
   */
  readonly range: string | null;
}

/** Counts what a dossier holds, and says what time it covers. */
export function contentsOf(dossier: Dossier): DossierContents {
  const { title, events, actors, sources } = dossier;
  let [first, last]: [Bound | null, Bound | null] = [null, null];
  for (const { date } of events.values()) {
    if (date === null) continue;
    const reading = readEdtf(date);
    if (!reading.isDrawable) continue;
    for (const bound of boundsOf(reading)) {
      if (first === null || isBeyond(bound, first, first.day - bound.day)) first = bound;
      if (last === null || isBeyond(bound, last, bound.day - last.day)) last = bound;
    }
  }
  const ends = first === null || last === null ? [] : [inEdtf(first), inEdtf(last)];
  const range = ends.length === 0 ? null : [...new Set(ends)].join('/');
  return { title, events: events.size, actors: actors.size, sources: sources.size, range };
}

/** A day that an event cannot have happened before or after, and whether its month is known. */
interface Bound {
  readonly day: number;
  readonly hasMonth: boolean;
}

/** The bounds of a date. An open end bounds nothing; its known side still does. */
function boundsOf(reading: DateReading): Bound[] {
  const edges = reading.nature === 'moment' ? [reading.edge] : [reading.start, reading.end];
  return edges.flatMap((edge) => {
    if (edge === null) return [];
    const { from, to } = edge.span;
    const hasMonth = ['day', 'month', 'set'].includes(edge.precision);
    return [from, to === null ? null : to - dayMs].filter((day) => day !== null).map((day) => ({ day, hasMonth }));
  });
}

// Where two bounds fall on one day, the finer of them says when.
function isBeyond(bound: Bound, other: Bound, ahead: number): boolean {
  return ahead > 0 || (ahead === 0 && bound.hasMonth && !other.hasMonth);
}

function inEdtf({ day, hasMonth }: Bound): string {
  return formatDay(day).slice(0, hasMonth ? -'-DD'.length : -'-MM-DD'.length);
}
