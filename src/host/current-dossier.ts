import { join } from 'node:path';
import type { Access, OpenDossier } from '#api/contract';
import { toSnapshot } from '#core/dossier/snapshot';
import { ParleyError } from '#core/parley-error';
import type { Disk } from '#host/disk';
import { openDossierFolder, type DossierFolder } from '#host/dossier-folder';
import type { CommittedChange, DossierStore } from '#host/dossier-store';
import { findDossier, pathsIn } from '#host/folder-paths';
import { JournalFollower } from '#host/journal-follower';

/** What opening a dossier needs to know of the application around it. */
export interface Surroundings {
  readonly userData: string;
  readonly now: () => Date;
  readonly log: (message: string) => void;
  readonly disk: Disk;
  /** Hears when the open dossier takes edits no more. */
  readonly onAccessLost: (access: Access) => void;
  /** Hears each edit that another process makes in the open dossier, which is only read here. */
  readonly onFollowed: (change: CommittedChange) => void;
  /** Hears when what another process makes of the open dossier can only be seen by opening it anew. */
  readonly onDiverged: (path: string) => void;
}

/** Where the backups outside the dossiers' folders are kept, in the user's data folder. */
export function outsideBackupsIn(userData: string): string {
  return join(userData, 'backups');
}

/** The one dossier that an application has open, if any. */
export class CurrentDossier {
  readonly #around: Surroundings;
  #open: DossierFolder | null = null;
  /** What went wrong behind the scenes since it was opened: a window that comes later is to know it too. */
  #said: string[] = [];
  #follower: JournalFollower | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** The open dossier's store; throws `no-dossier`. */
  get store(): DossierStore {
    if (this.#open === null) throw noDossier();
    return this.#open.store;
  }

  /** The folder of the open dossier's offline copies; throws `no-dossier`. */
  get attachments(): string {
    if (this.#open === null) throw noDossier();
    return pathsIn(this.#open.path).attachments;
  }

  /** Where the open dossier stands; null when none is open. */
  get path(): string | null {
    return this.#open?.path ?? null;
  }

  /** The open dossier, whole; null when none is. */
  describe(): OpenDossier | null {
    return this.#open === null ? null : describeFolder(this.#open, this.#said);
  }

  /**
   * Opens a dossier in place of the one that is open. When another cannot be opened, the present one stays. Throws as
   * `openDossierFolder` does.
   */
  async open(path: string, acceptOutsideChanges: boolean): Promise<OpenDossier> {
    const { root } = await findDossier(path);
    // Opening the same one again is how a person recovers from a lost lock or a bad disk; its own lock must not be in the way.
    if (this.#open?.path === root) await this.close();

    const { userData, now, log, disk, onAccessLost, onFollowed, onDiverged } = this.#around;
    const outsideBackups = outsideBackupsIn(userData);
    const said: string[] = [];
    const opened = await openDossierFolder(root, {
      acceptOutsideChanges,
      outsideBackups,
      now,
      log: (remark) => {
        said.push(remark);
        log(remark);
      },
      disk,
      mode: 'write',
    });
    opened.store.onAccessLost = onAccessLost;
    await this.close();
    this.#open = opened;
    this.#said = said;
    if (opened.isHeldElsewhere) {
      const listeners = { onFollowed, onDiverged: () => onDiverged(root) };
      this.#follower = new JournalFollower(pathsIn(root).journal, opened.store, listeners);
      this.#follower.start();
    }
    return describeFolder(opened, said);
  }

  /** Compacts the open dossier and lets it go. */
  async close(): Promise<void> {
    const closing = this.#open;
    this.#open = null;
    this.#follower?.stop();
    this.#follower = null;
    for (const remark of (await closing?.store.close()) ?? []) this.#around.log(remark);
  }
}

function noDossier(): ParleyError {
  return new ParleyError({ code: 'no-dossier', message: 'No dossier is open. Open or create one first.' });
}

function describeFolder({ path, store, remarks, isDamaged }: DossierFolder, said: readonly string[]): OpenDossier {
  const { access, dossier, sequence, steps } = store;
  return { path, access, isDamaged, snapshot: toSnapshot(dossier, sequence), steps, remarks: [...remarks, ...said] };
}
