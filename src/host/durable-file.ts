import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Disk, DiskFile } from '#host/disk';

const temporaryName = /^\..+\.[0-9a-f]{16}\.tmp$/;

/**
 * Replaces a file whole, or not at all: whoever reads it sees the old content or the new, also after a power cut.
 * When this returns, the new content and its name are on disk. On any error the old file stands and the temporary one is
 * removed. Throws the system's error, or SyncFailure, or what `mayReplace` throws, which is asked last of all.
 */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  disk: Disk,
  mayReplace: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    await writeNewFile(temporary, bytes, disk);
    await mayReplace();
    await disk.rename(temporary, path);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncFolder(folder);
}

/** Makes a folder, and those above it, where they are missing; the folder's name is then on disk. */
export async function ensureFolder(path: string, disk: Disk): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true });
  if (firstMade !== undefined) await disk.syncFolder(dirname(firstMade));
}

/** Writes all bytes at a position, however few the system takes at a time. */
export async function writeWhole(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const taken = await file.write(bytes.subarray(written), position + written);
    if (taken === 0) throw Object.assign(new Error('The disk took no more bytes.'), { code: 'ENOSPC' });
    written += taken;
  }
}

/** Identity, size and time of a file as one text to compare, of a link its own; null when there is no such file. */
export async function stampOf(path: string): Promise<string | null> {
  const found = await lstat(path, { bigint: true }).catch(() => null);
  return found === null ? null : `${found.dev}:${found.ino}:${found.size}:${found.mtimeNs}`;
}

/** Removes temporary files that a crash left in a folder. */
export async function removeLeftovers(folder: string, disk: Disk): Promise<void> {
  for (const name of await readdir(folder)) {
    if (temporaryName.test(name)) await disk.remove(join(folder, name));
  }
}

/** An instant as it stands in file names: `2025-12-02T09-30-00-000Z`, which sorts by time on every file system. */
export function instantInName(instant: Date): string {
  return instant.toISOString().replaceAll(/[:.]/g, '-');
}

/** A path in the folder that nothing has yet: `STEM-INSTANT.EXTENSION`, counted on when that is taken. */
export async function freePath(folder: string, stem: string, instant: Date, extension: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  const base = `${stem}-${instantInName(instant)}`;
  let name = `${base}.${extension}`;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}.${extension}`;
  return join(folder, name);
}

async function writeNewFile(path: string, bytes: Uint8Array, disk: Disk): Promise<void> {
  const file = await disk.open(path, 'wx');
  try {
    await writeWhole(file, bytes, 0);
    const size = await file.size();
    if (size !== bytes.length) throw new Error(`${path} holds ${size} bytes instead of ${bytes.length}.`);
    await file.sync();
  } finally {
    await file.close();
  }
}
