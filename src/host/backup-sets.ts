import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Id, Line } from '#core/model/text';
import { ParleyError } from '#core/parley-error';
import { parseBoundedJson } from '#host/bounded-json';
import { systemCode, type Disk } from '#host/disk';
import { ensureFolder, writeDurably } from '#host/durable-file';
import { readOrdinaryFile } from '#host/ordinary-file';
import { checksumOf } from '#host/snapshot-adapter';

/** What a set of backups outside the dossier's folder says of itself, in its `folder.json`. */
const SetMark = v.strictObject({ id: Id, path: Line, title: Line });

/** A set of backups outside a dossier's folder: where it stands, and of which dossier and folder it is. */
export interface BackupSet extends v.InferOutput<typeof SetMark> {
  readonly folder: string;
}

const markName = 'folder.json';

/**
 * Where the set of one dossier's folder is kept: by the dossier's id and then by the folder's path, since two copies of a
 * dossier would otherwise push out each other's backups.
 */
export function setFolder(outside: string, id: string, path: string): string {
  return join(outside, id, checksumOf(path));
}

/** Says in a set of which folder it is, so that it is found when the folder is gone. */
export async function markSet(folder: string, mark: Omit<BackupSet, 'folder'>, disk: Disk): Promise<void> {
  const text = `${JSON.stringify(mark, null, 2)}\n`;
  const path = join(folder, markName);
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  await ensureFolder(folder, disk);
  await writeDurably(path, text, disk);
}

/** Every set that is kept outside the dossiers' folders, by title. */
export async function listSets(outside: string): Promise<BackupSet[]> {
  const sets: BackupSet[] = [];
  for (const id of await namesIn(outside)) {
    for (const name of await namesIn(join(outside, id))) {
      const folder = join(outside, id, name);
      const mark = await readMark(join(folder, markName));
      if (mark !== null) sets.push({ ...mark, folder });
    }
  }
  return sets.sort((a, b) => (a.title === b.title ? (a.path < b.path ? -1 : 1) : a.title < b.title ? -1 : 1));
}

/** Files that go with a backup, in the order in which they matter, and how many bytes of them are kept at most. */
export interface Companions {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
  readonly mostBytes: number;
  /** Whether content is what a name promises; what is not is no copy to keep. */
  readonly isWhole: (name: string, content: Uint8Array) => boolean;
}

/**
 * Copies files that never change once they are there, each read back and compared. Beyond `mostBytes`, copies that are
 * no longer wanted go first, and what still has no room is left out. Answers how many are missing from the copies for
 * want of room. Throws the system's error.
 */
export async function keepCompanions(companions: Companions, disk: Disk): Promise<number> {
  const { from, to, names, mostBytes, isWhole } = companions;
  const kept = await sizesIn(to);
  const wanted = new Set(names);
  const spare = [...kept.keys()].filter((name) => !wanted.has(name)).sort();
  let total = [...kept.values()].reduce((sum, bytes) => sum + bytes, 0);
  let leftOut = 0;
  for (const name of names) {
    if (kept.has(name)) continue;
    const size = (await lstat(join(from, name)).catch(() => null))?.size;
    if (size === undefined) continue;
    while (total + size > mostBytes && spare.length > 0) {
      const oldest = spare.shift() ?? '';
      await disk.remove(join(to, oldest));
      total -= kept.get(oldest) ?? 0;
    }
    if (total + size > mostBytes) {
      leftOut += 1;
      continue;
    }
    const content = await readOrdinaryFile(join(from, name), false);
    if (!isWhole(name, content)) continue;
    await ensureFolder(to, disk);
    await writeDurably(join(to, name), content, disk);
    if (Buffer.compare(await readFile(join(to, name)), content) !== 0) {
      await disk.remove(join(to, name));
      throw new Error(`${join(to, name)} did not hold what was written into it`);
    }
    total += size;
  }
  return leftOut;
}

/** Whether a file's content is what a name made of its SHA-256 promises. */
export function hasDigest(name: string, content: Uint8Array): boolean {
  return createHash('sha256').update(content).digest('hex') === name;
}

/** What a set says of itself; null where it says nothing that can be read, and so is nobody's set. */
async function readMark(path: string): Promise<v.InferOutput<typeof SetMark> | null> {
  try {
    const mark = v.safeParse(SetMark, parseBoundedJson(await readOrdinaryFile(path), path));
    return mark.success ? mark.output : null;
  } catch (error) {
    if (error instanceof ParleyError || systemCode(error) !== '') return null;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function sizesIn(folder: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const name of await namesIn(folder)) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() === true && !name.endsWith('.tmp')) sizes.set(name, found.size);
  }
  return sizes;
}
