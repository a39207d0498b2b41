import { dayMs, parseDay } from '#core/dates/calendar-day';
import type { Actor } from '#core/model/actor';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, type EventKind, eventKinds } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Track } from '#core/model/track';
import { type Filters, type ShownStanding, shownStandings } from '#core/model/view';
import { EventCounter, type Restriction, type Tally } from '#core/query/event-counter';
import { type Fact, factOf, factsOf } from '#core/query/facts';
import { compareNames } from '#core/query/order';
import { wordMatcher } from '#core/query/search';

/**
 * Filters as a function that says whether an event passes, on the day `today` (UTC midnight in milliseconds). Within a
 * list any match is enough; all lists must match.
 */
export function compileFilters(filters: Filters, dossier: Dossier, today: number): (event: DossierEvent) => boolean {
  const restrictions = restrictionsOf(filters, dossier, today);
  if (restrictions.length === 0) return () => true;
  const onEvent = restrictions.flatMap(({ matchesEvent }) => matchesEvent ?? []);
  const onFact = restrictions.filter(({ matchesEvent }) => matchesEvent === null);
  return (event) => {
    if (!onEvent.every((matches) => matches(event))) return false;
    if (onFact.length === 0) return true;
    const fact = factOf(event, dossier);
    return onFact.every(({ matches }) => matches(fact));
  };
}

/** How many events pass filters. An edit since the last time costs little more than what it changed. */
export function countPassing(filters: Filters, dossier: Dossier, today: number): number {
  return counterOf(passCounters, filters, dossier, today, []).passing;
}

/** One option of a filter with the number of events it would show. */
export interface Counted<T> {
  readonly value: T;
  readonly count: number;
}

/** The events that pass the filters, and how many each option of a filter would show, given all the other filters. */
export interface Facets {
  /** The events that pass, in stored order. */
  readonly events: readonly DossierEvent[];
  /** Every kind, in the order of `eventKinds`. */
  readonly kinds: readonly Counted<EventKind>[];
  /** Every standing, in the order of `shownStandings`. */
  readonly standings: readonly Counted<ShownStanding>[];
  /** How many of the events that pass are planned, and how many are not. */
  readonly planned: { readonly yes: number; readonly no: number };
  /** How many one independent source alone carries. */
  readonly singleSource: number;
  /** Every actor, the most frequent first, then by name. */
  readonly actors: readonly Counted<Actor>[];
  /** Every source, the most cited first, then by title. */
  readonly sources: readonly Counted<Source>[];
  /** Every track in its order. */
  readonly tracks: readonly Counted<Track>[];
  /** Every tag in use, the most frequent first, then by name. */
  readonly tags: readonly Counted<string>[];
}

const countedNames = [
  'kinds',
  'standings',
  'planned',
  'singleSource',
  'actors',
  'sources',
  'tracks',
  'tags',
] as const satisfies readonly (keyof Filters)[];
type CountedName = (typeof countedNames)[number];

/**
 * Which events pass the filters, and what each option of each filter would show. An edit since the last time costs little
 * more than what it changed.
 */
export function facets(dossier: Dossier, filters: Filters, today: number): Facets {
  const readers = valueReaders(today);
  const tallies = countedNames.map((name) => ({ name, valuesOf: readers[name] }));
  const counter = counterOf(facetCounters, filters, dossier, today, tallies);
  const count = <T>(values: Iterable<T>, name: CountedName, keyOf: (value: T) => unknown): Counted<T>[] =>
    Array.from(values, (value) => ({ value, count: counter.countOf(name, keyOf(value)) }));
  const itself = <T>(value: T) => value;
  const tags = new Set([...occurringTags(dossier), ...(filters.tags ?? [])]);
  return {
    events: counter.passingEvents(),
    kinds: count(eventKinds, 'kinds', itself),
    standings: count(shownStandings, 'standings', itself),
    planned: { yes: counter.countOf('planned', true), no: counter.countOf('planned', false) },
    singleSource: counter.countOf('singleSource', true),
    actors: mostFirst(count(byName(dossier.actors), 'actors', ({ id }) => id)),
    sources: mostFirst(count(byName(dossier.sources), 'sources', ({ id }) => id)),
    tracks: count(
      [...dossier.tracks.values()].sort((a, b) => a.order - b.order || compareNames(a.name, b.name)),
      'tracks',
      ({ id }) => id,
    ),
    tags: mostFirst(count(tags, 'tags', itself)),
  };
}

type Counter = EventCounter<keyof Filters>;
type Counters = WeakMap<Filters, { readonly today: number; readonly counter: Counter }>;

const passCounters: Counters = new WeakMap();
const facetCounters: Counters = new WeakMap();

