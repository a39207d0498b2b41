import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import {
  type Corroboration,
  corroborate,
  isListed,
  type MatrixColumn,
  type MatrixFilter,
  type MatrixRow,
  matrixRows,
} from '#core/query/corroboration';
import type { Page } from '#renderer/state/inspector-pages.svelte.ts';

/** The height of every row, in pixels. */
export const rowHeight = 30;
/** The height of the headings of the columns: where they stand, then their names and grades. */
export const headHeight = 82;
/** The height of the two sums beneath the rows. */
export const footHeight = 57;

const eventWidth = 288;
const restsWidth = 122;
const narrowestColumn = 50;
const widestColumn = 64;
// So many rows and columns are drawn beyond each edge, so that scrolling shows none before it is drawn.
const overscan = 4;

/** The columns beside those of the sources, and the row of the headings; no record's id begins so. */
export const eventColumn = ':event';
export const restsColumn = ':rests-on';
export const headRow = ':head';

/** One cell of the matrix: the key of its row, and the source's id or one of the columns beside them. */
export interface Cell {
  readonly row: string;
  readonly column: string;
}

const firstIn = (start: number, step: number) => Math.max(0, Math.floor(start / step) - overscan);
const lastIn = (end: number, step: number) => Math.ceil(end / step) + overscan;

const nothing: Corroboration = { groups: [], columns: [] };

/** The corroboration matrix on the screen: its filter, what is opened, where the reader stands, and what is in view. */
export class MatrixController {
  readonly #dossier: () => Dossier | null;
  readonly #events: () => readonly DossierEvent[];
  filter = $state.raw<MatrixFilter>('all');
  #opened = $state.raw<ReadonlySet<string>>(new Set());
  #active = $state.raw<Cell | null>(null);
  // What the scrolling part shows, in pixels; apart from each other, so that scrolling down redraws no column.
  #top = $state(0);
  #left = $state(0);
  #width = $state(0);
  #height = $state(0);

  constructor(dossier: () => Dossier | null, events: () => readonly DossierEvent[]) {
    this.#dossier = dossier;
    this.#events = events;
  }

  readonly matrix: Corroboration = $derived.by(() => {
    const dossier = this.#dossier();
    return dossier === null ? nothing : corroborate(this.#events(), dossier);
  });

  readonly eventCount = $derived(this.matrix.groups.reduce((sum, { events }) => sum + events.length, 0));

  /** How many events each filter lists. */
  readonly counts = $derived.by(() => {
    const dossier = this.#dossier();
    const events = this.matrix.groups.flatMap((group) => group.events);
    const count = (filter: MatrixFilter) =>
      dossier === null ? 0 : events.filter((event) => isListed(event, filter, dossier)).length;
    return {
      singleSource: count('single-source'),
      unsourced: count('unsourced'),
      disputed: count('disputed'),
      notGraded: count('not-graded'),
    };
  });

  /** The source on which most events rest alone; null when none does. */
  readonly mainstay: MatrixColumn | null = $derived.by(() => {
    const [first, ...others] = this.matrix.columns;
    const most = others.reduce((best, column) => (column.sole > (best?.sole ?? 0) ? column : best), first ?? null);
    return most === null || most.sole === 0 ? null : most;
  });

  readonly rows: readonly MatrixRow[] = $derived.by(() => {
    const dossier = this.#dossier();
    if (dossier === null) return [];
    return matrixRows(this.matrix, this.#opened, (event) => isListed(event, this.filter, dossier));
  });

  readonly #rowAt: ReadonlyMap<string, number> = $derived(new Map(this.rows.map(({ key }, index) => [key, index])));

  readonly #columnKeys: readonly string[] = $derived([
    eventColumn,
    ...this.matrix.columns.map(({ source }) => source.id),
    restsColumn,
  ]);

