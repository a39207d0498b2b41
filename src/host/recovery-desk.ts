import type { BackupContents, BackupListing, Restored } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import type { CurrentDossier } from '#host/current-dossier';
import { describeBackup, findBackup, findBackups, listingOf, readPresent, rootOf } from '#host/recovery';
import { restoreFolder, restoreOpen, restoreTo, type RestoreParts } from '#host/restore';

/** Which backup is to be restored: of the dossier at a path (null: the open one), and where to (null: in its place). */
interface RestoreOrder {
  readonly path: string | null;
  readonly backup: string;
  readonly to: string | null;
}

/** Shows the backups of a dossier, open or not, and restores one. */
export class RecoveryDesk {
  readonly #current: CurrentDossier;
  readonly #outside: string;

  constructor(current: CurrentDossier, outside: string) {
    this.#current = current;
    this.#outside = outside;
  }

  /** The backups, the newest first, and why the dossier cannot be opened as it is. */
  async list(path: string | null): Promise<BackupListing> {
    const asked = this.#pathOf(path);
    if (!(await this.#isOpenWell(asked))) return await listingOf(asked, this.#outside);
    const backups = (await findBackups(asked, this.#outside)).map(({ entry }) => entry);
    return { path: asked, fault: null, backups };
  }

  /** What one backup holds, and what restoring it would change. */
  async read(path: string | null, id: string): Promise<BackupContents> {
    const asked = this.#pathOf(path);
    const present = (await this.#isOpenWell(asked)) ? this.#current.store.dossier : await readPresent(asked);
    return await describeBackup(await findBackup(asked, this.#outside, id), present);
  }

  /** Restores a backup. An open dossier is changed by an edit; any other is to be opened afterwards. */
  async restore({ path, backup, to }: RestoreOrder, parts: RestoreParts): Promise<Restored> {
    const asked = this.#pathOf(path);
    const found = await findBackup(asked, this.#outside, backup);
    if (to !== null) return await restoreTo(to, found, parts);
    if (await this.#isOpenWell(asked)) return await restoreOpen(this.#current.store, found, parts);
    return await restoreFolder(asked, found, parts);
  }

  /** Whether the dossier at a path is the open one, and was read to its end. */
  async #isOpenWell(path: string): Promise<boolean> {
    const open = this.#current.describe();
    return open !== null && !open.isDamaged && open.path === (await rootOf(path));
  }

  #pathOf(path: string | null): string {
    const asked = path ?? this.#current.path;
    if (asked !== null) return asked;
    throw new ParleyError({ code: 'no-dossier', message: 'No dossier is open. Open or create one first.' });
  }
}
