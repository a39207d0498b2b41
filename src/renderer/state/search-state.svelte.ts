import type { Dossier } from '#core/model/dossier';
import { search, type SearchResults } from '#core/query/search';
import { searchIndexOf } from '#core/query/search-index';
import { completionsOf, filtersOfQuery, readSearch, type SearchQuery, wishOf } from '#core/query/search-query';
import type { Filters } from '#core/model/view';

const mostShown = 5;
/** So many records are taken in at once, on the way of a key. */
const mostAtOnce = 1000;
const sliceMs = 8;
const shownAnewMs = 300;

/** What is typed into the command field, and what it finds. */
export class SearchState {
  readonly #dossier: () => Dossier | null;
  readonly #today: () => number;
  text = $state('');
  /** Goes up when the index has taken in more, so that the results are read anew. */
  #round = $state(0);
  #isWorking = false;

  constructor(dossier: () => Dossier | null, today: () => number) {
    this.#dossier = dossier;
    this.#today = today;
  }

  /** What was typed, taken apart; null while nothing is. */
  readonly query: SearchQuery | null = $derived.by(() => {
    const dossier = this.#dossier();
    return dossier === null || this.text.trim() === '' ? null : readSearch(this.text, dossier, this.#today());
  });

  readonly completions = $derived.by(() => {
    const dossier = this.#dossier();
    return dossier === null || this.query === null ? [] : completionsOf(this.query, this.text, dossier, 6);
  });

  /** What was found; null while nothing is searched for. */
  readonly results: SearchResults | null = $derived.by(() => {
    const dossier = this.#dossier();
    const { query } = this;
    void this.#round;
    if (dossier === null || query === null) return null;
    const wish = wishOf(query, dossier, this.#today());
    if (wish.words.length === 0 && wish.matches === null) return null;
    const index = searchIndexOf(dossier);
    if (index.waiting <= mostAtOnce) index.advance(mostAtOnce);
    return search(index, wish, mostShown);
  });

  /** The events found, for marking them wherever they are drawn. */
  readonly hits: ReadonlySet<string> = $derived(this.results?.eventIds() ?? new Set<string>());

  /** The filters that show what the search finds; null while nothing is searched for. */
  get asFilters(): Filters | null {
    return this.query === null ? null : filtersOfQuery(this.query);
  }

  /** Whether some records have yet to be taken in, so that more may be found. */
  readonly isIncomplete: boolean = $derived.by(() => {
    void this.#round;
    const dossier = this.#dossier();
    return dossier !== null && this.results !== null && searchIndexOf(dossier).waiting > 0;
  });

  /** Takes the dossier into the index, a little at a time whenever the window is idle. */
  prepare(): void {
    if (this.#isWorking) return;
    this.#isWorking = true;
    whenIdle(() => this.#work(performance.now()));
  }

  clear(): void {
    this.text = '';
  }

  #work(shownAt: number): void {
    const dossier = this.#dossier();
    if (dossier === null) {
      this.#isWorking = false;
      return;
    }
    const index = searchIndexOf(dossier);
    const start = performance.now();
    while (!index.advance(50) && performance.now() - start < sliceMs);
    const isDone = index.waiting === 0;
    const isDue = this.text !== '' && (isDone || start - shownAt > shownAnewMs);
    if (isDue) this.#round += 1;
    this.#isWorking = !isDone;
    if (!isDone) whenIdle(() => this.#work(isDue ? start : shownAt));
  }
}

function whenIdle(work: () => void): void {
  // Not every engine has it, and the tests' has not.
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 500 });
  else setTimeout(work);
}
