import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as v from 'valibot';
import { emptyDossier } from '#core/dossier/snapshot';
import { DossierHead, type Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { auditAttachments, type AttachmentAudit } from '#host/attachment-audit';
import { BackupKeeper } from '#host/backup-keeper';
import { newestGoodBackup } from '#host/backups';
import { diskTrouble, nodeDisk, type Disk } from '#host/disk';
import { ensureFolder, freePath, removeLeftovers, writeDurably } from '#host/durable-file';
import type { Writer } from '#host/compaction';
import { remarkOnCopies } from '#host/conflict-copies';
import { DossierStore } from '#host/dossier-store';
import { findDossier, gitattributes, gitignore, pathsIn, type FolderPaths } from '#host/folder-paths';
import { History } from '#host/history';
import { Journal } from '#host/journal';
import { formatLine, type JournalLine } from '#host/journal-format';
import { loadDossier, type LoadedDossier } from '#host/load-dossier';
import { takeLock, type FolderLock, type LockHolder } from '#host/lock';
import { SnapshotAdapter } from '#host/snapshot-adapter';

/** How a dossier is to be opened. */
export interface OpenOptions {
  /** `write` asks for the lock and settles for reading when somebody has it; `read` changes nothing in the folder. */
  readonly mode: 'write' | 'read';
  /** The person's word that a snapshot changed by another program, or a damaged journal, is to be gone on with. */
  readonly acceptOutsideChanges: boolean;
  /** The folder for backups outside the dossier's own, one folder in it for each dossier; null keeps none there. */
  readonly outsideBackups: string | null;
  readonly now: () => Date;
  /** Hears what went wrong behind the scenes and could be put off. */
  readonly log: (message: string) => void;
  readonly disk?: Disk;
}

/** An open dossier, where it stands, and what was noticed while opening it, as sentences for the person. */
export interface DossierFolder {
  /** The folder's absolute path, links resolved. */
  readonly path: string;
  readonly store: DossierStore;
  readonly remarks: readonly string[];
  /** Whether another process has it open for editing, so that this one only reads. */
  readonly isHeldElsewhere: boolean;
  /** Whether the journal is damaged: the store then holds what stands before the damage, and takes no edits. */
  readonly isDamaged: boolean;
  /** Resolves once what was opened stands among the backups, or was said to find no place there. Nothing waits for it. */
  readonly backedUp: Promise<void>;
}

/**
 * Creates an empty dossier in a new or empty folder and answers its path. Throws `usage` for a title that no dossier can
 * have, `exists` when something is there already, `disk` when it cannot be written.
 */
export async function createDossierFolder(path: string, title: string, disk: Disk = nodeDisk): Promise<string> {
  const parsed = v.safeParse(DossierHead.entries.title, title);
  if (!parsed.success) {
    throw new ParleyError({ code: 'usage', message: `The title ${parsed.issues[0].message}. Give another title.` });
  }
  const paths = pathsIn(resolve(path));
  await refuseOccupied(paths);
  try {
    await ensureFolder(paths.root, disk);
    await writeOwnFiles(paths, disk);
    const adapter = new SnapshotAdapter(paths.snapshot, disk);
    await adapter.write({ dossier: emptyDossier(randomUUID(), parsed.output), sequence: 0 });
  } catch (cause) {
    throw new ParleyError({
      code: 'disk',
      message: `The dossier could not be created at ${paths.root}: ${diskTrouble(cause)}. Choose another place, or mend that and try again.`,
      cause,
    });
  }
  return paths.root;
}

/** Writes what git is told of a dossier's folder. Throws the system's error. */
export async function writeOwnFiles({ root }: FolderPaths, disk: Disk): Promise<void> {
  await writeDurably(join(root, '.gitignore'), gitignore, disk);
  await writeDurably(join(root, '.gitattributes'), gitattributes, disk);
}

/**
 * Reads a dossier and looks through its offline copies without changing anything, also on read-only media and while
 * somebody else writes. Throws a ParleyError that lists every problem found; `damaged` when its journal cannot be read to the end.
 */
export async function checkDossierFolder(
  path: string,
): Promise<{ readonly dossier: Dossier; readonly audit: AttachmentAudit }> {
  const paths = await findDossier(path);
  const { journal, state } = await loadDossier(paths, { acceptOutsideChanges: false, disk: nodeDisk });
  if (journal.kind === 'damaged') {
    throw new ParleyError({ code: 'damaged', message: await damageInWords(paths, journal.line) });
  }
  const { dossier } = state;
  return { dossier, audit: await auditAttachments(paths, dossier, []) };
}

/**
 * Opens a dossier. Whoever gets the lock may write; everybody else reads and is told who has it. Throws a ParleyError
 * when there is no dossier, when it cannot be read, or when it needs the person's word (`foreign-change`).
 */
export async function openDossierFolder(path: string, options: OpenOptions): Promise<DossierFolder> {
  const disk = options.disk ?? nodeDisk;
  const paths = await findDossier(path);
  if (options.mode === 'read') return await openToRead(paths, options, disk, 'It was opened for reading only.');

  const attempt = await takeLock(paths.lock, options.now(), disk).catch((error: unknown) => diskTrouble(error));
  if (typeof attempt === 'string') {
    return await openToRead(paths, options, disk, `The folder ${paths.root} cannot be written: ${attempt}.`);
  }
  if (!attempt.isTaken) {
    const folder = await openToRead(paths, options, disk, heldInWords(attempt.holder, paths));
    return { ...folder, isHeldElsewhere: true };
  }

  try {
    return await openToWrite(paths, options, disk, attempt.lock);
  } catch (error) {
    await attempt.lock.release().catch(() => undefined);
    throw error;
  }
}

async function openToRead(
  paths: FolderPaths,
  options: OpenOptions,
  disk: Disk,
  reason: string,
): Promise<DossierFolder> {
  const loaded = await loadDossier(paths, { acceptOutsideChanges: options.acceptOutsideChanges, disk });
  const { journal } = loaded;
  const damage = journal.kind === 'damaged' ? [await damageInWords(paths, journal.line)] : [];
  return await assemble(paths, options, disk, loaded, loaded.pending, {
    readOnlyReason: damage[0] ?? reason,
    remarks: [...damage, ...(await remarkOnCopies(paths))],
  });
}

async function openToWrite(
  paths: FolderPaths,
  options: OpenOptions,
  disk: Disk,
  lock: FolderLock,
): Promise<DossierFolder> {
  const loaded = await loadDossier(paths, { acceptOutsideChanges: options.acceptOutsideChanges, disk });
  const { journal } = loaded;
  if (journal.kind === 'damaged' && !options.acceptOutsideChanges) {
    await lock.release();
    const result = { readOnlyReason: await damageInWords(paths, journal.line), remarks: [] };
    return await assemble(paths, options, disk, loaded, loaded.pending, result);
  }

  const { now, log, outsideBackups: outside } = options;
  const backups = new BackupKeeper({ paths, outside, now, disk, log });
  const remarks: string[] = [];
  try {
    await removeLeftovers(paths.root, disk);
    if (loaded.adapter.isOlder) {
      // First of all, so that the file as it was found stands behind what is made of it.
      const { kept, faults } = await backups.keep(loaded.adapter.bytes, loaded.state.dossier);
      if (kept === 0) {
        await lock.release();
        const readOnlyReason = unsafeMigrationInWords(paths, faults);
        return await assemble(paths, options, disk, loaded, loaded.pending, { readOnlyReason, remarks });
      }
      remarks.push(...faults);
    }
    remarks.push(...(await remarkOnCopies(paths)), ...(await setAside(paths, loaded, options, disk)));

    const history = new History(paths.history, disk);
    await history.add(loaded.folded);
    const floor = Math.max(loaded.base.sequence, lastSequence(loaded), await history.highest());
    const pending = journal.kind === 'outside' ? renumber(loaded.pending, floor) : loaded.pending;
    const generation = loaded.generation + 1;
    const opened = await Journal.begin(
      paths.journal,
      { generation, snapshot: loaded.base, stacks: loaded.stacksAtBase },
      pending.map((line) => line.bytes),
      disk,
    );
    backups.keepOpenedLater(loaded.adapter.bytes, loaded.state.dossier);
    const writer: Writer = { lock, journal: opened, generation, floor, backups };
    return await assemble(paths, options, disk, loaded, pending, { writer, readOnlyReason: '', remarks });
  } catch (error) {
    if (error instanceof ParleyError) throw error;
    await lock.release().catch(() => undefined);
    const readOnlyReason = `The folder ${paths.root} cannot be written: ${diskTrouble(error)}.`;
    return await assemble(paths, options, disk, loaded, loaded.pending, { readOnlyReason, remarks });
  }
}

async function assemble(
  paths: FolderPaths,
  options: OpenOptions,
  disk: Disk,
  loaded: LoadedDossier,
  pending: readonly JournalLine[],
  result: { readonly writer?: Writer; readonly readOnlyReason: string; readonly remarks: readonly string[] },
): Promise<DossierFolder> {
  const { low, adapter, stacksAtBase, state } = loaded;
  const store = await DossierStore.over({
    paths,
    state: { dossier: state.dossier, sequence: pending.at(-1)?.entry.sequence ?? loaded.base.sequence },
    stacksAtBase,
    pending,
    history: new History(paths.history, disk),
    low,
    adapter,
    writer: result.writer ?? null,
    readOnlyReason: result.readOnlyReason,
    now: options.now,
    log: options.log,
    disk,
  });
  const isDamaged = loaded.journal.kind === 'damaged' && result.writer === undefined;
  const backedUp = result.writer?.backups.settled() ?? Promise.resolve();
  return { path: paths.root, store, remarks: result.remarks, isHeldElsewhere: false, isDamaged, backedUp };
}

/** Puts what will not be in the new journal into files of its own; answers what was done, in words. */
async function setAside(
  paths: FolderPaths,
  loaded: LoadedDossier,
  options: OpenOptions,
  disk: Disk,
): Promise<string[]> {
  const keep = async (stem: string, bytes: Uint8Array) => {
    const path = await freePath(paths.root, stem, options.now(), 'jsonl');
    await writeDurably(path, bytes, disk);
    return basename(path);
  };
  const { journal } = loaded;
  switch (journal.kind) {
    case 'good':
      return [];
    case 'torn': {
      const name = await keep('journal.torn', journal.rest);
      return [
        `The last edit was cut short while it was being written, and was never acknowledged. Its remains are in ${name}.`,
      ];
    }
    case 'damaged': {
      const name = await keep('journal.damaged', loaded.journalBytes);
      return [
        `The journal was damaged from line ${journal.line} on. What stands before it is kept; the whole journal is in ${name}.`,
      ];
    }
    case 'outside': {
      const remark = 'dossier.json was changed by another program; it is used as it is now, and undo starts afresh.';
      if (journal.refused.length === 0 && journal.rest.length === 0) return [remark];
      const lines = journal.refused.map((line) => line.bytes);
      const name = await keep('journal.set-aside', Buffer.concat([...lines, journal.rest]));
      return [remark, `Edits that no longer apply to it were set aside in ${name}.`];
    }
  }
}

/** Entries as new edits with new numbers: the ones they had may be used in a history that came with the snapshot. */
function renumber(lines: readonly JournalLine[], floor: number): JournalLine[] {
  return lines.map(({ entry }, index) => {
    const edit = { sequence: floor + index + 1, kind: 'edit', of: null, change: entry.change } as const;
    return { entry: edit, bytes: formatLine(edit) };
  });
}

function lastSequence(loaded: LoadedDossier): number {
  const refused = loaded.journal.kind === 'outside' ? loaded.journal.refused : [];
  return Math.max(...[loaded.folded, loaded.pending, refused].map((lines) => lines.at(-1)?.entry.sequence ?? 0));
}

/** Throws `exists` for a path where something is that a new dossier would be mixed up with. */
export async function refuseOccupied(paths: FolderPaths): Promise<void> {
  const found = await stat(paths.root).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) {
    throw new ParleyError({
      code: 'exists',
      message: `${paths.root} is a file. Give the path of a new or empty folder.`,
    });
  }
  const names = await readdir(paths.root);
  if (names.length === 0) return;
  const what = names.includes(basename(paths.snapshot)) ? 'already a dossier' : 'not empty';
  throw new ParleyError({
    code: 'exists',
    message: `${paths.root} is ${what}; nothing was changed. Give the path of a new or empty folder.`,
  });
}

/** Who has a dossier open for editing, and what can be done about it. */
export function heldInWords(holder: LockHolder, paths: FolderPaths): string {
  const since = holder.since.slice(0, 16).replace('T', ' ');
  return `Another Parley has it open for editing: process ${holder.pid} on ${holder.host}, since ${since} UTC. Close it there, then open the dossier again. If that process is gone for good, delete ${paths.lock} first.`;
}

function unsafeMigrationInWords(paths: FolderPaths, faults: readonly string[]): string {
  return `${paths.snapshot} was written by an older Parley, and no backup of it could be made before it is brought up to date, so it is left as it is and takes no edits. ${faults.join(' ')} Mend that, then open the dossier again.`;
}

async function damageInWords(paths: FolderPaths, line: number): Promise<string> {
  const backup = await newestGoodBackup(paths.backups);
  const advice = ` To go back to a backup instead: parley restore.${backup === null ? '' : ` The newest good one is ${backup}.`}`;
  return `${paths.journal} is damaged at line ${line}, so the dossier is shown as it stood before that and takes no edits. To go on from there, open it with --accept; the damaged journal is then set aside whole.${advice}`;
}
