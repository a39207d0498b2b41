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
import { compact, type FolderParts, type Writer } from '#host/compaction';
import { type Disk, diskTrouble, SyncFailure } from '#host/disk';
import { freePath, writeDurably } from '#host/durable-file';
import type { FolderPaths } from '#host/folder-paths';
import { formatLine, type JournalEntry, type JournalLine } from '#host/journal-format';
import type { DossierState } from '#host/snapshot-adapter';
import { stepStacks, type Step, type UndoStacks } from '#host/undo-stacks';

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

/**
 * An open dossier: its state in memory and its folder on disk, which never disagree. One change at a time is checked,
 * written to the journal, applied and answered.
 */
export class DossierStore {
  readonly #parts: StoreParts;
  #state: DossierState;
  #stacks: UndoStacks;
  #steps: Steps = { undo: null, redo: null };
  #access: Access;
  #writer: Writer | null;
  #pending: JournalLine[];
  #queue: Promise<unknown> = Promise.resolve();
  #onAccessLost: (access: Access) => void = () => undefined;
  #recording: { readonly sequence: number; readonly days: RecordingDays } | null = null;

  private constructor(parts: StoreParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#stacks = parts.pending.reduce<UndoStacks>(
      (stacks, { entry }) => stepStacks(stacks, entry),
      parts.stacksAtBase,
    );
    this.#writer = parts.writer;
    this.#pending = [...parts.pending];
    this.#access = parts.writer === null ? { mode: 'read-only', reason: parts.readOnlyReason } : { mode: 'write' };
  }

  /** A store over what was loaded from a folder. */
  static async over(parts: StoreParts): Promise<DossierStore> {
    const store = new DossierStore(parts);
    await store.#nameSteps();
    return store;
  }

  /** The dossier with every acknowledged change. */
  get dossier(): Dossier {
    return this.#state.dossier;
  }

  /** The number of the last change. */
  get sequence(): number {
    return this.#state.sequence;
  }

  get access(): Access {
    return this.#access;
  }

  get steps(): Steps {
    return this.#steps;
  }

  /** Hears once when a store that took edits takes no more, with the reason. */
  set onAccessLost(listener: (access: Access) => void) {
    this.#onAccessLost = listener;
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
      const { of, change } = await this.#takeStep('undo');
      return await this.#record(invertChange(change, { label: change.label, ...signature }), { kind: 'undo', of });
    });
  }

  /** Makes the edit that was last undone again. Throws as `undo` does. */
  redo(signature: Signature): Promise<CommittedChange> {
    return this.#inTurn(async () => {
      const { of, change } = await this.#takeStep('redo');
      return await this.#record({ ...change, ...signature }, { kind: 'redo', of });
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
   * does not hold the folder, or as the job does.
   */
  writeBeside<T>(job: (paths: FolderPaths, disk: Disk) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      await this.#requireOwnership(this.#requireWriter());
      return await job(this.#parts.paths, this.#parts.disk);
    });
  }

  /**
   * When the dossier came to hold what carries no date of its own, as its history tells. Read on demand, and kept until
   * the next change. Throws `damaged` or `disk` where the history cannot be read.
   */
  async recordingDays(): Promise<RecordingDays> {
    const { sequence, dossier } = this.#state;
    if (this.#recording?.sequence === sequence) return this.#recording.days;
    const pending = [...this.#pending];
    const log = new RecordingLog();
    const wanted = keysWithoutDate(dossier);
    let last = 0;
    if (wanted.size > 0) {
      for await (const entry of this.#parts.history.entries()) {
        log.add(entry.change);
        last = Math.max(last, entry.sequence);
      }
      // A compaction meanwhile moves what was pending into the trail.
      for (const { entry } of pending) if (entry.sequence > last) log.add(entry.change);
    }
    const days = log.daysOf(wanted);
    this.#recording = { sequence, days };
    return days;
  }

  /**
   * Compacts and gives the lock back. Nothing is lost when this is never called: every change is on disk already.
   * Answers what the person should know, as sentences.
   */
  close(): Promise<readonly string[]> {
    return this.#inTurn(async () => {
      const writer = this.#writer;
      if (writer === null) return [];
      try {
        return await this.#compact();
      } finally {
        await this.#letGo();
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
    const writer = this.#requireWriter();
    checkChange(this.dossier, change.edits);
    const sequence = Math.max(this.sequence, writer.floor) + 1;
    const entry: JournalEntry = { sequence, ...turn, change };

    await this.#requireOwnership(writer);
    await this.#append(writer, entry);
    this.#state = { dossier: applyChange(this.dossier, change), sequence };
    this.#pending.push({ entry, bytes: formatLine(entry) });
    await this.#step(entry);
    const committed = { sequence, change, steps: this.#steps };

    if (writer.journal.length > Math.max(smallestCompactionBytes, this.#parts.adapter.bytes.length)) {
      void this.#inTurn(async () => {
        for (const remark of await this.#compact()) this.#parts.log(remark);
      });
    }
    return committed;
  }

  async #append(writer: Writer, entry: JournalEntry): Promise<void> {
    try {
      await writer.journal.append(entry);
    } catch (error) {
      if (error instanceof SyncFailure) {
        throw await this.#stopWriting(
          `The edit was not saved, and the disk cannot be trusted: ${error.message}. Parley stopped writing so that nothing gets worse. Mend the disk, then open the dossier again.`,
          'disk',
        );
      }
      const trouble = error instanceof Error ? error.message : String(error);
      const message = `The edit was not saved. ${trouble} The dossier is as it was before; mend that and try again.`;
      throw new ParleyError({ code: 'disk', message, cause: error });
    }
    // Someone who thought this process dead may have read the journal before the line was in it.
    await this.#requireOwnership(writer);
  }

  /** Throws `read-only`, and stops writing, when the lock or the journal is no longer ours. */
  async #requireOwnership(writer: Writer): Promise<void> {
    if ((await writer.lock.isHeld()) && (await writer.journal.isOurs())) return;
    throw await this.#stopWriting(
      'Another program took over the dossier or changed its journal. This Parley writes nothing more into it, and what was not acknowledged is not saved. Open the dossier again to see it as it is now.',
      'read-only',
    );
  }

  #requireWriter(): Writer {
    if (this.#access.mode === 'read-only') {
      throw new ParleyError({ code: 'read-only', message: `The dossier is open read-only. ${this.#access.reason}` });
    }
    if (this.#writer === null) {
      throw new ParleyError({ code: 'no-dossier', message: 'The dossier was closed. Open it again.' });
    }
    return this.#writer;
  }

  async #stopWriting(reason: string, code: 'disk' | 'read-only'): Promise<ParleyError> {
    this.#access = { mode: 'read-only', reason };
    await this.#letGo();
    this.#onAccessLost(this.#access);
    return new ParleyError({ code, message: reason });
  }

  async #letGo(): Promise<void> {
    const writer = this.#writer;
    this.#writer = null;
    await writer?.lock.release().catch(() => undefined);
  }

  async #takeStep(direction: 'undo' | 'redo'): Promise<{ of: number; change: Change }> {
    this.#requireWriter();
    const of = this.#stacks[direction].at(-1);
    const change = of === undefined ? null : await this.#findChange(of);
    if (of === undefined || change === null) {
      throw new ParleyError({ code: 'nothing-to-undo', message: `There is nothing to ${direction}.` });
    }
    return { of, change };
  }

  async #step(step: Step): Promise<void> {
    this.#stacks = stepStacks(this.#stacks, step);
    await this.#nameSteps();
  }

  async #nameSteps(): Promise<void> {
    this.#steps = { undo: await this.#nameStep('undo'), redo: await this.#nameStep('redo') };
  }

  /**
   * The label of the next step. Where its history is gone, it and everything beneath it can never be turned again; where
   * the history cannot be read just now, they wait.
   */
  async #nameStep(direction: 'undo' | 'redo'): Promise<string | null> {
    const next = this.#stacks[direction].at(-1);
    if (next === undefined) return null;
    try {
      const change = await this.#findChange(next);
      if (change === null) this.#stacks = { ...this.#stacks, [direction]: [] };
      return change?.label ?? null;
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      this.#parts.log(error.message);
      return null;
    }
  }

  async #findChange(sequence: number): Promise<Change | null> {
    const pending = this.#pending.findLast(({ entry }) => entry.sequence === sequence && entry.kind === 'edit');
    return pending?.entry.change ?? (await this.#parts.history.findChange(sequence));
  }

  /** Shortens the journal. Answers what went wrong, as sentences; the journal then simply goes on. */
  async #compact(): Promise<readonly string[]> {
    const writer = this.#writer;
    if (writer === null || this.#pending.length === 0) return [];
    const { adapter, paths } = this.#parts;
    try {
      if (!(await adapter.isUntouched())) return [await this.#keepOursBeside()];
      await this.#requireOwnership(writer);
      this.#writer = await compact(this.#parts, writer, this.#state, this.#stacks, this.#pending);
      this.#pending = [];
    } catch (error) {
      if (error instanceof SyncFailure) {
        const reason = `The disk cannot be trusted: ${error.message}. Every edit so far is in the journal. Mend the disk, then open the dossier again.`;
        return [(await this.#stopWriting(reason, 'disk')).message];
      }
      if (error instanceof ParleyError) return [error.message];
      return [
        `${paths.snapshot} could not be brought up to date: ${diskTrouble(error)}. Every edit is in the journal, and it will be tried again.`,
      ];
    }
    try {
      return await writer.backUp(adapter.bytes);
    } catch (error) {
      return [`No backup was made: ${diskTrouble(error)}`];
    }
  }

  /** Somebody else changed the snapshot: theirs stays, ours goes beside it, and the person decides at the next opening. */
  async #keepOursBeside(): Promise<string> {
    const { adapter, paths, now, disk } = this.#parts;
    const path = await freePath(paths.root, 'dossier.ours', now(), 'json');
    await writeDurably(path, adapter.bytesOf(this.#state), disk);
    const reason = `${paths.snapshot} was changed by another program while Parley had the dossier open. Parley left it as it is and kept its own state beside it, in ${basename(path)}. Open the dossier again to decide which to go on with.`;
    return (await this.#stopWriting(reason, 'read-only')).message;
  }
}
