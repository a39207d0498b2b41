import type { Client } from '#api/client';
import type { CommandInput, Notice, OpenDossier, Session, Settings } from '#api/contract';
import type { Shell } from '#api/transport';
import { parseDay } from '#core/dates/calendar-day';
import type { Edit } from '#core/dossier/change';
import { planDeletion } from '#core/dossier/integrity';
import { blankActor, blankEvent, blankSource, blankTrack } from '#core/model/blank';
import type { EventKind } from '#core/model/event';
import { problemInWords } from '#core/model/problems';
import { ParleyError } from '#core/parley-error';
import { TimelineController } from '#renderer/features/timeline/timeline-controller.svelte.ts';
import type { Dialog } from '#renderer/state/dialogs.ts';
import { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { messageOf } from '#renderer/state/error-message.ts';
import { EventDraft } from '#renderer/state/event-draft.svelte.ts';
import { FilterState } from '#renderer/state/filter-state.svelte.ts';
import { InspectorPages, type Page } from '#renderer/state/inspector-pages.svelte.ts';
import { nameOfRecord } from '#renderer/state/record-names.ts';
import { RecordDraft, type DraftCollection } from '#renderer/state/record-draft.svelte.ts';

/** The form that is open in the inspector. */
export type Draft = EventDraft | RecordDraft<'actors'> | RecordDraft<'sources'> | RecordDraft<'tracks'>;

/** Why a dossier could not be opened, and which, so that the reader can insist where that makes sense. */
export interface OpenFailure {
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
  #failure = $state.raw<OpenFailure | null>(null);
  #today = $state(readersDay());
  draft = $state.raw<Draft | null>(null);
  dialog = $state.raw<Dialog | null>(null);
  isBusy = $state(false);

  readonly store: DossierStore;
  readonly filters: FilterState;
  readonly pages: InspectorPages;
  readonly timeline = new TimelineController();

  constructor(client: Client, shell: Shell) {
    this.#client = client;
    this.shell = shell;
    this.store = new DossierStore(client, () => void this.connect());
    const dossier = () => this.store.dossier;
    this.filters = new FilterState(dossier, () => this.today);
    this.pages = new InspectorPages(dossier);
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
  get version(): string {
    return this.#session?.version ?? '';
  }
  get recent(): Session['recent'] {
    return this.#session?.recent ?? [];
  }
  get failure(): OpenFailure | null {
    return this.#failure;
  }
  /** The reader's calendar day, as a UTC midnight in milliseconds. */
  get today(): number {
    const given = this.#session?.today ?? null;
    return given === null ? this.#today : parseDay(given);
  }
  get canEdit(): boolean {
    return this.store.canEdit && this.#connection === 'live';
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
        session.failure === null ? null : { message: session.failure, problems: [], acceptablePath: null };
      this.store.load(session.dossier);
      if (session.dossier?.path !== wasOpen) this.#startAfresh();
    } catch {
      this.#connection = 'lost';
    }
  }

  /** The clock's word that a day may have passed. */
  checkDay(): void {
    this.#today = readersDay();
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

  async renameDossier(title: string, description: string | null): Promise<void> {
    const dossier = this.store.dossier;
    if (dossier === null) return;
    const before = { id: dossier.id, title: dossier.title, description: dossier.description };
    const after = { ...before, title, description };
    await this.store.commit('rename the dossier', [{ collection: 'dossier', id: dossier.id, before, after }]);
  }

  /** Opens the form for a record that exists. */
  edit(collection: DraftCollection, id: string): void {
    const dossier = this.store.dossier;
    if (dossier === null || !this.canEdit) return;
    const record = dossier[collection].get(id);
    if (record !== undefined) this.#startDraft(collection, record, record);
  }

  /** Opens the form for a new event, in the lane of the selected one. */
  addEvent(kind: EventKind = 'meeting'): void {
    const dossier = this.store.dossier;
    if (dossier === null || !this.canEdit) return;
    const selected = this.pages.selectedEventId;
    const tracks = selected === null ? [] : (dossier.events.get(selected)?.tracks ?? []);
    this.#startDraft('events', { ...blankEvent(kind, crypto.randomUUID()), tracks: [...tracks] }, null);
  }

  add(collection: Exclude<DraftCollection, 'events'>): void {
    const dossier = this.store.dossier;
    if (dossier === null || !this.canEdit) return;
    const id = crypto.randomUUID();
    if (collection === 'actors') this.#startDraft(collection, blankActor(id), null);
    else if (collection === 'sources') this.#startDraft(collection, blankSource(id), null);
    else {
      const last = Math.max(0, ...[...dossier.tracks.values()].map((track) => track.order));
      this.#startDraft(collection, { ...blankTrack(id), order: last + 1 }, null);
    }
  }

  /** Opens the form of the record that the inspector shows. */
  editShown(): void {
    const page = this.pages.current;
    if (page.type === 'event') this.edit('events', page.id);
    if (page.type === 'actor') this.edit('actors', page.id);
    if (page.type === 'source') this.edit('sources', page.id);
  }

  /** Opens the selected event's form at a new citation. */
  cite(): void {
    const page = this.pages.current;
    if (page.type !== 'event') return;
    this.edit('events', page.id);
    if (this.draft instanceof EventDraft) this.draft.cite();
  }

  /** Shows a dialog, unless another asks something already. */
  show(dialog: Dialog): void {
    this.dialog ??= dialog;
  }

  undo(): void {
    if (this.canEdit && this.store.steps.undo !== null) this.whenSettled(() => void this.store.undo());
  }

  redo(): void {
    if (this.canEdit && this.store.steps.redo !== null) this.whenSettled(() => void this.store.redo());
  }

  toggleKey(): void {
    void this.changeSettings({ isKeyShown: !this.#settings.isKeyShown });
  }

  /** Shows a page of the inspector, asking first when a changed form stands open. */
  go(page: Page): void {
    this.whenSettled(() => this.pages.go(page));
  }

  /** Selects an event, or nothing. */
  select(id: string | null): void {
    this.whenSettled(() => this.pages.select(id));
  }

  turnPage(step: 1 | -1): void {
    this.whenSettled(() => (step === -1 ? this.pages.back() : this.pages.forward()));
  }

  /** Writes the open form, closes it and shows what was written. */
  async saveDraft(): Promise<boolean> {
    const draft = this.draft;
    if (draft === null || !(await draft.save())) return false;
    if (this.draft === draft) this.draft = null;
    const id = draft.value.id;
    if (draft.collection === 'tracks') this.pages.go({ type: 'list', of: 'tracks' });
    else if (draft.collection === 'actors') this.pages.go({ type: 'actor', id });
    else if (draft.collection === 'sources') this.pages.go({ type: 'source', id });
    else this.pages.go({ type: 'event', id });
    return true;
  }

  /** Leaves the form, asking first when something would be lost. */
  closeDraft(): void {
    this.whenSettled(() => (this.draft = null));
  }

  /** Goes on once no changed form stands open, asking the reader first where one does. */
  whenSettled(proceed: () => void): void {
    if (this.draft?.isChanged === true) {
      this.dialog = { type: 'discard', proceed: () => ((this.draft = null), proceed()) };
    } else {
      this.draft = null;
      proceed();
    }
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
    await this.store.commit(`delete ${nameOfRecord(record)}`.slice(0, 200), edits);
    this.draft = null;
  }

  async saveCopy(): Promise<void> {
    const copy = this.store.copyAsFile();
    if (copy !== null) await this.shell.saveFile({ ...copy, mediaType: 'application/json', encoding: 'text' });
  }

  #startDraft(collection: DraftCollection, record: unknown, before: unknown): void {
    this.whenSettled(() => {
      const write = (label: string, edits: readonly Edit[]) =>
        this.store.commit(label, edits, () => void this.saveDraft());
      this.draft =
        collection === 'events'
          ? new EventDraft(record as EventDraft['value'], before as EventDraft['before'], write)
          : (new RecordDraft(collection, record as never, before as never, write) as Draft);
    });
  }

  async #open(path: string | null, command: () => Promise<OpenDossier>): Promise<boolean> {
    this.isBusy = true;
    this.#failure = null;
    try {
      this.#show(await command());
      return true;
    } catch (error) {
      const isForeign = error instanceof ParleyError && error.code === 'foreign-change';
      this.#failure = {
        message: messageOf(error),
        problems: error instanceof ParleyError ? error.problems.map(problemInWords) : [],
        acceptablePath: isForeign ? path : null,
      };
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
    this.draft = null;
    this.dialog = null;
    this.filters.clear();
    this.pages.reset();
  }

  #receive(notice: Notice): void {
    switch (notice.name) {
      case 'dossier.changed':
        return this.store.receive(notice);
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

// The one place that asks the machine's own time zone: which calendar day it is where the reader sits.
function readersDay(): number {
  const now = new Date();
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
}
