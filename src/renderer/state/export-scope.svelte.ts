import { formatDay } from '#core/dates/calendar-day';
import { dateInWords } from '#core/dates/words';
import { readEdtf } from '#core/dates/edtf';
import { everything, select, type Selected, type Selection } from '#core/query/selection';
import { rangeOfWindow } from '#renderer/state/export-words.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** Where the events of an export come from: the window, its filters, everything or what is selected. */
export type Scope = 'window' | 'filters' | 'whole' | 'selected';

/** Which events a brief or a page is made of, as the reader chose. */
export class ExportScope {
  readonly #workspace: Workspace;
  scope = $state<Scope>('filters');

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    if (workspace.pages.selectedEventIds.size > 1) this.scope = 'selected';
  }

  /** What may be chosen now. */
  readonly options: readonly { readonly value: Scope; readonly label: string }[] = $derived.by(() => {
    const count = this.#workspace.pages.selectedEventIds.size;
    return [
      { value: 'filters', label: 'What the filters show' },
      { value: 'window', label: 'What the timeline shows' },
      { value: 'whole', label: 'The whole dossier' },
      ...(count === 0
        ? []
        : [{ value: 'selected', label: count === 1 ? 'The selected event' : `The ${count} selected events` } as const]),
    ];
  });

  readonly selection: Selection = $derived.by(() => {
    const { filters, timeline, pages } = this.#workspace;
    if (this.scope === 'whole') return everything;
    if (this.scope === 'selected') return { ...everything, events: [...pages.selectedEventIds] };
    return {
      ...everything,
      filters: filters.filters,
      events: filters.isSingleSourceOnly ? [...filters.singleSourceIds] : null,
      range: this.scope === 'window' ? rangeOfWindow(timeline.window) : null,
    };
  });

  /** The day that the window looks back to. */
  readonly asKnownOn: string | null = $derived.by(() => {
    const { day } = this.#workspace.asKnown;
    return day === null ? null : formatDay(day);
  });

  readonly selected: Selected | null = $derived.by(() => {
    const { dossier } = this.#workspace;
    return dossier === null ? null : select(dossier, this.selection, this.#workspace.today);
  });

  /** What the choice comes to, in words. */
  readonly note: string | null = $derived.by(() => {
    const { selected, selection } = this;
    if (selected === null) return null;
    const all = this.#workspace.dossier?.events.size ?? 0;
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
