import { formatDay, parseDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { Grouping, View } from '#core/model/view';
import { everything, rangeBetween, select, type Selected, type Selection } from '#core/query/selection';
import { viewsInOrder } from '#core/query/view';
import { rangeOfWindow } from '#renderer/state/export-words.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** Where the events of an export come from: the window, its filters, everything, what is selected, or a view by its id. */
export type Scope = 'window' | 'filters' | 'whole' | 'selected' | (string & {});

/** Which events a brief or a page is made of, as the reader chose. */
export class ExportScope {
  readonly #workspace: Workspace;
  scope = $state<Scope>('filters');
  /** The first and the last day wanted, as UTC midnights; null takes what the scope has. */
  from = $state<number | null>(null);
  to = $state<number | null>(null);
  #asOf = $state<number | null>(null);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    if (workspace.pages.selectedEventIds.size > 1) this.scope = 'selected';
  }

  readonly #views: readonly View[] = $derived.by(() => {
    const { dossier } = this.#workspace.store;
    return dossier === null ? [] : viewsInOrder(dossier);
  });
  readonly #view: View | null = $derived.by(() => this.#views.find(({ id }) => id === this.scope) ?? null);

  /** What may be chosen now. */
  readonly options: readonly { readonly value: Scope; readonly label: string }[] = $derived.by(() => {
    const count = this.#workspace.pages.selectedEventIds.size;
    return [
      { value: 'filters', label: 'What the filters show' },
      { value: 'window', label: 'What the timeline shows' },
      { value: 'whole', label: 'The whole dossier' },
      ...(count === 0
        ? []
        : [{ value: 'selected', label: count === 1 ? 'The selected event' : `The ${count} selected events` }]),
      ...this.#views.map(({ id, name }) => ({ value: id, label: `View: ${name}` })),
    ];
  });

  /** The day as known that was given, as a UTC midnight; null takes that of the view, else of the window. */
  get asOf(): number | null {
    return this.#asOf;
  }

  /** Shows what was known on a day. */
  lookBack(day: number | null): void {
    this.#asOf = day !== null && day >= this.#workspace.readersToday ? null : day;
    if (this.#asOf !== null) void this.#workspace.asKnown.readHistory();
  }

  /** Why the history does not say when undated reports were recorded. */
  get trouble(): string | null {
    return this.#asOf === null ? null : this.#workspace.asKnown.trouble;
  }

  /** What holds where no day as known is given. */
  readonly knownOtherwise: string = $derived.by(() => {
    const day = this.#knownOtherwise;
    return day === null ? 'Today' : dateInWords(readEdtf(formatDay(day)), 'short');
  });
  readonly #knownOtherwise: number | null = $derived.by(() => {
    const day = this.#view?.asKnownOn ?? null;
    return day === null ? this.#workspace.asKnown.day : parseDay(day);
  });
  readonly #known: number | null = $derived.by(() => this.#asOf ?? this.#knownOtherwise);

  /** The lanes that a page opens with. */
  readonly grouping: Grouping = $derived.by(() => this.#view?.grouping ?? this.#workspace.filters.grouping);

  readonly selection: Selection = $derived.by(() => {
    const { dossier } = this.#workspace.store;
    const chosen = this.#chosen;
    return dossier === null ? chosen : { ...chosen, range: rangeBetween(this.from, this.to, chosen.range, dossier) };
  });

  readonly #chosen: Selection = $derived.by(() => {
    const { filters, timeline, pages } = this.#workspace;
    if (this.#view !== null) return { ...everything, filters: this.#view.filters, range: this.#view.window };
    if (this.scope === 'whole') return everything;
    if (this.scope === 'selected') return { ...everything, events: [...pages.selectedEventIds] };
    return {
      ...everything,
      filters: filters.filters,
      events: filters.isSingleSourceOnly ? [...filters.singleSourceIds] : null,
      range: this.scope === 'window' ? rangeOfWindow(timeline.exportedWindow) : null,
    };
  });

  /** The day as known that the host is asked for. */
  readonly asKnownOn: string | null = $derived.by(() => (this.#known === null ? null : formatDay(this.#known)));

  readonly #dossier: Dossier | null = $derived.by(() => {
    const { asKnown, store } = this.#workspace;
    return this.#known === null ? store.dossier : asKnown.dossierOn(this.#known);
  });

  /** What is selected; null where there is none, as `problem` says. */
  readonly selected: Selected | null = $derived.by(() => {
    if (this.#dossier === null || this.problem !== null) return null;
    return select(this.#dossier, this.selection, this.#known ?? this.#workspace.readersToday);
  });

  readonly problem: string | null = $derived.by(() => {
    const { range } = this.selection;
    if (range === null || parseDay(range.from) <= parseDay(range.to)) return null;
    return 'The range ends before it begins. Change From or To.';
  });

  /** What the choice comes to, in words. */
  readonly note: string | null = $derived.by(() => {
    const { selected, selection } = this;
    if (selected === null) return this.problem;
    const all = this.#dossier?.events.size ?? 0;
    const { length } = selected.events;
    const count = length === all ? `All ${all} events` : `${length} of ${all} events`;
    const range =
      selection.range === null
        ? ''
        : `, ${dateInWords(readEdtf(`${selection.range.from}/${selection.range.to}`), 'short')}`;
    const known = this.asKnownOn === null ? '' : `, as known on ${dateInWords(readEdtf(this.asKnownOn), 'short')}`;
    return `${count}${range}${known}.`;
  });
}
