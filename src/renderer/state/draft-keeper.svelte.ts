import type { Client } from '#api/client';
import type { KeptDraft } from '#api/contract';
import type { Draft } from '#renderer/state/draft-desk.svelte.ts';

/** Soon enough that hardly a word is lost, late enough that not every key writes to the disk. */
const pauseMs = 300;

/** Keeps what is written in the open form with the host, and offers back what was left there by a crash or a closed window. */
export class DraftKeeper {
  readonly #client: Client;
  readonly #say: (sentence: string) => void;
  #offered = $state.raw<readonly KeptDraft[]>([]);
  /** What the host has, or is being given, for the open form. */
  #keptId: string | null = null;
  #keptText = '';
  #waiting: { readonly draft: Draft; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  #pending = 0;
  /** Why the open form was not kept when that was last tried; null when it was. */
  #failure: string | null = null;

  /** `say` shows the reader a sentence. */
  constructor(client: Client, say: (sentence: string) => void) {
    this.#client = client;
    this.#say = say;
  }

  /** Forms that were left unsaved, the oldest first. */
  get offered(): readonly KeptDraft[] {
    return this.#offered;
  }

  /** Whether something written is not on disk yet, so that closing now would lose it. */
  get isBehind(): boolean {
    return this.#waiting !== null || this.#pending > 0 || this.#failure !== null;
  }

  /** Asks what was left in this dossier. */
  async read(): Promise<void> {
    this.#forgetOpen();
    this.#offered = [];
    try {
      this.#offered = await this.#client.call('draft.read', {});
    } catch (error) {
      this.#say(`Forms that were left unsaved could not be read. ${wordsOf(error)}`);
    }
  }

  offeredFor(id: string): KeptDraft | null {
    return this.#offered.find((each) => each.id === id) ?? null;
  }

  /** Throws away a form that was left. */
  discard(id: string): void {
    void this.#send(id, null);
  }

  /** To be called whenever the open form, or what is written in it, is another. */
  follow(draft: Draft | null): void {
    if (this.#waiting !== null) clearTimeout(this.#waiting.timer);
    this.#waiting = null;
    const id = draft?.value.id ?? null;
    if (this.#keptId !== null && this.#keptId !== id) this.#letGo(this.#keptId);
    if (draft === null || id === null) return;
    // One that was taken up again stays kept until it is saved or discarded.
    if (this.offeredFor(id) !== null) this.#keptId = id;
    if (draft.isChanged) this.#waiting = { draft, timer: setTimeout(() => this.flush(), pauseMs) };
    else if (this.#keptId === id) this.#letGo(id);
  }

  /** Gives the host at once what waits. */
  flush(): void {
    const waiting = this.#waiting;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    this.#waiting = null;
    const { kept } = waiting.draft;
    const text = JSON.stringify(kept);
    if (this.#keptId === kept.id && this.#keptText === text && this.#failure === null) return;
    this.#keptId = kept.id;
    this.#keptText = text;
    void this.#send(kept.id, kept);
  }

  #letGo(id: string): void {
    this.#forgetOpen();
    void this.#send(id, null);
  }

  #forgetOpen(): void {
    this.#keptId = null;
    this.#keptText = '';
  }

  async #send(id: string, draft: Omit<KeptDraft, 'at'> | null): Promise<void> {
    this.#pending += 1;
    try {
      await this.#client.call('draft.keep', { id, draft });
      this.#failure = null;
      if (draft === null) this.#offered = this.#offered.filter((each) => each.id !== id);
    } catch (error) {
      // The form itself is whole; until it can be kept again, closing the window asks first.
      const failure = draft === null ? null : wordsOf(error);
      // It is tried again with every pause in the typing, and said once.
      if (failure !== null && failure !== this.#failure) {
        this.#say(`What is written in the open form is not kept yet. ${failure}`);
      }
      this.#failure = failure;
    } finally {
      this.#pending -= 1;
    }
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
