import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Restored } from '#api/contract';
import { editsBetween } from '#core/dossier/difference';
import { beyondReading, ParleyError } from '#core/parley-error';
import { hasDigest } from '#host/backup-sets';
import { diskTrouble, systemCode, unreadable, type Disk } from '#host/disk';
import { heldInWords, openDossierFolder, refuseOccupied, writeOwnFiles } from '#host/dossier-folder';
import { ensureFolder, instantInName, writeDurably } from '#host/durable-file';
import type { CommittedChange, DossierStore, Signature } from '#host/dossier-store';
import { pathsIn, refuseLink, refuseLinks, type FolderPaths } from '#host/folder-paths';
import { History } from '#host/history';
import { readableLine, readJournal } from '#host/journal-format';
import { takeLock } from '#host/lock';
import { readOrdinaryFile } from '#host/ordinary-file';
import { openBackup, rootOf, setAsideStem, type FoundBackup } from '#host/recovery';
import { SnapshotAdapter, type DossierState } from '#host/snapshot-adapter';

/** What a restore needs to know of its surroundings. */
export interface RestoreParts {
  readonly outside: string;
  /** Signed under the restore in the history. */
  readonly author: string;
  readonly now: () => Date;
  readonly disk: Disk;
  readonly log: (message: string) => void;
  /** Hears of a restore that was made as an edit. */
  readonly committed: (change: CommittedChange) => unknown;
}

/**
 * Puts a backup in place of a dossier that is not open. What stands there is set aside first, whole, and named. Where the
 * dossier can still be read, the restore is an edit like any other, which undo takes back; where it cannot, its files are
 * replaced. Throws `read-only` while another process holds the dossier, and any fault of the backup, having changed
 * nothing.
 */
export async function restoreFolder(path: string, backup: FoundBackup, parts: RestoreParts): Promise<Restored> {
  const paths = pathsIn(await rootOf(path));
  await refuseLinks(paths);
  const state = await openToBring(backup);
  if ((await readdir(paths.root).catch(() => [])).length === 0) return await restoreTo(paths.root, backup, parts);
  const store = await openForRestore(paths, parts);
  if (store === null) return await replaceFiles(paths, backup, state, parts);
  try {
    const { access } = store;
    if (access.mode === 'read-only') throw new ParleyError({ code: 'read-only', message: notRestored(access.reason) });
    // No window has this store open, so nobody is to hear of its edits.
    return await restoreOpen(store, backup, { ...parts, committed: () => undefined });
  } finally {
    (await store.close()).forEach(parts.log);
  }
}

/** Puts a backup in place of a dossier that is open for writing, as an edit. Throws as `restoreFolder` does. */
export async function restoreOpen(store: DossierStore, backup: FoundBackup, parts: RestoreParts): Promise<Restored> {
  await refuseLinks(pathsIn(store.root));
  const { dossier } = await openToBring(backup);
  if (dossier.id !== store.dossier.id) {
    throw new ParleyError({
      code: 'conflict',
      message: `This is a backup of another dossier, “${dossier.title}”. Nothing was changed; restore it to a folder of its own.`,
    });
  }
  const edits = editsBetween(store.dossier, dossier);
  const at = parts.now();
  const setAside = await store.writeBeside(async (paths, disk) => {
    const folder = await setAsideFolder(paths, at);
    const bytes = store.snapshotBytes();
    await whileWriting(paths.root, async () => {
      await bringCompanions(backup.home, paths, dossierAttachments(dossier), disk);
      if (edits.length > 0) await writeInto(folder, 'dossier.json', bytes, disk);
    });
    return edits.length > 0 ? folder : null;
  });
  const path = store.root;
  if (edits.length === 0) return { path, setAside, isUndoable: false };
  await parts.committed(await store.commit({ label: labelOf(backup), ...signatureOf(parts, at), edits }));
  return { path, setAside, isUndoable: true };
}

/**
 * Makes a dossier of a backup in a new or empty folder, with the history and the offline copies that are kept beside it.
 * Throws `exists` when something is there already, `disk` when it cannot be written.
 */
export async function restoreTo(target: string, backup: FoundBackup, parts: RestoreParts): Promise<Restored> {
  const state = await openToBring(backup);
  const paths = pathsIn(resolve(target));
  await refuseOccupied(paths);
  await whileWriting(paths.root, async () => {
    await ensureFolder(paths.root, parts.disk);
    await writeOwnFiles(paths, parts.disk);
    await bringCompanions(backup.home, paths, dossierAttachments(state.dossier), parts.disk);
    await bringHistory(backup.home, paths, parts.disk);
    await writeRestored(paths, backup, state, 0, parts);
  });
  return { path: paths.root, setAside: null, isUndoable: false };
}

/** What a restore did, and how to go back, as a sentence or two. */
export function restoredInWords({ path, setAside, isUndoable }: Restored): string {
  if (setAside === null) return `The backup was restored to ${path}.`;
  const way = isUndoable ? 'Undo takes it back' : 'To go back to it, restore it like any backup';
  return `The backup was restored. What was there before is kept in ${setAside}. ${way}.`;
}

/** The store of a dossier that can be read, with the lock where it is to be had; null where it cannot be read. */
async function openForRestore(paths: FolderPaths, parts: RestoreParts): Promise<DossierStore | null> {
  const { outside: outsideBackups, now, log, disk } = parts;
  try {
    const options = { mode: 'write', acceptOutsideChanges: true, outsideBackups, now, log, disk } as const;
    return (await openDossierFolder(paths.root, options)).store;
  } catch (error) {
    const isBeyondReading = error instanceof ParleyError && beyondReading.has(error.code);
    if (isBeyondReading) return null;
    throw error;
  }
}

