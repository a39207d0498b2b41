import type { BigIntStats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { ParleyError } from '#core/parley-error';
import { diskTrouble, identityOf, SyncFailure, systemCode, type Disk, type DiskFile } from '#host/disk';
import { writeDurably, writeWhole } from '#host/durable-file';
import { refuseTooLarge } from '#host/bounded-json';
import { formatLine, journalVersion } from '#host/journal-format';
import type { SnapshotMark } from '#host/snapshot-adapter';
import type { UndoStacks } from '#host/undo-stacks';

// The header's checksum and generation stand at its very beginning, however long it is.
const signatureBytes = 64;

/** What a new journal continues: a snapshot, for a writer's generation, with undo and redo as they stand there. */
export interface Beginning {
  readonly generation: number;
  readonly snapshot: SnapshotMark;
  readonly stacks: UndoStacks;
}

/**
 * The journal of an open dossier, as its one writer holds it. The file is opened anew for each append: Windows lets
 * nobody replace a file that is held open.
 */
export class Journal {
  readonly #path: string;
  readonly #disk: Disk;
  readonly #identity: string;
  readonly #signature: Uint8Array;
  #length: number;

  private constructor(path: string, disk: Disk, identity: string, signature: Uint8Array, length: number) {
    this.#path = path;
    this.#disk = disk;
    this.#identity = identity;
    this.#signature = signature;
    this.#length = length;
  }

  /**
   * Puts a new journal in place of whatever was there, in one step. `lines` are taken over byte for byte. On an error the
   * old journal stands. Throws the system's error, or SyncFailure.
   */
  static async begin(path: string, beginning: Beginning, lines: readonly Uint8Array[], disk: Disk): Promise<Journal> {
    const { generation, snapshot, stacks } = beginning;
    const [undo, redo] = [[...stacks.undo], [...stacks.redo]];
    const head = formatLine({ journal: journalVersion, generation, snapshot, undo, redo });
    const content = Buffer.concat([head, ...lines]);
    await writeDurably(path, content, disk);
    const identity = identityOf(await lstat(path, { bigint: true }));
    return new Journal(path, disk, identity, head.subarray(0, signatureBytes), content.length);
  }

  /** Bytes that are surely on disk. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends a record's line; when this returns, it is on disk. Nothing is written into a file that took the journal's name:
   * a process may be paused at any moment and wake when another has begun a new one. Throws `disk` or `too-large` when the
   * line was refused and the journal is as before, and SyncFailure when nobody can say what is on disk: then this journal
   * must not be used again.
   */
  async append(bytes: Uint8Array): Promise<void> {
    refuseTooLarge(this.#length + bytes.length, `${this.#path} with it`);
    const file = await this.#disk.open(this.#path, 'r+').catch((cause: unknown) => {
      throw this.#refusal(cause);
    });
    try {
      if ((await file.identity()) !== this.#identity) throw this.#refusal(new Error('another program replaced it'));
      await this.#write(file, bytes);
      await this.#flush(file);
    } finally {
      // What was flushed is on disk and what was not is refused by now, whatever closing says.
      await file.close().catch(() => undefined);
    }
    this.#length += bytes.length;
  }

  /**
   * Whether the file of this name is still this journal, with nothing added or replaced by anybody else. Throws the
   * system's error where that cannot be told.
   */
  async isOurs(): Promise<boolean> {
    const found = await statOf(this.#path);
    if (found === null || found.size !== BigInt(this.#length)) return false;
    if (identityOf(found) !== this.#identity) return false;
    return Buffer.compare(await firstBytes(this.#path, this.#signature.length), this.#signature) === 0;
  }

  async #write(file: DiskFile, bytes: Uint8Array): Promise<void> {
    try {
      await writeWhole(file, bytes, this.#length);
    } catch (cause) {
      if (!(await this.#isCutBack(file))) {
        throw new SyncFailure(`${this.#path} could neither be written nor cut back: ${diskTrouble(cause)}`, { cause });
      }
      throw this.#refusal(cause);
    }
  }

  async #flush(file: DiskFile): Promise<void> {
    try {
      await file.datasync();
    } catch (error) {
      // The edit is refused, so it should not come back at the next opening; if the cut fails too, it may.
      await this.#isCutBack(file);
      throw error;
    }
  }

  /** Shortens the file to its last good length; whether that worked. */
  async #isCutBack(file: DiskFile): Promise<boolean> {
    try {
      await file.truncate(this.#length);
      return (await file.size()) === this.#length;
    } catch {
      return false;
    }
  }

  #refusal(cause: unknown): ParleyError {
    const message = `${this.#path} cannot be written: ${diskTrouble(cause)}.`;
    return new ParleyError({ code: 'disk', message, cause });
  }
}

async function statOf(path: string): Promise<BigIntStats | null> {
  try {
    return await lstat(path, { bigint: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function firstBytes(path: string, count: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
