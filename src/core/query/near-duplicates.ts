import { pageKey } from '#core/capture/web-address';
import { parseEdtf } from '#core/dates/edtf';
import type { Actor } from '#core/model/actor';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import { foldText, spellingKey, wordsOf } from '#core/query/fold';

/** What else a record may be: the id of the other, and why it is taken for the same. */
export interface NearDuplicate {
  readonly id: string;
  readonly why: string;
}

/** What tells an actor that is being written from others. */
export type ActorTrace = Pick<Actor, 'id' | 'name' | 'aliases'>;
/** What tells a source that is being written from others. */
export type SourceTrace = Pick<Source, 'id' | 'title' | 'publisher' | 'url' | 'archiveUrl'>;

// More would be a list to read instead of a hint.
const mostShown = 3;

/**
 * Actors of the same name or alias, in whatever spelling: accents, transliterations and the order of the words make no
 * difference, and one slip of the key in a word of five letters or more is forgiven.
 */
export function actorsLike({ id, name, aliases }: ActorTrace, { actors }: Pick<Dossier, 'actors'>): NearDuplicate[] {
  return shown(id, nameIndex(actors).like([name, ...aliases], 1), 'has nearly the same name');
}

/** Sources with the same address, however it was written, or with a title that is nearly the same and no other publisher. */
export function sourcesLike(trace: SourceTrace, { sources }: Pick<Dossier, 'sources'>): NearDuplicate[] {
  const addresses = addressIndex(sources);
  const sameAddress = [trace.url, trace.archiveUrl].flatMap((url) =>
    url === null ? [] : (addresses.get(pageOf(url)) ?? []),
  );
  const titles = titleIndex(sources);
  const sameTitle = titles.like([trace.title], similarTitle).filter((id) => {
    const publisher = sources.get(id)?.publisher ?? null;
    return publisher === null || trace.publisher === null || foldText(publisher) === foldText(trace.publisher);
  });
  const byAddress = shown(trace.id, sameAddress, 'has the same address');
  const known = new Set(byAddress.map(({ id }) => id));
  const byTitle = shown(trace.id, sameTitle, 'has nearly the same title').filter(({ id }) => !known.has(id));
  return [...byAddress, ...byTitle].slice(0, mostShown);
}

/** Events that begin on the same day and have nearly the same title or label. */
export function eventsLike(event: DossierEvent, dossier: Pick<Dossier, 'events'>): NearDuplicate[] {
  const start = startOf(event);
  if (start === null) return [];
  const sameDay = dayIndex(dossier).get(start) ?? [];
  const own = wordKeys(event.title);
  const similar = sameDay.filter((id) => {
    const other = dossier.events.get(id);
    return (
      other !== undefined && [other.title, other.label ?? ''].some((text) => isLike(own, wordKeys(text), similarTitle))
    );
  });
  return shown(event.id, similar, 'is on the same day, under nearly the same title');
}

// The share of words that two titles have in common to be taken for the same.
const similarTitle = 0.7;

/** Texts by their words in the form in which spellings agree, so that few are compared with one another. */
class TextIndex {
  readonly #texts = new Map<string, readonly (readonly string[])[]>();
  readonly #holders = new Map<string, Set<string>>();

  constructor(records: readonly (readonly [id: string, texts: readonly string[]])[]) {
    for (const [id, texts] of records) {
      const keys = texts.map(wordKeys).filter((words) => words.length > 0);
      this.#texts.set(id, keys);
      for (const word of keys.flat()) {
        for (const cut of cutsOf(word)) {
          const holders = this.#holders.get(cut) ?? new Set();
          this.#holders.set(cut, holders.add(id));
        }
      }
    }
  }

