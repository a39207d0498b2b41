import * as v from 'valibot';
import { dayMs, firstDay, formatDay, lastDay, nearestDay, parseDay } from '#core/dates/calendar-day';
import { placementOf } from '#core/dates/deadline';
import { type Extent, overlaps } from '#core/dates/extent';
import { Day } from '#core/model/date';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { Id } from '#core/model/text';
import { Filters, noFilters } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { compileFilters } from '#core/query/filter';

/** What a brief or a page takes from a dossier, as far as it is seen. All three restrict; null restricts nothing. */
export const Selection = v.strictObject({
  filters: Filters,
  /**
   * First and last day; an event without a date is in every range. No day before the year -9999 or after 9999 can be
   * named, so that a range that reaches to one of them has no end there.
   */
  range: v.nullable(v.strictObject({ from: Day, to: Day })),
  /** These events and no others. */
  events: v.nullable(v.array(Id)),
});
export type Selection = v.InferOutput<typeof Selection>;

/** Everything. */
export const everything: Selection = { filters: noFilters, range: null, events: null };

/**
 * The days from one to another, both UTC midnights in milliseconds; a side left out is that of `within`, or reaches as far
 * as the dossier's dates do and days can be written. Null where neither is given and `within` is none.
 */
export function rangeBetween(
  from: number | null,
  to: number | null,
  within: Selection['range'],
  dossier: Dossier,
): Selection['range'] {
  if (from === null && to === null) return within;
  const spans = [...dossier.events.values()].flatMap((event) => placementOf(event, dossier.events)?.span ?? []);
  const first = () => spans.reduce((least, span) => Math.min(least, span.from ?? least), to ?? Infinity);
  const last = () =>
    spans.reduce((most, span) => Math.max(most, (span.to ?? span.from ?? most) - dayMs), from ?? -Infinity);
  return {
    from: formatDay(nearestDay(from ?? (within === null ? first() : parseDay(within.from)))),
    to: formatDay(nearestDay(to ?? (within === null ? last() : parseDay(within.to)))),
  };
}

/** A dossier with the events taken from it. */
export interface Selected {
  readonly dossier: Dossier;
  /** In the order of the dossier. */
  readonly events: readonly DossierEvent[];
  /** The day that counts as today, as UTC midnight in milliseconds. */
  readonly today: number;
}

/**
 * Takes a selection from a dossier on the day `today` (UTC midnight in milliseconds). Throws `usage` for a range that ends
 * before it begins.
 */
export function select(dossier: Dossier, selection: Selection, today: number): Selected {
  const { filters, range, events } = selection;
  const extent = range === null ? null : extentOf(range);
  if (range !== null && extent !== null && extent.to <= extent.from) {
    throw new ParleyError({
      code: 'usage',
      message: `The range ends on ${range.to}, before it begins on ${range.from}. Swap the two days.`,
    });
  }
  const matches = compileFilters(filters, dossier, today);
  const chosen = events === null ? null : new Set(events);
  const isWithin = (event: DossierEvent) => {
    const placement = extent === null ? null : placementOf(event, dossier.events);
    return extent === null || placement === null || overlaps(placement, extent);
  };
  return {
    dossier,
    today,
    events: [...dossier.events.values()].filter(
      (event) => (chosen === null || chosen.has(event.id)) && matches(event) && isWithin(event),
    ),
  };
}

function extentOf(range: NonNullable<Selection['range']>): Extent {
  const [from, to] = [parseDay(range.from), parseDay(range.to)];
  return { from: from === firstDay ? -Infinity : from, to: to === lastDay ? Infinity : to + dayMs };
}

/** The refusal of an export that would show no event of a dossier. */
export function nothingToShow({ events }: Pick<Dossier, 'events'>): ParleyError {
  const message =
    events.size === 0
      ? 'The dossier has no events yet, so there is nothing to export. Add an event first.'
      : 'No event is in the selection, so there is nothing to export. Lift a filter or widen the range.';
  return new ParleyError({ code: 'nothing-to-show', message });
}
