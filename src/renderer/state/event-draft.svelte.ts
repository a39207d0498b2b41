import type { KeptDraft } from '#api/contract';
import { sourceAtAddress, sourceFromAddress } from '#core/capture/source-from-address';
import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { plainCitation } from '#core/dossier/citations';
import { checkChange } from '#core/dossier/integrity';
import type { Actor } from '#core/model/actor';
import { blankActor, blankEvent, blankSource } from '#core/model/blank';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, EventKind } from '#core/model/event';
import { readRecord } from '#core/model/problems';
import type { Source } from '#core/model/source';
import { kindNames } from '#core/query/vocabulary';
import { ParleyError, type Problem } from '#core/parley-error';
import { RecordDraft, type DraftGround } from '#renderer/state/record-draft.svelte.ts';

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

/** What an event's form is opened with beyond the event. */
export interface EventFormStart {
  /** Whether it was opened to cite a source, and so begins there. */
  readonly atCitation?: boolean;
  /** The form was not saved the last time, and is taken up again. */
  readonly kept?: KeptDraft;
}

/** An event while its form is open. */
export class EventDraft extends RecordDraft<'events'> {
  // What was typed into the fields of another kind comes back when that kind does.
  readonly #byKind = new Map<EventKind, DossierEvent>();
  readonly startsAtCitation: boolean;
  addedActors = $state<Actor[]>([]);
  addedSources = $state<Source[]>([]);

  constructor(event: DossierEvent, before: DossierEvent | null, ground: DraftGround, start: EventFormStart = {}) {
    super('events', event, before, ground, start.kept === undefined ? event : before);
    this.startsAtCitation = start.atCitation ?? false;
    this.addedActors = (start.kept?.actors ?? []) as unknown as Actor[];
    this.addedSources = (start.kept?.sources ?? []) as unknown as Source[];
  }

  /** The form of an event, begun where a source is cited; a source that is given is cited already. */
  static citing(event: DossierEvent, ground: DraftGround, source: string | null): EventDraft {
    const draft = new EventDraft(event, event, ground, { atCitation: true });
    if (source !== null) draft.cite(source);
    return draft;
  }

  setKind(kind: EventKind): void {
    const current = $state.snapshot(this.value) as DossierEvent;
    if (current.kind === kind) return;
    this.#byKind.set(current.kind, current);
    const next = this.#byKind.get(kind) ?? blankEvent(kind, current.id);
    const common = Object.fromEntries(commonFields.map((field) => [field, current[field]]));
    this.value = { ...next, ...common } as DossierEvent;
  }

  /** The first claim is the event itself: while it says what the title says, it goes on doing so. */
  setTitle(title: string): void {
    const [first] = this.value.claims;
    if (first !== undefined && first.text === this.value.title) first.text = title;
    this.value.title = title;
  }

  /** Cites a source under a claim; where there is no claim yet, the event itself is the first. */
  cite(source: string, claimIndex = 0): void {
    const { claims } = this.value;
    if (claims.length === 0) claims.push({ id: crypto.randomUUID(), text: this.value.title, citations: [] });
    claims[claimIndex]?.citations.push(newCitation(source));
  }

  /** The source that was cited last in this form; null when none was. */
  get lastCited(): string | null {
    const citations = this.value.claims.flatMap((claim) => claim.citations);
    return citations.findLast(({ source }) => source !== '')?.source ?? null;
  }

  /** Starts an actor that will be written together with the event; answers its id. */
  addActor(name: string): string {
    const actor = { ...blankActor(crypto.randomUUID()), name };
    this.addedActors.push(actor);
    return actor.id;
  }

  /**
   * Starts a source that will be written together with the event, from its title or its address; answers its id. Where
   * the dossier has the page already, it is that source.
   */
  addSource(text: string, known: readonly Source[]): string {
    const all = [...known, ...$state.snapshot(this.addedSources)];
    const present = sourceAtAddress(text, all);
    if (present !== null) return present.id;
    const id = crypto.randomUUID();
    const source = sourceFromAddress(text, id, all) ?? { ...blankSource(id), title: text };
    this.addedSources.push(source);
    return source.id;
  }

  /**
   * The dossier as it would be, were the form saved now. What is not filled in yet is left out, a title stood in for; null
   * while what is written cannot stand in a dossier.
   */
  previewIn(dossier: Dossier): Dossier | null {
    const written = $state.snapshot(this.value) as DossierEvent;
    const after: DossierEvent = {
      ...written,
      title: written.title.trim() === '' ? `New ${kindNames[written.kind].singular.toLowerCase()}` : written.title,
      participants: written.participants.filter(({ actor }) => actor !== ''),
      claims: written.claims
        .map((claim) => ({ ...claim, citations: claim.citations.filter(({ source }) => source !== '') }))
        .filter(({ text }) => text.trim() !== ''),
      relations: written.relations.filter(({ event }) => event !== ''),
    };
    if (!readRecord('events', after, after.id).ok || this.#companionProblems().length > 0) return null;
    const before = dossier.events.get(after.id) ?? null;
    const edits = [...this.companions(), { collection: 'events', id: after.id, before, after } as const];
    try {
      checkChange(dossier, edits);
    } catch (error) {
      if (error instanceof ParleyError) return null;
      throw error;
    }
    return applyChange(dossier, { edits });
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

  protected override letGo(written: ReadonlySet<string>): void {
    this.addedActors = this.addedActors.filter(({ id }) => !written.has(id));
    this.addedSources = this.addedSources.filter(({ id }) => !written.has(id));
  }

  protected override started(): Pick<KeptDraft, 'actors' | 'sources'> {
    return {
      actors: $state.snapshot(this.addedActors) as KeptDraft['actors'],
      sources: $state.snapshot(this.addedSources) as KeptDraft['sources'],
    };
  }

  protected override ownProblems(): readonly Problem[] {
    const companions = this.#companionProblems();
    return lacksSanction(this.value) ? [...companions, sanctionProblem(this.value.id)] : companions;
  }

  #companionProblems(): readonly Problem[] {
    return this.companions().flatMap(({ collection, id, after }) => {
      const read = collection === 'dossier' ? null : readRecord(collection, after, id);
      return read === null || read.ok ? [] : read.problems;
    });
  }
}

/** A waiver says what it waives: a sanction, or an earlier licence that said so. */
function lacksSanction({ kind, relations }: DossierEvent): boolean {
  return kind === 'waiver' && !relations.some(({ type }) => type === 'suspends' || type === 'supersedes');
}

function sanctionProblem(id: string): Problem {
  return { collection: 'events', id, field: 'relations', message: 'must name the sanction that the waiver suspends' };
}

/** A citation of a source, or with an empty one of what is still to be chosen. */
export function newCitation(source = '') {
  return plainCitation(source);
}
