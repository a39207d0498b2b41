import { assertNever } from '#core/parley-error';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, eventKinds } from '#core/model/event';
import type { Track } from '#core/model/track';
import { type Grouping, shownStandings } from '#core/model/view';
import { compareNames, laneOrder } from '#core/query/order';
import { standingOfEvent } from '#core/query/standing';
import { kindNames, standingLabels } from '#core/query/vocabulary';

/** The id of the last lane, which holds what belongs to no other; no other lane's id begins with a dash. */
export const restLaneId = '-none';

/** A row of the timeline: what its events have in common, and the events, by `lanesOf` in the order of `laneOrder`. */
export interface Lane {
  /** The id of the track or actor, the kind, the standing, or a colon and the place or tag; `restLaneId` for events without. */
  readonly id: string;
  readonly name: string;
  readonly events: readonly DossierEvent[];
}

/** What a lane is before its events are known. */
type LaneHead = Omit<Lane, 'events'>;

/**
 * Sorts events into lanes. An event with several tracks, actors or tags stands in each of their lanes. Tracks stand in
 * their own order, kinds and standings in that of their lists, actors, places and tags by their number of events; a last
 * lane holds what has none. A lane without events is left out, unless `withEmpty` asks for all that the dossier could fill.
 */
export function lanesOf(
  events: readonly DossierEvent[],
  grouping: Grouping,
  dossier: Dossier,
  withEmpty = false,
): Lane[] {
  return groupIntoLanes(laneOrder(events, dossier.events), grouping, dossier, withEmpty);
}

/** As `lanesOf`, for one who orders a lane's events when they are asked for: they stay as they come. */
export function groupIntoLanes(
  events: readonly DossierEvent[],
  grouping: Grouping,
  dossier: Dossier,
  withEmpty: boolean,
): Lane[] {
  const keysOf = keysBy(grouping, dossier);
  const groups = groupBy(events, keysOf);
  const lanes = headsOf(grouping, dossier).map((head) => ({ ...head, events: groups.get(head.id) ?? [] }));
  if (grouping === 'actor' || grouping === 'place' || grouping === 'tag') lanes.sort(byNumberThenName);
  const rest = { id: restLaneId, name: `No ${grouping}`, events: groups.get(restLaneId) ?? [] };
  return [...lanes.filter((lane) => withEmpty || lane.events.length > 0), ...(rest.events.length > 0 ? [rest] : [])];
}

/** Tracks as their lanes stand: by their order, those of one order by name. */
export function tracksInOrder({ tracks }: Dossier): Track[] {
  return [...tracks.values()].sort((a, b) => a.order - b.order || compareNames(a.name, b.name));
}

/** Which lanes an event stands in. */
function keysBy(grouping: Grouping, dossier: Dossier): (event: DossierEvent) => readonly string[] {
  switch (grouping) {
    case 'track':
      return ({ tracks }) => tracks;
    case 'kind':
      return ({ kind }) => [kind];
    case 'actor':
      return ({ participants }) => participants.map(({ actor }) => actor);
    case 'place':
      return ({ place }) => (place === null ? [] : [wordLane(place.name).id]);
    case 'tag':
      return ({ tags }) => tags.map((tag) => wordLane(tag).id);
    case 'standing':
      return (event) => [standingOfEvent(event, dossier).shown];
    default:
      return assertNever(grouping);
  }
}

/** Every lane that the dossier could fill, in the order of its grouping. */
function headsOf(grouping: Grouping, dossier: Dossier): LaneHead[] {
  const events = [...dossier.events.values()];
  switch (grouping) {
    case 'track':
      return tracksInOrder(dossier).map(({ id, name }) => ({ id, name }));
    case 'kind':
      return eventKinds.map((kind) => ({ id: kind, name: kindNames[kind].plural }));
    case 'actor':
      return [...dossier.actors.values()].map(({ id, name }) => ({ id, name }));
    case 'place':
      return [...new Set(events.flatMap(({ place }) => place?.name ?? []))].map(wordLane);
    case 'tag':
      return [...new Set(events.flatMap(({ tags }) => tags))].map(wordLane);
    case 'standing':
      return shownStandings.map((standing) => ({ id: standing, name: standingLabels[standing] }));
    default:
      return assertNever(grouping);
  }
}

/** The colon keeps a word that begins with a dash apart from the last lane. */
function wordLane(word: string): LaneHead {
  return { id: `:${word}`, name: word };
}

function byNumberThenName(a: Lane, b: Lane): number {
  return b.events.length - a.events.length || compareNames(a.name, b.name);
}

function groupBy(events: readonly DossierEvent[], keysOf: (event: DossierEvent) => readonly string[]) {
  const groups = new Map<string, DossierEvent[]>();
  for (const event of events) {
    const keys = keysOf(event);
    // An actor can have two parts in one event, and still stands in its lane once.
    for (const key of keys.length === 0 ? [restLaneId] : new Set(keys)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [event]);
      else group.push(event);
    }
  }
  return groups;
}
