import { untrack } from 'svelte';
import * as v from 'valibot';
import type { FigureRequest, RenderedFigure } from '#api/contract';
import { formatDay } from '#core/dates/calendar-day';
import { dateInWords } from '#core/dates/words';
import { readEdtf } from '#core/dates/edtf';
import type { Edit } from '#core/dossier/change';
import { blankFigure, type FigureLook } from '#core/figure/figure-input';
import type { Remedy } from '#core/figure/checks';
import { Line, Prose } from '#core/model/text';
import { noFilters, type Figure, type View } from '#core/model/view';
import { lanesOf } from '#core/query/lanes';
import { compileFilters } from '#core/query/filter';
import { messageOf } from '#renderer/state/error-message.ts';
import { fileNameFor, rangeOfWindow } from '#renderer/state/export-words.ts';
import { FigureRendering } from '#renderer/state/figure-rendering.svelte.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

const draftId = 'draft';

/** How sharp a PNG is: pixels to one at 96 to the inch. */
export const scales = [1, 2, 300 / 96, 4] as const;

/** What the export dialog asks for, its preview, the files it makes, and the figures that the dossier keeps. */
export class FigureExport {
  readonly #workspace: Workspace;
  #figure = $state.raw<Figure>(blankFigure(draftId, 'New figure', 'slide'));
  /** What the figure shows where it names no saved view. */
  scope = $state<'window' | 'whole'>('window');
  format = $state<FigureRequest['format']>('svg');
  scale = $state<number>(2);
  #asOf = $state<number | null>(null);
  #message = $state<string | null>(null);
  /** What was deleted last, as long as the message says so. */
  #deleted = $state.raw<Figure | null>(null);
  #trouble = $state<string | null>(null);
  readonly preview: FigureRendering;
  readonly output: FigureRendering;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    const render = (request: FigureRequest, onstep: (step: string) => void) =>
      workspace.works.start('figure.render', request, onstep);
    this.preview = new FigureRendering(render);
    this.output = new FigureRendering(render);
  }

  get figure(): Figure {
    return this.#figure;
  }
  get message(): string | null {
    return this.#message;
  }
  get trouble(): string | null {
    return this.#trouble ?? this.output.trouble ?? this.preview.trouble;
  }
  /** The day as known that was given for this figure, as a UTC midnight; null takes that of the view, else of the window. */
  get asOf(): number | null {
    return this.#asOf;
  }
  get today(): number {
    return this.#workspace.readersToday;
  }
  get canKeep(): boolean {
    return this.#workspace.canEdit;
  }

  readonly kept: readonly Figure[] = $derived.by(() => [...(this.#workspace.store.dossier?.figures.values() ?? [])]);
  readonly views: readonly View[] = $derived.by(() => [...(this.#workspace.store.dossier?.views.values() ?? [])]);
  readonly isKept: boolean = $derived.by(() => this.kept.some(({ id }) => id === this.#figure.id));

  readonly titleProblem: string | null = $derived.by(() => firstProblem(Line, this.#figure.title));
  readonly standfirstProblem: string | null = $derived.by(() => firstProblem(Prose, this.#figure.standfirst));
  readonly nameProblem: string | null = $derived.by(() => firstProblem(Line, this.#figure.name));

  readonly #window = $derived.by(() => rangeOfWindow(this.#workspace.timeline.exportedWindow));

  readonly look: FigureLook = $derived.by(() => {
    const view = this.views.find(({ id }) => id === this.#figure.view);
    if (view !== undefined) return view;
    const { filters } = this.#workspace;
    return this.scope === 'window'
      ? { filters: filters.filters, grouping: filters.grouping, window: this.#window }
      : { filters: noFilters, grouping: filters.grouping, window: null };
  });

  /** The lanes that the figure can have, those left out included, with the number of their events. */
  readonly lanes: readonly { id: string; name: string; count: number }[] = $derived.by(() => {
    const { dossier } = this.#workspace.store;
    if (dossier === null) return [];
    const matches = compileFilters(this.look.filters, dossier, this.#workspace.today);
    const events = [...dossier.events.values()].filter(matches);
    return lanesOf(events, this.look.grouping, dossier).map(({ id, name, events }) => ({
      id,
      name,
      count: events.length,
    }));
  });

  /** What the figure will cover, in words. */
  readonly rangeNote: string | null = $derived.by(() => {
    const { window } = this.look;
    const { filters } = this.#workspace;
    const days = window === null ? null : `${dateInWords(readEdtf(`${window.from}/${window.to}`), 'short')}.`;
    const isLive = this.#figure.view === null && this.scope === 'window';
    const filtered = isLive && filters.isRestricted ? 'The filters in force hold for the figure too.' : null;
    const known = this.#asKnownOn === null ? null : `As known on ${dateInWords(readEdtf(this.#asKnownOn), 'short')}.`;
    return [days, known, filtered].filter((note) => note !== null).join(' ') || null;
  });

  change(change: Partial<Figure>): void {
    this.#figure = { ...this.#figure, ...change };
    this.#say(null);
  }

  changeOptions(change: Partial<Figure['options']>): void {
    this.change({ options: { ...this.#figure.options, ...change } });
  }

  /** Takes up a figure that the dossier keeps, or a blank one. */
  take(id: string | null): void {
    const kept = this.kept.find((figure) => figure.id === id);
    this.#figure = kept ?? blankFigure(draftId, 'New figure', this.#figure.preset);
    if (kept !== undefined) this.scope = 'whole';
    this.#say(null);
    this.#trouble = null;
  }

  lookBack(day: number | null): void {
    this.#asOf = day !== null && day >= this.today ? null : day;
    this.#say(null);
  }

  /** Does what a check offers. */
  apply(remedy: Remedy): void {
    if (remedy.type === 'brief') return this.changeOptions({ isBrief: true });
    const width = this.preview.rendered?.width ?? 960;
    this.change({
      preset: 'custom',
      options: { ...this.#figure.options, size: { width, height: remedy.points } },
    });
  }

  /** Has the preview follow what is chosen; for an effect, which runs it again when a choice changes. */
  showPreview(): void {
    const request = this.#request('svg');
    // What is being drawn is no reason to draw anew.
    untrack(() => this.preview.follow(request));
  }

  async save(): Promise<void> {
    const rendered = await this.#render(this.format);
    if (rendered === null) return;
    await this.#attempt(async () => {
      const { mediaType, encoding, content } = rendered;
      const known = this.#asKnownOn === null ? '' : ` as known on ${this.#asKnownOn}`;
      const name = fileNameFor(`${this.#figure.title ?? this.#title}${known}`, 'figure', this.format);
      const savedAs = await this.#workspace.shell.saveFile({ name, mediaType, encoding, content });
      return savedAs === null ? null : `Saved as ${savedAs}.`;
    });
  }

  /** Puts the figure on the clipboard: as a picture, or as the text of its SVG. */
  async copy(format: 'svg' | 'png'): Promise<void> {
    await this.#attempt(async () => {
      if (format === 'svg') {
        const rendered = await this.#render('svg');
        if (rendered === null) return null;
        await navigator.clipboard.writeText(rendered.content);
      } else {
        // The clipboard is asked for at once, while the press of the button still counts; the picture may come later.
        const picture = this.#render('png').then((rendered) => {
          if (rendered === null) throw new DOMException('The drawing was cancelled', 'AbortError');
          return pictureOf(rendered);
        });
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      }
      return `Copied as ${format.toUpperCase()}.`;
    });
  }

  /** Keeps the figure in the dossier, under its name. What the window shows is kept with it, as a view of that name. */
  async keep(): Promise<void> {
    if (this.nameProblem !== null) return;
    const before = this.kept.find(({ id }) => id === this.#figure.id) ?? null;
    const id = before?.id ?? crypto.randomUUID();
    const edits: Edit[] = [];
    let figure: Figure = { ...this.#figure, id };
    if (figure.view === null && this.scope === 'window') {
      const { filters, grouping, window } = this.look;
      const order = Math.max(0, ...this.views.map((each) => each.order)) + 1;
      const id = crypto.randomUUID();
      const view: View = { id, name: figure.name, order, filters, grouping, window, asKnownOn: this.#asKnownOn };
      edits.push({ collection: 'views', id: view.id, before: null, after: view });
      figure = { ...figure, view: view.id };
    }
    edits.push({ collection: 'figures', id, before, after: figure });
    await this.#attempt(async () => {
      await this.#workspace.store.commit(`keep the figure “${figure.name}”`, edits);
      const isViewNew = figure.view !== this.#figure.view;
      this.#figure = figure;
      return isViewNew
        ? `Kept as “${figure.name}”; what it shows is a saved view of that name.`
        : `Kept as “${figure.name}”.`;
    });
  }

  /** Deletes the figure from the dossier, and with it the view that was kept for it alone. */
  async forget(): Promise<void> {
    const before = this.kept.find(({ id }) => id === this.#figure.id);
    if (before === undefined) return;
    const view = this.#ownViewOf(before);
    const edits: Edit[] = [{ collection: 'figures', id: before.id, before, after: null }];
    if (view !== null) edits.push({ collection: 'views', id: view.id, before: view, after: null });
    await this.#attempt(async () => {
      await this.#workspace.store.commit(deletionOf(before), edits);
      this.take(null);
      this.#deleted = before;
      return view === null ? `“${before.name}” is deleted.` : `“${before.name}” is deleted, with its saved view.`;
    });
  }

  /** Whether what the message says is deleted can be brought back: nothing else was done since. */
  readonly canBringBack: boolean = $derived.by(() => {
    return this.#deleted !== null && this.#workspace.store.steps.undo === deletionOf(this.#deleted);
  });

  async bringBack(): Promise<void> {
    const deleted = this.#deleted;
    if (deleted === null || !this.canBringBack) return;
    await this.#attempt(async () => {
      await this.#workspace.store.undo();
      this.scope = 'whole';
      this.#figure = deleted;
      return `“${deleted.name}” is back.`;
    });
  }

  /** The view that was kept with a figure, under its name, and that no other figure shows. */
  #ownViewOf(figure: Figure): View | null {
    const view = this.views.find(({ id, name }) => id === figure.view && name === figure.name) ?? null;
    return this.kept.some((other) => other.id !== figure.id && other.view === figure.view) ? null : view;
  }

  #say(message: string | null): void {
    this.#message = message;
    this.#deleted = null;
  }

  get #title(): string {
    return this.#workspace.store.dossier?.title ?? 'figure';
  }

  async #render(format: FigureRequest['format']): Promise<RenderedFigure | null> {
    const request = this.#request(format);
    this.#say(null);
    this.#trouble = null;
    return request === null ? null : await this.output.render(request);
  }

  async #attempt(act: () => Promise<string | null>): Promise<void> {
    this.#trouble = null;
    this.#say(null);
    try {
      this.#message = await act();
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#trouble = messageOf(error);
    }
  }

  #request(format: FigureRequest['format']): FigureRequest | null {
    const problems = [this.titleProblem, this.standfirstProblem];
    if (problems.some((problem) => problem !== null)) return null;
    const { filters, grouping, window } = this.look;
    const name = this.nameProblem === null ? this.#figure.name : 'Figure';
    return {
      format,
      figure: { ...this.#figure, name },
      look: { filters, grouping, window },
      asKnownOn: this.#asKnownOn,
      scale: this.scale,
    };
  }

  get #asKnownOn(): string | null {
    const day = this.#asOf ?? this.#workspace.asKnown.day;
    return day === null ? null : formatDay(day);
  }
}

function deletionOf({ name }: Figure): string {
  return `delete the figure “${name}”`;
}

/** Why a text that is given cannot stand; null when it can. */
function firstProblem(schema: typeof Line | typeof Prose, text: string | null): string | null {
  const read = text === null ? null : v.safeParse(schema, text);
  return read?.issues?.[0].message ?? null;
}

function pictureOf({ content }: RenderedFigure): Blob {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
