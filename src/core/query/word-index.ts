import SearchableMap from 'minisearch/SearchableMap';
import { spellingKey, wordsOf } from '#core/query/fold';

/** A text of an entry with the field it belongs to, a number from 0 to 7; the lower, the more a find in it weighs. */
export interface FieldText {
  readonly field: number;
  readonly text: string;
}

/** A word of a query in the index: every term it stands for, and every entry that has one of them. */
export interface WordFinds {
  /** The terms, folded, that the word was found as. */
  readonly terms: ReadonlySet<string>;
  /** The slots in which it was found, each once. */
  readonly slots: readonly number[];
  /** The fields in which a slot has it, as bits: `1 << field`; 0 for none. */
  fieldsOf(slot: number): number;
  /** How good the best find in a slot is: at most 1, 0 for none. */
  scoreOf(slot: number): number;
  /** Adds that a slot has the word by way of another: an event has the names of its actors. */
  addTo(slot: number, field: number): void;
}

const fieldWeights = [1, 0.8, 0.65, 0.55, 0.5, 0.45, 0.4, 0.35];
const exactWeight = 1;
const spellingWeight = 0.9;
const prefixWeight = 0.75;
const typoWeight = 0.5;
/** The bits of a posting that hold the field; the others hold the slot. */
const fieldBits = 3;

/**
 * Which words stand in which entries. An entry is a slot, a whole number its owner gives out; a slot that is no longer
 * wanted is left in and passed over by the owner. The terms lie in MiniSearch's radix tree, which finds prefixes and near
 * misses; the postings are plain numbers, so that a word which a hundred thousand entries share costs a walk over numbers.
 */
export class WordIndex {
  readonly #terms = new SearchableMap<number[]>();
  /** Terms that only stand for the spellings of a name; see `spellingKey`. */
  readonly #spellings = new SearchableMap<number[]>();

  #slotCount = 0;

  /** Puts the texts of an entry into the index. */
  add(slot: number, texts: Iterable<FieldText>): void {
    this.#slotCount = Math.max(this.#slotCount, slot + 1);
    const seen = new Set<string>();
    for (const { field, text } of texts) {
      for (const { word } of wordsOf(text)) {
        const once = `${field}${word}`;
        if (seen.has(once)) continue;
        seen.add(once);
        const posting = slot * (1 << fieldBits) + field;
        push(this.#terms, word, posting);
        const key = spellingKey(word);
        if (key.length > 1 && key !== word) push(this.#spellings, key, posting);
      }
    }
  }

  /** Finds a folded word: as it is, as the beginning of a longer one, or as another spelling of the same name. */
  find(word: string): WordFinds {
    const finds = new Finds(this.#slotCount);
    for (const [term, postings] of this.#terms.atPrefix(word)) {
      finds.add(term, postings, term === word ? exactWeight : prefixWeight);
    }
    const key = spellingKey(word);
    if (word.length >= 4) {
      finds.add(key, this.#terms.get(key), spellingWeight);
      finds.add(key, this.#spellings.get(key), spellingWeight);
    }
    return finds;
  }

  /** Finds a folded word with a typing error, or two in a long word. */
  findMistyped(word: string): WordFinds {
    const finds = new Finds(this.#slotCount);
    const errors = allowedErrors(word);
    if (errors === 0) return finds;
    for (const [term, [postings]] of this.#terms.fuzzyGet(word, errors)) finds.add(term, postings, typoWeight);
    const spellings = this.#spellings.fuzzyGet(spellingKey(word), 1);
    for (const [term, [postings]] of spellings) finds.add(term, postings, typoWeight);
    return finds;
  }
}

class Finds implements WordFinds {
  readonly terms = new Set<string>();
  readonly slots: number[] = [];
  readonly #fields: Uint8Array;
  readonly #scores: Float32Array;

  constructor(slotCount: number) {
    this.#fields = new Uint8Array(slotCount);
    this.#scores = new Float32Array(slotCount);
  }

  fieldsOf(slot: number): number {
    return this.#fields[slot] ?? 0;
  }

  scoreOf(slot: number): number {
    return this.#scores[slot] ?? 0;
  }

  addTo(slot: number, field: number): void {
    this.#note(slot, field, prefixWeight);
  }

  add(term: string, postings: readonly number[] | undefined, weight: number): void {
    if (postings === undefined) return;
    this.terms.add(term);
    for (const posting of postings) this.#note(posting >>> fieldBits, posting & (fieldWeights.length - 1), weight);
  }

  #note(slot: number, field: number, weight: number): void {
    const fields = this.fieldsOf(slot);
    if (fields === 0) this.slots.push(slot);
    this.#fields[slot] = fields | (1 << field);
    const score = weight * (fieldWeights[field] ?? 0);
    if (score > this.scoreOf(slot)) this.#scores[slot] = score;
  }
}

function push(map: SearchableMap<number[]>, term: string, posting: number): void {
  const postings = map.get(term);
  if (postings === undefined) map.set(term, [posting]);
  else postings.push(posting);
}

/** How many typing errors a word may have: none where a letter makes another word, or in a number. */
function allowedErrors(word: string): number {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}
