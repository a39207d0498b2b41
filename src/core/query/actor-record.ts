import { compareReadings } from '#core/dates/compare';
import { readEdtf } from '#core/dates/edtf';
import type { Actor, Affiliation } from '#core/model/actor';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, Statement } from '#core/model/event';
import { eventsOfActor } from '#core/query/references';

/** A role and the events in which an actor had it, in order of time. */
export interface RoleRecord {
  readonly role: string;
  readonly events: readonly DossierEvent[];
}

/** The roles an actor had, the most frequent first, then by name. */
export function rolesOfActor(dossier: Dossier, id: string): RoleRecord[] {
  const byRole = new Map<string, DossierEvent[]>();
  for (const event of eventsOfActor(dossier, id)) {
    const roles = new Set(event.participants.filter(({ actor }) => actor === id).map(({ role }) => role));
    for (const role of roles) byRole.set(role, [...(byRole.get(role) ?? []), event]);
  }
  return [...byRole]
    .map(([role, events]) => ({ role, events }))
    .sort((a, b) => b.events.length - a.events.length || (a.role < b.role ? -1 : 1));
}

/** What an actor said on the record: the statements whose speaker they are, in order of time. */
export function statementsOfActor(dossier: Dossier, id: string): Statement[] {
  return eventsOfActor(dossier, id).filter(
    (event): event is Statement =>
      event.kind === 'statement' && event.participants.some(({ actor, role }) => actor === id && role === 'speaker'),
  );
}

/** An actor's affiliations in order of time; those without a date, which may be at any time, stand last. */
export function affiliationsInOrder({ affiliations }: Pick<Actor, 'affiliations'>): Affiliation[] {
  return [...affiliations]
    .map((affiliation) => ({ affiliation, reading: affiliation.date === null ? null : readEdtf(affiliation.date) }))
    .sort((a, b) => compareReadings(a.reading, b.reading))
    .map(({ affiliation }) => affiliation);
}
