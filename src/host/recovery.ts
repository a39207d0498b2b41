import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { toFault } from '#api/answer';
import type { BackupContents, BackupEntry, BackupListing, LastEdit } from '#api/contract';
import { contentsOf } from '#core/dossier/contents';
import { editsBetween } from '#core/dossier/difference';
import { describeDifference } from '#core/history/difference';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { listBackups, type BackupFile } from '#host/backups';
import { listSets, type BackupSet } from '#host/backup-sets';
import { nodeDisk, unreadable } from '#host/disk';
import { checkDossierFolder } from '#host/dossier-folder';
import { pathsIn, refuseLinks, type FolderPaths } from '#host/folder-paths';
import { History } from '#host/history';
import { loadDossier } from '#host/load-dossier';
import { readOrdinaryFile } from '#host/ordinary-file';
import { readSnapshotBytes, type DossierState } from '#host/snapshot-adapter';

/** A backup as it was found: what is said of it, where its file is, and where what goes with it is. */
export interface FoundBackup {
  readonly entry: BackupEntry;
  readonly path: string;
  /** A folder with `history/` and `attachments/`: the dossier's own, or a set outside it. */
  readonly home: FolderPaths;
}

const setAsideName = /^replaced-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(?:-\d+)?$/;

/** What a restore set aside stands in folders of this stem, in `backups/`, where no rule ever removes it. */
export const setAsideStem = 'replaced';

/**
 * The backups of the dossier that stands, or stood, at a path: in its folder and outside it, the newest first. Nothing
 * is changed. Throws `not-a-dossier` where a link stands for a part of its folder.
 */
export async function findBackups(path: string, outside: string): Promise<FoundBackup[]> {
  const paths = pathsIn(await rootOf(path));
  await refuseLinks(paths);
  const inside = [
    ...(await listBackups(paths.backups)).map((file) => found(file, 'inside', paths.backups, paths)),
    ...(await listSetAside(paths)),
  ];
  const id = await idOf(paths, inside);
  const sets = (await listSets(outside)).filter((set) => set.id === id || set.path === paths.root);
  const kept = await Promise.all(sets.map((set) => listSet(set, paths.root)));
  return [...inside, ...kept.flat()].sort((a, b) => (a.entry.at < b.entry.at ? 1 : a.entry.at > b.entry.at ? -1 : 0));
}

/** The backups of a dossier as a window or a command line shows them, and why the dossier cannot be opened as it is. */
export async function listingOf(path: string, outside: string): Promise<BackupListing> {
  const backups = (await findBackups(path, outside)).map(({ entry }) => entry);
  const fault = await checkDossierFolder(path).then(
    () => null,
    (error: unknown) => {
      if (error instanceof ParleyError) return toFault(error);
      throw error;
    },
  );
  return { path: await rootOf(path), fault, backups };
}

/** One backup by its id. Throws `not-found`, since another may have been made and this one gone in the meantime. */
export async function findBackup(path: string, outside: string, id: string): Promise<FoundBackup> {
  const backup = (await findBackups(path, outside)).find(({ entry }) => entry.id === id);
  if (backup !== undefined) return backup;
  throw new ParleyError({
    code: 'not-found',
    message: `There is no backup “${id}” of ${await rootOf(path)}. Look again at which there are; nothing was changed.`,
  });
}

/** Opens a backup and answers what it holds. Throws a ParleyError that says why it cannot be read. */
export async function openBackup({ path, home }: FoundBackup): Promise<DossierState> {
  await refuseLinks(home);
  const bytes = await readOrdinaryFile(path, false).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const { dossier, sequence } = readSnapshotBytes(bytes, path);
  return { dossier, sequence };
}

