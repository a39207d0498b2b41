import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { ParleyError } from '#core/parley-error';

/**
 * The few calls through which Parley writes. They are gathered here so that a test can make each of them fail in turn;
 * reading needs no such care.
 */
export interface Disk {
  /** Opens a file; `flags` as in open(2): wx creates and refuses an existing file, r+ writes into one. */
  open(path: string, flags: 'wx' | 'r+'): Promise<DiskFile>;
  /** Gives a file another name, replacing what has it. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is not there is no fault. */
  remove(path: string): Promise<void>;
  /** Makes a folder's list of names durable. Throws SyncFailure. */
  syncFolder(path: string): Promise<void>;
}

/** An open file of a Disk. */
export interface DiskFile {
  /** Writes at a position and answers how many bytes were taken, which may be fewer than were given. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  size(): Promise<number>;
  /** Device and number of the file itself, which stay its own whatever takes its name. */
  identity(): Promise<string>;
  /** Makes the file's content and length durable. Throws SyncFailure. */
  sync(): Promise<void>;
  /** The same, without the times. Throws SyncFailure. */
  datasync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A flush that failed. What is on disk is unknown from then on, and a second flush may report success without having
 * written anything, so nobody tries again: the dossier becomes read-only until it is opened anew.
 */
export class SyncFailure extends Error {
  override readonly name = 'SyncFailure';
}

const isWindows = process.platform === 'win32';
const renameTries = 10;
const renamePauseMs = 50;

/** The real disk. New files are the user's own to read (mode 0600). */
export const nodeDisk: Disk = {
  open: (path, flags) => openFile(path, flags, 0o600),

  async rename(from, to) {
    // On Windows a virus scanner or an indexer may hold the target open for a moment.
    for (let tries = 1; ; tries += 1) {
      try {
        await rename(from, to);
        return;
      } catch (error) {
        if (!isWindows || tries === renameTries || !isHeldOpen(error)) throw error;
        await pause(renamePauseMs * tries);
      }
    }
  },

  remove: (path) => rm(path, { force: true }),

  async syncFolder(path) {
    // Windows cannot open a folder for flushing; NTFS journals the rename itself.
    if (isWindows) return;
    const handle = await open(path, 'r');
    try {
      await flushed(path, handle.sync());
    } finally {
      await handle.close();
    }
  },
};

/** The same disk for what a person exports: new files get the mode that their umask gives. */
export const exportDisk: Disk = { ...nodeDisk, open: (path, flags) => openFile(path, flags, 0o666) };

/** Device and number of a file, as one text to compare. */
export function identityOf({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string {
  return `${dev}:${ino}`;
}

/** The system's code of a failed call, such as ENOENT; an empty text for any other error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What went wrong with the disk, as words that follow a colon. */
export function diskTrouble(error: unknown): string {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
      return 'this user is not permitted to';
    case 'EROFS':
      return 'it stands on a read-only disk';
    case 'ENOENT':
      return 'its folder does not exist';
    case 'EIO':
      return 'the disk reports an input/output error';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** The refusal of a file that could not be read; one that was refused in words keeps them. */
export function unreadable(path: string, cause: unknown): ParleyError {
  if (cause instanceof ParleyError) return cause;
  return new ParleyError({
    code: 'disk',
    message: `${path} cannot be read: ${diskTrouble(cause)}. Mend that, then try again.`,
    cause,
  });
}

async function flushed(path: string, flush: Promise<void>): Promise<void> {
  try {
    await flush;
  } catch (cause) {
    throw new SyncFailure(`${path} could not be flushed: ${diskTrouble(cause)}`, { cause });
  }
}

function isHeldOpen(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error));
}

async function openFile(path: string, flags: 'wx' | 'r+', mode: number): Promise<DiskFile> {
  const handle = await open(path, flags, mode);
  return {
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    size: async () => (await handle.stat()).size,
    identity: async () => identityOf(await handle.stat({ bigint: true })),
    sync: () => flushed(path, handle.sync()),
    datasync: () => flushed(path, handle.datasync()),
    truncate: (length) => handle.truncate(length),
    close: () => handle.close(),
  };
}
