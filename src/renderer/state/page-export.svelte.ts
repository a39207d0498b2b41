import { narrow } from '#core/dossier/narrow';
import { ExportScope } from '#renderer/state/export-scope.svelte.ts';
import { fileNameFor } from '#renderer/state/export-words.ts';
import { FileExport } from '#renderer/state/file-export.svelte.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { counted } from '#core/counted';

/** What the page's dialog asks for, what will be in the page, and the file it saves. */
export class PageExport {
  readonly #workspace: Workspace;
  readonly scope: ExportScope;
  readonly file: FileExport;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.scope = new ExportScope(workspace);
    this.file = new FileExport(workspace);
  }

  /** What a reader of the page will have, and what not. */
  readonly contents: string | null = $derived.by(() => {
    const { selected } = this.scope;
    if (selected === null || selected.events.length === 0) return null;
    const { actors, sources } = narrow(selected.dossier, selected.events);
    const inside = `Inside are ${counted(actors.size, 'actor')} and ${counted(sources.size, 'source')}`;
    if (selected.events.length === selected.dossier.events.size) return `${inside}, with the notes on them.`;
    return `${inside}. Nothing of the other events is in the file, nor the dossier’s description or the notes on actors and sources. The words of the events and sources that are shown stay as they are.`;
  });

  async save(): Promise<void> {
    const { selection, asKnownOn, grouping } = this.scope;
    const name = fileNameFor(this.#workspace.store.dossier?.title ?? '', 'page', 'html');
    const request = { selection, asKnownOn, grouping };
    await this.file.save(name, (onstep) => this.#workspace.works.start('page.render', request, onstep));
  }
}
