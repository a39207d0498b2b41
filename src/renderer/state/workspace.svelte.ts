import { toError } from '#api/answer';
import type { Client } from '#api/client';
import type { CommandInput, Notice, OpenDossier, Session, Settings } from '#api/contract';
import type { Shell } from '#api/transport';
import { parseDay } from '#core/dates/calendar-day';
import type { Now } from '#core/dates/due-moment';
import type { Edit } from '#core/dossier/change';
import { planDeletion } from '#core/dossier/integrity';
import type { Dossier } from '#core/model/dossier';
import type { Deadline } from '#core/model/event';
import { problemInWords } from '#core/model/problems';
import { ParleyError } from '#core/parley-error';
import { TimelineController } from '#renderer/features/timeline/timeline-controller.svelte.ts';
import { AsKnown } from '#renderer/state/as-known.svelte.ts';
import type { Dialog } from '#renderer/state/dialogs.ts';
import { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { messageOf } from '#renderer/state/error-message.ts';
import { DraftDesk } from '#renderer/state/draft-desk.svelte.ts';
import { FilterState } from '#renderer/state/filter-state.svelte.ts';
import { InspectorPages, type Page } from '#renderer/state/inspector-pages.svelte.ts';
import { stepLabel } from '#renderer/state/record-names.ts';
import type { ScreenId } from '#renderer/state/screens.ts';
import type { DraftCollection } from '#renderer/state/record-draft.svelte.ts';

/** Why a dossier could not be opened, and which, so that the reader can insist where that makes sense. */
export interface FailureNote {
  readonly message: string;
  readonly problems: readonly string[];
  /** The folder whose outside changes the reader may accept. */
  readonly acceptablePath: string | null;
}

const defaultSettings: Settings = { theme: 'system', author: 'Reader', isKeyShown: true, isRailFolded: false };

/** The window's whole state, and every act that a person can do in it. */
export class Workspace {
  readonly shell: Shell;
  readonly #client: Client;
  #stopListening: (() => void) | null = null;
  #session = $state.raw<Session | null>(null);
  #settings = $state.raw<Settings>(defaultSettings);
  #connection = $state<'starting' | 'live' | 'lost'>('starting');
  #failure = $state.raw<FailureNote | null>(null);
  #today = $state(readersDay());
  #instant = $state(Date.now());
  #screen = $state<ScreenId>('timeline');
  dialog = $state.raw<Dialog | null>(null);
  isBusy = $state(false);

  readonly store: DossierStore;
  readonly filters: FilterState;
  readonly pages: InspectorPages;
  readonly desk: DraftDesk;
  readonly asKnown: AsKnown;
  readonly timeline = new TimelineController();

  constructor(client: Client, shell: Shell) {
    this.#client = client;
    this.shell = shell;
    this.store = new DossierStore(client, () => void this.connect());
    const dossier = () => this.dossier;
    this.asKnown = new AsKnown({
      client,
      dossier: () => this.store.dossier,
      today: () => this.readersToday,
      whenSettled: (proceed) => this.desk.whenSettled(proceed),
    });
    this.filters = new FilterState(dossier, () => this.today);
    this.pages = new InspectorPages(dossier);
    this.desk = new DraftDesk({
      store: this.store,
      pages: this.pages,
      canEdit: () => this.canEdit,
      askToDiscard: (proceed) => (this.dialog = { type: 'discard', proceed }),
    });
  }

  /** The dossier as every screen, filter and page shows it; edits go by `store.dossier`, what is on disk. */
  readonly dossier: Dossier | null = $derived.by(() => this.asKnown.dossier);

  /** Whether this is a page for reading, with no host to open, change or export anything. */
  get isPage(): boolean {
    return this.shell.name === 'page';
  }
  get isReady(): boolean {
    return this.#session !== null;
  }
  get connection(): 'starting' | 'live' | 'lost' {
    return this.#connection;
  }
  get settings(): Settings {
    return this.#settings;
  }
  get recent(): Session['recent'] {
    return this.#session?.recent ?? [];
  }
  /** What the middle of the window shows. */
  get screen(): ScreenId {
    return this.#screen;
  }
  get failure(): FailureNote | null {
    return this.#failure;
  }
  /** The day from which the window looks: the reader's own, or the one that is looked back to. */
  get today(): number {
    return this.asKnown.day ?? this.readersToday;
  }
  /** The reader's calendar day, as a UTC midnight in milliseconds. */
  get readersToday(): number {
    const given = this.#session?.today ?? null;
    return given === null ? this.#today : parseDay(given);
  }
  /** The day from which the window looks, with the time of it where that day is the clock's. */
  get now(): Now {
    const isByClock = this.asKnown.day === null && (this.#session?.today ?? null) === null;
    return { today: this.today, instant: isByClock ? this.#instant : null };
  }
  get canEdit(): boolean {
    return this.store.canEdit && this.#connection === 'live' && this.asKnown.day === null;
  }

  /** Reads the session and listens from then on; also after the host was away. */
  async connect(): Promise<void> {
    this.#stopListening ??= this.#client.subscribe(
      (notice) => this.#receive(notice),
      () => this.#lose(),
    );
    try {
      const session = await this.#client.call('session.read', {});
      const wasOpen = this.store.path;
      this.#session = session;
      this.#settings = session.settings;
      this.#connection = 'live';
      this.#failure =
        session.failure === null ? null : describeFailure(session.failure.path, toError(session.failure.fault));
      this.store.load(session.dossier);
      if (session.dossier?.path !== wasOpen) this.#startAfresh();
    } catch {
      this.#connection = 'lost';
    }
  }

  /** The clock's word that a minute has passed, and so perhaps a day. */
  checkDay(): void {
    this.#today = readersDay();
    this.#instant = Date.now();
  }

  async openDossier(path: string, acceptOutsideChanges = false): Promise<boolean> {
    return this.#open(path, () => this.#client.call('dossier.open', { path, acceptOutsideChanges }));
  }

  async openSample(): Promise<boolean> {
    return this.#open(null, () => this.#client.call('dossier.open-sample', {}));
  }

  async createDossier(path: string, title: string): Promise<boolean> {
    return this.#open(path, () => this.#client.call('dossier.create', { path, title }));
  }

  dismissFailure(): void {
    this.#failure = null;
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    const before = this.#settings;
    this.#settings = { ...before, ...change };
    try {
      this.#settings = await this.#client.call('settings.put', change);
    } catch {
      this.#settings = before;
    }
  }

  renderFigure(request: CommandInput<'figure.render'>) {
    return this.#client.call('figure.render', request);
  }

  renderBrief(request: CommandInput<'brief.render'>) {
    return this.#client.call('brief.render', request);
  }

  renderPage(request: CommandInput<'page.render'>) {
    return this.#client.call('page.render', request);
  }

  async renameDossier(title: string, description: string | null): Promise<void> {
    const dossier = this.store.dossier;
    if (dossier === null) return;
    const before = { id: dossier.id, title: dossier.title, description: dossier.description };
    const after = { ...before, title, description };
    await this.store.commit('rename the dossier', [{ collection: 'dossier', id: dossier.id, before, after }]);
  }

  /** Shows a dialog, unless another asks something already. */
  show(dialog: Dialog): void {
    this.dialog ??= dialog;
  }

  undo(): void {
    if (this.canEdit && this.store.steps.undo !== null) this.desk.whenSettled(() => void this.store.undo());
  }

  redo(): void {
    if (this.canEdit && this.store.steps.redo !== null) this.desk.whenSettled(() => void this.store.redo());
  }

  toggleKey(): void {
    void this.changeSettings({ isKeyShown: !this.#settings.isKeyShown });
  }

  /** Shows a page of the inspector, asking first when a changed form stands open. */
  go(page: Page): void {
    this.desk.whenSettled(() => this.pages.go(page));
  }

  showScreen(screen: ScreenId): void {
    this.#screen = screen;
  }

  /** Selects an event, or nothing. */
  select(id: string | null): void {
    this.desk.whenSettled(() => this.pages.select(id));
  }

  /** Adds an event to the selection, or takes it out. */
  toggleSelected(id: string): void {
    this.desk.whenSettled(() => this.pages.toggleSelected(id));
  }

  turnPage(step: 1 | -1): void {
    this.desk.whenSettled(() => (step === -1 ? this.pages.back() : this.pages.forward()));
  }

  /** What deleting a record would touch. */
  planDeletion(collection: DraftCollection, id: string) {
    const dossier = this.store.dossier;
    return dossier === null ? null : planDeletion(dossier, collection, id);
  }

  async delete(collection: DraftCollection, id: string, edits: readonly Edit[]): Promise<void> {
    const dossier = this.store.dossier;
    if (dossier === null) return;
    const record = dossier[collection].get(id);
    if (record === undefined) return;
    await this.store.commit(stepLabel('delete', record), edits);
    this.desk.clear();
  }

  /** Says what became of a deadline. */
  async markDeadline(id: string, outcome: Deadline['outcome']): Promise<void> {
    const before = this.store.dossier?.events.get(id);
    if (before?.kind !== 'deadline') return;
    const edit: Edit = { collection: 'events', id, before, after: { ...before, outcome } };
    await this.store.commit(stepLabel(`mark as ${outcome}:`, before), [edit]);
  }

  async saveCopy(): Promise<void> {
    const copy = this.store.copyAsFile();
    if (copy !== null) await this.shell.saveFile({ ...copy, mediaType: 'application/json', encoding: 'text' });
  }

  async #open(path: string | null, command: () => Promise<OpenDossier>): Promise<boolean> {
    this.isBusy = true;
    this.#failure = null;
    try {
      this.#show(await command());
      return true;
    } catch (error) {
      this.#failure = describeFailure(path, error);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  #show(opened: OpenDossier): void {
    const isOther = opened.path !== this.store.path;
    this.store.load(opened);
    if (isOther) this.#startAfresh();
    void this.#readRecent();
  }

  async #readRecent(): Promise<void> {
    try {
      this.#session = await this.#client.call('session.read', {});
    } catch {
      this.#connection = 'lost';
    }
  }

  #startAfresh(): void {
    this.desk.clear();
    this.dialog = null;
    this.asKnown.leave();
    this.filters.clear();
    this.pages.reset();
    this.#screen = 'timeline';
  }

  #receive(notice: Notice): void {
    switch (notice.name) {
      case 'dossier.changed':
        this.store.receive(notice);
        return void this.asKnown.refresh();
      case 'dossier.opened':
        return this.#show(notice.dossier);
      case 'dossier.access-changed':
        return this.store.setAccess(notice.access);
      case 'settings.changed':
        this.#settings = notice.settings;
    }
  }

  #lose(): void {
    this.#connection = 'lost';
    // A link that broke and mended may have missed changes, so everything is read again.
    void this.connect();
  }
}

function describeFailure(path: string | null, error: unknown): FailureNote {
  const refusal = error instanceof ParleyError ? error : null;
  return {
    message: messageOf(error),
    problems: refusal?.problems.map(problemInWords) ?? [],
    acceptablePath: refusal?.code === 'foreign-change' ? path : null,
  };
}

// The one place that asks the machine's own time zone: which calendar day it is where the reader sits.
function readersDay(): number {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}
