import type { Edit } from '#core/dossier/change';
import { planDeletions, type DeletionPlan } from '#core/dossier/integrity';
import type { DossierEvent } from '#core/model/event';
import type { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { shortLabel, shortTitle } from '#renderer/state/record-names.ts';

/** What can be done to several events at once; each is one step with its name. */
export class SelectionActs {
  readonly #store: DossierStore;

  constructor(store: DossierStore) {
    this.#store = store;
  }

  addTag(ids: readonly string[], tag: string): Promise<void> {
    return this.#change('tag', ids, (event) => ({ ...event, tags: withItem(event.tags, tag) }));
  }

  removeTag(ids: readonly string[], tag: string): Promise<void> {
    return this.#change('untag', ids, (event) => ({ ...event, tags: event.tags.filter((each) => each !== tag) }));
  }

  /** Puts events into one track and out of every other; null into none. */
  assignTrack(ids: readonly string[], track: string | null): Promise<void> {
    const name = track === null ? 'no track' : (this.#store.dossier?.tracks.get(track)?.name ?? track);
    const tracks = track === null ? [] : [track];
    return this.#change('move', ids, (event) => ({ ...event, tracks }), ` to ${name}`);
  }

  setImportance(ids: readonly string[], importance: number): Promise<void> {
    return this.#change('set the importance of', ids, (event) => ({ ...event, importance }));
  }

  planDeletion(ids: readonly string[]): DeletionPlan | null {
    const { dossier } = this.#store;
    return dossier === null ? null : planDeletions(dossier, 'events', ids);
  }

  async delete(ids: readonly string[], edits: readonly Edit[]): Promise<void> {
    await this.#store.commit(this.#label('delete', this.#eventsOf(ids)), edits);
  }

  async #change(
    verb: string,
    ids: readonly string[],
    change: (event: DossierEvent) => DossierEvent,
    ending = '',
  ): Promise<void> {
    const edits = this.#eventsOf(ids)
      .map((before) => ({ collection: 'events', id: before.id, before, after: change(before) }) as const)
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
    if (edits.length === 0) return;
    const changed = edits.map(({ before }) => before);
    await this.#store.commit(shortLabel(`${this.#label(verb, changed)}${ending}`), edits);
  }

  #label(verb: string, events: readonly DossierEvent[]): string {
    const [only] = events;
    return shortLabel(
      `${verb} ${events.length === 1 && only !== undefined ? shortTitle(only) : `${events.length} events`}`,
    );
  }

  #eventsOf(ids: readonly string[]): DossierEvent[] {
    return ids.flatMap((id) => this.#store.dossier?.events.get(id) ?? []);
  }
}

function withItem(items: readonly string[], item: string): string[] {
  return items.includes(item) ? [...items] : [...items, item];
}
