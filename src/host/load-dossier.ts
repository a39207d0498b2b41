import { basename } from 'node:path';
import { Low } from 'lowdb';
import { applyChange } from '#core/dossier/apply';
import { checkChange } from '#core/dossier/integrity';
import { emptyDossier } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { newestGoodBackup } from '#host/backups';
import { systemCode, unreadable, type Disk } from '#host/disk';
import type { FolderPaths } from '#host/folder-paths';
import { readJournal, type JournalContent, type JournalLine } from '#host/journal-format';
import { readOrdinaryFile } from '#host/ordinary-file';
import { checksumOf, SnapshotAdapter, type DossierState, type SnapshotMark } from '#host/snapshot-adapter';
import { noSteps, stepStacks, type UndoStacks } from '#host/undo-stacks';

/** What a dossier's folder holds, read without changing anything. */
export interface LoadedDossier {
  /** The snapshot with every good journal entry applied. */
  readonly state: DossierState;
  /** The snapshot's own mark. */
  readonly base: SnapshotMark;
  /** lowdb over `dossier.json`, holding the snapshot as read. */
  readonly low: Low<DossierState>;
  readonly adapter: SnapshotAdapter;
  readonly journalBytes: Uint8Array;
  readonly generation: number;
  /** Undo and redo as they stood at the snapshot. */
  readonly stacksAtBase: UndoStacks;
  /** Journal entries that the snapshot contains already, since the last compaction was cut short. */
  readonly folded: readonly JournalLine[];
  /** Journal entries after the snapshot, applied in `state`. */
  readonly pending: readonly JournalLine[];
  readonly journal: JournalState;
}

/** How the journal and the snapshot fit together. */
export type JournalState =
  | { readonly kind: 'good' }
  /** The last append was cut short; `rest` was never acknowledged. */
  | { readonly kind: 'torn'; readonly rest: Uint8Array }
  /** Nothing after line `line` can be trusted; `state` is what stands before it. */
  | { readonly kind: 'damaged'; readonly line: number }
  /** The snapshot was changed by another program, and the person said to go on; `refused` entries no longer apply. */
  | { readonly kind: 'outside'; readonly refused: readonly JournalLine[]; readonly rest: Uint8Array };

const readTries = 5;

// lowdb asks for data to fall back on; the adapter answers a checked dossier or throws, so that it is never used.
const unread: DossierState = { dossier: emptyDossier('unread', 'Unread'), sequence: 0 };

/**
 * Reads a dossier's folder. Throws a ParleyError when the snapshot cannot be used, and `foreign-change` when it is valid
 * but not the one that the journal continues, unless `acceptOutsideChanges`.
 */
export async function loadDossier(
  paths: FolderPaths,
  options: { readonly acceptOutsideChanges: boolean; readonly disk: Disk },
): Promise<LoadedDossier> {
  const adapter = new SnapshotAdapter(paths.snapshot, options.disk);
  const low = new Low<DossierState>(adapter, unread);
  const { snapshot, journalBytes } = await readBoth(paths, low);
  const base = { sequence: snapshot.sequence, crc: checksumOf(adapter.bytes) };
  const common = { base, low, adapter, journalBytes: journalBytes ?? new Uint8Array() };
  if (journalBytes === null) {
    const none = { folded: [], pending: [], stacksAtBase: noSteps, generation: 0 } as const;
    return { ...common, ...none, state: snapshot, journal: { kind: 'good' } };
  }

  const content = readJournal(journalBytes, paths.journal);
  const { header } = content;
  if (header === null) {
    const none = { folded: [], pending: [], stacksAtBase: noSteps, generation: 0 } as const;
    return { ...common, ...none, state: snapshot, journal: { kind: 'damaged', line: content.badLine } };
  }
  const { generation } = header;
  if (![header.snapshot, ...content.compactions].some((mark) => isSameMark(mark, base))) {
    if (!options.acceptOutsideChanges) throw foreignChange(paths, content);
    const { state, applied, refused } = replayWhatApplies(snapshot, content.lines);
    const journal = { kind: 'outside', refused, rest: content.rest } as const;
    return { ...common, generation, state, folded: [], pending: applied, stacksAtBase: noSteps, journal };
  }

  const folded = content.lines.filter(({ entry }) => entry.sequence <= base.sequence);
  const { state, applied, isWhole } = replay(snapshot, content.lines.slice(folded.length));
  const stacksAtBase = folded.reduce<UndoStacks>((stacks, { entry }) => stepStacks(stacks, entry), header);
  const journal = isWhole
    ? journalState(content)
    : ({ kind: 'damaged', line: lineOf(content, folded.length + applied.length) } as const);
  return { ...common, generation, state, folded, pending: applied, stacksAtBase, journal };
}

