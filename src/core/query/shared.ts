import { isSame } from '#core/dossier/same';
import type { DossierEvent, EventKind, Participant } from '#core/model/event';
import { citedSources } from '#core/query/references';

/** What several events have in common; null or empty where they differ. */
export interface Shared {
  readonly kind: EventKind | null;
  readonly date: string | null;
  readonly importance: number | null;
  readonly place: string | null;
  readonly tracks: readonly string[];
  readonly tags: readonly string[];
  /** Actors who take part in all; the role where it is the same in all. */
  readonly participants: readonly { readonly actor: string; readonly role: string | null }[];
  readonly sources: readonly string[];
}

/** What events have in common; of one event, everything. */
export function sharedBy(events: readonly DossierEvent[]): Shared {
  return {
    kind: same(events.map(({ kind }) => kind)),
    date: same(events.map(({ date }) => date)),
    importance: same(events.map(({ importance }) => importance)),
    place: same(events.map(({ place }) => place?.name ?? null)),
    tracks: inAll(events.map(({ tracks }) => tracks)),
    tags: inAll(events.map(({ tags }) => tags)),
    participants: inAll(events.map(({ participants }) => participants.map(({ actor }) => actor))).map((actor) => ({
      actor,
      role: same(events.flatMap(({ participants }) => participants.filter(isOf(actor)).map(({ role }) => role))),
    })),
    sources: inAll(events.map(citedSources)),
  };
}

function same<T>(values: readonly T[]): T | null {
  const [first = null, ...others] = values;
  return others.every((other) => isSame(other, first)) ? first : null;
}

function inAll(lists: readonly (readonly string[])[]): string[] {
  const [first, ...others] = lists.map((list) => new Set(list));
  return [...(first ?? [])].filter((item) => others.every((other) => other.has(item)));
}

function isOf(actor: string) {
  return (participant: Participant) => participant.actor === actor;
}
