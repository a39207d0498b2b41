import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dayMs } from '#core/dates/calendar-day';
import type { Disk } from '#host/disk';
import { ensureFolder, freePath, writeDurably } from '#host/durable-file';
import { readOrdinaryFile } from '#host/ordinary-file';
import { readSnapshotBytes } from '#host/snapshot-adapter';

/**
 * Which backups stay: the newest ones, and beyond them the last one of each of the latest hours, days and weeks in which
 * one was made, as long as all of them together are not larger than `bytes`. The very newest stays whatever its size.
 */
export interface Retention {
  readonly newest: number;
  readonly hours: number;
  readonly days: number;
  readonly weeks: number;
  readonly bytes: number;
}

const mebibyte = 1024 * 1024;

/** For the folder inside the dossier. */
export const insideRetention: Retention = { newest: 10, hours: 24, days: 14, weeks: 8, bytes: 512 * mebibyte };

/** For the copies outside the dossier's folder, which are there for the loss of the whole folder. */
export const outsideRetention: Retention = { newest: 3, hours: 8, days: 7, weeks: 4, bytes: 512 * mebibyte };

/** A backup as its folder lists it. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  /** When it was made: an ISO 8601 instant in UTC. */
  readonly at: string;
}

// The instant sorts by time on every file system. A count tells copies of one instant apart.
const fileName =
  /^dossier-(?<day>\d{4}-\d\d-\d\d)T(?<hour>\d\d)-(?<minute>\d\d)-(?<second>[\d-]{6})Z(?:-(?<count>\d+))?\.json$/;

/**
 * Keeps a copy of a snapshot's bytes, which the caller has opened without fault, unless the newest copy is the same. It
 * counts only once it was read back and found the same; then older ones go, as far as `retention` lets them. Throws the
 * system's error, or an Error when the copy differs; then nothing older was removed.
 */
export async function backUp(
  folder: string,
  bytes: Uint8Array,
  retention: Retention,
  now: Date,
  disk: Disk,
): Promise<void> {
  await ensureFolder(folder, disk);
  const newest = (await listBackups(folder))[0];
  if (newest !== undefined && (await holds(join(folder, newest.name), bytes))) return;
  const path = await freePath(folder, 'dossier', now, 'json');
  await writeDurably(path, bytes, disk);
  if (!(await holds(path, bytes))) {
    await disk.remove(path);
    throw new Error(`${path} did not hold what was written into it`);
  }
  for (const name of outdated(await listBackups(folder), retention)) {
    // A clock that was set back gives the copy just made an old name; it is the one known to be good.
    if (join(folder, name) !== path) await disk.remove(join(folder, name));
  }
}

/** The newest backup in a folder that opens without fault; null when there is none. */
export async function newestGoodBackup(folder: string): Promise<string | null> {
  for (const { name } of await listBackups(folder)) {
    const path = join(folder, name);
    try {
      readSnapshotBytes(await readOrdinaryFile(path, false), path);
      return path;
    } catch {
      // An older one may still be good.
    }
  }
  return null;
}

/** The names that may go, given all backups from the newest to the oldest. */
export function outdated(files: readonly BackupFile[], retention: Retention): string[] {
  const periods = [
    { most: retention.hours, periodOf: (at: string) => at.slice(0, 13), seen: new Set<string>() },
    { most: retention.days, periodOf: (at: string) => at.slice(0, 10), seen: new Set<string>() },
    { most: retention.weeks, periodOf: weekOf, seen: new Set<string>() },
  ];
  let total = 0;
  let isFull = false;
  return files
    .filter(({ at, bytes }, index) => {
      const isLastOfOne = periods
        .map(({ most, periodOf, seen }) => {
          const period = periodOf(at);
          if (seen.has(period)) return false;
          seen.add(period);
          return seen.size <= most;
        })
        .includes(true);
      if (!isLastOfOne && index >= Math.max(1, retention.newest)) return true;
      isFull ||= index > 0 && total + bytes > retention.bytes;
      if (!isFull) total += bytes;
      return isFull;
    })
    .map(({ name }) => name);
}

/** Backups in a folder, the newest first; none when the folder is not there. */
export async function listBackups(folder: string): Promise<BackupFile[]> {
  const names = await readdir(folder).catch(() => []);
  const listed = await Promise.all(
    names.map(async (name) => {
      const parts = fileName.exec(name)?.groups;
      if (parts === undefined) return [];
      const { day, hour, minute, second, count } = parts;
      const at = `${day}T${hour}:${minute}:${second?.replace('-', '.')}Z`;
      // One that another Parley removes meanwhile is none any more.
      const found = await lstat(join(folder, name)).catch(() => null);
      return found?.isFile() === true ? [{ name, bytes: found.size, at, count: Number(count ?? 1) }] : [];
    }),
  );
  return listed
    .flat()
    .sort((a, b) => (a.at === b.at ? b.count - a.count : a.at < b.at ? 1 : -1))
    .map(({ name, bytes, at }) => ({ name, bytes, at }));
}

// Weeks from Monday to Sunday, numbered from the one that holds 1 January 1970, a Thursday.
function weekOf(at: string): string {
  const mondayToThursday = 3;
  return String(Math.floor((Date.parse(at.slice(0, 10)) / dayMs + mondayToThursday) / 7));
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  return (await lstat(path)).size === bytes.length && Buffer.compare(await readOrdinaryFile(path, false), bytes) === 0;
}
