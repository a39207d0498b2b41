import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { KeptDraft } from '#api/contract';
import { mostLevels } from '#core/model/json-shape';
import { ParleyError } from '#core/parley-error';
import { unreadable, systemCode, type Disk } from '#host/disk';
import { findJsonFault } from '#host/json-scanner';
import { formatKept, readKept, writeKept } from '#host/kept-file';

const Drafts = v.array(KeptDraft);

/** What keeping drafts takes. */
interface DraftParts {
  readonly now: () => Date;
  readonly disk: Disk;
  /** Hears, as a sentence for the person, that drafts could not be read and where they are now. */
  readonly remark: (sentence: string) => void;
}

/** What had been typed into forms and not saved, in the user's data folder, one file for each dossier's folder. */
export class KeptDrafts {
  readonly #folder: string;
  readonly #parts: DraftParts;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(userData: string, parts: DraftParts) {
    this.#folder = join(userData, 'drafts');
    this.#parts = parts;
  }

  /** The drafts of the dossier at a path, the oldest first. Throws `disk`. */
  read(dossier: string): Promise<readonly KeptDraft[]> {
    return this.#inTurn(() => this.#read(dossier));
  }

  /**
   * Puts a record's draft in the place of its last one; null lets it go. When this resolves, it is on disk. Throws `disk`,
   * and `usage` for a draft that could not be read back; what was kept before then stays.
   */
  keep(dossier: string, id: string, draft: Omit<KeptDraft, 'at'> | null): Promise<void> {
    return this.#inTurn(async () => {
      const others = (await this.#read(dossier)).filter((each) => each.id !== id);
      const drafts = draft === null ? others : [...others, { ...draft, at: this.#parts.now().toISOString() }];
      const path = this.#pathOf(dossier);
      if (drafts.length > 0) {
        refuseUnreadable(drafts);
        return await writeKept(path, drafts, this.#parts.disk);
      }
      await rm(path, { force: true }).catch((cause: unknown) => {
        if (systemCode(cause) !== 'ENOENT') throw unreadable(path, cause);
      });
    });
  }

  async #read(dossier: string): Promise<KeptDraft[]> {
    const { now, disk, remark: say } = this.#parts;
    const { value, remark } = await readKept(this.#pathOf(dossier), Drafts, now(), disk);
    if (remark !== null) {
      say(`Forms that were left unsaved could not be read. ${remark} What was written in them can be looked up there.`);
    }
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

/**
 * What is written in a form need not be valid, but it must be JSON that Parley reads: one draft that is not would make the
 * others in its file unreadable too.
 */
function refuseUnreadable(drafts: readonly KeptDraft[]): void {
  const text = formatKept(drafts);
  const fault = findJsonFault(text, mostLevels);
  if (fault === null) return;
  const line = text.slice(text.lastIndexOf('\n', fault.at) + 1, fault.at);
  const [, field] = /^ *"(.*)": $/.exec(line) ?? [];
  const where = field === undefined ? '' : `in the field “${field}”, `;
  throw new ParleyError({
    code: 'usage',
    message: `The form could not be read back: ${where}${fault.message}. Correct it, and the form is kept again; what was kept before stays.`,
  });
}
