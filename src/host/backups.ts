import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskTrouble, type Disk } from '#host/disk';
import { ensureFolder, freePath, writeDurably } from '#host/durable-file';
import { readSnapshotBytes } from '#host/snapshot-adapter';

/** How many backups stay: the newest ones, and beyond them the newest of each of a number of days. */
export interface Retention {
  readonly newest: number;
  readonly days: number;
}

/** For the folder inside the dossier. */
export const insideRetention: Retention = { newest: 10, days: 14 };

/** For the copies outside the dossier's folder, which are there for the loss of the whole folder. */
export const outsideRetention: Retention = { newest: 3, days: 7 };

// The instant sorts by time; its first ten characters are the day (UTC). A count tells copies of one instant apart.
const fileName = /^dossier-(?<instant>(?<day>\d{4}-\d\d-\d\d)T[\d-]{12}Z)(?:-(?<count>\d+))?\.json$/;

/**
 * Keeps a copy of a snapshot's bytes, which the caller has opened without fault, unless the newest copy is the same. The
 * copy is read back and compared, and only then do older ones go, as far as `retention` lets them. Throws the system's
 * error, or an Error when the copy differs; then nothing was removed.
 */
export async function backUp(
  folder: string,
  bytes: Uint8Array,
  retention: Retention,
  now: Date,
  disk: Disk,
): Promise<void> {
  await ensureFolder(folder, disk);
  const newest = (await backupNames(folder))[0];
  if (newest !== undefined && (await holds(join(folder, newest), bytes))) return;
  const path = await freePath(folder, 'dossier', now, 'json');
  await writeDurably(path, bytes, disk);
  if (!(await holds(path, bytes))) throw new Error(`${path} does not hold what was written into it`);
  for (const name of outdated(await backupNames(folder), retention)) await disk.remove(join(folder, name));
}

/** A folder that backups are kept in, and how many of them stay. */
export interface BackupPlace {
  readonly folder: string;
  readonly retention: Retention;
}

/**
 * Keeps a copy in each of several places as `backUp` does, whether or not the others can have one. Answers in how many
 * there is one now, and a sentence for each where there is none.
 */
export async function backUpInto(
  places: readonly BackupPlace[],
  bytes: Uint8Array,
  now: Date,
  disk: Disk,
): Promise<{ readonly kept: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  for (const { folder, retention } of places) {
    try {
      await backUp(folder, bytes, retention, now, disk);
    } catch (error) {
      faults.push(`No backup could be made in ${folder}: ${diskTrouble(error)}.`);
    }
  }
  return { kept: places.length - faults.length, faults };
}

/** The newest backup in a folder that opens without fault; null when there is none. */
export async function newestGoodBackup(folder: string): Promise<string | null> {
  for (const name of await backupNames(folder)) {
    const path = join(folder, name);
    try {
      readSnapshotBytes(await readFile(path), path);
      return path;
    } catch {
      // An older one may still be good.
    }
  }
  return null;
}

/** The names that may go, given all names from the newest to the oldest. */
export function outdated(names: readonly string[], retention: Retention): string[] {
  const days = new Set<string>();
  return names.filter((name, index) => {
    const day = fileName.exec(name)?.groups?.['day'] ?? '';
    const isFirstOfDay = !days.has(day);
    days.add(day);
    return index >= retention.newest && !(isFirstOfDay && days.size <= retention.days);
  });
}

/** Backups in a folder, the newest first; none when the folder is not there. */
async function backupNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const { instant, count } = fileName.exec(name)?.groups ?? {};
      return instant === undefined ? [] : [{ name, instant, count: Number(count ?? 1) }];
    })
    .sort((a, b) => (a.instant === b.instant ? b.count - a.count : a.instant < b.instant ? 1 : -1))
    .map(({ name }) => name);
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  return Buffer.compare(await readFile(path), bytes) === 0;
}
