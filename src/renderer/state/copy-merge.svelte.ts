import { SvelteMap } from 'svelte/reactivity';
import type { Client } from '#api/client';
import type { CopyMerged, CopyProposal } from '#api/contract';
import type { Attachments } from '#renderer/state/attachments.ts';
import { messageOf } from '#renderer/state/error-message.ts';

type Side = 'ours' | 'theirs';

/** Another copy on its way into the open dossier: chosen, looked at, decided, merged. */
export class CopyMerge {
  readonly #client: Client;
  readonly #attachments: Attachments;
  #proposal = $state.raw<CopyProposal | null>(null);
  #merged = $state.raw<CopyMerged | null>(null);
  #trouble = $state<string | null>(null);
  #isBusy = $state(false);
  readonly #choices = new SvelteMap<string, Side>();

  constructor(client: Client, attachments: Attachments) {
    this.#client = client;
    this.#attachments = attachments;
  }

  /** What the copy would bring; null until one was read. */
  get proposal(): CopyProposal | null {
    return this.#proposal;
  }
  /** What was done; null until it was. */
  get merged(): CopyMerged | null {
    return this.#merged;
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  get isBusy(): boolean {
    return this.#isBusy;
  }
  /** How many conflicts nobody has decided yet. */
  get open(): number {
    return (this.#proposal?.conflicts ?? []).filter(({ key }) => !this.#choices.has(key)).length;
  }
  get bringsNothing(): boolean {
    const { incoming, conflicts } = this.#proposal ?? {};
    return incoming?.records.length === 0 && conflicts?.length === 0;
  }

  choiceFor(key: string): Side | null {
    return this.#choices.get(key) ?? null;
  }

  choose(key: string, side: Side): void {
    this.#choices.set(key, side);
  }

  chooseAll(side: Side): void {
    for (const { key } of this.#proposal?.conflicts ?? []) this.#choices.set(key, side);
  }

  readPath(path: string): Promise<void> {
    return this.#read(async () => ({ path }));
  }

  readFile(file: File): Promise<void> {
    return this.#read(async () => ({ upload: await this.#attachments.send(file) }));
  }

  /** Goes back to choosing a copy. */
  leave(): void {
    this.#proposal = null;
    this.#trouble = null;
    this.#choices.clear();
  }

  async merge(): Promise<void> {
    const proposal = this.#proposal;
    if (proposal === null || this.open > 0) return;
    const choices = [...this.#choices].map(([key, side]) => ({ key, side }));
    await this.#busily(async () => {
      this.#merged = await this.#client.call('copy.merge', { merge: proposal.merge, choices });
    });
  }

  async #read(find: () => Promise<{ path: string } | { upload: string }>): Promise<void> {
    this.leave();
    await this.#busily(async () => {
      this.#proposal = await this.#client.call('copy.read', { from: await find() });
    });
  }

  async #busily(job: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#trouble = null;
    try {
      await job();
    } catch (error) {
      this.#trouble = messageOf(error);
    } finally {
      this.#isBusy = false;
    }
  }
}
