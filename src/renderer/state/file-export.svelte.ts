import type { ExportedFile } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import { messageOf } from '#renderer/state/error-message.ts';
import type { Work } from '#renderer/state/works.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** The last step of an export: has the host write a file, and saves it where the reader says. */
export class FileExport {
  readonly #workspace: Workspace;
  #work: Work<ExportedFile> | null = $state.raw(null);
  #step = $state<string | null>(null);
  #trouble = $state<string | null>(null);
  #outcome = $state('');

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get isSaving(): boolean {
    return this.#work !== null;
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  /** Where the export stands, for the foot of its dialog. */
  readonly words: string = $derived.by(() => (this.isSaving ? `${this.#step ?? 'Writing'}…` : this.#outcome));

  async save(name: string, start: (onstep: (step: string) => void) => Work<ExportedFile>): Promise<void> {
    if (this.isSaving) return;
    this.#trouble = null;
    this.#outcome = '';
    const work = start((step) => (this.#step = step));
    this.#work = work;
    try {
      const file = await work.done;
      const savedAs = await this.#workspace.shell.saveFile({ name, ...file });
      this.#outcome = savedAs === null ? '' : `Saved as ${savedAs}.`;
    } catch (error) {
      if (error instanceof ParleyError && error.code === 'cancelled') this.#outcome = 'Cancelled; nothing was saved.';
      else this.#trouble = messageOf(error);
    } finally {
      this.#work = null;
      this.#step = null;
    }
  }

  cancel(): void {
    this.#work?.cancel();
  }
}
