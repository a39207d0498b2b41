import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { ParleyError } from '#core/parley-error';
import { systemCode, unreadable } from '#host/disk';

/** Where everything of one dossier stands. */
export interface FolderPaths {
  readonly root: string;
  readonly snapshot: string;
  readonly journal: string;
  readonly lock: string;
  readonly history: string;
  readonly backups: string;
  readonly attachments: string;
}

const snapshotName = 'dossier.json';

/** What git leaves alone in a dossier's folder: everything but the snapshot, the history and the attachments. */
export const gitignore = `# Parley: of this machine alone
/journal*.jsonl
/dossier.lock*
/dossier.ours-*.json
/backups/
*.tmp
`;

/**
 * How git keeps what it does track: byte for byte, since checksums stand on it, and merged by Parley where that is set up
 * as git's driver (`docs/dossier-format.md`); elsewhere git merges line by line.
 */
export const gitattributes = `# Parley
/dossier.json -text merge=parley
/history/*.jsonl -text
/attachments/* -text
`;

/** The paths inside a dossier's folder. */
export function pathsIn(root: string): FolderPaths {
  return {
    root,
    snapshot: join(root, snapshotName),
    journal: join(root, 'journal.jsonl'),
    lock: join(root, 'dossier.lock'),
    history: join(root, 'history'),
    backups: join(root, 'backups'),
    attachments: join(root, 'attachments'),
  };
}

/**
 * The path that somebody in a window means: they stand in no folder, so that it has to say where. `~/` is their home.
 * Throws `usage` for any other relative path.
 */
export function wholePath(given: string): string {
  if (/^~[/\\]/.test(given)) return join(homedir(), given.slice(2));
  if (isAbsolute(given)) return given;
  throw new ParleyError({
    code: 'usage',
    message: `“${given}” does not say where the folder is. Give its whole path, such as ${join(homedir(), given)}.`,
  });
}

/**
 * Finds the dossier that a path names: its folder, or the `dossier.json` inside. Throws `not-found` when there is
 * nothing, `not-a-dossier` when there is something else, and `disk` when that cannot be told.
 */
export async function findDossier(path: string): Promise<FolderPaths> {
  const given = resolve(path);
  const found = await statOf(given);
  if (found === null) {
    throw new ParleyError({
      code: 'not-found',
      message: `There is no dossier at ${given}. Check the path, or create a new dossier there.`,
    });
  }
  if (found.isDirectory()) return await requireSnapshot(given);
  if (basename(given) === snapshotName) return await requireSnapshot(dirname(given));
  throw new ParleyError({
    code: 'not-a-dossier',
    message: `${given} is a file, and a dossier is a folder with a ${snapshotName} in it. Give the folder's path.`,
  });
}

async function requireSnapshot(folder: string): Promise<FolderPaths> {
  const paths = pathsIn(await realpath(folder));
  const found = await statOf(paths.snapshot);
  if (found?.isFile() === true) {
    await refuseLinks(paths);
    return paths;
  }
  throw new ParleyError({
    code: 'not-a-dossier',
    message: `${paths.root} is not a dossier: it has no ${snapshotName}. Give another folder, or create a dossier in a new one.`,
  });
}

/**
 * Refuses a folder in which a link stands for a part of the dossier. A dossier may come from anybody: a link in it would
 * have Parley read, write and tidy up wherever it leads, so that none is followed. Throws `not-a-dossier`.
 */
export async function refuseLinks({
  snapshot,
  journal,
  lock,
  history,
  backups,
  attachments,
}: FolderPaths): Promise<void> {
  await Promise.all([snapshot, journal, lock, history, backups, attachments].map(refuseLink));
}

/** Refuses one file or folder of a dossier where a link stands for it. Throws `not-a-dossier`. */
export async function refuseLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isSymbolicLink() !== true) return;
  throw new ParleyError({
    code: 'not-a-dossier',
    message: `${path} is a link, and what belongs to a dossier stands in its own folder. Parley did not follow it, and changed nothing. Put what it leads to in its place if you trust it, or else remove the link.`,
  });
}

async function statOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(cause))) return null;
    throw unreadable(path, cause);
  }
}
