import type { Actor } from '#core/model/actor';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Track } from '#core/model/track';
import { citedSources } from '#core/query/references';
import { type FieldText, WordIndex, type WordFinds } from '#core/query/word-index';

/** Where in a record a word was found; the numbers are the fields of the index, the weightiest first. */
export const searchFields = { title: 0, names: 1, details: 2, claims: 3, notes: 4, references: 5 } as const;

/** A record that can be found, with the collection it is from. */
export type Entry =
  | { readonly collection: 'events'; readonly record: DossierEvent }
  | { readonly collection: 'actors'; readonly record: Actor }
  | { readonly collection: 'sources'; readonly record: Source }
  | { readonly collection: 'tracks'; readonly record: Track };

type Indexed = Pick<Dossier, 'events' | 'actors' | 'sources' | 'tracks'>;
type IndexedName = keyof Indexed;
const indexedNames: readonly IndexedName[] = ['actors', 'sources', 'tracks', 'events'];

/** Where one folded word was found. */
export interface EntryFinds {
  /** In events, their own words and the names of what they refer to. */
  readonly inEvents: WordFinds;
  /** In actors, sources and tracks. */
  readonly inNamed: WordFinds;
}

/**
 * The words of a dossier's records. It follows the dossier from one state to the next and takes in what has changed; a
 * changed record gets a new slot and leaves its old one empty. An actor's name is indexed once and found in every event
 * that names the actor, so that renaming somebody costs one record. Events have slots of their own, apart from what they
 * refer to.
 */
export class SearchIndex {
  #events = new Shelf<DossierEvent>();
  #named = new Shelf<Exclude<Entry, { collection: 'events' }>>();
  /** The slots of the events that name a record. */
  #referring = new Map<string, number[]>();
  #waiting: Entry[] = [];
  #turn = 0;
  #followed: Indexed = { events: new Map(), actors: new Map(), sources: new Map(), tracks: new Map() };

  /** Goes up when it follows another state of the dossier, in which a record may have another slot. */
  get turn(): number {
    return this.#turn;
  }

