import * as v from 'valibot';
import type { BriefRequest } from '#api/contract';
import type { Brief } from '#core/brief/brief';
import { composeBrief } from '#core/brief/compose-brief';
import type { BriefOrder } from '#core/brief/context';
import { Line } from '#core/model/text';
import { ParleyError } from '#core/parley-error';
import { ExportScope } from '#renderer/state/export-scope.svelte.ts';
import { fileNameFor, given } from '#renderer/state/export-words.ts';
import { FileExport } from '#renderer/state/file-export.svelte.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** What the brief's dialog asks for, the brief as it will read, and the file it saves. */
export class BriefExport {
  readonly #workspace: Workspace;
  readonly scope: ExportScope;
  readonly file: FileExport;
  order = $state<BriefOrder>('date');
  format = $state<BriefRequest['format']>('docx');
  title = $state<string | null>(null);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    this.scope = new ExportScope(workspace);
    this.file = new FileExport(workspace);
  }

  readonly titleProblem: string | null = $derived.by(() => {
    const title = given(this.title);
    return title === null ? null : (v.safeParse(Line, title).issues?.[0].message ?? null);
  });

  readonly #composed: { readonly brief: Brief | null; readonly trouble: string | null } = $derived.by(() => {
    const { selected } = this.scope;
    if (selected === null) return { brief: null, trouble: null };
    try {
      return { brief: composeBrief(selected, { order: this.order, title: null }), trouble: null };
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      return { brief: null, trouble: error.message };
    }
  });

  /** The brief as it will read; null while it cannot be written. */
  readonly brief: Brief | null = $derived.by(() => {
    const { brief } = this.#composed;
    return brief === null ? null : { ...brief, title: given(this.title) ?? brief.title };
  });

  /** Why there is no brief, or why it was not saved. */
  get trouble(): string | null {
    return this.#composed.trouble ?? this.file.trouble;
  }

  async save(): Promise<void> {
    const { brief, format, order } = this;
    if (brief === null || this.titleProblem !== null) return;
    const { selection, asKnownOn } = this.scope;
    const request = { format, order, selection, asKnownOn, title: given(this.title) };
    const name = fileNameFor(brief.title, 'brief', format);
    await this.file.save(name, (onstep) => this.#workspace.works.start('brief.render', request, onstep));
  }
}
