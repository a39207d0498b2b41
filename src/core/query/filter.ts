import { dayMs, parseDay } from '#core/dates/calendar-day';
import { placementOf } from '#core/dates/deadline';
import type { Actor } from '#core/model/actor';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, type EventKind, eventKinds } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Track } from '#core/model/track';
import { type Filters, type ShownStanding, shownStandings } from '#core/model/view';
import { compareNames } from '#core/query/order';
import { citedSources } from '#core/query/references';
import { wordMatcher } from '#core/query/search';
import { isPlanned, standingOfEvent, supportOfEvent } from '#core/query/standing';

type Matcher = (event: DossierEvent) => boolean;

/**
 * Filters as a function that says whether an event passes, on the day `today` (UTC midnight in milliseconds). Within a
 * list any match is enough; all lists must match.
 */
export function compileFilters(filters: Filters, dossier: Dossier, today: number): Matcher {
  const matchers = restrictionsOf(filters, dossier, today).map(({ matches }) => matches);
  return (event) => matchers.every((matches) => matches(event));
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

/** Goes through the events once: which pass the filters, and what each option of each filter would show. */
export function facets(dossier: Dossier, filters: Filters, today: number): Facets {
  const restrictions = restrictionsOf(filters, dossier, today);
  const tallies = countedNames.map((name) => ({ name, valuesOf: valueReaders(dossier, today)[name], counts: tally() }));
  const passing: DossierEvent[] = [];
  for (const event of dossier.events.values()) {
    // What one filter alone keeps out still counts for the options of that one.
    const against = restrictions.filter(({ matches }) => !matches(event));
    const [only] = against;
    if (against.length > 1) continue;
    if (only === undefined) passing.push(event);
    for (const { name, valuesOf, counts } of tallies) {
      if (only !== undefined && only.name !== name) continue;
      for (const value of valuesOf(event)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  const countsOf = (name: CountedName) => tallies.find((each) => each.name === name)?.counts ?? tally();
  const count = <T>(values: Iterable<T>, name: CountedName, keyOf: (value: T) => unknown): Counted<T>[] => {
    const counts = countsOf(name);
    return Array.from(values, (value) => ({ value, count: counts.get(keyOf(value)) ?? 0 }));
  };
  const itself = <T>(value: T) => value;
  const tags = count([...occurringTags(dossier.events), ...(filters.tags ?? [])], 'tags', itself);
  return {
    events: passing,
    kinds: count(eventKinds, 'kinds', itself),
    standings: count(shownStandings, 'standings', itself),
    planned: { yes: countsOf('planned').get(true) ?? 0, no: countsOf('planned').get(false) ?? 0 },
    singleSource: countsOf('singleSource').get(true) ?? 0,
    actors: mostFirst(count(byName(dossier.actors), 'actors', ({ id }) => id)),
    sources: mostFirst(count(byName(dossier.sources), 'sources', ({ id }) => id)),
    tracks: count(
      [...dossier.tracks.values()].sort((a, b) => a.order - b.order || compareNames(a.name, b.name)),
      'tracks',
      ({ id }) => id,
    ),
    tags: mostFirst([...new Map(tags.map((tag) => [tag.value, tag])).values()]),
  };
}

function tally(): Map<unknown, number> {
  return new Map();
}

function mostFirst<T>(counted: Counted<T>[]): Counted<T>[] {
  // The sort is stable, so that equals keep the order of their names.
  return counted.sort((a, b) => b.count - a.count);
}

type ValuesOf = (event: DossierEvent) => Iterable<unknown>;

/** What an event has of each thing that is filtered by value. */
function valueReaders(dossier: Dossier, today: number): Readonly<Record<CountedName, ValuesOf>> {
  return {
    kinds: ({ kind }) => [kind],
    standings: (event) => [standingOfEvent(event, dossier).shown],
    planned: (event) => [isPlanned(event, dossier, today)],
    singleSource: (event) => [supportOfEvent(event, dossier) === 'single-source'],
    actors: (event) => partsOf(event).actors,
    sources: (event) => partsOf(event).sources,
    tracks: ({ tracks }) => tracks,
    tags: ({ tags }) => tags,
  };
}

interface Restriction {
  readonly name: keyof Filters;
  readonly matches: Matcher;
}

/** A matcher for each filter that restricts something. */
function restrictionsOf(filters: Filters, dossier: Dossier, today: number): Restriction[] {
  const readers = valueReaders(dossier, today);
  const found: Restriction[] = [];
  for (const name of countedNames) {
    const wanted = filters[name];
    if (wanted === null) continue;
    const set = new Set<unknown>(Array.isArray(wanted) ? wanted : [wanted]);
    found.push({
      name,
      matches: (event) => {
        for (const value of readers[name](event)) if (set.has(value)) return true;
        return false;
      },
    });
  }
  const { before, after, text } = filters;
  if (before !== null) {
    const limit = parseDay(before);
    found.push({ name: 'before', matches: (event) => (boundsOf(event, dossier)?.from ?? Infinity) < limit });
  }
  if (after !== null) {
    const limit = parseDay(after) + dayMs;
    found.push({ name: 'after', matches: (event) => (boundsOf(event, dossier)?.to ?? -Infinity) > limit });
  }
  const matchesText = text === null ? null : wordMatcher(text, dossier);
  if (matchesText !== null) found.push({ name: 'text', matches: matchesText });
  return found;
}

/** The first and the last day on which an event may have been, as far as they are bounded; null without a date. */
function boundsOf(event: DossierEvent, { events }: Dossier): { readonly from: number; readonly to: number } | null {
  const placement = placementOf(event, events);
  return placement === null ? null : { from: placement.span.from ?? -Infinity, to: placement.span.to ?? Infinity };
}

interface Parts {
  readonly actors: ReadonlySet<string>;
  readonly sources: readonly string[];
}

const rememberedParts = new WeakMap<DossierEvent, Parts>();

/** Who has a part in an event and what it rests on, each once; remembered, since a record never changes in place. */
function partsOf(event: DossierEvent): Parts {
  const known = rememberedParts.get(event);
  if (known !== undefined) return known;
  const parts = { actors: new Set(event.participants.map(({ actor }) => actor)), sources: citedSources(event) };
  rememberedParts.set(event, parts);
  return parts;
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

/** Every tag that some event bears, by name. */
export function occurringTags(events: Dossier['events']): readonly string[] {
  return remember(events, () =>
    [...new Set([...events.values()].flatMap(({ tags }) => tags))].sort((a, b) => compareNames(a, b)),
  );
}

function remember<T>(key: object, compute: () => readonly T[]): readonly T[] {
  const known = rememberedOrders.get(key);
  if (known !== undefined) return known as readonly T[];
  const computed = compute();
  rememberedOrders.set(key, computed);
  return computed;
}
