import { basename } from 'node:path';
import type { Access, Steps } from '#api/contract';
import { applyChange, invertChange } from '#core/dossier/apply';
import type { Change } from '#core/dossier/change';
import { checkChange } from '#core/dossier/integrity';
import { RecordingLog, type RecordingDays } from '#core/dossier/recording';
import { isOf, type RecordKey } from '#core/history/history-entry';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { keysWithoutDate } from '#core/query/report-days';
import { announceSnapshot, shortenJournal, writeSnapshot, type FolderParts, type Writer } from '#host/compaction';
import { type Disk, diskTrouble, SyncFailure } from '#host/disk';
import { freePath, writeDurably } from '#host/durable-file';
import type { FolderPaths } from '#host/folder-paths';
import { readableLine, type JournalEntry, type JournalLine } from '#host/journal-format';
import type { DossierState } from '#host/snapshot-adapter';
import { stepStacks, type UndoStacks } from '#host/undo-stacks';
import { UndoSteps } from '#host/undo-steps';
import { WriteHold } from '#host/write-hold';

/** Who changes a dossier and when: what every change is signed with. `at` is an ISO 8601 instant in UTC. */
export interface Signature {
  readonly at: string;
  readonly author: string;
}

/** A change that is on disk. */
export interface CommittedChange {
  readonly sequence: number;
  readonly change: Change;
  readonly steps: Steps;
}

/** What a store is made of; `dossier-folder` puts it together. */
export interface StoreParts extends FolderParts {
  readonly state: DossierState;
  /** Undo and redo as they stood at the snapshot. */
  readonly stacksAtBase: UndoStacks;
  /** Journal entries after the snapshot. */
  readonly pending: readonly JournalLine[];
  /** What only a writer has; null opens the dossier read-only, for `readOnlyReason`. */
  readonly writer: Writer | null;
  readonly readOnlyReason: string;
  readonly now: () => Date;
  /** Hears what went wrong behind the scenes and could be put off. */
  readonly log: (message: string) => void;
}

// The journal may grow as large as the snapshot, so that replaying it never costs more than reading that; below this
// size it is not worth compacting.
const smallestCompactionBytes = 1024 * 1024;

// Each new snapshot is backed up, so that a long session leaves a backup of every hour in which something was changed.
const longestWithoutBackupMs = 3_600_000;

/**
 * An open dossier: its state in memory and its folder on disk, which never disagree. One change at a time is checked,
 * written to the journal, applied and answered.
 */
export class DossierStore {
  readonly #parts: StoreParts;
  readonly #hold: WriteHold;
  readonly #undo: UndoSteps;
  #state: DossierState;
  #pending: JournalLine[];
  #queue: Promise<unknown> = Promise.resolve();
  #compacting: Promise<void> | null = null;
  #isClosing = false;
  #compactedAt: number;
  #recording: { readonly sequence: number; readonly days: RecordingDays } | null = null;

  private constructor(parts: StoreParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#pending = [...parts.pending];
    this.#compactedAt = parts.now().getTime();
    this.#hold = new WriteHold(parts.paths.root, parts.writer, parts.readOnlyReason);
    const stacks = parts.pending.reduce<UndoStacks>(
      (before, { entry }) => stepStacks(before, entry),
      parts.stacksAtBase,
    );
    this.#undo = new UndoSteps(stacks, (sequence) => this.#findChange(sequence), parts.log);
    parts.adapter.mayReplace = async () => {
      if (!(await parts.adapter.isUntouched())) throw new ForeignSnapshot();
      // Edits may be on their way into the journal meanwhile; the lock alone says whose it is.
      if ((await this.#hold.writer?.lock.isHeld()) !== true) throw await this.#hold.loseToAnother();
    };
  }

  /** A store over what was loaded from a folder. */
  static async over(parts: StoreParts): Promise<DossierStore> {
    const store = new DossierStore(parts);
    await store.#undo.readNames();
    return store;
  }

  /** The dossier with every acknowledged change. */
  get dossier(): Dossier {
    return this.#state.dossier;
  }

  /** The folder's absolute path, links resolved. */
  get root(): string {
    return this.#parts.paths.root;
  }

  /** The dossier as it is now, as a `dossier.json` would hold it. */
  snapshotBytes(): Uint8Array {
    return this.#parts.adapter.bytesOf(this.#state);
  }

  /** The number of the last change. */
  get sequence(): number {
    return this.#state.sequence;
  }

  get access(): Access {
    return this.#hold.access;
  }

  get steps(): Steps {
    return this.#undo.names;
  }

  /** The last edit that came after the snapshot, as the journal holds it; null when there is none. */
  get lastLine(): JournalLine | null {
    return this.#pending.at(-1) ?? null;
  }

  /** Hears once when a store that took edits takes no more, with the reason. */
  set onAccessLost(listener: (access: Access) => void) {
    this.#hold.onLost = listener;
  }

  /**
   * Makes a change: when this resolves it is on disk. Throws `conflict`, `invalid-record` or `broken-link` when it does
   * not fit the dossier, `disk` when it could not be written and may be tried again, `read-only` when none is taken.
   */
  commit(change: Change): Promise<CommittedChange> {
    return this.#inTurn(() => this.#record(change, { kind: 'edit', of: null }));
  }

  /** Turns the last edit round. Throws `nothing-to-undo`, or as `commit` does. */
  undo(signature: Signature): Promise<CommittedChange> {
    return this.#inTurn(async () => {
      this.#hold.require();
      const { of, change } = await this.#undo.next('undo');
      return await this.#record(invertChange(change, { label: change.label, ...signature }), { kind: 'undo', of });
    });
  }

