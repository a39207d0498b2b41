import { eventsAsCsv } from '#core/interchange/csv';
import type { DossierEvent } from '#core/model/event';
import type { DateReading } from '#core/dates/reading';
import { readPlainDate } from '#core/dates/plain-english';
import { choicesFor, editableText, readCell, sortEvents, type TableGround } from '#core/query/table';
import { type TableColumn, tableColumns } from '#core/query/table-columns';
import { lookOf, sortedBy, type SortKey, type TableLook, withLook } from '#core/query/table-look';
import { messageOf } from '#renderer/state/error-message.ts';
import { stepLabel } from '#renderer/state/record-names.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** A cell: the event and the column. */
export interface Cell {
  readonly id: string;
  readonly column: TableColumn;
}

/** A cell while it is edited. */
interface Editing extends Cell {
  readonly text: string;
  /** What is wrong with what was typed, once it was to be taken. */
  readonly problem: string | null;
}

export const rowHeight = 28;
const overscan = 8;

/** The table of events: its rows and their order, the cell that has the focus, and the cell that is edited. */
export class TableController {
  readonly #workspace: Workspace;
  viewTop = $state(0);
  viewHeight = $state(600);
  #column = $state<TableColumn>('title');
  #activeId = $state<string | null>(null);
  #editing = $state.raw<Editing | null>(null);
  #accepting: Promise<boolean> | null = null;
  #anchor: string | null = null;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  readonly ground: TableGround | null = $derived.by(() => {
    const { dossier, today } = this.#workspace;
    return dossier === null ? null : { dossier, today };
  });

  readonly #look: TableLook = $derived.by(() => {
    return lookOf(this.#workspace.settings.tables, this.#workspace.store.dossier?.id ?? '');
  });

  readonly columns: readonly TableColumn[] = $derived.by(() => {
    return tableColumns.filter((column) => column === 'title' || this.#look.columns.includes(column));
  });

  get sort(): readonly SortKey[] {
    return this.#look.sort;
  }

  readonly rows: readonly DossierEvent[] = $derived.by(() => {
    return this.ground === null ? [] : sortEvents(this.#workspace.filters.visible, this.sort, this.ground);
  });
  readonly #places: ReadonlyMap<string, number> = $derived.by(
    () => new Map(this.rows.map(({ id }, index) => [id, index])),
  );

  /** The rows in view and a few around it, with the place of the first. */
  readonly shown = $derived.by(() => {
    const first = Math.max(0, Math.floor(this.viewTop / rowHeight) - overscan);
    const count = Math.ceil(this.viewHeight / rowHeight) + 2 * overscan;
    return { first, rows: this.rows.slice(first, first + count) };
  });

  /** The row that the keys act on; the first until another is gone to. */
  readonly activeIndex: number = $derived.by(() => this.#places.get(this.#activeId ?? '') ?? 0);
  readonly activeColumn: TableColumn = $derived.by(() =>
    this.columns.includes(this.#column) ? this.#column : (this.columns[0] ?? 'title'),
  );

  get editing(): Editing | null {
    return this.#editing;
  }

  /** How the date that is being typed is read. */
  readonly reading: DateReading | null = $derived.by(() => {
    if (this.#editing?.column !== 'date' || this.ground === null) return null;
    const date = readPlainDate(this.#editing.text, this.ground.today);
    return date.outcome === 'read' ? date.reading : null;
  });

  choicesOf({ id, column }: Cell): readonly string[] {
    const event = this.#event(id);
    return event === null || this.ground === null ? [] : choicesFor(event, column, this.ground);
  }

  /** Goes to a cell by steps; stays within the table. */
  move(rows: number, columns: number): void {
    const index = Math.min(Math.max(this.activeIndex + rows, 0), this.rows.length - 1);
    const column = Math.min(Math.max(this.columns.indexOf(this.activeColumn) + columns, 0), this.columns.length - 1);
    this.#activeId = this.rows[index]?.id ?? null;
    this.#column = this.columns[column] ?? 'title';
  }

  goTo(id: string, column: TableColumn): void {
    this.#activeId = id;
    this.#column = column;
  }

  /** Goes to the event that was selected elsewhere. */
  follow(id: string | null): void {
    if (id !== null && this.#places.has(id)) this.#activeId = id;
  }

  /** Selects the row that has the focus: alone, with others, or from the last one on. */
  select(how: 'alone' | 'toggle' | 'range'): void {
    const event = this.rows[this.activeIndex];
    if (event === undefined) return;
    if (how === 'toggle') this.#workspace.toggleSelected(event.id);
    else if (how === 'range') this.#selectTo(event.id);
    else this.#workspace.select(event.id);
    if (how !== 'range') this.#anchor = event.id;
  }

  /** Selects every row. */
  selectAll(): void {
    const ids = this.rows.map(({ id }) => id);
    if (ids.length > 1) this.#workspace.go({ type: 'selection', ids });
    else this.#workspace.select(ids[0] ?? null);
  }

  /** Sorts by a column, the other way round when it does already; together with the others when they are kept. */
  sortBy(column: TableColumn, keepsOthers: boolean): void {
    this.#remember({ sort: sortedBy(this.sort, column, keepsOthers) });
  }

  toggleColumn(column: TableColumn): void {
    const columns = tableColumns.filter((each) => this.columns.includes(each) !== (each === column));
    this.#remember({ columns });
  }

  /** Opens the active cell for editing; answers whether it can be. */
  edit(): boolean {
    const event = this.rows[this.activeIndex];
    if (event === undefined || this.ground === null || !this.#workspace.canEdit) return false;
    const text = editableText(event, this.activeColumn, this.ground);
    if (text === null) return false;
    this.#activeId = event.id;
    this.#editing = { id: event.id, column: this.activeColumn, text, problem: null };
    return true;
  }

  type(text: string): void {
    if (this.#editing !== null) this.#editing = { ...this.#editing, text, problem: null };
  }

  cancel(): void {
    this.#editing = null;
  }

  /** Writes what was typed, as one step; answers whether the cell is done with. */
  accept(): Promise<boolean> {
    // Enter, and the loss of focus that follows on it, mean one and the same text.
    this.#accepting ??= this.#accept().finally(() => (this.#accepting = null));
    return this.#accepting;
  }

  async #accept(): Promise<boolean> {
    const editing = this.#editing;
    const event = editing === null ? null : this.#event(editing.id);
    if (editing === null || event === null || this.ground === null) return true;
    const initial = editableText(event, editing.column, this.ground);
    if (editing.text === initial) {
      this.#editing = null;
      return true;
    }
    const read = readCell(event, editing.column, editing.text, this.ground);
    if (!read.ok) {
      this.#editing = { ...editing, problem: read.problem };
      return false;
    }
    try {
      const edit = { collection: 'events', id: event.id, before: event, after: read.event } as const;
      await this.#workspace.store.commit(stepLabel('edit', read.event), [edit]);
    } catch (error) {
      this.#editing = { ...editing, problem: messageOf(error) };
      return false;
    }
    if (this.#editing === editing) this.#editing = null;
    return true;
  }

  /** The selected events as CSV, or all of them where none or one is selected and all are wanted. */
  asCsv(what: 'selection' | 'all'): string {
    if (this.ground === null) return '';
    const selected = this.#workspace.pages.selectedEventIds;
    const active = this.rows[this.activeIndex];
    const chosen = this.rows.filter(({ id }) => selected.has(id));
    const some = chosen.length > 0 ? chosen : active === undefined ? [] : [active];
    return eventsAsCsv(what === 'all' ? this.rows : some, this.columns, this.ground);
  }

  #remember(change: Partial<TableLook>): void {
    const tables = withLook(this.#workspace.settings.tables, { ...this.#look, ...change });
    void this.#workspace.changeSettings({ tables });
  }

  #selectTo(id: string): void {
    const from = this.#places.get(this.#anchor ?? '') ?? this.#places.get(id) ?? 0;
    const to = this.#places.get(id) ?? from;
    const ids = this.rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((event) => event.id);
    if (ids.length < 2) this.#workspace.select(id);
    else this.#workspace.go({ type: 'selection', ids });
  }

  #event(id: string): DossierEvent | null {
    return this.ground?.dossier.events.get(id) ?? null;
  }
}