  /** How many records have yet to be taken in. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Notes what is other than in the dossier followed before, for `advance` to take in. What is gone is gone at once. */
  follow(dossier: Indexed): void {
    const changed = indexedNames.filter((name) => dossier[name] !== this.#followed[name]);
    for (const name of changed) this.#compare(name, dossier);
    if (changed.length > 0) this.#turn += 1;
    this.#followed = dossier;
    if (this.#events.isWasteful || this.#named.isWasteful) this.#startAnew();
  }

  /** Takes in at most so many of the records that wait. Answers whether none is left. */
  advance(most: number): boolean {
    for (const entry of this.#waiting.splice(-most)) this.#takeIn(entry);
    return this.#waiting.length === 0;
  }

  /** The event in a slot; null where it has been replaced or deleted. */
  eventAt(slot: number): DossierEvent | null {
    return this.#events.at(slot);
  }

  /** The slot of an event; null for one that has not been taken in. */
  slotOfEvent(id: string): number | null {
    return this.#events.slotOf(referenceKey('events', id));
  }

  /** The actor, source or track in a slot; null where it has been replaced or deleted. */
  namedAt(slot: number): Exclude<Entry, { collection: 'events' }> | null {
    return this.#named.at(slot);
  }

  /** How many slots have been given to events, with those that are empty again. */
  get eventSlots(): number {
    return this.#events.size;
  }

  /** Where a folded word is found; with typing errors only where it is not found without. */
  find(word: string): EntryFinds {
    const exact = { inEvents: this.#events.words.find(word), inNamed: this.#named.words.find(word) };
    const isFound = exact.inEvents.terms.size > 0 || exact.inNamed.terms.size > 0;
    const finds = isFound
      ? exact
      : { inEvents: this.#events.words.findMistyped(word), inNamed: this.#named.words.findMistyped(word) };
    const { title, names, references } = searchFields;
    for (const slot of finds.inNamed.slots) {
      const entry = this.namedAt(slot);
      const isByName = (finds.inNamed.fieldsOf(slot) & ((1 << title) | (1 << names))) !== 0;
      if (entry === null || !isByName) continue;
      const referring = this.#referring.get(referenceKey(entry.collection, entry.record.id)) ?? [];
      for (const event of referring) finds.inEvents.addTo(event, references);
    }
    return finds;
  }

  #compare(name: IndexedName, dossier: Indexed): void {
    const now: ReadonlyMap<string, Entry['record']> = dossier[name];
    const before: ReadonlyMap<string, Entry['record']> = this.#followed[name];
    // An edit leaves the records in their order, so that the same id mostly comes next on both sides.
    const others = before.entries();
    let isAligned = true;
    let isThrough = false;
    for (const [id, record] of now) {
      if (isAligned) {
        const next = others.next();
        isThrough = next.done === true;
        isAligned = !isThrough && next.value?.[0] === id;
        if (isAligned && next.value?.[1] === record) continue;
      }
      if (!isAligned && before.get(id) === record) continue;
      this.#empty(name, id);
      this.#waiting.push({ collection: name, record } as Entry);
    }
    const mayHaveLost = isAligned ? others.next().done !== true : !isThrough;
    if (mayHaveLost) for (const id of before.keys()) if (!now.has(id)) this.#empty(name, id);
    // A record that changed again, or went, before its turn came.
    this.#waiting = this.#waiting.filter(
      (entry) => entry.collection !== name || now.get(entry.record.id) === entry.record,
    );
  }

  #empty(name: IndexedName, id: string): void {
    (name === 'events' ? this.#events : this.#named).empty(referenceKey(name, id));
  }

  #takeIn(entry: Entry): void {
    const key = referenceKey(entry.collection, entry.record.id);
    if (entry.collection !== 'events') {
      this.#named.put(key, entry, textsOf(entry));
      return;
    }
    const slot = this.#events.put(key, entry.record, textsOf(entry));
    for (const reference of referencesOf(entry.record)) {
      const known = this.#referring.get(reference);
      if (known === undefined) this.#referring.set(reference, [slot]);
      else known.push(slot);
    }
  }

  #startAnew(): void {
    this.#events = new Shelf();
    this.#named = new Shelf();
    this.#referring = new Map();
    this.#waiting = [];
    for (const name of indexedNames) {
      for (const record of this.#followed[name].values()) this.#waiting.push({ collection: name, record } as Entry);
    }
  }
}

/** Records in slots, with their words. */
class Shelf<T> {
  readonly words = new WordIndex();
  readonly #entries: (T | null)[] = [];
  readonly #slots = new Map<string, number>();
  #emptied = 0;

  get size(): number {
    return this.#entries.length;
  }

  /** Emptied slots are passed over in every search; once they are many, all is better set up anew. */
  get isWasteful(): boolean {
    return this.#emptied > 1000 && this.#emptied > this.#entries.length / 2;
  }

  at(slot: number): T | null {
    return this.#entries[slot] ?? null;
  }

  slotOf(key: string): number | null {
    return this.#slots.get(key) ?? null;
  }

  put(key: string, entry: T, texts: readonly FieldText[]): number {
    const slot = this.#entries.push(entry) - 1;
    this.#slots.set(key, slot);
    this.words.add(slot, texts);
    return slot;
  }

  empty(key: string): void {
    const slot = this.#slots.get(key);
    if (slot === undefined) return;
    this.#entries[slot] = null;
    this.#slots.delete(key);
    this.#emptied += 1;
  }
}

let latest: { readonly dossier: string; readonly index: SearchIndex } | null = null;

/**
 * The index of a dossier, following it; kept for the dossier that was asked for last. It may still have records to take
 * in: see `SearchIndex.advance`.
 */
export function searchIndexOf(dossier: Dossier): SearchIndex {
  if (latest?.dossier !== dossier.id) latest = { dossier: dossier.id, index: new SearchIndex() };
  latest.index.follow(dossier);
  return latest.index;
}

/** Every text of a record by its field; the names of what it refers to are left out. */
export function textsOf({ collection, record }: Entry): FieldText[] {
  const texts: FieldText[] = [];
  const add = (field: keyof typeof searchFields, ...found: readonly (string | null)[]) => {
    for (const text of found) if (text !== null) texts.push({ field: searchFields[field], text });
  };
  switch (collection) {
    case 'events':
      add('title', record.title, record.label);
      add('names', record.place?.name ?? null, ...record.tags);
      add('details', record.summary, ...kindTexts(record));
      for (const { text, citations } of record.claims) {
        add('claims', text, ...citations.flatMap(({ quote, note }) => [quote, note]));
      }
      add('notes', record.notes);
      break;
    case 'actors':
      add('title', record.name);
      add('names', ...record.aliases);
      add('details', record.office, ...Object.values(record.identifiers));
      add('notes', record.notes);
      break;
    case 'sources':
      add('title', record.title);
      add('names', record.publisher, ...record.authors);
      add('details', record.url);
      add('notes', record.notes);
      break;
    case 'tracks':
      add('title', record.name);
  }
  return texts;
}

function kindTexts(event: DossierEvent): (string | null)[] {
  if (event.kind === 'document') {
    return event.provisions.flatMap(({ number, heading, text }) => [number, heading, text]);
  }
  if (event.kind === 'sanction') return [event.programme, event.legalBasis];
  return event.kind === 'waiver' ? [event.scope] : [];
}

function referencesOf(event: DossierEvent): Set<string> {
  return new Set([
    ...event.participants.map(({ actor }) => referenceKey('actors', actor)),
    ...citedSources(event).map((source) => referenceKey('sources', source)),
    ...event.tracks.map((track) => referenceKey('tracks', track)),
  ]);
}

function referenceKey(collection: IndexedName, id: string): string {
  return `${collection} ${id}`;
}
