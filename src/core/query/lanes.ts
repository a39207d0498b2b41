import { assertNever } from '#core/parley-error';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, eventKinds } from '#core/model/event';
import type { Grouping } from '#core/model/view';
import { compareNames, laneOrder } from '#core/query/order';
import { kindNames } from '#core/query/vocabulary';

/** The id of the last lane, which holds what belongs to no other; no record's id can begin with a dash. */
export const restLaneId = '-none';

/** A row of the timeline: what its events have in common, and the events in the order of `laneOrder`. */
export interface Lane {
  /** The id of the track or actor, or the kind; `restLaneId` for events with neither. */
  readonly id: string;
  readonly name: string;
  readonly events: readonly DossierEvent[];
}

/**
 * Sorts events into lanes. An event with several tracks or actors stands in each of their lanes; a lane without events is
 * left out. Tracks stand in their own order, kinds in that of `eventKinds`, actors by their number of events; a last lane
 * holds the events that have no track or actor.
 */
export function lanesOf(events: readonly DossierEvent[], grouping: Grouping, dossier: Dossier): Lane[] {
  const ordered = laneOrder(events, dossier.events);
  switch (grouping) {
    case 'track':
      return [...trackLanes(ordered, dossier), ...restLane('No track', ordered, ({ tracks }) => tracks.length === 0)];
    case 'kind':
      return kindLanes(ordered);
    case 'actor':
      return [
        ...actorLanes(ordered, dossier),
        ...restLane('No actor', ordered, ({ participants }) => participants.length === 0),
      ];
    default:
      return assertNever(grouping);
  }
}

function trackLanes(ordered: readonly DossierEvent[], { tracks }: Dossier): Lane[] {
  const byTrack = groupBy(ordered, (event) => event.tracks);
  return [...tracks.values()]
    .sort((a, b) => a.order - b.order || compareNames(a.name, b.name))
    .flatMap(({ id, name }) => laneOf(id, name, byTrack.get(id)));
}

function kindLanes(ordered: readonly DossierEvent[]): Lane[] {
  const byKind = groupBy(ordered, ({ kind }) => [kind]);
  return eventKinds.flatMap((kind) => laneOf(kind, kindNames[kind].plural, byKind.get(kind)));
}

function actorLanes(ordered: readonly DossierEvent[], { actors }: Dossier): Lane[] {
  const byActor = groupBy(ordered, ({ participants }) => participants.map(({ actor }) => actor));
  return [...actors.values()]
    .flatMap(({ id, name }) => laneOf(id, name, byActor.get(id)))
    .sort((a, b) => b.events.length - a.events.length || compareNames(a.name, b.name));
}

function restLane(
  name: string,
  ordered: readonly DossierEvent[],
  isLeftOver: (event: DossierEvent) => boolean,
): Lane[] {
  return laneOf(restLaneId, name, ordered.filter(isLeftOver));
}

function laneOf(id: string, name: string, events: readonly DossierEvent[] = []): Lane[] {
  return events.length === 0 ? [] : [{ id, name, events }];
}

function groupBy(ordered: readonly DossierEvent[], keysOf: (event: DossierEvent) => readonly string[]) {
  const groups = new Map<string, DossierEvent[]>();
  for (const event of ordered) {
    // An actor can have two parts in one event, and still stands in its lane once.
    for (const key of new Set(keysOf(event))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [event]);
      else group.push(event);
    }
  }
  return groups;
}
