import type { Dossier } from '#core/model/dossier';
import type { Claim } from '#core/model/claim';
import type { DossierEvent } from '#core/model/event';
import { spellingKey, wordsOf } from '#core/query/fold';
import { type Entry, type SearchIndex, searchFields, searchIndexOf } from '#core/query/search-index';
import type { WordFinds } from '#core/query/word-index';

/** The groups in which finds are shown. */
export const searchGroups = ['events', 'actors', 'sources', 'claims', 'notes'] as const;
/** One of `searchGroups`. */
export type SearchGroup = (typeof searchGroups)[number];

/** A record that was found. In the groups of claims and notes it is the record that has the claim or the note. */
export interface SearchHit {
  readonly entry: Entry;
  /** Where the words were found, as bits of `searchFields`: the fields that hold any of them. */
  readonly fields: number;
  /** In the group of claims: the claim. */
  readonly claim: Claim | null;
}

/** What a search found. */
export interface SearchResults {
  /** Every event that was found. */
  readonly events: ReadonlySet<string>;
  /** The best of each group, and how many there are in all. */
  readonly groups: Readonly<Record<SearchGroup, { readonly hits: readonly SearchHit[]; readonly total: number }>>;
  /** Every folded word that was found, for marking it in a text: see `markWords`. */
  readonly terms: ReadonlySet<string>;
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
  const best = Object.fromEntries(searchGroups.map((group) => [group, new Best(mostShown)])) as Record<
    SearchGroup,
    Best
  >;
  const events = new Set<string>();
  for (const slot of candidates(finds, index)) {
    const entry = index.entryAt(slot);
    if (entry === null || entry.collection === 'tracks') continue;
    if (matches !== null && (entry.collection !== 'events' || !matches(entry.record))) continue;
    const { inAll, inAny, score } = weigh(finds, slot);
    // Another record's name does not make an actor or a source the one that was looked for.
    if (entry.collection === 'events') events.add(entry.record.id);
    const rank = score + (entry.collection === 'events' ? entry.record.importance / 1000 : 0);
    best[entry.collection].take({ entry, fields: inAny, claim: null }, rank);
    if (words.length === 0) continue;
    if (inAll & (1 << searchFields.claims)) best.claims.take({ entry, fields: inAny, claim: null }, rank);
    if (inAll & (1 << searchFields.notes)) best.notes.take({ entry, fields: inAny, claim: null }, rank);
  }
  const terms = new Set(finds.flatMap((each) => [...each.terms]));
  return {
    events,
    terms,
    groups: {
      events: best.events.result,
      actors: best.actors.result,
      sources: best.sources.result,
      claims: { ...best.claims.result, hits: best.claims.result.hits.map((hit) => withClaim(hit, finds)) },
      notes: best.notes.result,
    },
  };
}

/** A function that says whether an event has every word of a text; null for a text without words. */
export function wordMatcher(text: string, dossier: Dossier): ((event: DossierEvent) => boolean) | null {
  const words = searchWords(text);
  if (words.length === 0) return null;
  const index = searchIndexOf(dossier);
  index.advance(Number.POSITIVE_INFINITY);
  const { events } = search(index, { words, matches: null }, 0);
  return ({ id }) => events.has(id);
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

/** The slots that can have every word: those of the rarest. Without words, all. */
function candidates(finds: readonly WordFinds[], index: SearchIndex): Iterable<number> {
  const [first, ...others] = finds;
  if (first === undefined) return index.slots();
  let rarest = first;
  for (const other of others) if (other.slots.length < rarest.slots.length) rarest = other;
  return rarest.slots.filter((slot) => finds.every((each) => each.fieldsOf(slot) !== 0));
}

function weigh(finds: readonly WordFinds[], slot: number): { inAll: number; inAny: number; score: number } {
  let inAll = -1;
  let inAny = 0;
  let score = 0;
  for (const each of finds) {
    const fields = each.fieldsOf(slot);
    inAll &= fields;
    inAny |= fields;
    score += each.scoreOf(slot);
  }
  return { inAll, inAny, score };
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

/** The best few of many, in order. */
class Best {
  readonly #most: number;
  readonly #kept: { readonly hit: SearchHit; readonly rank: number }[] = [];
  #total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  take(hit: SearchHit, rank: number): void {
    this.#total += 1;
    const last = this.#kept.at(-1);
    if (this.#kept.length >= this.#most && (last === undefined || rank <= last.rank)) return;
    const after = this.#kept.findIndex((each) => each.rank < rank);
    this.#kept.splice(after === -1 ? this.#kept.length : after, 0, { hit, rank });
    if (this.#kept.length > this.#most) this.#kept.pop();
  }

  get result(): { readonly hits: readonly SearchHit[]; readonly total: number } {
    return { hits: this.#kept.map(({ hit }) => hit), total: this.#total };
  }
}