/** What a backup holds, and how it differs from the dossier as it is; without that, what it holds alone. */
export async function describeBackup(backup: FoundBackup, present: Dossier | null): Promise<BackupContents> {
  const { id } = backup.entry;
  try {
    const { dossier, sequence } = await openBackup(backup);
    const edits = present?.id === dossier.id ? editsBetween(present, dossier) : null;
    return {
      id,
      isGood: true,
      contents: contentsOf(dossier),
      lastEdits: await lastEditsOf(backup, sequence),
      difference: edits === null ? null : describeDifference(edits, dossier),
    };
  } catch (error) {
    if (error instanceof ParleyError) return { id, isGood: false, fault: toFault(error) };
    throw error;
  }
}

/** The dossier at a path as far as it can be read, whatever became of its journal; null where it cannot be read at all. */
export async function readPresent(path: string): Promise<Dossier | null> {
  try {
    const paths = pathsIn(await rootOf(path));
    await refuseLinks(paths);
    return (await loadDossier(paths, { acceptOutsideChanges: true, disk: nodeDisk })).state.dossier;
  } catch (error) {
    if (error instanceof ParleyError) return null;
    throw error;
  }
}

/** The folder that a path names, links resolved as far as it is there: itself, or the one of its `dossier.json`. */
export async function rootOf(path: string): Promise<string> {
  const given = resolve(path);
  const root = given === pathsIn(dirname(given)).snapshot ? dirname(given) : given;
  const above = async () => join(await realpath(dirname(root)).catch(() => dirname(root)), basename(root));
  return await realpath(root).catch(above);
}

function found(file: BackupFile, place: BackupEntry['place'], folder: string, home: FolderPaths): FoundBackup {
  const { name, at, bytes } = file;
  return { entry: { id: name, place, at, bytes, of: null }, path: join(folder, name), home };
}

async function listSet(set: BackupSet, root: string): Promise<FoundBackup[]> {
  const stem = set.folder.slice(-8);
  return (await listBackups(set.folder)).map((file) => {
    const { entry, ...rest } = found(file, 'outside', set.folder, pathsIn(set.folder));
    return { ...rest, entry: { ...entry, id: `${stem}/${entry.id}`, of: set.path === root ? null : set.path } };
  });
}

async function listSetAside(paths: FolderPaths): Promise<FoundBackup[]> {
  const entries = await readdir(paths.backups, { withFileTypes: true }).catch(() => []);
  // What a restore set aside is a folder with a file in it; a link in place of either is somebody else's.
  const folders = entries.filter((entry) => entry.isDirectory());
  const listed = folders.map(async ({ name }): Promise<FoundBackup[]> => {
    const [, day, hour, minute, second, fraction] = setAsideName.exec(name) ?? [];
    const path = pathsIn(join(paths.backups, name)).snapshot;
    const file = await lstat(path).catch(() => null);
    if (day === undefined || file?.isFile() !== true) return [];
    const at = `${day}T${hour}:${minute}:${second}.${fraction}Z`;
    return [{ entry: { id: name, place: 'set-aside', at, bytes: file.size, of: null }, path, home: paths }];
  });
  return (await Promise.all(listed)).flat();
}

/** The id of a dossier, from its own file or from the newest backup in its folder that says it; null where none does. */
async function idOf(paths: FolderPaths, inside: readonly FoundBackup[]): Promise<string | null> {
  for (const path of [paths.snapshot, ...inside.map((backup) => backup.path)]) {
    try {
      return readSnapshotBytes(await readOrdinaryFile(path, false), path).dossier.id;
    } catch {
      // The next one may say it.
    }
  }
  return null;
}

const mostLastEdits = 3;

/** The last edits that a backup contains, the last one first; none where no history tells of them. */
async function lastEditsOf({ home }: FoundBackup, sequence: number): Promise<LastEdit[]> {
  const edits: LastEdit[] = [];
  try {
    for await (const { change } of new History(home.history, nodeDisk).backwards(sequence + 1, null)) {
      edits.push({ at: change.at, author: change.author, label: change.label });
      if (edits.length === mostLastEdits) break;
    }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    // A damaged trail tells nothing of the backup, which is whole without it.
  }
  return edits;
}
