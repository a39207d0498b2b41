import type { Edit } from '#core/dossier/change';
import { type DeletionPlan, planDeletion } from '#core/dossier/integrity';
import type { Deadline } from '#core/model/event';
import type { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { stepLabel } from '#renderer/state/record-names.ts';
import type { DraftCollection } from '#renderer/state/record-draft.svelte.ts';

/** Single acts on a record, or on the dossier itself, that need no form. */
export class RecordActs {
  readonly #store: DossierStore;
  readonly #ondelete: () => void;

  constructor(store: DossierStore, ondelete: () => void) {
    this.#store = store;
    this.#ondelete = ondelete;
  }

  async renameDossier(title: string, description: string | null): Promise<void> {
    const { dossier } = this.#store;
    if (dossier === null) return;
    const before = { id: dossier.id, title: dossier.title, description: dossier.description };
    const after = { ...before, title, description };
    await this.#store.commit('rename the dossier', [{ collection: 'dossier', id: dossier.id, before, after }]);
  }

  /** What deleting a record would touch. */
  planDeletion(collection: DraftCollection, id: string): DeletionPlan | null {
    const { dossier } = this.#store;
    return dossier === null ? null : planDeletion(dossier, collection, id);
  }

  /** Deletes a record as planned. */
  async delete(collection: DraftCollection, id: string, edits: readonly Edit[]): Promise<void> {
    const record = this.#store.dossier?.[collection].get(id);
    if (record === undefined) return;
    await this.#store.commit(stepLabel('delete', record), edits);
    this.#ondelete();
  }

  /** Says what became of a deadline. */
  async markDeadline(id: string, outcome: Deadline['outcome']): Promise<void> {
    const before = this.#store.dossier?.events.get(id);
    if (before?.kind !== 'deadline') return;
    const edit: Edit = { collection: 'events', id, before, after: { ...before, outcome } };
    await this.#store.commit(stepLabel(`mark as ${outcome}:`, before), [edit]);
  }
}
