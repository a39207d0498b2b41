import type { Actor } from '#core/model/actor';
import type { Claim } from '#core/model/claim';
import type { CollectionName, Records } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Figure, View } from '#core/model/view';

/** The record that is to be named no more. */
export interface Target {
  readonly collection: CollectionName;
  readonly id: string;
}

/**
 * A record without its references to another: list entries that name it are dropped, single fields become null. Claims
 * stay when their last citation goes, and are then unsourced. A view's list that named nothing else becomes null and
 * restricts no longer, since an empty one would hide everything. What `planDeletion` calls blocking is left: a deadline's
 * anchor, and the source that a citation repeats.
 */
export function withoutReferences(
  collection: CollectionName,
  record: Records[CollectionName],
  target: Target,
): Records[CollectionName] {
  switch (collection) {
    case 'events':
      return clearEvent(record as DossierEvent, target);
    case 'actors':
      return clearActor(record as Actor, target);
    case 'sources':
      return clearSource(record as Source, target);
    case 'views':
      return clearView(record as View, target);
    case 'figures':
      return clearFigure(record as Figure, target);
    case 'tracks':
      return record;
  }
}

function clearEvent(event: DossierEvent, target: Target): DossierEvent {
  const names = isNamed(target);
  const cleared = {
    ...event,
    tracks: event.tracks.filter((track) => !names('tracks', track)),
    participants: event.participants.filter(({ actor }) => !names('actors', actor)),
    claims: event.claims.map((claim) => clearClaim(claim, target)),
    relations: event.relations.filter((relation) => !names('events', relation.event)),
  };
  if (cleared.kind !== 'deadline' || cleared.clause === null || !names('events', cleared.clause.event)) return cleared;
  return { ...cleared, clause: null };
}

function clearClaim(claim: Claim, target: Target): Claim {
  const names = isNamed(target);
  return { ...claim, citations: claim.citations.filter(({ source }) => !names('sources', source)) };
}

function clearActor(actor: Actor, target: Target): Actor {
  const names = isNamed(target);
  return { ...actor, affiliations: actor.affiliations.filter((affiliation) => !names('actors', affiliation.actor)) };
}

function clearSource(source: Source, target: Target): Source {
  const names = isNamed(target);
  return { ...source, speaksFor: source.speaksFor.filter((actor) => !names('actors', actor)) };
}

function clearView(view: View, target: Target): View {
  const names = isNamed(target);
  const clearList = (collection: CollectionName, ids: string[] | null) => {
    const kept = ids?.filter((id) => !names(collection, id)) ?? null;
    return kept?.length === 0 && ids?.length !== 0 ? null : kept;
  };
  const { actors, sources, tracks } = view.filters;
  const filters = {
    ...view.filters,
    actors: clearList('actors', actors),
    sources: clearList('sources', sources),
    tracks: clearList('tracks', tracks),
  };
  return { ...view, filters };
}

function clearFigure(figure: Figure, target: Target): Figure {
  const names = isNamed(target);
  const view = names('views', figure.view) ? null : figure.view;
  return { ...figure, view, wording: figure.wording.filter(({ event }) => !names('events', event)) };
}

function isNamed(target: Target) {
  return (collection: CollectionName, id: string | null) => target.collection === collection && target.id === id;
}
