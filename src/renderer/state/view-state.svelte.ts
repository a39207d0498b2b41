import { dayMs, formatDay, nearestDay, parseDay } from '#core/dates/calendar-day';
import type { Edit } from '#core/dossier/change';
import { planDeletion } from '#core/dossier/integrity';
import { isSame } from '#core/dossier/same';
import type { Dossier } from '#core/model/dossier';
import { readRecord } from '#core/model/problems';
import type { View } from '#core/model/view';
import { countPassing } from '#core/query/filter';
import { viewsInOrder } from '#core/query/view';
import { messageOf } from '#renderer/state/error-message.ts';
import type { FilterState } from '#renderer/state/filter-state.svelte.ts';

/** What the saved views need of the window around them. */
export interface ViewSetting {
  readonly filters: FilterState;
  /** The dossier that is shown. */
  dossier(): Dossier | null;
  /** The dossier that edits are based on. */
  stored(): Dossier | null;
  today(): number;
  /** The part of time in sight; null while it was not chosen. */
  window(): { readonly from: number; readonly to: number } | null;
  show(window: { readonly from: number; readonly to: number } | null): void;
  /** The day as of which the dossier is shown; null for today. */
  asKnownOn(): string | null;
  /** The dossier as known on another day. */
  knownOn(day: string): Dossier | null;
  showAsKnownOn(day: string): void;
  canEdit(): boolean;
  commit(label: string, edits: readonly Edit[]): Promise<void>;
}

/** The saved views: which is in force, and how they are kept. */
export class ViewState {
  readonly #setting: ViewSetting;
  #currentId = $state<string | null>(null);
  /** The view that is being named: null for none, `id: null` for one that is not saved yet. */
  #naming = $state.raw<{ readonly id: string | null } | null>(null);
  #trouble = $state<string | null>(null);

  constructor(setting: ViewSetting) {
    this.#setting = setting;
  }

  readonly list: readonly View[] = $derived.by(() => {
    const dossier = this.#setting.dossier();
    return dossier === null ? [] : viewsInOrder(dossier);
  });

  /** The view that was shown last, for as long as it is there. */
  readonly current: View | null = $derived.by(() => this.list.find(({ id }) => id === this.#currentId) ?? null);

  /** Whether what is shown is other than the current view says. */
  readonly isChanged: boolean = $derived.by(() => {
    const { filters } = this.#setting;
    if (this.current === null) return false;
    return !isSame(this.current.filters, filters.filters) || this.current.grouping !== filters.grouping;
  });

  get naming(): { readonly id: string | null } | null {
    return this.#naming;
  }
  /** Why a view could not be written; null when nothing is wrong. */
  get trouble(): string | null {
    return this.#trouble;
  }
  get canEdit(): boolean {
    return this.#setting.canEdit();
  }

  /** How many events each view shows: as known on its own day, where it has one. */
  readonly #counts: ReadonlyMap<string, number> = $derived.by(() => {
    const setting = this.#setting;
    return new Map(
      this.list.map(({ id, filters, asKnownOn }) => {
        const of = asKnownOn === null ? setting.dossier() : setting.knownOn(asKnownOn);
        const from = asKnownOn === null ? setting.today() : parseDay(asKnownOn);
        return [id, of === null ? 0 : countPassing(filters, of, from)];
      }),
    );
  });

  countOf(view: View): number {
    return this.#counts.get(view.id) ?? 0;
  }

  /** Shows what a view says; where it names no day, the one that is looked back to stays. */
  apply(view: View): void {
    const { filters } = this.#setting;
    this.#currentId = view.id;
    if (view.asKnownOn !== null) this.#setting.showAsKnownOn(view.asKnownOn);
    filters.apply(view.filters);
    filters.grouping = view.grouping;
    const { window } = view;
    this.#setting.show(window === null ? null : { from: parseDay(window.from), to: parseDay(window.to) + dayMs });
  }

  /** Opens the field for the name of a view, or of a new one. */
  startNaming(view: View | null): void {
    this.#trouble = null;
    if (this.canEdit) this.#naming = { id: view?.id ?? null };
  }

  stopNaming(): void {
    this.#naming = null;
    this.#trouble = null;
  }

  /** Gives the view that is being named its name; answers whether it is on disk. */
  async giveName(name: string): Promise<boolean> {
    const id = this.#naming?.id ?? null;
    const known = id === null ? null : this.#stored(id);
    const isWritten =
      known === null
        ? await this.#add(name.trim())
        : await this.#write(`rename the view ${name.trim()}`, known, { ...known, name: name.trim() });
    if (isWritten) this.#naming = null;
    return isWritten;
  }

  /** Makes a view say what is shown now. */
  async update(view: View): Promise<void> {
    const before = this.#stored(view.id);
    if (before !== null) await this.#write(`update the view ${view.name}`, before, { ...before, ...this.#look() });
  }

  /** Deletes a view, and takes it out of the figures that show it. */
  async delete(view: View): Promise<void> {
    const dossier = this.#setting.stored();
    if (dossier?.views.has(view.id) !== true) return;
    await this.#commit(`delete the view ${view.name}`, planDeletion(dossier, 'views', view.id).edits);
  }

  /** Moves a view one place up or down. */
  async move(view: View, step: -1 | 1): Promise<void> {
    const dossier = this.#setting.stored();
    if (dossier === null) return;
    const views = viewsInOrder(dossier);
    const from = views.findIndex(({ id }) => id === view.id);
    const to = from + step;
    if (from === -1 || to < 0 || to >= views.length) return;
    views.splice(to, 0, ...views.splice(from, 1));
    const edits = views.flatMap((before, index): Edit[] => {
      const order = index + 1;
      if (before.order === order) return [];
      return [{ collection: 'views', id: before.id, before, after: { ...before, order } }];
    });
    await this.#commit(`move the view ${view.name}`, edits);
  }

  reset(): void {
    this.#currentId = null;
    this.stopNaming();
  }

  async #add(name: string): Promise<boolean> {
    const last = Math.max(0, ...this.list.map(({ order }) => order));
    const view: View = { id: crypto.randomUUID(), name, order: last + 1, ...this.#look() };
    const isWritten = await this.#write(`save the view ${name}`, null, view);
    if (isWritten) this.#currentId = view.id;
    return isWritten;
  }

  /** What is shown now, as a view keeps it. */
  #look(): Omit<View, 'id' | 'name' | 'order'> {
    const { filters } = this.#setting;
    const window = this.#setting.window();
    return {
      filters: filters.filters,
      grouping: filters.grouping,
      window:
        window === null ? null : { from: formatDay(nearestDay(window.from)), to: formatDay(nearestDay(window.to - 1)) },
      asKnownOn: this.#setting.asKnownOn(),
    };
  }

  async #write(label: string, before: View | null, after: View): Promise<boolean> {
    const read = readRecord('views', after, after.id);
    if (!read.ok) {
      const [problem] = read.problems;
      this.#trouble = problem === undefined ? 'This view cannot be saved.' : `The ${problem.field} ${problem.message}.`;
      return false;
    }
    return this.#commit(label, [{ collection: 'views', id: after.id, before, after }]);
  }

  async #commit(label: string, edits: readonly Edit[]): Promise<boolean> {
    this.#trouble = null;
    if (edits.length === 0) return true;
    try {
      await this.#setting.commit(label.slice(0, 200), edits);
      return true;
    } catch (error) {
      this.#trouble = messageOf(error);
      return false;
    }
  }

  #stored(id: string): View | null {
    return this.#setting.stored()?.views.get(id) ?? null;
  }
}
