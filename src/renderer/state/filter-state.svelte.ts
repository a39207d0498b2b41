import { eventKinds, type DossierEvent, type EventKind } from '#core/model/event';
import type { Dossier } from '#core/model/dossier';
import { noFilters, shownStandings, type Filters, type Grouping, type ShownStanding } from '#core/model/view';
import { factOf, factsOf } from '#core/query/facts';
import { facets, type Facets } from '#core/query/filter';
import { workWhenIdle } from '#renderer/state/idle-work.ts';

/** The filters in which values are chosen rather than hidden. */
export type ChoiceFilter = 'actors' | 'sources' | 'tracks' | 'tags';

const mostCountedAtOnce = 500;
/** So many events are weighed in about half a millisecond. */
const slice = 20;
/** More found events than this are a crowd, of which the timeline draws what it can. */
const mostFound = 60;

/** Which events are shown, and how they are grouped into lanes. */
export class FilterState {
  readonly #dossier: () => Dossier | null;
  readonly #today: () => number;
  readonly #isBusy: () => boolean;
  #filters = $state.raw<Filters>(noFilters);
  grouping = $state<Grouping>('track');

  /** While `isBusy`, a large dossier is not counted: something moves on screen that would have to wait. */
  constructor(dossier: () => Dossier | null, today: () => number, isBusy: () => boolean) {
    this.#dossier = dossier;
    this.#today = today;
    this.#isBusy = isBusy;
  }

  /** The dossier whose events may be counted; those of a small one are at once. */
  #counted = $state<string | null>(null);
  /** Whether counts may be taken: of a large dossier not before the timeline stands, which would have to wait for them. */
  readonly mayCount: boolean = $derived.by(() => {
    const dossier = this.#dossier();
    return (
      dossier !== null &&
      (this.isRestricted || dossier.events.size <= mostCountedAtOnce || this.#counted === dossier.id)
    );
  });

  /** Lets a dossier be counted once what is on its way to the screen is there, and its events have been weighed in idle time. */
  countAfterDrawing(dossierId: string): void {
    requestAnimationFrame(() => setTimeout(() => this.#weigh(dossierId)));
  }

  #weigh(dossierId: string): void {
    const dossier = this.#dossier();
    const isOpen = () => this.#dossier()?.id === dossierId;
    if (dossier === null || !isOpen()) return;
    const events = dossier.events.values();
    workWhenIdle({
      isBusy: this.#isBusy,
      step: () => {
        for (let weighed = 0; weighed < slice && isOpen(); weighed += 1) {
          const next = events.next();
          if (next.done === true) return true;
          factOf(next.value, dossier);
        }
        return !isOpen();
      },
      onpause: (isDone) => {
        if (isDone && isOpen()) this.#counted = dossierId;
      },
    });
  }

  get filters(): Filters {
    return this.#filters;
  }

  readonly facets: Facets | null = $derived.by(() => {
    const dossier = this.mayCount ? this.#dossier() : null;
    return dossier === null ? null : facets(dossier, this.#filters, this.#today());
  });

  readonly singleSourceIds: ReadonlySet<string> = $derived.by(() => {
    const dossier = this.mayCount ? this.#dossier() : null;
    if (dossier === null) return new Set();
    const single = factsOf(dossier).filter(({ support }) => support === 'single-source');
    return new Set(single.map(({ event }) => event.id));
  });

  readonly isRestricted: boolean = $derived(Object.values(this.#filters).some((value) => value !== null));

  /** The events that pass, in stored order. */
  readonly visible: readonly DossierEvent[] = $derived.by(() => {
    const dossier = this.#dossier();
    if (dossier === null) return [];
    // All are shown without a look at any, so that a large dossier is drawn before it is counted.
    if (!this.isRestricted) return [...dossier.events.values()];
    return this.facets?.events ?? [];
  });

  /** Shows only what one source alone carries; the status bar's warning turns it on. */
  get isSingleSourceOnly(): boolean {
    return this.#filters.singleSource === true;
  }
  set isSingleSourceOnly(isOn: boolean) {
    this.#set({ singleSource: isOn ? true : null });
  }

  /** What a search found, where that is few enough to draw all of it. */
  readonly found: readonly string[] = $derived(
    this.#filters.text === null || this.visible.length > mostFound ? [] : this.visible.map(({ id }) => id),
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

  isChosen(name: ChoiceFilter, value: string): boolean {
    return this.#filters[name]?.includes(value) ?? false;
  }

  /** Actors, sources, tracks and tags start unchosen: choosing some shows only the events that have one of them. */
  toggleChoice(name: ChoiceFilter, value: string): void {
    const chosen = this.#filters[name] ?? [];
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    this.#set({ [name]: next.length === 0 ? null : next });
  }

  /** Restricts further by what a search asks for, or takes other filters whole. */
  apply(change: Partial<Filters>): void {
    this.#set(change);
  }

  clear(): void {
    this.#filters = noFilters;
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