/** Reads snapshot and journal as of one moment, though a writer may be compacting them meanwhile. */
async function readBoth(paths: FolderPaths, low: Low<DossierState>) {
  for (let tries = 1; ; tries += 1) {
    const before = await readJournalFile(paths);
    const snapshot = await readSnapshotFile(paths, low);
    const after = await readJournalFile(paths);
    if (headOf(before) === headOf(after) || tries === readTries) return { snapshot, journalBytes: after };
  }
}

async function readSnapshotFile(paths: FolderPaths, low: Low<DossierState>): Promise<DossierState> {
  try {
    await low.read();
  } catch (error) {
    throw error instanceof ParleyError ? await withBackup(error, paths) : error;
  }
  return low.data;
}

async function readJournalFile(paths: FolderPaths): Promise<Uint8Array | null> {
  try {
    return await readOrdinaryFile(paths.journal, false);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw unreadable(paths.journal, cause);
  }
}

/** The first line, which changes at each compaction and with each writer. */
function headOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : checksumOf(bytes.subarray(0, bytes.indexOf(0x0a) + 1));
}

/** Applies entries up to the first that does not apply. */
function replay(snapshot: DossierState, lines: readonly JournalLine[]) {
  let state = snapshot;
  const applied: JournalLine[] = [];
  for (const line of lines) {
    const dossier = tryApply(state.dossier, line);
    if (dossier === null) return { state, applied, isWhole: false };
    state = { dossier, sequence: line.entry.sequence };
    applied.push(line);
  }
  return { state, applied, isWhole: true };
}

/** Applies the entries that still apply to a snapshot that they were not made for. */
function replayWhatApplies(snapshot: DossierState, lines: readonly JournalLine[]) {
  let state = snapshot;
  const applied: JournalLine[] = [];
  const refused: JournalLine[] = [];
  for (const line of lines) {
    const dossier = tryApply(state.dossier, line);
    if (dossier === null) {
      refused.push(line);
    } else {
      state = { dossier, sequence: Math.max(state.sequence, line.entry.sequence) };
      applied.push(line);
    }
  }
  return { state, applied, refused };
}

function tryApply(dossier: Dossier, { entry }: JournalLine): Dossier | null {
  try {
    checkChange(dossier, entry.change.edits);
  } catch (error) {
    if (error instanceof ParleyError) return null;
    throw error;
  }
  return applyChange(dossier, entry.change);
}

function journalState(content: JournalContent): JournalState {
  switch (content.ending) {
    case 'whole':
      return { kind: 'good' };
    case 'torn':
      return { kind: 'torn', rest: content.rest };
    case 'damaged':
      return { kind: 'damaged', line: content.badLine };
  }
}

/** The line number of an entry; compaction records between entries make it a little too low, never too high. */
function lineOf(content: JournalContent, index: number): number {
  return Math.min(index + 2, content.badLine);
}

function isSameMark(one: SnapshotMark, other: SnapshotMark): boolean {
  return one.sequence === other.sequence && one.crc === other.crc;
}

async function withBackup(error: ParleyError, paths: FolderPaths): Promise<ParleyError> {
  if (error.code === 'newer-schema' || error.code === 'disk') return error;
  const backup = await newestGoodBackup(paths.backups);
  const advice =
    backup === null
      ? 'Parley changed nothing; mend the file in a text editor or restore it from version control. To see whether a backup is kept outside its folder: parley restore.'
      : `Parley changed nothing; mend the file, or go back to a backup (parley restore): the newest good one is ${backup}`;
  const { code, message, problems } = error;
  return new ParleyError({ code, message: `${message} ${advice}`, problems, cause: error });
}

function foreignChange(paths: FolderPaths, content: JournalContent): ParleyError {
  const count = content.lines.length;
  const unsaved =
    count === 0
      ? ''
      : ` The journal holds ${count === 1 ? 'one edit' : `${count} edits`} made on the earlier file: those that still apply are kept, the others are set aside in a file of their own.`;
  return new ParleyError({
    code: 'foreign-change',
    message: `${paths.snapshot} is valid, but it was changed by another program since Parley last wrote it.${unsaved} To go on with ${basename(paths.snapshot)} as it is now, open the dossier with --accept, or choose to accept the changes in the window. To go back, restore the earlier file first.`,
  });
}
