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

/**
 * The words of a dossier's records. It follows the dossier from one state to the next and takes in what has changed; a
 * changed record gets a new slot and leaves its old one empty. An actor's name is indexed once and found in every event
 * that names the actor, so that renaming somebody costs one record.
 */
export class SearchIndex {
  #words = new WordIndex();
  /** The slots of the events that name a record. */
  #referring = new Map<string, number[]>();
  #entries: (Entry | null)[] = [];
  #slots = emptySlots();
  #waiting: Entry[] = [];
  #emptied = 0;
  #followed: Indexed = { events: new Map(), actors: new Map(), sources: new Map(), tracks: new Map() };

  /** How many records have yet to be taken in. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Notes what is other than in the dossier followed before, for `advance` to take in. What is gone is gone at once. */
  follow(dossier: Indexed): void {
    for (const name of indexedNames) {
      if (dossier[name] !== this.#followed[name]) this.#compare(name, dossier);
    }
    this.#followed = dossier;
    // Emptied slots are passed over in every search; once they are many, all is set up anew.
    if (this.#emptied > 1000 && this.#emptied > this.#entries.length / 2) this.#startAnew();
  }

  /** Takes in at most so many of the records that wait. Answers whether none is left. */
  advance(most: number): boolean {
    for (const entry of this.#waiting.splice(-most)) this.#takeIn(entry);
    return this.#waiting.length === 0;
  }

  /** The record in a slot; null where it has been replaced or deleted. */
  entryAt(slot: number): Entry | null {
    return this.#entries[slot] ?? null;
  }

  /** Every slot with a record in it. */
  *slots(): Iterable<number> {
    for (let slot = 0; slot < this.#entries.length; slot++) if (this.#entries[slot] !== null) yield slot;
  }

  /** Where a folded word is found; an event has the words of what it names too. */
  find(word: string): WordFinds {
    const finds = this.#words.find(word);
    const { title, names, references } = searchFields;
    const isNamed = (1 << title) | (1 << names);
    for (const slot of [...finds.slots]) {
      const entry = this.entryAt(slot);
      if (entry === null || entry.collection === 'events' || (finds.fieldsOf(slot) & isNamed) === 0) continue;
      for (const event of this.#referring.get(referenceKey(entry.collection, entry.record.id)) ?? []) {
        finds.addTo(event, references);
      }
    }
    return finds;
  }

  #compare(name: IndexedName, dossier: Indexed): void {
    const slots = this.#slots[name];
    for (const [id, record] of dossier[name]) {
      if (this.#followed[name].get(id) === record) continue;
      this.#empty(name, id);
      this.#waiting.push({ collection: name, record } as Entry);
    }
    for (const id of this.#followed[name].keys()) {
      if (!dossier[name].has(id) && slots.has(id)) this.#empty(name, id);
    }
    // A record that changed again, or went, before its turn came.
    this.#waiting = this.#waiting.filter(
      (entry) => entry.collection !== name || dossier[name].get(entry.record.id) === entry.record,
    );
  }

  #empty(name: IndexedName, id: string): void {
    const slot = this.#slots[name].get(id);
    if (slot === undefined) return;
    this.#entries[slot] = null;
    this.#slots[name].delete(id);
    this.#emptied += 1;
  }

  #takeIn(entry: Entry): void {
    const slot = this.#entries.push(entry) - 1;
    this.#slots[entry.collection].set(entry.record.id, slot);
    this.#words.add(slot, textsOf(entry));
    if (entry.collection !== 'events') return;
    for (const key of referencesOf(entry.record)) {
      const known = this.#referring.get(key);
      if (known === undefined) this.#referring.set(key, [slot]);
      else known.push(slot);
    }
  }

  #startAnew(): void {
    this.#words = new WordIndex();
    this.#referring = new Map();
    this.#entries = [];
    this.#slots = emptySlots();
    this.#emptied = 0;
    this.#waiting = [];
    for (const name of indexedNames) {
      for (const record of this.#followed[name].values()) this.#waiting.push({ collection: name, record } as Entry);
    }
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
function textsOf({ collection, record }: Entry): FieldText[] {
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

function emptySlots(): Record<IndexedName, Map<string, number>> {
  return { events: new Map(), actors: new Map(), sources: new Map(), tracks: new Map() };
}
