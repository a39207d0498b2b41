import type { Access } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import type { Writer } from '#host/compaction';
import { diskTrouble, type SyncFailure } from '#host/disk';
import { pathsIn, refuseLinks } from '#host/folder-paths';

/**
 * The right to write into a dossier's folder: held, given back, lost to another program or to a disk that cannot be
 * trusted, or never had. What is once lost is lost until the dossier is opened again.
 */
export class WriteHold {
  readonly #root: string;
  #writer: Writer | null;
  #access: Access;
  /** Hears once when a hold is lost, with the reason. */
  onLost: (access: Access) => void = () => undefined;

  /** Without a writer there is nothing to lose: it is read-only from the start, for `readOnlyReason`. */
  constructor(root: string, writer: Writer | null, readOnlyReason: string) {
    this.#root = root;
    this.#writer = writer;
    this.#access = writer === null ? { mode: 'read-only', reason: readOnlyReason } : { mode: 'write' };
  }

  get access(): Access {
    return this.#access;
  }

  /** Null where there is no hold, for whatever reason. */
  get writer(): Writer | null {
    return this.#writer;
  }

  /** Goes on with another journal. */
  renew(writer: Writer): void {
    this.#writer = writer;
  }

  /** Throws `read-only` where it was lost or never had, `no-dossier` where it was given back. */
  require(): Writer {
    if (this.#access.mode === 'read-only') {
      throw new ParleyError({ code: 'read-only', message: `The dossier is open read-only. ${this.#access.reason}` });
    }
    if (this.#writer === null) {
      throw new ParleyError({ code: 'no-dossier', message: 'The dossier was closed. Open it again.' });
    }
    return this.#writer;
  }

  /**
   * Looks whether lock and journal are still ours, before anything is written. Throws as `require` does; `read-only`, and
   * ends the hold, when they are not; `disk` when that cannot be told just now, as while the folder is not where it was;
   * `not-a-dossier` while a link stands for a part of the folder, as a pull may bring one.
   */
  async requireOwn(): Promise<Writer> {
    const writer = this.require();
    await refuseLinks(pathsIn(this.#root));
    const isOurOwn = await isOurs(writer).catch((cause: unknown) => {
      const message = `Nothing was saved: the folder ${this.#root} cannot be reached (${diskTrouble(cause)}). The dossier is as it was before; bring the folder back and try again.`;
      throw new ParleyError({ code: 'disk', message, cause });
    });
    if (!isOurOwn) throw await this.loseToAnother();
    return writer;
  }

  /** Looks again after a line was written: someone who thought this process dead may have read the journal before it. */
  async confirmOwn(writer: Writer): Promise<void> {
    if (!(await isOurs(writer).catch(() => false))) throw await this.loseToAnother();
  }

  /** Ends the hold where the disk cannot be trusted; answers the error to throw. */
  loseToDistrust(consequence: string, { message }: SyncFailure): Promise<ParleyError> {
    return this.lose(
      `${consequence}, and the disk cannot be trusted: ${message}. Parley stopped writing so that nothing gets worse. Mend the disk, then open the dossier again.`,
      'disk',
    );
  }

  /** Ends the hold where another program has taken the dossier over; answers the error to throw. */
  loseToAnother(): Promise<ParleyError> {
    return this.lose(
      'Another program took over the dossier or changed its journal. This Parley writes nothing more into it, and what was not acknowledged is not saved. Open the dossier again to see it as it is now.',
      'read-only',
    );
  }

  /** Ends the hold for a reason; answers the error to throw. */
  async lose(reason: string, code: 'disk' | 'read-only'): Promise<ParleyError> {
    if (this.#access.mode === 'write') {
      this.#access = { mode: 'read-only', reason };
      await this.release();
      this.onLost(this.#access);
    }
    return new ParleyError({ code, message: reason });
  }

  /** Gives the lock back. */
  async release(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    await writer?.lock.release().catch(() => undefined);
  }
}

/** Whether lock and journal are still this writer's. Throws the system's error where that cannot be told. */
async function isOurs({ lock, journal }: Writer): Promise<boolean> {
  return (await lock.isHeld()) && (await journal.isOurs());
}
