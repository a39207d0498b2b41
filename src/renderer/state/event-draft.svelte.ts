import type { Edit } from '#core/dossier/change';
import { plainCitation } from '#core/dossier/citations';
import type { Actor } from '#core/model/actor';
import { blankActor, blankEvent, blankSource } from '#core/model/blank';
import type { DossierEvent, EventKind } from '#core/model/event';
import type { Source } from '#core/model/source';
import { RecordDraft, type Write } from '#renderer/state/record-draft.svelte.ts';

const commonFields = [
  'title',
  'label',
  'summary',
  'date',
  'undated',
  'clock',
  'place',
  'tracks',
  'tags',
  'importance',
  'participants',
  'claims',
  'relations',
  'notes',
] as const satisfies readonly (keyof DossierEvent)[];

/** An event while its form is open. */
export class EventDraft extends RecordDraft<'events'> {
  // What was typed into the fields of another kind comes back when that kind does.
  readonly #byKind = new Map<EventKind, DossierEvent>();
  /** Whether the form was opened to cite a source, and so begins there. */
  readonly startsAtCitation: boolean;
  addedActors = $state<Actor[]>([]);
  addedSources = $state<Source[]>([]);

  constructor(event: DossierEvent, before: DossierEvent | null, write: Write, startsAtCitation = false) {
    super('events', event, before, write);
    this.startsAtCitation = startsAtCitation;
  }

  /** The form of an event with an empty citation under its first claim, which is the event itself, ready to be filled. */
  static citing(event: DossierEvent, write: Write): EventDraft {
    const [first = { id: crypto.randomUUID(), text: event.title, citations: [] }, ...others] = event.claims;
    const claims = [{ ...first, citations: [...first.citations, newCitation()] }, ...others];
    return new EventDraft({ ...event, claims }, event, write, true);
  }

  setKind(kind: EventKind): void {
    const current = $state.snapshot(this.value) as DossierEvent;
    if (current.kind === kind) return;
    this.#byKind.set(current.kind, current);
    const next = this.#byKind.get(kind) ?? blankEvent(kind, current.id);
    const common = Object.fromEntries(commonFields.map((field) => [field, current[field]]));
    this.value = { ...next, ...common } as DossierEvent;
  }

  /** Starts an actor that will be written together with the event; answers its id. */
  addActor(name: string): string {
    const actor = { ...blankActor(crypto.randomUUID()), name };
    this.addedActors.push(actor);
    return actor.id;
  }

  /** Starts a source that will be written together with the event; answers its id. */
  addSource(title: string): string {
    const source = { ...blankSource(crypto.randomUUID()), title };
    this.addedSources.push(source);
    return source.id;
  }

  protected override companions(): readonly Edit[] {
    // One that was created and then taken out of its row again is not wanted.
    const text = JSON.stringify(this.value);
    const isUsed = (record: { id: string }) => text.includes(JSON.stringify(record.id));
    const actors = $state.snapshot(this.addedActors).filter(isUsed);
    const sources = $state.snapshot(this.addedSources).filter(isUsed);
    return [
      ...actors.map((after) => ({ collection: 'actors', id: after.id, before: null, after }) as const),
      ...sources.map((after) => ({ collection: 'sources', id: after.id, before: null, after }) as const),
    ];
  }
}

/** A citation whose source is still to be chosen. */
export function newCitation() {
  return plainCitation('');
}
