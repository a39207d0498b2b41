import * as v from 'valibot';
import type { FigureRequest } from '#api/contract';
import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { dateInWords } from '#core/dates/words';
import { readEdtf } from '#core/dates/edtf';
import { Line, Prose } from '#core/model/text';
import { messageOf } from '#renderer/state/error-message.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

const firstYearMs = parseDay('-9999-01-01');
const lastDayMs = parseDay('9999-12-31');

/** What the export dialog asks for, its preview, and the file it saves. */
export class FigureExport {
  readonly #workspace: Workspace;
  scope = $state<'window' | 'whole'>('window');
  title = $state<string | null>(null);
  standfirst = $state<string | null>(null);
  theme = $state<'light' | 'dark'>('light');
  format = $state<FigureRequest['format']>('svg');
  widthText = $state('1600');
  #previewAddress = $state<string | null>(null);
  #warnings = $state.raw<readonly string[]>([]);
  #trouble = $state<string | null>(null);
  #savedAs = $state<string | null>(null);
  #hasBegun = false;
  #isRendering = $state(false);
  #isSlow = $state(false);
  #isSaving = $state(false);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  get previewAddress(): string | null {
    return this.#previewAddress;
  }
  get warnings(): readonly string[] {
    return this.#warnings;
  }
  get trouble(): string | null {
    return this.#trouble;
  }
  get savedAs(): string | null {
    return this.#savedAs;
  }
  get isRendering(): boolean {
    return this.#isRendering;
  }
  /** Whether the rendering has taken long enough to say so. */
  get isSlow(): boolean {
    return this.#isSlow;
  }
  get isSaving(): boolean {
    return this.#isSaving;
  }

  readonly widthProblem: string | null = $derived.by(() => {
    const width = Number(this.widthText);
    return Number.isInteger(width) && width >= 480 && width <= 8000 ? null : 'must be a whole number from 480 to 8000';
  });

  readonly titleProblem: string | null = $derived.by(() => firstProblem(Line, given(this.title)));
  readonly standfirstProblem: string | null = $derived.by(() => firstProblem(Prose, given(this.standfirst)));

  readonly #range = $derived.by(() => this.#windowRange());

  /** What the figure will cover: the timeline's window in words, and whether the filters hold for it. */
  readonly rangeNote: string | null = $derived.by(() => {
    const { filters } = this.#workspace;
    const { from, to } = this.#range;
    const window = this.scope === 'window' ? `${dateInWords(readEdtf(`${from}/${to}`), 'short')}.` : null;
    const filtered = filters.isRestricted ? 'The filters in force hold for the figure too.' : null;
    const known = this.#asKnownOn === null ? null : `As known on ${dateInWords(readEdtf(this.#asKnownOn), 'short')}.`;
    return [window, known, filtered].filter((note) => note !== null).join(' ') || null;
  });

  /**
   * Renders the preview for the options as they stand, a moment after the last change; for an effect, which runs it
   * again when an option changes. Answers what stops it.
   */
  preview(): () => void {
    // A picture, drawn by the host with its own fonts: an SVG inside an <img> cannot reach those of the page.
    const request = this.#request('png');
    if (request === null) return () => {};
    const pauseMs = this.#hasBegun ? 250 : 0;
    this.#hasBegun = true;
    const wait = new AbortController();
    const timer = setTimeout(() => void this.#render(request, wait.signal), pauseMs);
    return () => {
      clearTimeout(timer);
      wait.abort();
      this.#isRendering = false;
    };
  }

  async save(): Promise<void> {
    const request = this.#request(this.format);
    if (request === null || this.#isSaving) return;
    this.#isSaving = true;
    this.#trouble = null;
    this.#savedAs = null;
    try {
      const { mediaType, encoding, content } = await this.#workspace.renderFigure(request);
      const known = this.#asKnownOn === null ? '' : `-as-known-on-${this.#asKnownOn}`;
      const name = `${fileName(this.#workspace.store.dossier?.title ?? 'figure')}${known}.${this.format}`;
      this.#savedAs = await this.#workspace.shell.saveFile({ name, mediaType, encoding, content });
    } catch (error) {
      this.#trouble = messageOf(error);
    } finally {
      this.#isSaving = false;
    }
  }

  async #render(request: FigureRequest, signal: AbortSignal): Promise<void> {
    this.#isRendering = true;
    const slowMs = 200;
    const timer = setTimeout(() => (this.#isSlow = true), slowMs);
    try {
      const { content, warnings } = await this.#workspace.renderFigure(request);
      if (signal.aborted) return;
      this.#previewAddress = `data:image/png;base64,${content}`;
      this.#warnings = warnings;
      this.#trouble = null;
    } catch (error) {
      if (!signal.aborted) this.#trouble = messageOf(error);
    } finally {
      clearTimeout(timer);
      this.#isSlow = false;
      if (!signal.aborted) this.#isRendering = false;
    }
  }

  #request(format: FigureRequest['format']): FigureRequest | null {
    if ([this.widthProblem, this.titleProblem, this.standfirstProblem].some((problem) => problem !== null)) return null;
    const { filters } = this.#workspace;
    return {
      format,
      range: this.scope === 'window' ? this.#range : null,
      filters: filters.filters,
      grouping: filters.grouping,
      title: given(this.title),
      standfirst: given(this.standfirst),
      theme: this.theme,
      asKnownOn: this.#asKnownOn,
      width: Number(this.widthText),
    };
  }

  get #asKnownOn(): string | null {
    const { day } = this.#workspace.asKnown;
    return day === null ? null : formatDay(day);
  }

  // The window is in milliseconds and ends where its last day does; a figure's range names first and last day.
  #windowRange(): { from: string; to: string } {
    const { from, to } = this.#workspace.timeline.window;
    const clamp = (ms: number) => Math.min(Math.max(ms, firstYearMs), lastDayMs);
    return { from: formatDay(clamp(from)), to: formatDay(clamp(Math.max(from, to - dayMs / 2))) };
  }
}

/** Text worth sending; blanks alone are none. */
function given(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** Why a text that is given cannot stand; null when it can. */
function firstProblem(schema: typeof Line | typeof Prose, text: string | null): string | null {
  const read = text === null ? null : v.safeParse(schema, text);
  return read?.issues?.[0].message ?? null;
}

function fileName(title: string): string {
  const plain = title.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-');
  return plain.replace(/^-+|-+$/g, '').toLowerCase() || 'figure';
}
