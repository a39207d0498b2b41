import { SvelteMap } from 'svelte/reactivity';
import type { BackupContents, BackupEntry, BackupListing } from '#api/contract';
import type { BackupReader } from '#renderer/state/backup-reader.ts';
import { messageOf } from '#renderer/state/error-message.ts';

/** The backups of one dossier on the screen: which there are, what each holds, and which one is chosen. */
export class Recovery {
  readonly #reader: BackupReader;
  readonly #path: string | null;
  #listing = $state.raw<BackupListing | null>(null);
  readonly #contents = new SvelteMap<string, BackupContents>();
  #trouble = $state<string | null>(null);
  #isBusy = $state(false);
  chosenId = $state<string | null>(null);

  constructor(reader: BackupReader, path: string | null) {
    this.#reader = reader;
    this.#path = path;
  }

  /** Null until the host has answered. */
  get listing(): BackupListing | null {
    return this.#listing;
  }
  get backups(): readonly BackupEntry[] {
    return this.#listing?.backups ?? [];
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  get isBusy(): boolean {
    return this.#isBusy;
  }
  /** The chosen backup, and what it holds as soon as that is known. */
  get chosen(): { readonly entry: BackupEntry; readonly contents: BackupContents | null } | null {
    const entry = this.backups.find(({ id }) => id === this.chosenId);
    return entry === undefined ? null : { entry, contents: this.contentsOf(entry.id) };
  }
  get canRestore(): boolean {
    return !this.#isBusy && this.chosen?.contents?.isGood === true;
  }

  contentsOf(id: string): BackupContents | null {
    return this.#contents.get(id) ?? null;
  }

  /** Reads the list and then each backup, the newest first; the newest one that can be read is chosen. */
  async load(): Promise<void> {
    this.#trouble = null;
    try {
      this.#listing = await this.#reader.list(this.#path);
      for (const { id } of this.backups) {
        const contents = await this.#reader.read(this.#path, id);
        this.#contents.set(id, contents);
        if (contents.isGood) this.chosenId ??= id;
      }
      this.chosenId ??= this.backups[0]?.id ?? null;
    } catch (error) {
      this.#trouble = messageOf(error);
    }
  }

  /** Restores the chosen backup; answers whether it was. */
  async restore(to: string | null): Promise<boolean> {
    if (!this.canRestore || this.chosenId === null) return false;
    this.#isBusy = true;
    this.#trouble = null;
    try {
      await this.#reader.restore(this.#path, this.chosenId, to);
      return true;
    } catch (error) {
      this.#trouble = messageOf(error);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }
}
