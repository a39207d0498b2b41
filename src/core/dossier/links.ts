import type { CollectionName, Records } from '#core/model/dossier';
import { isDerived } from '#core/model/deadline-rule';
import type { DossierEvent } from '#core/model/event';
import type { Filters } from '#core/model/view';

/** One place where a record names another: the other's collection and id, and the field that names it (dotted path). */
export interface Link {
  readonly collection: CollectionName;
  readonly id: string;
  readonly field: string;
}

/** Every place where a record of a collection names another record. */
export function linksOf<C extends CollectionName>(collection: C, record: Records[C]): Link[];
export function linksOf(collection: CollectionName, record: Records[CollectionName]): Link[] {
  // The collection says which record this is; TypeScript cannot follow that pairing through a union.
  const readLinks = linkReaders[collection] as (record: Records[CollectionName]) => Link[];
  return readLinks(record);
}

const linkReaders: { readonly [C in CollectionName]: (record: Records[C]) => Link[] } = {
  events: linksOfEvent,
  actors: ({ affiliations }) =>
    affiliations.map(({ actor }, index) => link('actors', actor, `affiliations.${index}.actor`)),
  sources: ({ speaksFor }) => speaksFor.map((actor, index) => link('actors', actor, `speaksFor.${index}`)),
  tracks: () => [],
  views: ({ filters }) => linksOfFilters(filters),
  figures: ({ view, wording }) => [
    ...(view === null ? [] : [link('views', view, 'view')]),
    ...wording.map(({ event }, index) => link('events', event, `wording.${index}.event`)),
  ],
};

function linksOfEvent(event: DossierEvent): Link[] {
  const links: Link[] = [];
  event.tracks.forEach((track, index) => links.push(link('tracks', track, `tracks.${index}`)));
  event.participants.forEach(({ actor }, index) => links.push(link('actors', actor, `participants.${index}.actor`)));
  event.claims.forEach(({ citations }, claimIndex) => {
    citations.forEach(({ source, derivedFrom }, index) => {
      const field = `claims.${claimIndex}.citations.${index}`;
      links.push(link('sources', source, `${field}.source`));
      if (derivedFrom !== null) links.push(link('sources', derivedFrom, `${field}.derivedFrom`));
    });
  });
  event.relations.forEach((relation, index) => links.push(link('events', relation.event, `relations.${index}.event`)));
  if (event.kind !== 'deadline') return links;
  if (isDerived(event.rule)) links.push(link('events', event.rule.from.event, 'rule.from.event'));
  if (event.clause !== null) links.push(link('events', event.clause.event, 'clause.event'));
  return links;
}

function linksOfFilters({ actors, sources, tracks }: Filters): Link[] {
  return [
    ...(actors ?? []).map((id, index) => link('actors', id, `filters.actors.${index}`)),
    ...(sources ?? []).map((id, index) => link('sources', id, `filters.sources.${index}`)),
    ...(tracks ?? []).map((id, index) => link('tracks', id, `filters.tracks.${index}`)),
  ];
}

function link(collection: CollectionName, id: string, field: string): Link {
  return { collection, id, field };
}
