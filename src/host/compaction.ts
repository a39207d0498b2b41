import type { Low } from 'lowdb';
import type { Disk } from '#host/disk';
import type { FolderPaths } from '#host/folder-paths';
import type { History } from '#host/history';
import { Journal } from '#host/journal';
import type { JournalLine } from '#host/journal-format';
import type { FolderLock } from '#host/lock';
import type { DossierState, SnapshotAdapter } from '#host/snapshot-adapter';
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
  /** Keeps the snapshot's bytes as backups; answers a sentence for each that failed. Throws when they do not open. */
  readonly backUp: (bytes: Uint8Array) => Promise<readonly string[]>;
}

/**
 * Writes a state as the new snapshot, moves the journal's lines to the history and begins a new journal, with which the
 * writer goes on. After a crash between any two of these steps the folder opens to the same state: the journal says
 * beforehand which snapshot is coming, and is shortened last. Throws the system's error, `disk` or SyncFailure; short of
 * the last, the writer's present journal is as good as before.
 */
export async function compact(
  { paths, history, low, adapter, disk }: FolderParts,
  writer: Writer,
  state: DossierState,
  stacks: UndoStacks,
  lines: readonly JournalLine[],
): Promise<Writer> {
  const snapshot = adapter.markOf(state);
  await writer.journal.append({ kind: 'compaction', snapshot });
  low.data = state;
  await low.write();
  await history.add(lines);
  const journal = await Journal.begin(paths.journal, { generation: writer.generation, snapshot, stacks }, [], disk);
  return { ...writer, journal };
}
