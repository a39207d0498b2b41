import type { RecordKey } from '#core/history/history-entry';
import type { Dossier } from '#core/model/dossier';

/** What the inspector can show. */
export type Page =
  | { readonly type: 'summary' }
  | { readonly type: 'event'; readonly id: string }
  /** Several events, selected together; two at least. */
  | { readonly type: 'selection'; readonly ids: readonly string[] }
  | { readonly type: 'actor'; readonly id: string }
  | { readonly type: 'source'; readonly id: string }
  /** What one source says of one event. */
  | { readonly type: 'citation'; readonly event: string; readonly source: string }
  | { readonly type: 'list'; readonly of: ListName }
  /** Who changed what and when: in one record, also one that is gone, or in the whole dossier. */
  | { readonly type: 'history'; readonly record: (RecordKey & { readonly name: string }) | null };

export type ListName = 'actors' | 'sources' | 'tracks';

const summary: Page = { type: 'summary' };

function isSame(a: Page, b: Page): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function exists(page: Page, dossier: Dossier): boolean {
  switch (page.type) {
    case 'event':
      return dossier.events.has(page.id);
    case 'selection':
      return page.ids.every((id) => dossier.events.has(id));
    case 'actor':
      return dossier.actors.has(page.id);
    case 'source':
      return dossier.sources.has(page.id);
    case 'citation':
      return dossier.events.has(page.event) && dossier.sources.has(page.source);
    default:
      return true;
  }
}

/**
 * The inspector's pages, walked like a browser's: a citation leads to its source and back. Pages whose record is gone
 * are passed over, so that an undo cannot leave the inspector pointing at nothing.
 */
export class InspectorPages {
  readonly #dossier: () => Dossier | null;
  #trail = $state.raw<readonly Page[]>([summary]);
  #index = $state(0);

  constructor(dossier: () => Dossier | null) {
    this.#dossier = dossier;
  }

  readonly #behind = $derived.by(() => this.#existing(this.#trail.slice(0, this.#index)));
  readonly #ahead = $derived.by(() => this.#existing(this.#trail.slice(this.#index + 1)));

  readonly current: Page = $derived.by(() => {
    const page = this.#trail[this.#index] ?? summary;
    return this.#existing([page])[0] ?? this.#behind.at(-1) ?? summary;
  });

  /** The event ringed on the timeline: the one shown, or the one from which its actors and sources were reached. */
  readonly selectedEventId: string | null = $derived.by(() => {
    for (const page of [...this.#behind, this.current].reverse()) {
      if (page.type === 'event') return page.id;
      if (page.type === 'citation') return page.event;
      // Of several, the one that was added last: arrows go on from there.
      if (page.type === 'selection') return page.ids.at(-1) ?? null;
      if (page.type !== 'actor' && page.type !== 'source' && page.type !== 'history') return null;
    }
    return null;
  });

  /** Every event that is selected. */
  readonly selectedEventIds: ReadonlySet<string> = $derived.by(() => {
    if (this.current.type === 'selection') return new Set(this.current.ids);
    return new Set(this.selectedEventId === null ? [] : [this.selectedEventId]);
  });

  get canGoBack(): boolean {
    return this.#behind.length > 0;
  }
  get canGoForward(): boolean {
    return this.#ahead.length > 0;
  }

  /** Opens a page and forgets what lay ahead. */
  go(page: Page): void {
    if (isSame(page, this.current)) return;
    this.#trail = [...this.#existing(this.#trail.slice(0, this.#index + 1)), page];
    this.#index = this.#trail.length - 1;
  }

  /** Selects an event on the timeline, or nothing. */
  select(id: string | null): void {
    this.go(id === null ? summary : { type: 'event', id });
  }

  /** Adds an event to the selection, or takes it out. */
  toggleSelected(id: string): void {
    const rest = [...this.selectedEventIds].filter((each) => each !== id);
    const ids = this.selectedEventIds.has(id) ? rest : [...rest, id];
    if (ids.length > 1) this.go({ type: 'selection', ids });
    else this.select(ids[0] ?? null);
  }

  back(): void {
    this.#walk(-1);
  }

  forward(): void {
    this.#walk(1);
  }

  reset(): void {
    this.#trail = [summary];
    this.#index = 0;
  }

  #walk(step: -1 | 1): void {
    const dossier = this.#dossier();
    let index = this.#index + step;
    while (index >= 0 && index < this.#trail.length) {
      const page = this.#trail[index];
      if (page !== undefined && dossier !== null && exists(page, dossier)) {
        this.#index = index;
        return;
      }
      index += step;
    }
  }

  #existing(pages: readonly Page[]): readonly Page[] {
    const dossier = this.#dossier();
    return pages.filter((page) => dossier !== null && exists(page, dossier));
  }
}
