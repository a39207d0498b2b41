import type { RelationType } from '#core/model/event';
import type { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { messageOf } from '#renderer/state/error-message.ts';
import { shortTitle, shortLabel } from '#renderer/state/record-names.ts';

/** A link while it is drawn from one event to another. */
export class Linking {
  readonly #store: DossierStore;
  #from = $state<string | null>(null);
  #to = $state<string | null>(null);
  #trouble = $state<string | null>(null);
  type = $state<RelationType>('follows-from');

  constructor(store: DossierStore) {
    this.#store = store;
  }

  /** The event that the link starts from; null while none is drawn. */
  get from(): string | null {
    return this.#from;
  }
  /** The event it leads to, once one was picked. */
  get to(): string | null {
    return this.#to;
  }
  /** Why the link was refused. */
  get trouble(): string | null {
    return this.#trouble;
  }

  start(from: string): void {
    this.#from = from;
    this.#to = null;
    this.#trouble = null;
  }

  pick(to: string): void {
    this.#trouble = null;
    this.#to = to === this.#from ? null : to;
  }

  cancel(): void {
    this.#from = null;
    this.#to = null;
    this.#trouble = null;
  }

  /** Writes the link; answers whether it is on disk. */
  async save(): Promise<boolean> {
    const events = this.#store.dossier?.events;
    const from = events?.get(this.#from ?? '');
    const to = events?.get(this.#to ?? '');
    if (from === undefined || to === undefined) return false;
    const { type } = this;
    if (from.relations.some((relation) => relation.type === type && relation.event === to.id)) {
      this.#trouble = 'This link is there already.';
      return false;
    }
    const after = { ...from, relations: [...from.relations, { type, event: to.id }] };
    const label = shortLabel(`link ${shortTitle(from)} to ${shortTitle(to)}`);
    try {
      await this.#store.commit(label, [{ collection: 'events', id: from.id, before: from, after }]);
      this.cancel();
      return true;
    } catch (error) {
      this.#trouble = messageOf(error);
      return false;
    }
  }
}
