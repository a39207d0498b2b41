import type { Dossier } from '#core/model/dossier';
import type { Claim } from '#core/model/claim';
import type { DossierEvent } from '#core/model/event';
import { spellingKey, wordsOf } from '#core/query/fold';
import { citedSources } from '#core/query/references';
import { type Entry, type SearchIndex, searchFields, searchIndexOf, textsOf } from '#core/query/search-index';
import type { WordFinds } from '#core/query/word-index';

/** The groups in which finds are shown. */
export const searchGroups = ['events', 'actors', 'sources', 'claims', 'notes'] as const;
/** One of `searchGroups`. */
export type SearchGroup = (typeof searchGroups)[number];

/** A record that was found. In the groups of claims and notes it is the record that has the claim or the note. */
export interface SearchHit {
  readonly entry: Entry;
  /** In the group of claims: the claim. */
  readonly claim: Claim | null;
}

/** The best of a group, and how many there are in all. */
export interface SearchGroupResult {
  readonly hits: readonly SearchHit[];
  readonly total: number;
}

/** What a search found. */
export interface SearchResults {
  readonly groups: Readonly<Record<SearchGroup, SearchGroupResult>>;
  /** Every folded word that was found, for marking it in a text: see `markWords`. */
  readonly terms: ReadonlySet<string>;
  /** Whether an event, by its id, was found. */
  hasEvent(id: string): boolean;
}

/** What to search for: folded words that must all be found, and what events must pass besides. */
export interface SearchWish {
  readonly words: readonly string[];
  /** Null lets every event through; otherwise only events are searched. */
  readonly matches: ((event: DossierEvent) => boolean) | null;
}

/** The words of a search text, folded, each once. */
export function searchWords(text: string): string[] {
  return [...new Set(wordsOf(text).map(({ word }) => word))];
}

/**
 * Searches what the index has taken in so far. Words are found whatever their case, accents, script and usual spelling,
 * as the beginning of a longer word, and with a typing error where nothing else is found. A record is found when it, with
 * the names of what it refers to, has every word.
 */
export function search(index: SearchIndex, { words, matches }: SearchWish, mostShown: number): SearchResults {
  const finds = words.map((word) => index.find(word));
  const inEvents = finds.map((each) => each.inEvents);
  const best = {
    events: new Best(mostShown),
    actors: new Best(mostShown),
    sources: new Best(mostShown),
    claims: new Best(mostShown),
    notes: new Best(mostShown),
  };
  const found: DossierEvent[] = [];
  const isFound = new Uint8Array(index.eventSlots);
  const isWorded = words.length > 0;
  for (const slot of slotsOf(inEvents, index.eventSlots)) {
    const event = index.eventAt(slot);
    if (event === null || (matches !== null && !matches(event))) continue;
    found.push(event);
    isFound[slot] = 1;
    const score = scoreIn(inEvents, slot);
    const entry = () => ({ collection: 'events', record: event }) as const;
    best.events.take(score, event.importance, entry);
    if (!isWorded) continue;
    const fields = fieldsWithAll(inEvents, slot);
    if ((fields & (1 << searchFields.claims)) !== 0) best.claims.take(score, event.importance, entry);
    if ((fields & (1 << searchFields.notes)) !== 0) best.notes.take(score, event.importance, entry);
  }
  if (matches === null && isWorded) {
    const inNamed = finds.map((each) => each.inNamed);
    for (const slot of slotsOf(inNamed, 0)) {
      const entry = index.namedAt(slot);
      if (entry === null || entry.collection === 'tracks') continue;
      const score = scoreIn(inNamed, slot);
      best[entry.collection].take(score, 0, () => entry);
      const isNoted = (fieldsWithAll(inNamed, slot) & (1 << searchFields.notes)) !== 0;
      if (isNoted) best.notes.take(score, 0, () => entry);
    }
  }
  const claims = best.claims.result;
  return {
    groups: {
      events: best.events.result,
      actors: best.actors.result,
      sources: best.sources.result,
      claims: { ...claims, hits: claims.hits.map((hit) => withClaim(hit, inEvents)) },
      notes: best.notes.result,
    },
    terms: new Set(finds.flatMap((each) => [...each.inEvents.terms, ...each.inNamed.terms])),
    hasEvent: membership(index, found, isFound),
  };
}

/** Whether an event is among those found: by its slot, and by id once the index has gone on and slots mean something else. */
function membership(index: SearchIndex, found: readonly DossierEvent[], isFound: Uint8Array): (id: string) => boolean {
  const { turn } = index;
  let ids: ReadonlySet<string> | null = null;
  return (id) => {
    if (index.turn === turn) return isFound[index.slotOfEvent(id) ?? -1] === 1;
    ids ??= new Set(found.map((event) => event.id));
    return ids.has(id);
  };
}

/** A function that says whether an event has every word of a text; null for a text without words. */
export function wordMatcher(text: string, dossier: Dossier): ((event: DossierEvent) => boolean) | null {
  const words = searchWords(text);
  if (words.length === 0) return null;
  const index = searchIndexOf(dossier);
  index.advance(Number.POSITIVE_INFINITY);
  const found = search(index, { words, matches: null }, 0);
  return ({ id }) => found.hasEvent(id);
}

/** A stretch of a text, and whether it was searched for. */
export interface MarkedText {
  readonly text: string;
  readonly isHit: boolean;
}

