import type { Client } from '#api/client';
import type { HistoryStretch } from '#api/contract';
import type { Edit } from '#core/dossier/change';
import type { RecordKey } from '#core/history/history-entry';
import type { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { stepLabel } from '#renderer/state/record-names.ts';

const pageLength = 30;

/** Reads the history from the host, and brings earlier states back as new edits. */
export class HistoryReader {
  readonly #client: Client;
  readonly #store: DossierStore;

  constructor(client: Client, store: DossierStore) {
    this.#client = client;
    this.#store = store;
  }

  /** Steps before a number, the last first; null begins at the last step, and with no record asks for the whole dossier. */
  read(record: RecordKey | null, before: number | null, limit = pageLength): Promise<HistoryStretch> {
    const key = record === null ? null : { collection: record.collection, id: record.id };
    return this.#client.call('history.read', { record: key, before, limit });
  }

  /** Makes a record again what a step left it as. Rejects when that no longer fits the dossier. */
  async restore({ collection, id }: RecordKey, sequence: number): Promise<void> {
    const { dossier } = this.#store;
    if (dossier === null) return;
    const after = await this.#client.call('history.record', { record: { collection, id }, sequence });
    const before =
      collection === 'dossier'
        ? { id: dossier.id, title: dossier.title, description: dossier.description }
        : (dossier[collection].get(id) ?? null);
    // The host pairs a collection with its records, which TypeScript cannot see through the wire.
    const edit = { collection, id, before, after } as Edit;
    const label =
      'kind' in after || collection !== 'dossier' ? stepLabel('restore', after as never) : 'restore the name';
    await this.#store.commit(label, [edit]);
  }
}
