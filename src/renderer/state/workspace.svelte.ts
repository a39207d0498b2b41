import { toError } from '#api/answer';
import type { Client } from '#api/client';
import type { CommandInput, Notice, OpenDossier, Session, Settings } from '#api/contract';
import type { Shell } from '#api/transport';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import type { Now } from '#core/dates/due-moment';
import type { Edit } from '#core/dossier/change';
import { planDeletion } from '#core/dossier/integrity';
import type { Dossier } from '#core/model/dossier';
import type { Deadline } from '#core/model/event';
import { problemInWords } from '#core/model/problems';
import { ParleyError } from '#core/parley-error';
import { usualColumns } from '#core/query/table-columns';
import { TimelineController } from '#renderer/features/timeline/timeline-controller.svelte.ts';
import { AsKnown } from '#renderer/state/as-known.svelte.ts';
import { Attachments } from '#renderer/state/attachments.ts';
import type { Dialog } from '#renderer/state/dialogs.ts';
import { MatrixController } from '#renderer/features/sources/matrix-controller.svelte.ts';
import { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { messageOf } from '#renderer/state/error-message.ts';
import { DraftDesk } from '#renderer/state/draft-desk.svelte.ts';
import { EventMoves } from '#renderer/state/event-moves.svelte.ts';
import { DraftKeeper } from '#renderer/state/draft-keeper.svelte.ts';
import { DraftPreview } from '#renderer/state/draft-preview.svelte.ts';
import { HistoryReader } from '#renderer/state/history-reader.ts';
import { Linking } from '#renderer/state/linking.svelte.ts';
import { FilterState } from '#renderer/state/filter-state.svelte.ts';
import { InspectorPages, type Page } from '#renderer/state/inspector-pages.svelte.ts';
import { SelectionActs } from '#renderer/state/selection-acts.ts';
import { nameOfRecord, stepLabel } from '#renderer/state/record-names.ts';
import { SearchState } from '#renderer/state/search-state.svelte.ts';
import type { ScreenId } from '#renderer/state/screens.ts';
import type { DraftCollection } from '#renderer/state/record-draft.svelte.ts';
import { ViewState } from '#renderer/state/view-state.svelte.ts';

/** Why a dossier could not be opened, and which, so that the reader can insist where that makes sense. */
export interface FailureNote {
  readonly message: string;
  readonly problems: readonly string[];
  /** The folder whose outside changes the reader may accept. */
  readonly acceptablePath: string | null;
}

const defaultSettings: Settings = {
  theme: 'system',
  author: 'Reader',
  isAuthorSettled: true,
  isKeyShown: true,
  isRailFolded: false,
  tableColumns: [...usualColumns],
};

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
  readonly attachments: Attachments;
  readonly filters: FilterState;
  readonly search: SearchState;
  readonly views: ViewState;
  readonly pages: InspectorPages;
  readonly desk: DraftDesk;
  readonly keeper: DraftKeeper;
  readonly history: HistoryReader;
  readonly linking: Linking;
  readonly selectionActs: SelectionActs;
  readonly #preview = new DraftPreview();
  readonly asKnown: AsKnown;
  readonly timeline = new TimelineController();
  readonly matrix: MatrixController;
  readonly moves = new EventMoves(this);

  constructor(client: Client, shell: Shell) {
    this.#client = client;
    this.shell = shell;
    this.attachments = new Attachments(client, shell);
    this.store = new DossierStore(client, () => void this.connect());
    const dossier = () => this.dossier;
    this.asKnown = new AsKnown({
      client,
      dossier: () => this.store.dossier,
      today: () => this.readersToday,
      whenSettled: (proceed) => this.desk.whenSettled(proceed),
      // Fewer events would otherwise be fitted anew at each step.
      onenter: () => this.timeline.hold(),
    });
    this.filters = new FilterState(dossier, () => this.today);
    this.search = new SearchState(dossier, () => this.today);
    this.pages = new InspectorPages(dossier);
    this.keeper = new DraftKeeper(client);
    this.history = new HistoryReader(client, this.store);
    this.linking = new Linking(this.store);
    this.selectionActs = new SelectionActs(this.store);
    this.matrix = new MatrixController(dossier, () => this.filters.visible);
    this.views = new ViewState({
      filters: this.filters,
      dossier,
      stored: () => this.store.dossier,
      today: () => this.today,
      window: () => this.timeline.chosenWindow,
      show: (window) => (window === null ? this.timeline.fit() : this.timeline.show(window)),
      asKnownOn: () => (this.asKnown.day === null ? null : formatDay(this.asKnown.day)),
      showAsKnownOn: (day) => (day === null ? this.asKnown.leave() : this.asKnown.show(parseDay(day))),
      canEdit: () => this.canEdit,
      commit: (label, edits) => this.store.commit(label, edits),
    });
    this.desk = new DraftDesk({
      store: this.store,
      pages: this.pages,
      canEdit: () => this.canEdit,
      keptDraft: (id) => this.keeper.offeredFor(id),
      askToDiscard: (proceed) => (this.dialog = { type: 'discard', proceed }),
    });
  }

  /** The dossier as every screen, filter and page shows it; edits go by `store.dossier`, what is on disk. */
  readonly dossier: Dossier | null = $derived.by(() => this.#preview.of(this.desk.draft) ?? this.asKnown.dossier);

  /** The event that the canvas rings: the one being written, one that a link is drawn to, or the selected one. */
  readonly ringedEventId: string | null = $derived.by(() => {
    const { draft } = this.desk;
    if (draft?.collection === 'events' && this.dossier?.events.has(draft.value.id) === true) return draft.value.id;
    return this.linking.to ?? this.pages.selectedEventId;
  });

  /** The events that the search has found, for marking them wherever they are drawn. */
  get searchHits(): ReadonlySet<string> {
    return this.search.hits;
  }

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

  /** To be called whenever the open form or what is written in it is another: it is kept, and shown on the canvas. */
  followDraft(): void {
    const { draft } = this.desk;
    void draft?.kept;
    this.keeper.follow(draft);
    this.#preview.follow(draft, this.store.dossier);
  }

  /** Selects an event, or nothing; while a link is drawn, an event is what it leads to. */
  select(id: string | null): void {
    if (this.linking.from !== null && id !== null) return this.linking.pick(id);
    this.desk.whenSettled(() => this.pages.select(id));
  }

  /** Adds an event to the selection, or takes it out. */
  toggleSelected(id: string): void {
    this.desk.whenSettled(() => this.pages.toggleSelected(id));
  }

  /** Begins to draw a link from the event that the inspector shows. */
  startLink(): void {
    const page = this.pages.current;
    if (page.type === 'event' && this.canEdit) this.desk.whenSettled(() => this.linking.start(page.id));
  }

  /** Shows the history of the record that the inspector shows; of the whole dossier where it shows none. */
  showHistory(): void {
    const page = this.pages.current;
    const collection = { event: 'events', actor: 'actors', source: 'sources' } as const;
    if (page.type !== 'event' && page.type !== 'actor' && page.type !== 'source') {
      return this.go({ type: 'history', record: null });
    }
    const key = { collection: collection[page.type], id: page.id };
    const record = this.store.dossier?.[key.collection].get(page.id);
    if (record !== undefined) this.go({ type: 'history', record: { ...key, name: nameOfRecord(record) } });
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
    this.linking.cancel();
    void this.keeper.read();
    this.dialog = null;
    this.asKnown.leave();
    this.filters.clear();
    this.search.clear();
    this.views.reset();
    this.pages.reset();
    this.matrix.reset();
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
        return;
      case 'menu.chosen':
        this.#actOnMenu(notice.act);
    }
  }

  // While a field has the focus, its own undo is meant.
  #actOnMenu(act: 'undo' | 'redo'): void {
    if (document.activeElement?.matches('input, textarea') === true) document.execCommand(act);
    else this[act]();
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
