import { dayMs, formatDay, nearestDay, parseDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { readPlainDate } from '#core/dates/plain-english';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import { type EventKind, eventKinds } from '#core/model/event';
import { type Filters, noFilters, type ShownStanding, shownStandings } from '#core/model/view';
import { compileFilters, occurringTags } from '#core/query/filter';
import { foldText, spellingKey, wordsOf } from '#core/query/fold';
import { type SearchWish, searchWords } from '#core/query/search';
import { kindNames, plannedLabel, standingLabels } from '#core/query/vocabulary';

/** The words before a colon that narrow a search down, in the order in which they are offered. */
export const searchOperators = ['kind', 'actor', 'source', 'standing', 'tag', 'track', 'before', 'after'] as const;
/** One of `searchOperators`. */
export type SearchOperator = (typeof searchOperators)[number];

/** What a person typed into the search, taken apart. */
export interface SearchQuery {
  /** The words outside operators, as they were typed. */
  readonly text: string;
  /** What the operators restrict. */
  readonly filters: Filters;
  /** What is not understood, in an operator's value or around it, each as a sentence. */
  readonly faults: readonly string[];
  /** The operator that the text ends in, for completing it. */
  readonly open: OperatorUse | null;
}

/** An operator as it stands in the text. */
export interface OperatorUse {
  readonly operator: SearchOperator;
  readonly value: string;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

const operatorPattern = new RegExp(`(?<=^|\\s)(${searchOperators.join('|')}):\\s*(?:"([^"]*)"?|(\\S*))`, 'gi');
/** A date may be this many words long without quotes: "before: 24 to 26 October 2025". */
const longestDate = 6;

/**
 * Reads a search: `kind:meeting actor:"Steve Witkoff" before: late October guarantees`. Values stand in quotes where they
 * hold a space; a date needs none. `today` is the reader's day, as UTC midnight in milliseconds.
 */
export function readSearch(text: string, dossier: Dossier, today: number): SearchQuery {
  const uses = operatorUses(text, today);
  let rest = text;
  for (const { start, end } of uses.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  let filters = noFilters;
  const faults: string[] = [];
  for (const use of uses) {
    // What has only been begun is no mistake yet.
    if (use.value.trim() === '') continue;
    const read = readValue(use, dossier, today);
    if ('fault' in read) faults.push(read.fault);
    else filters = combine(filters, { ...noFilters, ...read });
  }
  faults.push(...faultsOfSyntax(rest));
  const last = uses.at(-1);
  const open = last !== undefined && last.end === text.length && !text.endsWith('" ') ? last : null;
  return { text: rest.trim().replaceAll(/\s+/g, ' '), filters, faults, open };
}

/** What the search engine is to look for. */
export function wishOf({ text, filters }: SearchQuery, dossier: Dossier, today: number): SearchWish {
  const restricts = Object.values(filters).some((value) => value !== null);
  return { words: searchWords(text), matches: restricts ? compileFilters(filters, dossier, today) : null };
}

/** Filters that hold what a search asks for. */
export function filtersOfQuery({ text, filters }: SearchQuery): Filters {
  return { ...filters, text: text === '' ? null : text };
}

// An operator is written small and close to its value, unlike a name before a colon, a time or an address.
const unknownOperator = /(?<=^|\s)([a-z]+):[^\s/]/g;
const leftOut = /(?<=^|\s)-[\p{L}"]\S*/gu;
const wordsForDates: ReadonlySet<string> = new Set([
  ...['date', 'day', 'month', 'year', 'when', 'on', 'in'],
  ...['since', 'from', 'until', 'till', 'to'],
]);

/** What other programs understand in a search and this one does not. The words are still looked for. */
function faultsOfSyntax(text: string): string[] {
  const operators = searchOperators.map((operator) => `${operator}:`);
  const couldBe = `It can be ${operators.slice(0, -1).join(', ')} or ${operators.at(-1)}.`;
  return [
    ...Array.from(text.matchAll(unknownOperator), ([, name = '']) => {
      const advice = wordsForDates.has(name) ? 'For dates there are before: and after:.' : couldBe;
      return `There is no operator “${name}:”. ${advice}`;
    }),
    ...Array.from(
      text.matchAll(leftOut),
      ([word]) => `“${word}” is not understood: a search cannot leave out what it names. Write it without “-”.`,
    ),
    ...(text.trim().split(/\s+/).slice(1, -1).includes('OR')
      ? ['“OR” is not understood: every word has to be found. Search for one of them at a time.']
      : []),
  ];
}

function operatorUses(text: string, today: number): OperatorUse[] {
  return Array.from(text.matchAll(operatorPattern), (match): OperatorUse => {
    const [whole, name = '', quoted, bare = ''] = match;
    const operator = name.toLowerCase() as SearchOperator;
    const start = match.index;
    const end = start + whole.length;
    if (quoted !== undefined || (operator !== 'before' && operator !== 'after')) {
      return { operator, value: quoted ?? bare, start, end };
    }
    return { operator, start, ...longestReading(text, start + whole.length - bare.length, today) };
  });
}

/** The most words from a place on that can be read as a date; the first where none can. */
function longestReading(text: string, from: number, today: number): { value: string; end: number } {
  const nextOperator = text.slice(from).search(new RegExp(`\\s(${searchOperators.join('|')}):`, 'i'));
  const room = nextOperator === -1 ? text.slice(from) : text.slice(from, from + nextOperator);
  const ends = Array.from(room.matchAll(/\S+/g), ({ 0: word, index }) => index + word.length).slice(0, longestDate);
  const readable = ends.findLast((end) => readPlainDate(room.slice(0, end), today).outcome !== 'unread');
  const end = readable ?? ends[0] ?? 0;
  return { value: room.slice(0, end).trim(), end: from + end };
}

type Restriction = Partial<Filters> | { readonly fault: string };

function readValue({ operator, value }: OperatorUse, dossier: Dossier, today: number): Restriction {
  switch (operator) {
    case 'kind':
      return oneOf(value, kindOptions, 'kind', (kinds) => ({ kinds }));
    case 'standing':
      return oneOf(value, standingOptions, 'standing', (found) => {
        const standings = found.filter((each) => each !== 'planned' && each !== 'single-source');
        return {
          ...(standings.length > 0 ? { standings } : {}),
          ...(found.includes('planned') ? { planned: true } : {}),
          ...(found.includes('single-source') ? { singleSource: true } : {}),
        };
      });
    case 'actor':
      return named(value, actorOptions(dossier), 'actor', (actors) => ({ actors }));
    case 'source':
      return named(value, sourceOptions(dossier), 'source', (sources) => ({ sources }));
    case 'track':
      return named(value, trackOptions(dossier), 'track', (tracks) => ({ tracks }));
    case 'tag':
      return named(value, tagOptions(dossier), 'tag', (tags) => ({ tags }));
    case 'before':
    case 'after':
      return readLimit(operator, value, today);
  }
}

/** A value of an operator: what it stands for, and every name it goes by, its own first. */
export interface OperatorOption<T> {
  readonly value: T;
  readonly names: readonly string[];
}

const kindOptions: readonly OperatorOption<EventKind>[] = eventKinds.map((kind) => ({
  value: kind,
  names: [kindNames[kind].singular, kindNames[kind].plural],
}));

const standingOptions: readonly OperatorOption<ShownStanding | 'planned' | 'single-source'>[] = [
  ...shownStandings.map((standing) => ({ value: standing, names: [standingLabels[standing]] })),
  { value: 'planned', names: [plannedLabel] },
  { value: 'single-source', names: ['Single source'] },
];

const actorOptions = ({ actors }: Dossier) =>
  Array.from(actors.values(), ({ id, name, aliases }) => ({ value: id, names: [name, ...aliases, id] }));
const sourceOptions = ({ sources }: Dossier) =>
  Array.from(sources.values(), ({ id, title, publisher, authors }) => ({
    value: id,
    names: [title, ...(publisher === null ? [] : [publisher]), ...authors, id],
  }));
const trackOptions = ({ tracks }: Dossier) =>
  Array.from(tracks.values(), ({ id, name }) => ({ value: id, names: [name, id] }));
const tagOptions = (dossier: Dossier) => occurringTags(dossier).map((tag) => ({ value: tag, names: [tag] }));

function oneOf<T>(
  value: string,
  options: readonly OperatorOption<T>[],
  noun: string,
  restrict: (found: T[]) => Partial<Filters>,
): Restriction {
  const found = matching(value, options);
  if (found.length > 0) return restrict(found.map((option) => option.value));
  const all = options.map(({ names }) => (names[0] ?? '').toLowerCase());
  return { fault: `“${value}” is not a ${noun}. It can be ${all.slice(0, -1).join(', ')} or ${all.at(-1)}.` };
}

function named<T>(
  value: string,
  options: readonly OperatorOption<T>[],
  noun: string,
  restrict: (found: T[]) => Partial<Filters>,
): Restriction {
  const found = matching(value, options);
  if (found.length > 0) return restrict(found.map((option) => option.value));
  return {
    fault: noun === 'tag' ? `No event has the tag “${value}”.` : `No ${noun} in this dossier is called “${value}”.`,
  };
}

/**
 * The options that a value names: the one that is called exactly so, else all in one of whose names every word of the
 * value begins a word, in any spelling.
 */
export function matching<T>(value: string, options: readonly OperatorOption<T>[]): OperatorOption<T>[] {
  const folded = plain(value);
  const exact = options.filter(({ names }) => names.some((name) => plain(name) === folded));
  if (exact.length > 0) return exact;
  const wanted = wordsOf(value).map(({ word }) => ({ word, key: spellingKey(word) }));
  return options.filter(({ names }) =>
    names.some((name) => {
      const words = wordsOf(name);
      return wanted.every(({ word, key }) =>
        words.some((each) => each.word.startsWith(word) || (word.length >= 4 && spellingKey(each.word) === key)),
      );
    }),
  );
}

// "single-source" and "Single source" are one.
function plain(name: string): string {
  return foldText(name.trim()).replaceAll(/[\s-]+/g, ' ');
}

function readLimit(side: 'before' | 'after', value: string, today: number): Restriction {
  const date = readPlainDate(value, today);
  switch (date.outcome) {
    case 'ask': {
      const [one, other] = date.readings.map((reading) => dateInWords(reading, 'short'));
      return { fault: `“${value}” can be ${one} or ${other}. Write the month as a word.` };
    }
    case 'impossible':
    case 'unread':
      return { fault: `“${value}” ${date.problem}.` };
    case 'read': {
      const { from, to } = date.reading.span;
      const day = side === 'before' ? from : to === null ? null : to - dayMs;
      if (day === null) {
        return { fault: `“${value}” has no ${side === 'before' ? 'first' : 'last'} day to count from.` };
      }
      if (day !== nearestDay(day)) {
        return { fault: `“${value}” lies beyond the years -9999 to 9999. Give a date within them.` };
      }
      return { [side]: formatDay(day) };
    }
  }
}

/** Several values of one operator widen the search; of two limits the narrower holds. */
function combine(a: Filters, b: Filters): Filters {
  return {
    kinds: union(a.kinds, b.kinds),
    standings: union(a.standings, b.standings),
    planned: b.planned ?? a.planned,
    actors: union(a.actors, b.actors),
    sources: union(a.sources, b.sources),
    tracks: union(a.tracks, b.tracks),
    tags: union(a.tags, b.tags),
    singleSource: b.singleSource ?? a.singleSource,
    before: inOrder(a.before, b.before)[0] ?? null,
    after: inOrder(a.after, b.after).at(-1) ?? null,
    text: a.text,
  };
}

/** The days that are given, the earliest first; not as text, in which -0043 stands before -0333. */
function inOrder(...days: readonly (string | null)[]): string[] {
  return days.filter((day) => day !== null).sort((a, b) => parseDay(a) - parseDay(b));
}

function union<T>(a: T[] | null, b: T[] | null): T[] | null {
  return a === null ? b : b === null ? a : [...new Set([...a, ...b])];
}

/** A way to go on with the text of a search: the whole text with it put in, and what it is called. */
export interface Completion {
  readonly text: string;
  readonly label: string;
  readonly detail: string | null;
}

const operatorHints: Readonly<Record<SearchOperator, string>> = {
  kind: 'meeting, sanction, statement …',
  actor: 'who takes part',
  source: 'what it rests on',
  standing: 'confirmed, disputed, single source …',
  tag: 'a tag of the event',
  track: 'the lane it stands in',
  before: 'a date, as you would write it',
  after: 'a date, as you would write it',
};

/** How the end of a search text can be completed: an operator whose name was begun, or the value of one. */
export function completionsOf(query: SearchQuery, text: string, dossier: Dossier, mostShown: number): Completion[] {
  const { open } = query;
  if (open === null) {
    const begun = /(?:^|\s)([a-z]{1,8})$/i.exec(text)?.[1]?.toLowerCase();
    if (begun === undefined) return [];
    const head = text.slice(0, text.length - begun.length);
    return searchOperators
      .filter((operator) => operator.startsWith(begun))
      .map((operator) => ({ text: `${head}${operator}:`, label: `${operator}:`, detail: operatorHints[operator] }));
  }
  const options = optionsOf(open.operator, dossier);
  const isWhole = options.some(({ names }) => plain(names[0] ?? '') === plain(open.value));
  if (isWhole) return [];
  return (open.value.trim() === '' ? options : matching(open.value, options)).slice(0, mostShown).map(({ names }) => {
    const name = names[0] ?? '';
    const written = /[\s"]/.test(name) ? `"${name.replaceAll('"', '')}"` : name;
    return { text: `${text.slice(0, open.start)}${open.operator}:${written} `, label: name, detail: open.operator };
  });
}

function optionsOf(operator: SearchOperator, dossier: Dossier): readonly OperatorOption<unknown>[] {
  switch (operator) {
    case 'kind':
      return kindOptions;
    case 'standing':
      return standingOptions;
    case 'actor':
      return actorOptions(dossier);
    case 'source':
      return sourceOptions(dossier);
    case 'track':
      return trackOptions(dossier);
    case 'tag':
      return tagOptions(dossier);
    case 'before':
    case 'after':
      return [];
  }
}

/** What filters restrict beyond the lists that the rail shows, as words: "before 1 Nov 2025", "“guarantee”". */
export function limitsInWords({
  before,
  after,
  text,
}: Filters): { readonly name: 'before' | 'after' | 'text'; readonly words: string }[] {
  return [
    ...(text === null ? [] : [{ name: 'text' as const, words: `“${text}”` }]),
    ...(after === null ? [] : [{ name: 'after' as const, words: `after ${dayInWords(after)}` }]),
    ...(before === null ? [] : [{ name: 'before' as const, words: `before ${dayInWords(before)}` }]),
  ];
}

function dayInWords(day: string): string {
  return dateInWords(readEdtf(day), 'short');
}
