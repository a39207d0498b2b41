import { dueOf, placementOf, type Due } from '#core/dates/deadline';
import { overlaps, type Extent } from '#core/dates/extent';
import type { DateReading } from '#core/dates/reading';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Grouping } from '#core/model/view';
import { lanesOf } from '#core/query/lanes';
import { citedSources } from '#core/query/references';
import { isPlanned, standingOfEvent, type EventStanding } from '#core/query/standing';

/** What a figure shows. */
export interface FigureSelection {
  readonly dossier: Dossier;
  /** The events that the filters let through. */
  readonly events: readonly DossierEvent[];
  /** From the start of the first day to the end of the last, in UTC milliseconds; null covers all the events. */
  readonly range: Extent | null;
  readonly grouping: Grouping;
  /** UTC midnight of the reader's day. */
  readonly today: number;
}

/** An event with what the figure says of it. */
export interface Entry {
  readonly event: DossierEvent;
  /** Where it stands on the axis; null in the "No date yet" column and in the list of what is not drawn. */
  readonly placement: DateReading | null;
  readonly due: Due | null;
  readonly standing: EventStanding;
  readonly isPlanned: boolean;
  /** The numbers of its sources in the list at the foot. */
  readonly numbers: readonly number[];
}

/** A lane before it is drawn. */
export interface LaneEntries {
  readonly name: string;
  readonly drawn: readonly Entry[];
  readonly waiting: readonly Entry[];
}

/** A selection made ready to be laid out. */
export interface Gathered {
  readonly lanes: readonly LaneEntries[];
  /** Every event shown, once each, in reading order. */
  readonly entries: readonly Entry[];
  /** Events of the selection that no axis can hold: past and undated, or beyond the years -9999 to 9999. */
  readonly unplaced: readonly DossierEvent[];
  /** Ids of the sources cited, in order of first citation. */
  readonly sources: readonly string[];
}

/** Sorts a selection into lanes and numbers its sources in order of first citation. */
export function gather(selection: FigureSelection): Gathered {
  const { dossier, range, today } = selection;
  const placements = new Map(selection.events.map((event) => [event.id, placementOf(event, dossier.events)]));
  const isWaiting = (event: DossierEvent) =>
    event.undated === 'not-yet' || (event.kind === 'deadline' && dueOf(event, dossier.events).state === 'conditional');

  const shown: DossierEvent[] = [];
  const unplaced: DossierEvent[] = [];
  for (const event of selection.events) {
    const placement = placements.get(event.id) ?? null;
    if (placement === null) (isWaiting(event) ? shown : unplaced).push(event);
    else if (!placement.isDrawable) unplaced.push(event);
    else if (range === null || overlaps(placement, range)) shown.push(event);
  }

  const numberBySource = new Map<string, number>();
  const entryById = new Map<string, Entry>();
  const entryOf = (event: DossierEvent): Entry => {
    const known = entryById.get(event.id);
    if (known !== undefined) return known;
    const numbers = citedSources(event).map((id) => {
      const number = numberBySource.get(id) ?? numberBySource.size + 1;
      numberBySource.set(id, number);
      return number;
    });
    const entry: Entry = {
      event,
      placement: placements.get(event.id) ?? null,
      due: event.kind === 'deadline' ? dueOf(event, dossier.events) : null,
      standing: standingOfEvent(event, dossier),
      isPlanned: isPlanned(event, dossier, today),
      numbers: numbers.toSorted((a, b) => a - b),
    };
    entryById.set(event.id, entry);
    return entry;
  };

  const lanes = lanesOf(shown, selection.grouping, dossier)
    .filter((lane) => lane.events.length > 0)
    .map((lane) => {
      const entries = lane.events.map(entryOf);
      return {
        name: lane.name,
        drawn: entries.filter((entry) => entry.placement !== null),
        waiting: entries.filter((entry) => entry.placement === null),
      };
    });
  return { lanes, entries: [...entryById.values()], unplaced, sources: [...numberBySource.keys()] };
}