  /** The records one of whose texts has at least so large a share of its words in common with one of these. */
  like(texts: readonly string[], share: number): string[] {
    const own = texts.map(wordKeys).filter((words) => words.length > 0);
    const candidates = new Set(
      own.flatMap((words) =>
        words.flatMap((word) => cutsOf(word).flatMap((cut) => [...(this.#holders.get(cut) ?? [])])),
      ),
    );
    return [...candidates].filter((id) =>
      (this.#texts.get(id) ?? []).some((words) => own.some((mine) => isLike(mine, words, share))),
    );
  }
}

function wordKeys(text: string): string[] {
  return wordsOf(text).map(({ word }) => spellingKey(word));
}

/** Whether two lists of words have at least a share in common, each word taken once, whatever their order. */
function isLike(a: readonly string[], b: readonly string[], share: number): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const left = [...b];
  let common = 0;
  for (const word of a) {
    const at = left.findIndex((other) => isSlip(word, other));
    if (at === -1) continue;
    left.splice(at, 1);
    common += 1;
  }
  return (2 * common) / (a.length + b.length) >= share;
}

const shortestForgiven = 5;

/** A word, and where it is long enough each form of it with one letter left out: two words one slip apart share one. */
function cutsOf(word: string): string[] {
  if (word.length < shortestForgiven) return [word];
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}

/** Whether two words are one, or one slip of the key apart: a letter more, less, other, or two letters exchanged. */
function isSlip(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < shortestForgiven || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restOfA, restOfB] = [a.slice(start), b.slice(start)];
  return (
    restOfA.slice(1) === restOfB ||
    restOfA === restOfB.slice(1) ||
    restOfA.slice(1) === restOfB.slice(1) ||
    (restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0] && restOfA.slice(2) === restOfB.slice(2))
  );
}

function shown(own: string, ids: readonly string[], why: string): NearDuplicate[] {
  const others = [...new Set(ids)].filter((id) => id !== own);
  return others.slice(0, mostShown).map((id) => ({ id, why }));
}

/** The first day on which an event being written may fall; null while its date is not one. A deadline hangs on others. */
function startOf(event: DossierEvent): number | null {
  if (event.kind === 'deadline' || event.date === null) return null;
  const parsed = parseEdtf(event.date);
  return parsed.ok ? parsed.reading.span.from : null;
}

// --- Indexes, made when they are first asked for and kept for as long as the collection stays the same

const kept = new WeakMap<object, Map<string, unknown>>();

function keptFor<T>(collection: object, name: string, make: () => T): T {
  const known = kept.get(collection) ?? new Map<string, unknown>();
  kept.set(collection, known);
  if (!known.has(name)) known.set(name, make());
  return known.get(name) as T;
}

function nameIndex(actors: Dossier['actors']): TextIndex {
  return keptFor(
    actors,
    'names',
    () => new TextIndex([...actors.values()].map(({ id, name, aliases }) => [id, [name, ...aliases]])),
  );
}

function titleIndex(sources: Dossier['sources']): TextIndex {
  return keptFor(sources, 'titles', () => new TextIndex([...sources.values()].map(({ id, title }) => [id, [title]])));
}

/** What tells pages apart; an address that is of no web page stands for itself. */
function pageOf(address: string): string {
  return pageKey(address) ?? address.trim();
}

function addressIndex(sources: Dossier['sources']): ReadonlyMap<string, readonly string[]> {
  return keptFor(sources, 'addresses', () =>
    grouped(
      [...sources.values()].flatMap(({ id, url, archiveUrl }) =>
        [url, archiveUrl].flatMap((address) => (address === null ? [] : [[pageOf(address), id] as const])),
      ),
    ),
  );
}

function dayIndex(dossier: Pick<Dossier, 'events'>): ReadonlyMap<number, readonly string[]> {
  return keptFor(dossier.events, 'days', () =>
    grouped(
      [...dossier.events.values()].flatMap((event) => {
        const start = startOf(event);
        return start === null ? [] : [[start, event.id] as const];
      }),
    ),
  );
}

function grouped<K>(pairs: readonly (readonly [K, string])[]): Map<K, string[]> {
  const groups = new Map<K, string[]>();
  for (const [key, id] of pairs) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [id]);
    else group.push(id);
  }
  return groups;
}
