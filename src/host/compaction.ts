import type { Low } from 'lowdb';
import type { BackupKeeper } from '#host/backup-keeper';
import type { Disk } from '#host/disk';
import type { FolderPaths } from '#host/folder-paths';
import type { History } from '#host/history';
import { Journal } from '#host/journal';
import { formatLine, type JournalLine } from '#host/journal-format';
import type { FolderLock } from '#host/lock';
import type { DossierState, SnapshotAdapter, SnapshotMark } from '#host/snapshot-adapter';
import type { UndoStacks } from '#host/undo-stacks';

/** A dossier's folder as its store works on it. */
export interface FolderParts {
  readonly paths: FolderPaths;
  readonly history: History;
  readonly low: Low<DossierState>;
  readonly adapter: SnapshotAdapter;
  readonly disk: Disk;
}

/** The hold of a dossier's one writer. */
export interface Writer {
  readonly lock: FolderLock;
  readonly journal: Journal;
  readonly generation: number;
  /** Where new numbers begin: past everything that the history holds, whatever merges brought in. */
  readonly floor: number;
  /** Makes the backups, of each new snapshot, beside the edits. */
  readonly backups: BackupKeeper;
}

/** A compaction under way: the state that becomes the snapshot, undo and redo as they stand there, and the lines in it. */
export interface Compaction {
  readonly snapshot: SnapshotMark;
  readonly state: DossierState;
  readonly stacks: UndoStacks;
  readonly lines: readonly JournalLine[];
}

/**
 * The first step of a compaction: the journal says which snapshot is coming. After a crash between any two steps the
 * folder opens to the same state. Throws `disk` or SyncFailure; short of the latter, the journal is as good as before.
 */
export async function announceSnapshot(
  { adapter }: FolderParts,
  { journal }: Writer,
  content: Omit<Compaction, 'snapshot'>,
): Promise<Compaction> {
  const snapshot = adapter.markOf(content.state);
  await journal.append(formatLine({ kind: 'compaction', snapshot }));
  return { snapshot, ...content };
}

/**
 * The second step, which edits may be taken beside: writes the snapshot, and its lines into the history. Throws the
 * system's error, SyncFailure, or what the adapter's `mayReplace` does; the journal then simply goes on.
 */
export async function writeSnapshot(
  { low, history }: Pick<FolderParts, 'low' | 'history'>,
  { state, lines }: Compaction,
): Promise<void> {
  low.data = state;
  await low.write();
  await history.add(lines);
}

/**
 * The last step: a new journal that continues the snapshot, with the lines that came meanwhile. Answers the writer that
 * goes on with it. Throws the system's error or SyncFailure; short of the latter, the present journal is as good as before.
 */
export async function shortenJournal(
  { paths, disk }: FolderParts,
  writer: Writer,
  { snapshot, stacks }: Compaction,
  later: readonly JournalLine[],
): Promise<Writer> {
  const beginning = { generation: writer.generation, snapshot, stacks };
  const bytes = later.map((line) => line.bytes);
  return { ...writer, journal: await Journal.begin(paths.journal, beginning, bytes, disk) };
}