/** The counter of these filters, gone over to this dossier. */
function counterOf(
  counters: Counters,
  filters: Filters,
  dossier: Dossier,
  today: number,
  tallies: readonly Tally<CountedName>[],
): Counter {
  let known = counters.get(filters);
  // Words may be found in what an event names, so that any edit can make them match elsewhere.
  if (known?.today !== today || filters.text !== null) {
    known = { today, counter: new EventCounter(restrictionsOf(filters, dossier, today), tallies) };
    counters.set(filters, known);
  }
  known.counter.follow(dossier.events, factsOf(dossier));
  return known.counter;
}

function mostFirst<T>(counted: Counted<T>[]): Counted<T>[] {
  // The sort is stable, so that equals keep the order of their names.
  return counted.sort((a, b) => b.count - a.count);
}

const yes: readonly boolean[] = [true];
const no: readonly boolean[] = [false];

const readEvent = {
  kinds: ({ kind }: DossierEvent): readonly unknown[] => [kind],
  tracks: ({ tracks }: DossierEvent): readonly unknown[] => tracks,
  tags: ({ tags }: DossierEvent): readonly unknown[] => tags,
};

/** What an event has of each thing that is filtered by value. */
function valueReaders(today: number): Readonly<Record<CountedName, (fact: Fact) => readonly unknown[]>> {
  return {
    kinds: ({ event }) => readEvent.kinds(event),
    standings: ({ standing }) => [standing],
    planned: ({ plannedBefore }) => (plannedBefore > today ? yes : no),
    singleSource: ({ support }) => (support === 'single-source' ? yes : no),
    actors: ({ actors }) => actors,
    sources: ({ sources }) => sources,
    tracks: ({ event }) => readEvent.tracks(event),
    tags: ({ event }) => readEvent.tags(event),
  };
}

interface FilterRestriction extends Restriction<keyof Filters> {
  /** Where the event alone tells, which is quicker; else null. */
  readonly matchesEvent: ((event: DossierEvent) => boolean) | null;
}

/** A matcher for each filter that restricts something. */
function restrictionsOf(filters: Filters, dossier: Dossier, today: number): FilterRestriction[] {
  const readers = valueReaders(today);
  const found: FilterRestriction[] = [];
  const onFact = (name: keyof Filters, matches: FilterRestriction['matches']) =>
    found.push({ name, matches, matchesEvent: null });
  const onEvent = (name: keyof Filters, matches: (event: DossierEvent) => boolean) =>
    found.push({ name, matches: ({ event }) => matches(event), matchesEvent: matches });
  for (const name of countedNames) {
    const wanted = filters[name];
    if (wanted === null) continue;
    const set = new Set<unknown>(Array.isArray(wanted) ? wanted : [wanted]);
    const isWanted = (value: unknown) => set.has(value);
    if (name === 'kinds' || name === 'tracks' || name === 'tags') {
      onEvent(name, (event) => readEvent[name](event).some(isWanted));
    } else onFact(name, (fact) => readers[name](fact).some(isWanted));
  }
  const { before, after, text } = filters;
  if (before !== null) {
    const limit = parseDay(before);
    onFact('before', ({ bounds }) => bounds !== null && bounds.from < limit);
  }
  if (after !== null) {
    const limit = parseDay(after) + dayMs;
    onFact('after', ({ bounds }) => bounds !== null && bounds.to > limit);
  }
  const matchesText = text === null ? null : wordMatcher(text, dossier);
  if (matchesText !== null) onEvent('text', matchesText);
  return found;
}

const rememberedOrders = new WeakMap<object, readonly unknown[]>();

/** The records of a collection by name; remembered, since sorting thousands of names takes its time. */
function byName<T extends { readonly name?: string; readonly title?: string }>(
  records: ReadonlyMap<string, T>,
): readonly T[] {
  return remember(records, () =>
    [...records.values()].sort((a, b) => compareNames(a.name ?? a.title ?? '', b.name ?? b.title ?? '')),
  );
}

const tagCounter: EventCounter<'tags'> = new EventCounter([], [{ name: 'tags', valuesOf: ({ event }) => event.tags }]);

/** Every tag that some event bears, by name. */
export function occurringTags(dossier: Dossier): readonly string[] {
  return remember(dossier.events, () => {
    tagCounter.follow(dossier.events, factsOf(dossier));
    return tagCounter.valuesOf<string>('tags').sort((a, b) => compareNames(a, b));
  });
}

function remember<T>(key: object, compute: () => readonly T[]): readonly T[] {
  const known = rememberedOrders.get(key);
  if (known !== undefined) return known as readonly T[];
  const computed = compute();
  rememberedOrders.set(key, computed);
  return computed;
}
