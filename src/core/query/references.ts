import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, RelationType } from '#core/model/event';
import { placementOrder } from '#core/query/order';
import { relationVerbs } from '#core/query/vocabulary';

/** An event's sources in the order in which its claims name them, each once; a source that another repeats counts too. */
export function citedSources(event: DossierEvent): string[] {
  const named = event.claims.flatMap(({ citations }) =>
    citations.flatMap(({ source, derivedFrom }) => (derivedFrom === null ? [source] : [source, derivedFrom])),
  );
  return [...new Set(named)];
}

/** The events in which an actor has a part, in order of time. */
export function eventsOfActor(dossier: Dossier, id: string): DossierEvent[] {
  return eventsWhere(dossier, ({ participants }) => participants.some(({ actor }) => actor === id));
}

/** The events that rest on a source, cited for any of their claims, in order of time. */
export function eventsOfSource(dossier: Dossier, id: string): DossierEvent[] {
  return eventsWhere(dossier, (event) => citedSources(event).includes(id));
}

/** A relation as one of its two events sees it. */
export interface SeenRelation {
  readonly type: RelationType;
  /** `from`: the event stores the relation; `to`: the relation names it. */
  readonly end: 'from' | 'to';
  /** The event at the other end. */
  readonly event: DossierEvent;
  /** Reads between this event and the other: "produced", "suspended by". */
  readonly verb: string;
}

/** Every relation of an event, its own first, then those that other events store, each in stored order. */
export function relationsOf(dossier: Dossier, eventId: string): SeenRelation[] {
  const own = (dossier.events.get(eventId)?.relations ?? []).flatMap(({ type, event: otherId }): SeenRelation[] => {
    const event = dossier.events.get(otherId);
    return event === undefined ? [] : [{ type, end: 'from', event, verb: relationVerbs[type].from }];
  });
  const others = [...dossier.events.values()].flatMap((event) =>
    event.relations
      .filter((relation) => relation.event === eventId)
      .map(({ type }): SeenRelation => ({ type, end: 'to', event, verb: relationVerbs[type].to })),
  );
  return [...own, ...others];
}

function eventsWhere(dossier: Dossier, matches: (event: DossierEvent) => boolean): DossierEvent[] {
  return placementOrder([...dossier.events.values()].filter(matches), dossier.events);
}
