import { dueOf, placementOf, type Due } from '#core/dates/deadline';
import { overlaps, type Extent } from '#core/dates/extent';
import type { DateReading } from '#core/dates/reading';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Figure, Grouping } from '#core/model/view';
import { blankEvent } from '#core/model/blank';
import { readEdtf } from '#core/dates/edtf';
import type { FigureWords } from '#core/figure/words/figure-words';
import { lanesOf, restLaneId } from '#core/query/lanes';
import { laneOrder } from '#core/query/order';
import { citedSources } from '#core/query/references';
import { isPlanned, standingOfEvent, type EventStanding } from '#core/query/standing';

/** What a figure shows. */
export interface FigureSelection {
  readonly dossier: Dossier;
  /** The events that the filters let through, worded as the figure words them. */
  readonly events: readonly DossierEvent[];
  /** From the start of the first day to the end of the last, in UTC milliseconds; null covers all the events. */
  readonly range: Extent | null;
  readonly grouping: Grouping;
  /** The lanes shown, in their order; null shows all. */
  readonly lanes: readonly string[] | null;
  readonly isSingleLine: boolean;
  /** Gives crowded stretches of time more room than empty ones. */
  readonly isRoomy: boolean;
  /** Where an event stands among those of its lane, by id; those without a place follow by date. */
  readonly order: ReadonlyMap<string, number>;
  readonly annotations: Figure['annotations'];
  /** UTC midnight of the reader's day. */
  readonly today: number;
}

/** An event with what the figure says of it. */
export interface Entry {
  readonly event: DossierEvent;
  /** Where it stands on the axis; null in the "No date yet" column and in the list of what is not drawn. */
  readonly placement: DateReading | null;
  readonly due: Due | null;
  readonly standing: Pick<EventStanding, 'standing' | 'shown'>;
  readonly isPlanned: boolean;
  /** A remark of the editor's that stands at a date as an event does. */
  readonly isRemark: boolean;
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
  /** Remarks without a date, which stand in panels. */
  readonly panels: readonly string[];
  /** Ids of the sources cited, in order of first citation. */
  readonly sources: readonly string[];
}

/** Sorts a selection into lanes and numbers its sources in order of first citation. */
export function gather(selection: FigureSelection, words: FigureWords, hasUndated: boolean): Gathered {
  const { dossier, range, today } = selection;
  const placements = new Map(selection.events.map((event) => [event.id, placementOf(event, dossier.events)]));
  const isWaiting = (event: DossierEvent) =>
    event.undated === 'not-yet' || (event.kind === 'deadline' && dueOf(event, dossier.events).state === 'conditional');

  const shown: DossierEvent[] = [];
  const unplaced: DossierEvent[] = [];
  for (const event of selection.events) {
    const placement = placements.get(event.id) ?? null;
    if (placement === null) {
      if (!isWaiting(event)) unplaced.push(event);
      else if (hasUndated) shown.push(event);
    } else if (!placement.isDrawable) unplaced.push(event);
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
      isRemark: false,
      numbers: numbers.toSorted((a, b) => a - b),
    };
    entryById.set(event.id, entry);
    return entry;
  };

  const lanes = lanesFor(shown, selection, words).map(({ name, events }) => {
    const entries = inOwnOrder(events, selection.order).map(entryOf);
    return {
      name,
      drawn: entries.filter((entry) => entry.placement !== null),
      waiting: entries.filter((entry) => entry.placement === null),
    };
  });
  const remarks = selection.annotations.flatMap((remark) => remarkEntry(remark, range));
  return {
    lanes: remarks.length === 0 ? lanes : [{ name: '', drawn: remarks, waiting: [] }, ...lanes],
    entries: [...entryById.values()],
    unplaced,
    panels: selection.annotations.flatMap(({ date, text }) => (date === null ? [text] : [])),
    sources: [...numberBySource.keys()],
  };
}

function lanesFor(shown: readonly DossierEvent[], selection: FigureSelection, words: FigureWords) {
  const { dossier, grouping, lanes: chosen, isSingleLine } = selection;
  const all = lanesOf(shown, grouping, dossier).filter((lane) => lane.events.length > 0);
  const lanes = chosen === null ? all : chosen.flatMap((id) => all.find((lane) => lane.id === id) ?? []);
  if (isSingleLine) {
    const events = new Set(lanes.flatMap((lane) => lane.events));
    return events.size === 0 ? [] : [{ name: '', events: laneOrder([...events], dossier.events) }];
  }
  return lanes.map(({ id, name, events }) => {
    if (id === restLaneId) return { name: grouping === 'actor' ? words.noActor : words.noTrack, events };
    return { name: grouping === 'kind' ? words.kindsOfMany[id as DossierEvent['kind']] : name, events };
  });
}

function inOwnOrder(events: readonly DossierEvent[], order: ReadonlyMap<string, number>): DossierEvent[] {
  const place = ({ id }: DossierEvent) => order.get(id) ?? Infinity;
  return events.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** A dated remark as an entry: it is placed, worded and kept clear of everything else as an event is. */
function remarkEntry({ id, date, text }: Figure['annotations'][number], range: Extent | null): Entry[] {
  if (date === null) return [];
  const placement = readEdtf(date);
  if (!placement.isDrawable || (range !== null && !overlaps(placement, range))) return [];
  const event = { ...blankEvent('action', `remark-${id}`), title: text, date, importance: 5 };
  const standing = { standing: 'first-hand', shown: 'confirmed' } as const;
  return [{ event, placement, due: null, standing, isPlanned: false, isRemark: true, numbers: [] }];
}
