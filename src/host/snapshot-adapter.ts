import { crc32 } from 'node:zlib';
import type { Adapter } from 'lowdb';
import { formatSnapshot, readSnapshot, toSnapshot, type ReadSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { parseBoundedJson, refuseTooLarge } from '#host/bounded-json';
import { unreadable, type Disk } from '#host/disk';
import { stampOf, writeDurably } from '#host/durable-file';
import { readOrdinaryFile } from '#host/ordinary-file';

/** A dossier and the number of the last edit in it. */
export interface DossierState {
  readonly dossier: Dossier;
  readonly sequence: number;
}

/** Names one snapshot exactly: the last edit in it, and the CRC-32 of its file as eight hexadecimal digits. */
export interface SnapshotMark {
  readonly sequence: number;
  readonly crc: string;
}

/** CRC-32 (ISO 3309, as in zip) of a text's UTF-8 form or of bytes, as eight hexadecimal digits. */
export function checksumOf(content: string | Uint8Array): string {
  return crc32(content).toString(16).padStart(8, '0');
}

/** Parses and checks the bytes of a `dossier.json`; every fault is thrown as a ParleyError whose message names the file. */
export function readSnapshotBytes(bytes: Uint8Array, name: string): ReadSnapshot {
  const value = parseBoundedJson(bytes, name);
  try {
    return readSnapshot(value);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    const { code, message, problems } = error;
    throw new ParleyError({ code, message: refusal(name, message, problems.length), problems, cause: error });
  }
}

function refusal(name: string, message: string, count: number): string {
  return count > 1 ? `${name} has ${count} problems.` : `${name}: ${message}`;
}

/**
 * lowdb's way to `dossier.json`. lowdb's own adapter neither flushes nor refuses an emptied file; this one writes
 * durably, and answers a dossier that was checked whole or throws.
 */
export class SnapshotAdapter implements Adapter<DossierState> {
  readonly #path: string;
  readonly #disk: Disk;
  #bytes: Uint8Array = new Uint8Array();
  #stamp: string | null = null;
  #isOlder = false;
  #mayReplace: () => Promise<void> = () => Promise.resolve();
  #formatted: { readonly state: DossierState; readonly bytes: Uint8Array } | null = null;

  constructor(path: string, disk: Disk) {
    this.#path = path;
    this.#disk = disk;
  }

  /** The file's content as last read or written. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Whether the file is of an older schema, so that the next write would bring it to the present one. */
  get isOlder(): boolean {
    return this.#isOlder;
  }

  /** Is asked at the last moment before the file is replaced, and prevents that by throwing. */
  set mayReplace(ask: () => Promise<void>) {
    this.#mayReplace = ask;
  }

  /** Reads and checks the file. Throws ParleyError. */
  async read(): Promise<DossierState> {
    // Stamped before it is read: a change in between shows as a foreign change later, never the other way round.
    this.#stamp = await stampOf(this.#path);
    this.#bytes = await readOrdinaryFile(this.#path, false).catch((cause: unknown) => {
      throw unreadable(this.#path, cause);
    });
    const { dossier, sequence, isMigrated } = readSnapshotBytes(this.#bytes, this.#path);
    this.#isOlder = isMigrated;
    return { dossier, sequence };
  }

  /** Replaces the file durably. Throws the system's error, SyncFailure, or what `mayReplace` does. */
  async write(state: DossierState): Promise<void> {
    const bytes = this.#format(state);
    await writeDurably(this.#path, bytes, this.#disk, this.#mayReplace);
    this.#bytes = bytes;
    this.#isOlder = false;
    this.#stamp = await stampOf(this.#path);
    this.#formatted = null;
  }

  /** The mark that the file would have, were this state written. */
  markOf(state: DossierState): SnapshotMark {
    return { sequence: state.sequence, crc: checksumOf(this.#format(state)) };
  }

  /** The bytes that the file would have, were this state written. */
  bytesOf(state: DossierState): Uint8Array {
    return this.#format(state);
  }

  /**
   * Whether the file is still the one that was last read or written, or one of the same content: git and programs that
   * copy files may put that in its place.
   */
  async isUntouched(): Promise<boolean> {
    const stamp = await stampOf(this.#path);
    if (stamp === null || stamp === this.#stamp) return stamp !== null;
    const present = await readOrdinaryFile(this.#path, false).catch(() => null);
    if (present === null || Buffer.compare(present, this.#bytes) !== 0) return false;
    this.#stamp = stamp;
    return true;
  }

  // The mark is needed before the file is written; formatting a large dossier twice would be felt.
  #format(state: DossierState): Uint8Array {
    if (this.#formatted?.state !== state) {
      const text = formatSnapshot(toSnapshot(state.dossier, state.sequence));
      const bytes = Buffer.from(text, 'utf8');
      refuseTooLarge(bytes.length, `${this.#path}, as it would be written,`);
      this.#formatted = { state, bytes };
    }
    return this.#formatted.bytes;
  }
}
