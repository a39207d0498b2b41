import type { Actor } from '#core/model/actor';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, type EventKind, eventKinds } from '#core/model/event';
import { type Filters, type ShownStanding, shownStandings } from '#core/model/view';
import { compareNames } from '#core/query/order';
import { citedSources } from '#core/query/references';
import { matchesWords, searchWords } from '#core/query/search';
import { isPlanned, standingOfEvent } from '#core/query/standing';

type Matcher = (event: DossierEvent) => boolean;

/**
 * Filters as a function that says whether an event passes, on the day `today` (UTC midnight in milliseconds). Within a
 * list any match is enough; all lists must match.
 */
export function compileFilters(filters: Filters, dossier: Dossier, today: number): Matcher {
  const matchers = Object.values(compileParts(filters, dossier, today)).filter((matcher) => matcher !== null);
  return (event) => matchers.every((matches) => matches(event));
}

/** How many events each option of a filter would show, given all the other filters. */
export interface Facets {
  /** Every kind, in the order of `eventKinds`. */
  readonly kinds: readonly { readonly kind: EventKind; readonly count: number }[];
  /** Every standing, in the order of `shownStandings`. */
  readonly standings: readonly { readonly standing: ShownStanding; readonly count: number }[];
  /** How many of the events that pass are planned, and how many are not. */
  readonly planned: { readonly yes: number; readonly no: number };
  /** Every actor, the most frequent first, then by name. */
  readonly actors: readonly { readonly actor: Actor; readonly count: number }[];
}

/** Counts the events behind each option of the filters by kind, standing, planned and actor. */
export function facets(dossier: Dossier, filters: Filters, today: number): Facets {
  const parts = compileParts(filters, dossier, today);
  const events = [...dossier.events.values()];
  const passingAllBut = (group: keyof Filters) => {
    const others = filterNames.filter((name) => name !== group).map((name) => parts[name]);
    const matchers = others.filter((matcher) => matcher !== null);
    return events.filter((event) => matchers.every((matches) => matches(event)));
  };
  const kinds = countBy(passingAllBut('kinds'), ({ kind }) => [kind]);
  const standings = countBy(passingAllBut('standings'), (event) => [standingOfEvent(event, dossier).shown]);
  const planned = countBy(passingAllBut('planned'), (event) => [isPlanned(event, dossier, today)]);
  const actors = countBy(passingAllBut('actors'), (event) => new Set(event.participants.map(({ actor }) => actor)));
  return {
    kinds: eventKinds.map((kind) => ({ kind, count: kinds.get(kind) ?? 0 })),
    standings: shownStandings.map((standing) => ({ standing, count: standings.get(standing) ?? 0 })),
    planned: { yes: planned.get(true) ?? 0, no: planned.get(false) ?? 0 },
    actors: [...dossier.actors.values()]
      .map((actor) => ({ actor, count: actors.get(actor.id) ?? 0 }))
      .sort((a, b) => b.count - a.count || compareNames(a.actor.name, b.actor.name)),
  };
}

const filterNames: readonly (keyof Filters)[] = [
  'kinds',
  'standings',
  'planned',
  'actors',
  'sources',
  'tracks',
  'tags',
  'text',
];

/** One matcher for each filter; null where it restricts nothing. */
function compileParts(
  filters: Filters,
  dossier: Dossier,
  today: number,
): Readonly<Record<keyof Filters, Matcher | null>> {
  const { planned, text } = filters;
  const words = text === null ? [] : searchWords(text);
  return {
    kinds: anyOf(filters.kinds, ({ kind }) => [kind]),
    standings: anyOf(filters.standings, (event) => [standingOfEvent(event, dossier).shown]),
    planned: planned === null ? null : (event) => isPlanned(event, dossier, today) === planned,
    actors: anyOf(filters.actors, ({ participants }) => participants.map(({ actor }) => actor)),
    sources: anyOf(filters.sources, citedSources),
    tracks: anyOf(filters.tracks, ({ tracks }) => tracks),
    tags: anyOf(filters.tags, ({ tags }) => tags),
    text: words.length === 0 ? null : (event) => matchesWords(event, dossier, words),
  };
}

function anyOf<T>(wanted: readonly T[] | null, valuesOf: (event: DossierEvent) => readonly T[]): Matcher | null {
  if (wanted === null) return null;
  const set = new Set(wanted);
  return (event) => valuesOf(event).some((value) => set.has(value));
}

function countBy<T>(events: readonly DossierEvent[], valuesOf: (event: DossierEvent) => Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const event of events) {
    for (const value of valuesOf(event)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
