import type { Client } from '#api/client';
import type { Notice, OpenDossier, Settings } from '#api/contract';
import type { Shell } from '#api/transport';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import type { Now } from '#core/dates/due-moment';
import type { Dossier } from '#core/model/dossier';
import { TimelineController } from '#renderer/features/timeline/timeline-controller.svelte.ts';
import { AsKnown } from '#renderer/state/as-known.svelte.ts';
import { BackupReader } from '#renderer/state/backup-reader.ts';
import { Attachments } from '#renderer/state/attachments.ts';
import { CopyMerge } from '#renderer/state/copy-merge.svelte.ts';
import type { Dialog } from '#renderer/state/dialogs.ts';
import { MatrixController } from '#renderer/features/sources/matrix-controller.svelte.ts';
import { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { DraftDesk } from '#renderer/state/draft-desk.svelte.ts';
import { EventMoves } from '#renderer/state/event-moves.svelte.ts';
import { DraftKeeper } from '#renderer/state/draft-keeper.svelte.ts';
import { DraftPreview } from '#renderer/state/draft-preview.svelte.ts';
import { type FailureNote, HostSession } from '#renderer/state/host-session.svelte.ts';
import { HistoryReader } from '#renderer/state/history-reader.ts';
import { Linking } from '#renderer/state/linking.svelte.ts';
import { FilterState } from '#renderer/state/filter-state.svelte.ts';
import { InspectorPages, type Page } from '#renderer/state/inspector-pages.svelte.ts';
import { RecordActs } from '#renderer/state/record-acts.ts';
import { SelectionActs } from '#renderer/state/selection-acts.ts';
import { nameOfRecord } from '#renderer/state/record-names.ts';
import { SearchState } from '#renderer/state/search-state.svelte.ts';
import type { ScreenId } from '#renderer/state/screens.ts';
import { ViewState } from '#renderer/state/view-state.svelte.ts';
import { Works } from '#renderer/state/works.ts';

/** The window's whole state, and every act that a person can do in it. */
export class Workspace {
  readonly shell: Shell;
  readonly #client: Client;
  #screen = $state<ScreenId>('timeline');
  dialog = $state.raw<Dialog | null>(null);
  /** Which part of the deadlines' screen shows. */
  deadlinesPart = $state<'deadlines' | 'measures'>('deadlines');

  readonly #session: HostSession;
  readonly store: DossierStore;
  readonly records: RecordActs;
  readonly attachments: Attachments;
  readonly works: Works;
  readonly backups: BackupReader;
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
    this.#session = new HostSession({
      client,
      load: (opened) => this.#load(opened),
      receive: (notice) => this.#receive(notice),
    });
    this.works = new Works(client);
    this.backups = new BackupReader(client);
    this.store = new DossierStore(client, () => void this.connect());
    this.records = new RecordActs(this.store, () => this.desk.clear());
    const dossier = () => this.dossier;
    this.asKnown = new AsKnown({
      client,
      dossier: () => this.store.dossier,
      today: () => this.readersToday,
      whenSettled: (proceed) => this.desk.whenSettled(proceed),
      // Fewer events would otherwise be fitted anew at each step.
      onenter: () => this.timeline.hold(),
    });
    const today = () => this.today;
    const isBusy = () => this.timeline.isMoving;
    this.filters = new FilterState(dossier, today, isBusy);
    this.search = new SearchState(dossier, today, isBusy);
    this.pages = new InspectorPages(dossier);
    this.keeper = new DraftKeeper(client, (sentence) => this.store.remark(sentence));
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
      knownOn: (day) => this.asKnown.dossierOn(parseDay(day)),
      showAsKnownOn: (day) => this.asKnown.show(parseDay(day)),
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

  /** Whether this is a page for reading, with no host to open, change or export anything. */
  get isPage(): boolean {
    return this.shell.name === 'page';
  }
  get isReady(): boolean {
    return this.#session.isReady;
  }
  get isBusy(): boolean {
    return this.#session.isBusy;
  }
  get connection(): HostSession['connection'] {
    return this.#session.connection;
  }
  get settings(): Settings {
    return this.#session.settings;
  }
  get recent(): HostSession['recent'] {
    return this.#session.recent;
  }
  /** What the middle of the window shows. */
  get screen(): ScreenId {
    return this.#screen;
  }
  get failure(): FailureNote | null {
    return this.#session.failure;
  }
  /** The dossier that should be open, cannot be read, and may be recovered; null otherwise. */
  get recoveryPath(): string | null {
    return this.#session.recoveryPath;
  }
  /** The day from which the window looks: the reader's own, or the one that is looked back to. */
  get today(): number {
    return this.asKnown.day ?? this.readersToday;
  }
  /** The reader's calendar day, as a UTC midnight in milliseconds. */
  get readersToday(): number {
    return this.#session.today;
  }
  /** The day from which the window looks, with the time of it where that day is the clock's. */
  get now(): Now {
    return { today: this.today, instant: this.asKnown.day === null ? this.#session.instant : null };
  }
  get canEdit(): boolean {
    return this.store.canEdit && this.connection === 'live' && this.asKnown.day === null;
  }

  /** Reads the session and listens from then on; also after the host was away. */
  connect(): Promise<void> {
    return this.#session.connect();
  }

  /** The clock's word that a minute has passed, and so perhaps a day. */
  checkDay(): void {
    this.#session.checkDay();
  }

  openDossier(path: string, acceptOutsideChanges = false): Promise<boolean> {
    return this.#session.open(path, () => this.#client.call('dossier.open', { path, acceptOutsideChanges }));
  }

  openSample(): Promise<boolean> {
    return this.#session.open(null, () => this.#client.call('dossier.open-sample', {}));
  }

  createDossier(path: string, title: string): Promise<boolean> {
    return this.#session.open(path, () => this.#client.call('dossier.create', { path, title }));
  }

  dismissFailure(): void {
    this.#session.dismissFailure();
  }

  get settingsTrouble(): string | null {
    return this.#session.settingsTrouble;
  }
  dismissSettingsTrouble(): void {
    this.#session.settingsTrouble = null;
  }
  changeSettings(change: Partial<Settings>): Promise<void> {
    return this.#session.changeSettings(change);
  }

  /** A desk on which another copy is merged into the open dossier. */
  mergeDesk(): CopyMerge {
    return new CopyMerge(this.#client, this.attachments);
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
    void this.changeSettings({ isKeyShown: !this.settings.isKeyShown });
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

  async saveCopy(): Promise<void> {
    const copy = this.store.copyAsFile();
    if (copy !== null) await this.shell.saveFile({ ...copy, mediaType: 'application/json', encoding: 'text' });
  }

  #load(opened: OpenDossier | null): void {
    const isOther = opened?.path !== this.store.path;
    this.store.load(opened);
    if (isOther) this.#startAfresh();
  }

  #startAfresh(): void {
    this.desk.clear();
    this.linking.cancel();
    void this.keeper.read();
    this.dialog = null;
    this.asKnown.leave();
    void this.asKnown.refresh();
    this.filters.clear();
    this.search.reset();
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
      case 'dossier.remarked':
        return this.store.remark(notice.remark);
      case 'dossier.access-changed':
        return this.store.setAccess(notice.access);
      case 'work.advanced':
        return this.works.receive(notice);
      case 'menu.chosen':
        this.#actOnMenu(notice.act);
    }
  }

  // While a field has the focus, its own undo is meant.
  #actOnMenu(act: 'undo' | 'redo'): void {
    if (document.activeElement?.matches('input, textarea') === true) document.execCommand(act);
    else this[act]();
  }
}
