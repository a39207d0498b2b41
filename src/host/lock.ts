import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { systemCode, type Disk } from '#host/disk';
import { writeWhole } from '#host/durable-file';
import { readOrdinaryFile } from '#host/ordinary-file';
import { isRunning, ownIdentity } from '#host/process-identity';

// A later Parley may say more of itself; it holds the lock all the same.
const Holder = v.object({
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  host: v.string(),
  started: v.nullable(v.string()),
  since: v.pipe(v.string(), v.isoTimestamp()),
  token: v.string(),
});
/** Who writes a dossier: the process, since when (ISO 8601, UTC), and a token that no other holder has. */
export type LockHolder = v.InferOutput<typeof Holder>;

/** A lock that was taken, or who has it. */
export type LockAttempt =
  { readonly isTaken: true; readonly lock: FolderLock } | { readonly isTaken: false; readonly holder: LockHolder };

const readTries = 5;
const readPauseMs = 40;
const takeTries = 5;

/** The right to write into a dossier's folder. It can be lost to whoever thinks its holder dead: ask before each write. */
export class FolderLock {
  readonly #path: string;
  readonly #token: string;
  readonly #disk: Disk;

  constructor(path: string, token: string, disk: Disk) {
    this.#path = path;
    this.#token = token;
    this.#disk = disk;
  }

  /**
   * Whether the lock file still carries our token. Throws the system's error where that cannot be told: the file cannot be
   * read, or its whole folder is not where it was.
   */
  async isHeld(): Promise<boolean> {
    const holder = await readHolder(this.#path);
    if (holder === null) await stat(dirname(this.#path));
    return holder?.token === this.#token;
  }

  /** Gives the lock back, unless somebody else has it by now. */
  async release(): Promise<void> {
    if (await this.isHeld()) await this.#disk.remove(this.#path);
  }
}

/**
 * Takes the lock of a dossier's folder, or answers who has it. A lock whose process no longer runs is taken over. Throws
 * the system's error when the folder cannot be written or the lock cannot be read.
 */
export async function takeLock(path: string, now: Date, disk: Disk): Promise<LockAttempt> {
  const holder: LockHolder = { ...(await ownIdentity()), since: now.toISOString(), token: randomUUID() };
  for (let tries = 1; ; tries += 1) {
    if (await createLock(path, holder, disk)) {
      return { isTaken: true, lock: new FolderLock(path, holder.token, disk) };
    }
    const present = await readSettledHolder(path);
    if (present !== null && (await isRunning(present))) return { isTaken: false, holder: present };
    if (tries === takeTries) throw new Error(`${path} is being taken and given back by others without end.`);
    await setAsideDeadLock(path, present?.token ?? null, disk);
  }
}

async function createLock(path: string, holder: LockHolder, disk: Disk): Promise<boolean> {
  const file = await disk.open(path, 'wx').catch((error: unknown) => {
    if (systemCode(error) === 'EEXIST') return null;
    throw error;
  });
  if (file === null) return false;
  try {
    await writeWhole(file, Buffer.from(`${JSON.stringify(holder)}\n`, 'utf8'), 0);
  } catch (error) {
    await disk.remove(path);
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

/** The holder, with patience for one who has created the file and not yet written it; null when it stays unreadable. */
async function readSettledHolder(path: string): Promise<LockHolder | null> {
  for (let tries = 1; tries <= readTries; tries += 1) {
    const holder = await readHolder(path);
    if (holder !== null) return holder;
    await pause(readPauseMs);
  }
  return null;
}

/** Who has the lock; null when nobody has, or only half a lock was written. Throws the system's error. */
async function readHolder(path: string): Promise<LockHolder | null> {
  try {
    return v.parse(Holder, JSON.parse((await readOrdinaryFile(path, false)).toString('utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof v.ValiError) return null;
    throw error;
  }
}

/**
 * Moves a dead holder's lock out of the way. Of two processes that find it dead, one moves the file and the other finds
 * it gone, or moves the first one's new lock: then the first sees at its next write that it holds nothing, and stops.
 */
async function setAsideDeadLock(path: string, deadToken: string | null, disk: Disk): Promise<void> {
  const present = await readHolder(path);
  if (present !== null && present.token !== deadToken) return;
  const aside = `${path}.${randomUUID()}`;
  try {
    await disk.rename(path, aside);
    await disk.remove(aside);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}