async function replaceFiles(
  paths: FolderPaths,
  backup: FoundBackup,
  state: DossierState,
  parts: RestoreParts,
): Promise<Restored> {
  const { disk } = parts;
  return await whileWriting(paths.root, async () => {
    await ensureFolder(paths.root, disk);
    const attempt = await takeLock(paths.lock, parts.now(), disk);
    if (!attempt.isTaken) {
      throw new ParleyError({ code: 'read-only', message: notRestored(heldInWords(attempt.holder, paths)) });
    }
    try {
      const journal = await readIfThere(paths.journal);
      const snapshot = await readIfThere(paths.snapshot);
      const folder = await setAsideFolder(paths, parts.now());
      if (snapshot !== null) await writeInto(folder, 'dossier.json', snapshot, disk);
      if (journal !== null) await writeInto(folder, 'journal.jsonl', journal, disk);
      await bringCompanions(backup.home, paths, dossierAttachments(state.dossier), disk);
      if (backup.entry.place === 'outside') await bringHistory(backup.home, paths, disk);
      const lastInJournal = journal === null ? 0 : lastSequence(journal, paths.journal);
      await writeRestored(paths, backup, state, lastInJournal, parts);
      return {
        path: paths.root,
        setAside: snapshot === null && journal === null ? null : folder,
        isUndoable: false,
      };
    } finally {
      await attempt.lock.release();
    }
  });
}

/**
 * Writes a backup as the snapshot, with a number past all that was used, and says so in the history. The journal goes
 * last but one: while it is there beside another snapshot, Parley asks before it opens the dossier.
 */
async function writeRestored(
  paths: FolderPaths,
  backup: FoundBackup,
  { dossier, sequence }: DossierState,
  lastInJournal: number,
  parts: RestoreParts,
): Promise<void> {
  const { disk } = parts;
  const history = new History(paths.history, disk);
  const next = Math.max(sequence, lastInJournal, await history.highest()) + 1;
  const change = { label: labelOf(backup), ...signatureOf(parts, parts.now()), edits: [] };
  const line = readableLine({ sequence: next, kind: 'edit', of: null, change });
  await new SnapshotAdapter(paths.snapshot, disk).write({ dossier, sequence: next });
  await disk.remove(paths.journal);
  await disk.syncFolder(paths.root);
  await history.add([line]);
}

/** The numbers that a journal used, as far as it can be read. */
function lastSequence(bytes: Uint8Array, name: string): number {
  return readJournal(bytes, name).lines.at(-1)?.entry.sequence ?? 0;
}

/** Opens a backup, and refuses it where a link stands for something that would come along. Throws as `openBackup` does. */
async function openToBring(backup: FoundBackup): Promise<DossierState> {
  const { home } = backup;
  const state = await openBackup(backup);
  const copies = dossierAttachments(state.dossier).map((name) => join(home.attachments, name));
  const trails = (await trailNames(home)).map((name) => join(home.history, name));
  await Promise.all([...copies, ...trails].map(refuseLink));
  return state;
}

/** Brings offline copies that a folder lacks, each checked. What is there already is left alone. */
async function bringCompanions(from: FolderPaths, to: FolderPaths, names: readonly string[], disk: Disk) {
  if (from.root === to.root) return;
  for (const name of names) {
    const content = await readIfThere(join(from.attachments, name));
    if (content === null || !hasDigest(name, content)) continue;
    if ((await readIfThere(join(to.attachments, name))) === null) await writeInto(to.attachments, name, content, disk);
  }
}

async function bringHistory(from: FolderPaths, to: FolderPaths, disk: Disk): Promise<void> {
  if (from.root === to.root) return;
  for (const name of await trailNames(from)) {
    const content = await readIfThere(join(from.history, name));
    if (content !== null && (await readIfThere(join(to.history, name))) === null) {
      await writeInto(to.history, name, content, disk);
    }
  }
}

async function trailNames({ history }: FolderPaths): Promise<string[]> {
  return (await readdir(history).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
}

function dossierAttachments({ sources }: DossierState['dossier']): string[] {
  return [...sources.values()].flatMap(({ attachment }) => attachment?.sha256 ?? []);
}

async function setAsideFolder(paths: FolderPaths, at: Date): Promise<string> {
  const taken = new Set(await readdir(paths.backups).catch(() => []));
  const stem = `${setAsideStem}-${instantInName(at)}`;
  let name = stem;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}`;
  return join(paths.backups, name);
}

async function writeInto(folder: string, name: string, content: Uint8Array, disk: Disk): Promise<void> {
  await ensureFolder(folder, disk);
  await writeDurably(join(folder, name), content, disk);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  return await readOrdinaryFile(path, false).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return null;
    throw unreadable(path, cause);
  });
}

async function whileWriting<T>(root: string, job: () => Promise<T>): Promise<T> {
  try {
    return await job();
  } catch (cause) {
    if (cause instanceof ParleyError) throw cause;
    const message = `The backup was not restored: ${root} cannot be written: ${diskTrouble(cause)}. What was there is kept; mend that and try again.`;
    throw new ParleyError({ code: 'disk', message, cause });
  }
}

function notRestored(reason: string): string {
  return `The backup was not restored, and nothing was changed. ${reason}`;
}

function labelOf({ entry }: FoundBackup): string {
  return `restore the backup of ${entry.at.slice(0, 16).replace('T', ' ')} UTC`;
}

function signatureOf({ author }: RestoreParts, at: Date): Signature {
  return { at: at.toISOString(), author };
}
