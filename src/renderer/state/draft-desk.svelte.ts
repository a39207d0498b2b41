import type { KeptDraft } from '#api/contract';
import { blankActor, blankEvent, blankSource, blankTrack } from '#core/model/blank';
import type { Records } from '#core/model/dossier';
import type { DossierEvent, EventKind } from '#core/model/event';
import type { DossierStore } from '#renderer/state/dossier-store.svelte.ts';
import { EventDraft } from '#renderer/state/event-draft.svelte.ts';
import type { InspectorPages } from '#renderer/state/inspector-pages.svelte.ts';
import { RecordDraft, type DraftCollection, type DraftGround } from '#renderer/state/record-draft.svelte.ts';

/** A form that is open in the inspector. */
export type Draft = EventDraft | RecordDraft<'actors'> | RecordDraft<'sources'> | RecordDraft<'tracks'>;

/** What the desk needs of the window around it. */
export interface DeskSetting {
  readonly store: DossierStore;
  readonly pages: InspectorPages;
  canEdit(): boolean;
  /** A form of the record that was kept and not saved; null when there is none. */
  keptDraft(id: string): KeptDraft | null;
  /** Asks whether a changed form may be thrown away, and goes on if so. */
  askToDiscard(proceed: () => void): void;
}

/** Where records are written: opens forms, saves them, and lets none with changes be lost without asking. */
export class DraftDesk {
  readonly #setting: DeskSetting;
  #draft = $state.raw<Draft | null>(null);
  /** The source that was cited last, in whichever form. */
  #lastCited: string | null = null;

  constructor(setting: DeskSetting) {
    this.#setting = setting;
  }

  /** The form that is open; one at most. */
  get draft(): Draft | null {
    return this.#draft;
  }

  /** Opens the form for a record that exists; where one was kept that was not saved, that one. */
  edit(collection: DraftCollection, id: string): void {
    const record = this.#setting.store.dossier?.[collection].get(id);
    const kept = this.#setting.keptDraft(id);
    if (record === undefined) return;
    if (kept === null) this.#start(collection, record, record);
    else this.resume(kept);
  }

  /** Opens a form again as it was left. */
  resume(kept: KeptDraft): void {
    const { collection } = kept;
    const [value, before] = [kept.value, kept.before] as unknown as [Records['events'], Records['events'] | null];
    this.#open(() =>
      collection === 'events'
        ? new EventDraft(value, before, this.#ground, { kept })
        : (new RecordDraft(
            collection,
            value as never,
            before as never,
            this.#ground,
            before as never,
          ) as unknown as Draft),
    );
  }

  /** Opens the form for a new event with all that another says, but for its identity. */
  duplicate(id: string): void {
    const event = this.#setting.store.dossier?.events.get(id);
    if (event === undefined) return;
    const claims = event.claims.map((claim) => ({ ...claim, id: crypto.randomUUID() }));
    this.#start('events', { ...event, id: crypto.randomUUID(), label: null, claims } as DossierEvent, null);
  }

  /** Opens the form of the record that the inspector shows. */
  editShown(): void {
    const page = this.#setting.pages.current;
    if (page.type === 'event') this.edit('events', page.id);
    if (page.type === 'citation') this.edit('events', page.event);
    if (page.type === 'actor') this.edit('actors', page.id);
    if (page.type === 'source') this.edit('sources', page.id);
  }

  /** Opens the form for a new event, in the lanes and at the date of the selected one. */
  addEvent(kind: EventKind = 'meeting'): void {
    const { store, pages } = this.#setting;
    const selected = store.dossier?.events.get(pages.selectedEventId ?? '');
    const date = selected?.date?.includes('..') === true ? null : (selected?.date ?? null);
    const tracks = [...(selected?.tracks ?? [])];
    this.#start('events', { ...blankEvent(kind, crypto.randomUUID()), date, tracks }, null);
  }

  /** Opens the form for a new actor, source or track. */
  add(collection: Exclude<DraftCollection, 'events'>): void {
    const id = crypto.randomUUID();
    if (collection === 'actors') this.#start(collection, blankActor(id), null);
    else if (collection === 'sources') this.#start(collection, blankSource(id), null);
    else this.#start(collection, { ...blankTrack(id), order: this.#lastTrackOrder() + 1 }, null);
  }

  /** Opens the shown event's form at a new citation, of a source or to be filled. */
  cite(source: string | null = null): void {
    const page = this.#setting.pages.current;
    const id = page.type === 'event' ? page.id : page.type === 'citation' ? page.event : '';
    const event = this.#setting.store.dossier?.events.get(id);
    if (event !== undefined) this.#open(() => EventDraft.citing(event, this.#ground, source));
  }

  /** The source that "cite again" means: the last one of the open form, else of the form before. Null when it is gone. */
  get sourceToCiteAgain(): string | null {
    const draft = this.#draft;
    if (draft instanceof EventDraft && draft.lastCited !== null) return draft.lastCited;
    const last = this.#lastCited;
    return last !== null && this.#setting.store.dossier?.sources.has(last) === true ? last : null;
  }

  /** Cites the last source once more, in the open form or in that of the shown event. */
  citeAgain(claimIndex?: number): void {
    const source = this.sourceToCiteAgain;
    if (source === null) return;
    if (this.#draft instanceof EventDraft) this.#draft.cite(source, claimIndex);
    else if (this.#draft === null) this.cite(source);
  }

  /** Writes the open form, closes it and shows what was written; answers whether all that it says is on disk. */
  async save(): Promise<boolean> {
    const draft = this.#draft;
    if (draft === null || !(await draft.save())) return false;
    if (draft instanceof EventDraft) this.#lastCited = draft.lastCited ?? this.#lastCited;
    if (this.#draft === draft) this.clear();
    const { pages } = this.#setting;
    const { id } = draft.value;
    if (draft.collection === 'tracks') pages.go({ type: 'list', of: 'tracks' });
    else if (draft.collection === 'actors') pages.go({ type: 'actor', id });
    else if (draft.collection === 'sources') pages.go({ type: 'source', id });
    else pages.go({ type: 'event', id });
    return true;
  }

  /** Leaves the form, asking first when something would be lost. */
  close(): void {
    this.whenSettled(() => {});
  }

  /** Takes the form away without asking, since what it was for is gone or done. */
  clear(): void {
    this.#draft = null;
  }

  /** Goes on once no form stands open, asking the reader first where one holds changes. */
  whenSettled(proceed: () => void): void {
    const leave = () => {
      this.clear();
      proceed();
    };
    if (this.#draft?.isChanged === true) this.#setting.askToDiscard(leave);
    else leave();
  }

  #start<C extends DraftCollection>(collection: C, record: Records[C], before: Records[C] | null): void {
    // The collection and its record type belong together by construction, which TypeScript cannot see through C.
    this.#open(() =>
      collection === 'events'
        ? new EventDraft(record as Records['events'], before as Records['events'], this.#ground)
        : (new RecordDraft(collection, record, before, this.#ground) as unknown as Draft),
    );
  }

  #open(make: () => Draft): void {
    if (this.#setting.canEdit()) this.whenSettled(() => (this.#draft = make()));
  }

  readonly #ground: DraftGround = {
    write: (label, edits) => this.#setting.store.commit(label, edits, () => void this.save()),
    dossier: () => this.#setting.store.dossier,
  };

  #lastTrackOrder(): number {
    const tracks = [...(this.#setting.store.dossier?.tracks.values() ?? [])];
    return Math.max(0, ...tracks.map(({ order }) => order));
  }
}
