import { compareReadings } from '#core/dates/compare';
import { placementOf } from '#core/dates/deadline';
import { statementStances, type DossierEvent } from '#core/model/event';

/**
 * Events in order of what places them: the due date of a deadline, the date of any other; those without one last. Events
 * of one placement stand in order of title, then of id, so that the order never depends on how they were stored.
 */
export function placementOrder(
  events: readonly DossierEvent[],
  allEvents: ReadonlyMap<string, DossierEvent>,
): DossierEvent[] {
  return inOrder(events, allEvents, compareTexts);
}

/**
 * Events in the order of a lane: as placed, those of one day by their hour, one without an hour counting as midday.
 * Statements of one date stand after what else bears it, in order of their stance, so that like stands with like.
 */
export function laneOrder(
  events: readonly DossierEvent[],
  allEvents: ReadonlyMap<string, DossierEvent>,
): DossierEvent[] {
  return inOrder(
    events,
    allEvents,
    (a, b) => compareHours(a, b) || stanceRank(a) - stanceRank(b) || compareTexts(a, b),
  );
}

function inOrder(
  events: readonly DossierEvent[],
  allEvents: ReadonlyMap<string, DossierEvent>,
  compareAlike: (a: DossierEvent, b: DossierEvent) => number,
): DossierEvent[] {
  return events
    .map((event) => ({ event, placement: placementOf(event, allEvents) }))
    .sort((a, b) => compareReadings(a.placement, b.placement) || compareAlike(a.event, b.event))
    .map(({ event }) => event);
}

function compareHours(a: DossierEvent, b: DossierEvent): number {
  const [first, second] = [a, b].map(({ clock }) => clock?.time ?? '12:00');
  return first === second ? 0 : (first ?? '') < (second ?? '') ? -1 : 1;
}

function stanceRank(event: DossierEvent): number {
  if (event.kind !== 'statement') return -1;
  return event.stance === null ? statementStances.length : statementStances.indexOf(event.stance);
}

/** The order of names in a list: by the English alphabet, whatever the machine's language. */
export const compareNames = new Intl.Collator('en', { numeric: true }).compare;

function compareTexts(a: DossierEvent, b: DossierEvent): number {
  return compareNames(a.title, b.title) || (a.id < b.id ? -1 : 1);
}
