import type { Client } from '#api/client';
import type { BackupContents, BackupListing, Restored } from '#api/contract';

/** Asks the host for the backups of the dossier at a path (null: the open one), and has one restored. */
export class BackupReader {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  list(path: string | null): Promise<BackupListing> {
    return this.#client.call('backup.list', { path });
  }

  read(path: string | null, backup: string): Promise<BackupContents> {
    return this.#client.call('backup.read', { path, backup });
  }

  /** Restores in place, or to a new folder. Rejects when it was refused, and then nothing was changed. */
  restore(path: string | null, backup: string, to: string | null): Promise<Restored> {
    return this.#client.call('backup.restore', { path, backup, to });
  }
}
