import { compareReadings } from '#core/dates/compare';
import { placementOf } from '#core/dates/deadline';
import type { DossierEvent } from '#core/model/event';

/**
 * Events in order of what places them: the due date of a deadline, the date of any other; those without one last. Events
 * of one placement stand in order of title, then of id, so that the order never depends on how they were stored.
 */
export function placementOrder(
  events: readonly DossierEvent[],
  allEvents: ReadonlyMap<string, DossierEvent>,
): DossierEvent[] {
  return events
    .map((event) => ({ event, placement: placementOf(event, allEvents) }))
    .sort((a, b) => compareReadings(a.placement, b.placement) || compareTexts(a.event, b.event))
    .map(({ event }) => event);
}

/** The order of names in a list: by the English alphabet, whatever the machine's language. */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare;

function compareTexts(a: DossierEvent, b: DossierEvent): number {
  return compareNames(a.title, b.title) || (a.id < b.id ? -1 : 1);
}