  /** The widths of the columns: those of the sources share what is left, and where they cannot, the matrix scrolls. */
  readonly widths = $derived.by(() => {
    const count = this.matrix.columns.length;
    const room = this.#width - eventWidth - restsWidth;
    const source = Math.max(narrowestColumn, Math.min(widestColumn, Math.floor(room / Math.max(count, 1))));
    const event = Math.max(eventWidth, this.#width - restsWidth - count * source);
    return { event, source, rests: restsWidth, whole: event + count * source + restsWidth };
  });

  readonly #firstRow = $derived(firstIn(this.#top, rowHeight));
  readonly #lastRow = $derived(lastIn(this.#top + this.#height, rowHeight));
  readonly #firstColumn = $derived(firstIn(this.#left, this.widths.source));
  readonly #lastColumn = $derived(lastIn(this.#left + this.#width, this.widths.source));

  /** The rows in view. */
  readonly shownRows = $derived(
    this.rows.slice(this.#firstRow, this.#lastRow).map((row, position) => ({ row, index: this.#firstRow + position })),
  );

  /** The columns in view. */
  readonly shownColumns = $derived(
    this.matrix.columns
      .slice(this.#firstColumn, this.#lastColumn)
      .map((column, position) => ({ column, index: this.#firstColumn + position })),
  );

  /** What the scrolling part shows, in pixels. */
  get view() {
    return { top: this.#top, left: this.#left, width: this.#width, height: this.#height };
  }

  see(view: { readonly top: number; readonly left: number; readonly width: number; readonly height: number }): void {
    this.#top = view.top;
    this.#left = view.left;
    this.#width = view.width;
    this.#height = view.height;
  }

  /** Where the reader stands; null before they have been here, and when that row or column is gone. */
  readonly active: Cell | null = $derived.by(() => {
    const cell = this.#active;
    if (cell === null || !this.#columnKeys.includes(cell.column)) return null;
    return cell.row === headRow || this.#rowAt.has(cell.row) ? cell : null;
  });

  isOpened(eventId: string): boolean {
    return this.#opened.has(eventId);
  }

  /** Shows or hides the claims of an event. */
  toggle(eventId: string): void {
    const next = new Set(this.#opened);
    if (!next.delete(eventId)) next.add(eventId);
    this.#opened = next;
  }

  goTo(cell: Cell): void {
    this.#active = cell;
  }

  /** To the first event, when the reader has not been here yet. */
  enter(): void {
    if (this.active !== null) return;
    const first = this.rows.find(({ type }) => type === 'event');
    if (first !== undefined) this.#active = { row: first.key, column: eventColumn };
  }

  /** Moves by rows and columns, as far as there are any. The headings stand above the first row. */
  move(down: number, right: number): void {
    this.enter();
    const cell = this.active;
    if (cell === null) return;
    const row = clamp(this.#indexOf(cell) + down, -1, this.rows.length - 1);
    const column = clamp(this.#columnKeys.indexOf(cell.column) + right, 0, this.#columnKeys.length - 1);
    this.#active = {
      row: row === -1 ? headRow : (this.rows[row]?.key ?? headRow),
      column: this.#columnKeys[column] ?? eventColumn,
    };
  }

  /** How far to scroll so that the active cell is in view: its edges in pixels; null for an axis that needs no scrolling. */
  get activeEdges() {
    const cell = this.active;
    if (cell === null) return null;
    const row = this.#indexOf(cell);
    const column = this.#columnKeys.indexOf(cell.column) - 1;
    const isSource = column >= 0 && column < this.matrix.columns.length;
    return {
      top: row === -1 ? null : row * rowHeight,
      left: isSource ? column * this.widths.source : null,
    };
  }

  /** What the inspector shows for a cell; null for a heading that stands for nothing. */
  pageOf({ row: key, column }: Cell): Page | null {
    const isSource = column !== eventColumn && column !== restsColumn;
    if (key === headRow) return isSource ? { type: 'source', id: column } : null;
    const row = this.rows[this.#rowAt.get(key) ?? -1];
    if (row === undefined || row.type === 'group') return null;
    return isSource ? { type: 'citation', event: row.event.id, source: column } : { type: 'event', id: row.event.id };
  }

  /** The event of a row; null for a heading. */
  eventOf(key: string): DossierEvent | null {
    const row = this.rows[this.#rowAt.get(key) ?? -1];
    return row === undefined || row.type === 'group' ? null : row.event;
  }

  reset(): void {
    this.filter = 'all';
    this.#opened = new Set();
    this.#active = null;
    this.#top = 0;
    this.#left = 0;
  }

  #indexOf({ row }: Cell): number {
    return row === headRow ? -1 : (this.#rowAt.get(row) ?? -1);
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