  /** Makes the edit that was last undone again. Throws as `undo` does. */
  redo(signature: Signature): Promise<CommittedChange> {
    return this.#inTurn(async () => {
      this.#hold.require();
      const { of, change } = await this.#undo.next('redo');
      return await this.#record({ ...change, ...signature }, { kind: 'redo', of });
    });
  }

  /**
   * Takes over an edit that another process wrote into the journal, where this one only reads. Throws `conflict` or
   * `broken-link` when it does not fit what this store holds.
   */
  follow(line: JournalLine): Promise<CommittedChange> {
    return this.#inTurn(async () => {
      if (this.#hold.writer !== null) throw new Error('Who writes follows nobody.');
      checkChange(this.dossier, line.entry.change.edits);
      return await this.#take(line);
    });
  }

  /**
   * The dossier's steps before a number, the last one first: all, or those that edit one record. Throws `damaged` or
   * `disk` where the history cannot be read.
   */
  async *history(before: number, only: RecordKey | null): AsyncGenerator<JournalEntry> {
    const pending = this.#pending.map(({ entry }) => entry);
    const isWanted = ({ sequence, change }: JournalEntry) =>
      sequence < before && (only === null || change.edits.some((edit) => isOf(edit, only)));
    yield* pending.filter(isWanted).toReversed();
    // What is in the journal may be in the history already, when a compaction was cut short.
    const first = pending[0]?.sequence ?? Infinity;
    yield* this.#parts.history.backwards(Math.min(before, first), only);
  }

  /**
   * Lets a file be written into the folder beside the journal, in turn with the edits. Throws `read-only` when this store
   * does not hold the folder, `disk` when the job throws SyncFailure, which ends all writing, or as the job does.
   */
  writeBeside<T>(job: (paths: FolderPaths, disk: Disk) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#hold.requireOwn();
      try {
        return await job(this.#parts.paths, this.#parts.disk);
      } catch (error) {
        throw error instanceof SyncFailure ? await this.#hold.loseToDistrust('The file was not kept', error) : error;
      }
    });
  }

  /**
   * When the dossier came to hold what carries no date of its own, as its history tells. Read on demand, and kept until
   * the next change. Throws `damaged` or `disk` where the history cannot be read.
   */
  async recordingDays(): Promise<RecordingDays> {
    const { sequence, dossier } = this.#state;
    if (this.#recording?.sequence === sequence) return this.#recording.days;
    const log = new RecordingLog();
    const wanted = keysWithoutDate(dossier);
    if (wanted.size > 0) for await (const { change } of this.history(Infinity, null)) log.add(change);
    const days = log.daysOf(wanted);
    this.#recording = { sequence, days };
    return days;
  }

  /**
   * Compacts and gives the lock back. Nothing is lost when this is never called: every change is on disk already.
   * Answers what the person should know, as sentences.
   */
  async close(): Promise<readonly string[]> {
    this.#isClosing = true;
    await this.#compacting;
    return await this.#inTurn(async () => {
      const { writer } = this.#hold;
      if (writer === null) return [];
      try {
        return await this.#compact((step) => step());
      } finally {
        await writer.backups.settled();
        await this.#hold.release();
      }
    });
  }

  /** Runs jobs one after the other; a failed one does not hold up the next. */
  #inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(job);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #record(change: Change, turn: { kind: 'edit'; of: null } | { kind: 'undo' | 'redo'; of: number }) {
    const { floor } = this.#hold.require();
    checkChange(this.dossier, change.edits);
    const sequence = Math.max(this.sequence, floor) + 1;
    const line = readableLine({ sequence, ...turn, change });

    const writer = await this.#hold.requireOwn();
    if (this.#compacting === null && !(await this.#parts.adapter.isUntouched())) {
      throw new ParleyError({ code: 'read-only', message: `The edit was not saved. ${await this.#keepOursBeside()}` });
    }
    await this.#append(writer, line);
    const committed = await this.#take(line);
    const isLong = writer.journal.length > Math.max(smallestCompactionBytes, this.#parts.adapter.bytes.length);
    if (isLong || this.#parts.now().getTime() - this.#compactedAt >= longestWithoutBackupMs) {
      this.#compactBeside();
    }
    return committed;
  }

  /** Applies what the journal holds. */
  async #take(line: JournalLine): Promise<CommittedChange> {
    const { sequence, change } = line.entry;
    this.#state = { dossier: applyChange(this.dossier, change), sequence };
    this.#pending.push(line);
    await this.#undo.follow(line.entry);
    return { sequence, change, steps: this.steps };
  }

  async #append(writer: Writer, { bytes }: JournalLine): Promise<void> {
    try {
      await writer.journal.append(bytes);
    } catch (error) {
      if (error instanceof SyncFailure) {
        throw await this.#hold.loseToDistrust('The edit was not saved', error);
      }
      const trouble = error instanceof Error ? error.message : String(error);
      const message = `The edit was not saved. ${trouble} The dossier is as it was before; mend that and try again.`;
      throw new ParleyError({ code: error instanceof ParleyError ? error.code : 'disk', message, cause: error });
    }
    await this.#hold.confirmOwn(writer);
  }

  async #findChange(sequence: number): Promise<Change | null> {
    const pending = this.#pending.findLast(({ entry }) => entry.sequence === sequence && entry.kind === 'edit');
    return pending?.entry.change ?? (await this.#parts.history.findChange(sequence));
  }

  /** Starts a compaction that edits are taken beside, unless one is under way. */
  #compactBeside(): void {
    if (this.#compacting !== null || this.#isClosing) return;
    this.#compacting = this.#compact((step) => this.#inTurn(step))
      .then((remarks) => {
        for (const remark of remarks) this.#parts.log(remark);
      })
      .catch((error: unknown) => this.#parts.log(`The journal was not shortened: ${diskTrouble(error)}`))
      .finally(() => (this.#compacting = null));
  }

  /**
   * Shortens the journal. `inTurn` runs the steps between which no edit may fall. Answers what went wrong, as sentences;
   * the journal then simply goes on.
   */
  async #compact(inTurn: <T>(step: () => Promise<T>) => Promise<T>): Promise<readonly string[]> {
    const { adapter } = this.#parts;
    const { writer } = this.#hold;
    if (writer === null) return [];
    try {
      // The file that is about to be replaced stands among the backups before it is.
      await writer.backups.settled();
      const compaction = await inTurn(() => this.#announceSnapshot());
      if (compaction === null) return [];
      await writeSnapshot(this.#parts, compaction);
      await inTurn(async () => {
        const present = await this.#hold.requireOwn();
        const later = this.#pending.slice(compaction.lines.length);
        this.#hold.renew(await shortenJournal(this.#parts, present, compaction, later));
        this.#pending = later;
      });
    } catch (error) {
      return [await inTurn(() => this.#putOff(error))];
    }
    this.#compactedAt = this.#parts.now().getTime();
    writer.backups.keepLater(adapter.bytes, this.#parts.paths.snapshot);
    return [];
  }

  async #announceSnapshot() {
    if (this.#hold.writer === null || this.#pending.length === 0) return null;
    const writer = await this.#hold.requireOwn();
    if (!(await this.#parts.adapter.isUntouched())) throw new ForeignSnapshot();
    return await announceSnapshot(this.#parts, writer, {
      state: this.#state,
      stacks: this.#undo.stacks,
      lines: [...this.#pending],
    });
  }

  /** What a compaction that failed means for the dossier, as a sentence. */
  async #putOff(error: unknown): Promise<string> {
    if (error instanceof ForeignSnapshot) return await this.#keepOursBeside();
    if (error instanceof SyncFailure) {
      return (await this.#hold.loseToDistrust('Every edit so far is in the journal', error)).message;
    }
    if (error instanceof ParleyError) return error.message;
    return `${this.#parts.paths.snapshot} could not be brought up to date: ${diskTrouble(error)}. Every edit is in the journal, and it will be tried again.`;
  }

  /** Somebody else changed the snapshot: theirs stays, ours goes beside it, and the person decides at the next opening. */
  async #keepOursBeside(): Promise<string> {
    const { paths } = this.#parts;
    const ours = await this.#writeOurs().catch(
      (error: unknown) =>
        `could not keep its own state beside it (${diskTrouble(error)}), but every edit so far is in the journal`,
    );
    const reason = `${paths.snapshot} was changed by another program while Parley had the dossier open. Parley left it as it is and ${ours}. Open the dossier again to decide which to go on with.`;
    return (await this.#hold.lose(reason, 'read-only')).message;
  }

  async #writeOurs(): Promise<string> {
    const { adapter, paths, now, disk } = this.#parts;
    const path = await freePath(paths.root, 'dossier.ours', now(), 'json');
    await writeDurably(path, adapter.bytesOf(this.#state), disk);
    return `kept its own state beside it, in ${basename(path)}`;
  }
}

/** Somebody else changed the snapshot since it was last read or written. */
class ForeignSnapshot extends Error {
  override readonly name = 'ForeignSnapshot';
}
