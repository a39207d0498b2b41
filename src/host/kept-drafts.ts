import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { KeptDraft } from '#api/contract';
import { unreadable, systemCode, type Disk } from '#host/disk';
import { readKept, writeKept } from '#host/kept-file';

const Drafts = v.array(KeptDraft);

/** What had been typed into forms and not saved, in the user's data folder, one file for each dossier's folder. */
export class KeptDrafts {
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #disk: Disk;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(userData: string, now: () => Date, disk: Disk) {
    this.#folder = join(userData, 'drafts');
    this.#now = now;
    this.#disk = disk;
  }

  /** The drafts of the dossier at a path, the oldest first. Throws `disk`. */
  read(dossier: string): Promise<readonly KeptDraft[]> {
    return this.#inTurn(() => this.#read(dossier));
  }

  /** Puts a record's draft in the place of its last one; null lets it go. When this resolves, it is on disk. Throws `disk`. */
  keep(dossier: string, id: string, draft: Omit<KeptDraft, 'at'> | null): Promise<void> {
    return this.#inTurn(async () => {
      const others = (await this.#read(dossier)).filter((each) => each.id !== id);
      const drafts = draft === null ? others : [...others, { ...draft, at: this.#now().toISOString() }];
      const path = this.#pathOf(dossier);
      if (drafts.length > 0) return await writeKept(path, drafts, this.#disk);
      await rm(path, { force: true }).catch((cause: unknown) => {
        if (systemCode(cause) !== 'ENOENT') throw unreadable(path, cause);
      });
    });
  }

  async #read(dossier: string): Promise<KeptDraft[]> {
    const { value } = await readKept(this.#pathOf(dossier), Drafts, this.#now(), this.#disk);
    return value ?? [];
  }

  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(job);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  // A path may be longer than a file's name, and hold what no name may.
  #pathOf(dossier: string): string {
    const name = createHash('sha256').update(dossier).digest('hex').slice(0, 32);
    return join(this.#folder, `${name}.json`);
  }
}
