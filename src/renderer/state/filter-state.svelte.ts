import { eventKinds, type DossierEvent, type EventKind } from '#core/model/event';
import type { Dossier } from '#core/model/dossier';
import { noFilters, shownStandings, type Filters, type Grouping, type ShownStanding } from '#core/model/view';
import { compileFilters, facets, type Facets } from '#core/query/filter';
import { supportOfEvent } from '#core/query/standing';

/** Which events are shown, and how they are grouped into lanes. */
export class FilterState {
  readonly #dossier: () => Dossier | null;
  readonly #today: () => number;
  #filters = $state.raw<Filters>(noFilters);
  /** Shows only what one source alone carries; the status bar's warning turns it on. */
  isSingleSourceOnly = $state(false);
  grouping = $state<Grouping>('track');

  constructor(dossier: () => Dossier | null, today: () => number) {
    this.#dossier = dossier;
    this.#today = today;
  }

  get filters(): Filters {
    return this.#filters;
  }

  readonly facets: Facets | null = $derived.by(() => {
    const dossier = this.#dossier();
    return dossier === null ? null : facets(dossier, this.#filters, this.#today());
  });

  readonly singleSourceIds: ReadonlySet<string> = $derived.by(() => {
    const dossier = this.#dossier();
    if (dossier === null) return new Set();
    const single = [...dossier.events.values()].filter((event) => supportOfEvent(event, dossier) === 'single-source');
    return new Set(single.map((event) => event.id));
  });

  readonly visible: readonly DossierEvent[] = $derived.by(() => {
    const dossier = this.#dossier();
    if (dossier === null) return [];
    const matches = compileFilters(this.#filters, dossier, this.#today());
    return [...dossier.events.values()].filter(
      (event) => matches(event) && (!this.isSingleSourceOnly || this.singleSourceIds.has(event.id)),
    );
  });

  readonly isRestricted: boolean = $derived(
    this.isSingleSourceOnly || Object.values(this.#filters).some((value) => value !== null),
  );

  showsKind(kind: EventKind): boolean {
    return this.#filters.kinds?.includes(kind) ?? true;
  }

  toggleKind(kind: EventKind): void {
    this.#set({ kinds: toggled(eventKinds, this.#filters.kinds, kind) });
  }

  showOnlyKind(kind: EventKind): void {
    this.#set({ kinds: [kind] });
  }

  showsStanding(standing: ShownStanding): boolean {
    return this.#filters.standings?.includes(standing) ?? true;
  }

  toggleStanding(standing: ShownStanding): void {
    this.#set({ standings: toggled(shownStandings, this.#filters.standings, standing) });
  }

  showOnlyStanding(standing: ShownStanding): void {
    this.#set({ standings: [standing], planned: null });
  }

  get showsPlanned(): boolean {
    return this.#filters.planned !== false;
  }

  togglePlanned(): void {
    this.#set({ planned: this.showsPlanned ? false : null });
  }

  showOnlyPlanned(): void {
    this.#set({ planned: true, standings: null });
  }

  isActorChosen(id: string): boolean {
    return this.#filters.actors?.includes(id) ?? false;
  }

  /** Actors start unchosen: choosing some shows only events in which one of them takes part. */
  toggleActor(id: string): void {
    const chosen = this.#filters.actors ?? [];
    const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
    this.#set({ actors: next.length === 0 ? null : next });
  }

  get text(): string {
    return this.#filters.text ?? '';
  }

  search(text: string): void {
    this.#set({ text: text.trim() === '' ? null : text });
  }

  clear(): void {
    this.#filters = noFilters;
    this.isSingleSourceOnly = false;
  }

  /** Lifts the named restrictions and leaves the others. */
  lift(...names: (keyof Filters)[]): void {
    this.#set(Object.fromEntries(names.map((name) => [name, null])));
  }

  #set(change: Partial<Filters>): void {
    this.#filters = { ...this.#filters, ...change };
  }
}

// Everything is shown to begin with, so the first click hides one; showing all again restricts nothing.
function toggled<T>(all: readonly T[], shown: readonly T[] | null, one: T): T[] | null {
  const now = shown ?? all;
  const next = all.filter((each) => now.includes(each) !== (each === one));
  return next.length === all.length ? null : next;
}