/** A text cut at the words that a search found, for showing them. */
export function markWords(text: string, terms: ReadonlySet<string>): MarkedText[] {
  const marked: MarkedText[] = [];
  let done = 0;
  for (const { word, start, end } of wordsOf(text)) {
    if (!terms.has(word) && !terms.has(spellingKey(word))) continue;
    if (start > done) marked.push({ text: text.slice(done, start), isHit: false });
    marked.push({ text: text.slice(start, end), isHit: true });
    done = end;
  }
  if (done < text.length) marked.push({ text: text.slice(done), isHit: false });
  return marked;
}

const fieldNames = ['title', 'names', 'details', 'claim', 'notes'] as const;

/** Where a record that was found has what was searched for, and the text there; null where its title shows it. */
export function whereFound(
  { collection, record }: Entry,
  dossier: Dossier,
  terms: ReadonlySet<string>,
): { readonly where: string; readonly text: string } | null {
  const isFound = (text: string) => markWords(text, terms).some(({ isHit }) => isHit);
  const own = textsOf({ collection, record } as Entry).map(({ field, text }) => ({
    where: fieldNames[field] ?? 'details',
    text,
  }));
  const first = own.find(({ text }) => isFound(text)) ?? null;
  if (first !== null || collection !== 'events') return first?.where === 'title' ? null : first;
  const named = [
    ...record.participants.flatMap(({ actor }) => namesOf('actor', dossier.actors.get(actor))),
    ...citedSources(record).flatMap((id) => namesOf('source', dossier.sources.get(id))),
    ...record.tracks.flatMap((id) => namesOf('track', dossier.tracks.get(id))),
  ];
  return named.find(({ text }) => isFound(text)) ?? null;
}

function namesOf(
  where: string,
  record: { readonly name?: string; readonly title?: string; readonly publisher?: string | null } | undefined,
) {
  const names = [record?.name, record?.publisher, record?.title].filter((name) => typeof name === 'string');
  return names.map((text) => ({ where, text }));
}

/** The part of a long text around the first word that was found, at most about so many characters long. */
export function excerpt(text: string, terms: ReadonlySet<string>, length: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const found = wordsOf(line).find(({ word }) => terms.has(word) || terms.has(spellingKey(word)));
  const lead = Math.round(length / 4);
  if (found === undefined || found.end <= length) return `${cutBack(line.slice(0, length))}…`;
  const from = line.indexOf(' ', Math.max(0, found.start - lead)) + 1;
  const start = from > 0 && from <= found.start ? from : found.start;
  const end = start + length;
  return `…${end >= line.length ? line.slice(start) : `${cutBack(line.slice(start, end))}…`}`;
}

function cutBack(text: string): string {
  const space = text.lastIndexOf(' ');
  return space > text.length / 2 ? text.slice(0, space) : text;
}

/** The slots that have every word; without words, all. */
function slotsOf(finds: readonly WordFinds[], size: number): Iterable<number> {
  const [first, ...others] = finds;
  if (first === undefined) return Array.from({ length: size }).keys();
  if (others.length === 0) return first.slots;
  let rarest = first;
  for (const other of others) if (other.slots.length < rarest.slots.length) rarest = other;
  return rarest.slots.filter((slot) => finds.every((each) => each.fieldsOf(slot) !== 0));
}

/** The fields of a slot that have every word, as bits. */
function fieldsWithAll(finds: readonly WordFinds[], slot: number): number {
  let fields = -1;
  for (const each of finds) fields &= each.fieldsOf(slot);
  return fields;
}

function scoreIn(finds: readonly WordFinds[], slot: number): number {
  let score = 0;
  for (const each of finds) score += each.scoreOf(slot);
  return score;
}

/** A hit with the claim that has most of the words. */
function withClaim(hit: SearchHit, finds: readonly WordFinds[]): SearchHit {
  if (hit.entry.collection !== 'events') return hit;
  let claim: Claim | null = null;
  let most = 0;
  for (const each of hit.entry.record.claims) {
    const texts = [each.text, ...each.citations.flatMap(({ quote, note }) => [quote ?? '', note ?? ''])];
    const words = wordsOf(texts.join('\n')).map(({ word }) => word);
    const count = finds.filter(({ terms }) =>
      words.some((word) => terms.has(word) || terms.has(spellingKey(word))),
    ).length;
    if (count > most) [claim, most] = [each, count];
  }
  return { ...hit, claim };
}

/** The best few of many: by score, then by importance. */
class Best {
  readonly #most: number;
  readonly #kept: { readonly hit: SearchHit; readonly score: number; readonly importance: number }[] = [];
  #total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  take(score: number, importance: number, entry: () => Entry): void {
    this.#total += 1;
    const isAhead = (other: { readonly score: number; readonly importance: number }) =>
      score > other.score || (score === other.score && importance > other.importance);
    const last = this.#kept.at(-1);
    const isFull = this.#kept.length >= this.#most;
    if (isFull && (last === undefined || !isAhead(last))) return;
    if (isFull) this.#kept.pop();
    const place = this.#kept.findIndex(isAhead);
    const taken = { hit: { entry: entry(), claim: null }, score, importance };
    this.#kept.splice(place === -1 ? this.#kept.length : place, 0, taken);
  }

  get result(): SearchGroupResult {
    return { hits: this.#kept.map(({ hit }) => hit), total: this.#total };
  }
}
