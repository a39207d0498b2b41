import { resizeDate, shiftDate, type DateEnd } from '#core/dates/shift-date';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { Edit } from '#core/dossier/change';
import { movableDate, withDate, withTrack } from '#core/dossier/move-event';
import type { DossierEvent } from '#core/model/event';
import { markOf, type Mark } from '#core/timeline/mark';
import { messageOf } from '#renderer/state/error-message.ts';
import { stepLabel } from '#renderer/state/record-names.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** An event on the move: from where, by how much, and to which lane. */
interface Moving {
  readonly event: DossierEvent;
  readonly edtf: string;
  /** The lane it was taken from, and the one it is over. */
  readonly from: string;
  readonly to: string;
  /** The end that is moved; null for the whole. */
  readonly end: DateEnd | null;
  /** The date as moved so far. */
  readonly moved: string;
  readonly steps: number;
  /** Moved by keys rather than by the pointer. */
  readonly isByKeys: boolean;
}

/** Events that are moved in time and between tracks. Nothing is written before they are dropped; then it is one step. */
export class EventMoves {
  readonly #workspace: Workspace;
  #now = $state.raw<Moving | null>(null);
  #trouble = $state<string | null>(null);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get now(): Moving | null {
    return this.#now;
  }
  /** Why the last move was refused. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** The date as it would be, in words, and as it is drawn. */
  readonly preview: { readonly words: string; readonly mark: Mark } | null = $derived.by(() => {
    if (this.#now === null) return null;
    const reading = readEdtf(this.#now.moved);
    return { words: dateInWords(reading, 'long'), mark: markOf(reading, this.#now.event.clock?.time ?? null) };
  });

  /** Whether an event can be taken hold of now. */
  canMove(id: string): boolean {
    const { canEdit, desk, store } = this.#workspace;
    const event = store.dossier?.events.get(id);
    if (!canEdit || desk.draft !== null || store.dossier === null || event === undefined) return false;
    return movableDate(event, store.dossier).canMove;
  }

  /** Takes hold of an event as it stands in a lane; answers whether it can be moved. */
  begin(id: string, lane: string, end: DateEnd | null, isByKeys: boolean): boolean {
    const { canEdit, desk, store } = this.#workspace;
    const event = store.dossier?.events.get(id);
    if (!canEdit || desk.draft !== null || store.dossier === null || event === undefined) return false;
    const movable = movableDate(event, store.dossier);
    this.#trouble = movable.canMove || !isByKeys ? null : movable.because;
    if (!movable.canMove) return false;
    const { edtf } = movable;
    this.#now = { event, edtf, from: lane, to: lane, end, moved: edtf, steps: 0, isByKeys };
    return true;
  }

  /** Takes hold of the selected event, to be moved by keys. */
  beginSelected(): void {
    const { id, lane } = this.#workspace.timeline.selection;
    if (id !== null && lane !== null) this.begin(id, lane, null, true);
  }

  /** Moves it by a number of steps from where it was taken; further than its date can go it does not. */
  moveTo(steps: number): void {
    const now = this.#now;
    if (now === null || steps === now.steps) return;
    const moved = now.end === null ? shiftDate(now.edtf, steps) : resizeDate(now.edtf, now.end, steps);
    if (moved !== null) this.#now = { ...now, moved, steps };
  }

  /** Holds it over a lane; only where lanes are tracks does that mean anything. */
  holdOver(lane: string): void {
    if (this.#now !== null && this.#now.end === null && this.#workspace.filters.grouping === 'track')
      this.#now = { ...this.#now, to: lane };
  }

  /** Takes hold of the next part of a bar: the whole, its start, its end. */
  holdNextPart(): void {
    const now = this.#now;
    if (now === null || !now.edtf.includes('/') || this.preview?.mark.shape !== 'bar') return;
    const parts = [null, 'start', 'end'] as const;
    const end = parts[(parts.indexOf(now.end) + 1) % parts.length] ?? null;
    this.#now = { ...now, end, edtf: now.moved, steps: 0 };
  }

  cancel(): void {
    this.#now = null;
    this.#trouble = null;
  }

  /** Writes the move as one step, unless it has led nowhere. */
  drop(): void {
    const now = this.#now;
    this.cancel();
    if (now === null) return;
    const original = movableDate(now.event, this.#workspace.store.dossier ?? raise());
    const isElsewhen = original.canMove && original.edtf !== now.moved;
    if (!isElsewhen && now.from === now.to) return;
    const after = withTrack(isElsewhen ? withDate(now.event, now.moved) : now.event, now.from, now.to);
    const edit: Edit = { collection: 'events', id: after.id, before: now.event, after };
    this.write(stepLabel('move', now.event), [edit]);
  }

  /** Writes a step that has no form to show a refusal in. */
  write(label: string, edits: readonly Edit[]): void {
    this.#workspace.store.commit(label, edits).catch((error: unknown) => (this.#trouble = messageOf(error)));
  }
}

function raise(): never {
  throw new Error('An event was moved in a dossier that is not open');
}
