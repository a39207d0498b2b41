import type { Client } from '#api/client';
import type { Access, Committed, Notices, OpenDossier, Steps } from '#api/contract';
import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { dossierOf, formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { messageOf } from '#renderer/state/error-message.ts';

/** What the status bar says of the last thing written. */
export type Saving =
  | { readonly status: 'saved' }
  | { readonly status: 'saving' }
  | {
      readonly status: 'failed';
      readonly message: string;
      readonly retry: () => void;
      /** What was not written; null for undo and redo, which have nothing of their own to lose. */
      readonly edits: readonly Edit[] | null;
    };

/** The open dossier as the host last acknowledged it. Nothing shows here before it is on disk. */
export class DossierStore {
  readonly #client: Client;
  readonly #reload: () => void;
  #dossier = $state.raw<Dossier | null>(null);
  #sequence = 0;
  #path = $state<string | null>(null);
  #access = $state.raw<Access>({ mode: 'write' });
  #isDamaged = $state(false);
  #steps = $state.raw<Steps>({ undo: null, redo: null });
  #remarks = $state.raw<readonly string[]>([]);
  #saving = $state.raw<Saving>({ status: 'saved' });

  /** `reload` reads the session anew: for a window that missed a change. */
  constructor(client: Client, reload: () => void) {
    this.#client = client;
    this.#reload = reload;
  }

  get dossier(): Dossier | null {
    return this.#dossier;
  }
  get path(): string | null {
    return this.#path;
  }
  get access(): Access {
    return this.#access;
  }
  get canEdit(): boolean {
    return this.#dossier !== null && this.#access.mode === 'write';
  }
  /** Whether the journal is damaged, and what is shown ends before that. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }
  get steps(): Steps {
    return this.#steps;
  }
  get remarks(): readonly string[] {
    return this.#remarks;
  }
  get saving(): Saving {
    return this.#saving;
  }

  load(opened: OpenDossier | null): void {
    const dossier = opened === null ? null : dossierOf(opened.snapshot);
    // A dossier that is read again after the host was away still lacks what could not be written to it.
    if (opened?.path !== this.#path) this.#saving = { status: 'saved' };
    this.#dossier = dossier;
    this.#sequence = opened?.snapshot.sequence ?? 0;
    this.#path = opened?.path ?? null;
    this.#access = opened?.access ?? { mode: 'write' };
    this.#isDamaged = opened?.isDamaged ?? false;
    this.#steps = opened?.steps ?? { undo: null, redo: null };
    this.#remarks = opened?.remarks ?? [];
  }

  setAccess(access: Access): void {
    this.#access = access;
  }

  /** Shows a sentence that the host has for the reader. */
  remark(sentence: string): void {
    this.#remarks = [...this.#remarks.filter((each) => each !== sentence), sentence];
  }

  dismissRemarks(): void {
    this.#remarks = [];
  }

  /** Takes in a change that the host announced, whoever made it. */
  receive(notice: Notices['dossier.changed']): void {
    this.#apply(notice.sequence, notice.change.edits, notice.steps);
  }

  /**
   * Writes one step. Rejects when the host refuses it; a write that failed on the disk also stands in the status bar,
   * where `retry` tries again.
   */
  async commit(label: string, edits: readonly Edit[], retry?: () => void): Promise<void> {
    const again = retry ?? (() => void this.commit(label, edits).catch(() => {}));
    await this.#write(edits, again, async () => {
      const committed = await this.#client.call('change.commit', { label, edits });
      // The notice of our own change may come after the answer; whichever is first counts.
      this.#apply(committed.sequence, edits, committed.steps);
    });
  }

  async undo(): Promise<void> {
    await this.#step('change.undo', () => void this.undo());
  }

  async redo(): Promise<void> {
    await this.#step('change.redo', () => void this.redo());
  }

  /** The dossier as a file, with what could not be written worked in. */
  copyAsFile(): { name: string; content: string } | null {
    const dossier = this.#dossier;
    if (dossier === null) return null;
    const unwritten = this.#saving.status === 'failed' ? this.#saving.edits : null;
    const whole = unwritten === null ? dossier : applyChange(dossier, { edits: unwritten });
    return { name: 'dossier.json', content: formatSnapshot(toSnapshot(whole, this.#sequence)) };
  }

  // Undo and redo arrive as notices like any change, since only the host knows what they turn round.
  async #step(command: 'change.undo' | 'change.redo', retry: () => void): Promise<void> {
    try {
      await this.#write(null, retry, async () => {
        const committed: Committed = await this.#client.call(command, {});
        this.#steps = committed.steps;
      });
    } catch {
      // The status bar has said so; there is no form to hand the error to.
    }
  }

  async #write(edits: readonly Edit[] | null, retry: () => void, action: () => Promise<void>): Promise<void> {
    this.#saving = { status: 'saving' };
    try {
      await action();
      this.#saving = { status: 'saved' };
    } catch (error) {
      const isRefused = error instanceof ParleyError && error.code !== 'disk' && error.code !== 'bug';
      const message = messageOf(error);
      this.#saving = isRefused && edits !== null ? { status: 'saved' } : { status: 'failed', message, retry, edits };
      throw error;
    }
  }

  #apply(sequence: number, edits: readonly Edit[], steps: Steps): void {
    if (this.#dossier === null || sequence <= this.#sequence) return;
    if (sequence > this.#sequence + 1) {
      this.#reload();
      return;
    }
    this.#dossier = applyChange(this.#dossier, { edits });
    this.#sequence = sequence;
    this.#steps = steps;
  }
}
