import type { Dossier } from '#core/model/dossier';
import { search, type SearchResults } from '#core/query/search';
import { searchIndexOf } from '#core/query/search-index';
import { completionsOf, filtersOfQuery, readSearch, type SearchQuery, wishOf } from '#core/query/search-query';
import type { Filters } from '#core/model/view';
import { workWhenIdle } from '#renderer/state/idle-work.ts';

const mostShown = 5;
const mostRecent = 5;
/** So many records are taken in at once, on the way of a key. */
const mostAtOnce = 1000;
/** So many take about half a millisecond. */
const slice = 10;
const shownAnewMs = 300;

/** What is typed into the command field, and what it finds. */
export class SearchState {
  readonly #dossier: () => Dossier | null;
  readonly #today: () => number;
  readonly #isBusy: () => boolean;
  text = $state('');
  /** What was searched for before in this window and led somewhere, the last first. */
  recent = $state.raw<readonly string[]>([]);
  /** Goes up when the index has taken in more, so that the results are read anew. */
  #round = $state(0);
  #isWorking = false;

  /** While `isBusy`, nothing is taken into the index: something moves on screen that would have to wait. */
  constructor(dossier: () => Dossier | null, today: () => number, isBusy: () => boolean) {
    this.#dossier = dossier;
    this.#today = today;
    this.#isBusy = isBusy;
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

  /** Whether an event was found, for marking it wherever it is drawn. */
  isHit(event: string): boolean {
    return this.results?.hasEvent(event) ?? false;
  }

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
    let shownAt = performance.now();
    workWhenIdle({
      isBusy: this.#isBusy,
      step: () => {
        const dossier = this.#dossier();
        return dossier === null || searchIndexOf(dossier).advance(slice);
      },
      onpause: (isDone) => {
        this.#isWorking = !isDone;
        const now = performance.now();
        if (this.text === '' || (!isDone && now - shownAt <= shownAnewMs)) return;
        shownAt = now;
        this.#round += 1;
      },
    });
  }

  clear(): void {
    this.text = '';
  }

  /** Keeps what is typed among the recent searches, since it led somewhere. */
  remember(): void {
    const text = this.text.trim();
    if (text === '') return;
    this.recent = [text, ...this.recent.filter((each) => each !== text)].slice(0, mostRecent);
  }

  reset(): void {
    this.clear();
    this.recent = [];
  }
}
