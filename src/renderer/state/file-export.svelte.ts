import type { ExportedFile } from '#api/contract';
import { messageOf } from '#renderer/state/error-message.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** The last step of an export: has the host write a file, and saves it where the reader says. */
export class FileExport {
  readonly #workspace: Workspace;
  #isSaving = $state(false);
  #trouble = $state<string | null>(null);
  #savedAs = $state<string | null>(null);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get isSaving(): boolean {
    return this.#isSaving;
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  /** Where the export stands, for the foot of its dialog. */
  readonly words: string = $derived.by(() => {
    if (this.#isSaving) return 'Writing…';
    return this.#savedAs === null ? '' : `Saved as ${this.#savedAs}.`;
  });

  async save(name: string, render: () => Promise<ExportedFile>): Promise<void> {
    if (this.#isSaving) return;
    this.#isSaving = true;
    this.#trouble = null;
    this.#savedAs = null;
    try {
      const file = await render();
      this.#savedAs = await this.#workspace.shell.saveFile({ name, ...file });
    } catch (error) {
      this.#trouble = messageOf(error);
    } finally {
      this.#isSaving = false;
    }
  }
}
