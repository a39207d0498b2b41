import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { type Reference, referencesTo } from '#core/dossier/integrity';
import { linksOf } from '#core/dossier/links';
import { isSame } from '#core/dossier/same';
import type { Actor } from '#core/model/actor';
import type { Citation } from '#core/model/claim';
import type { CollectionName, Dossier, Records } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { View } from '#core/model/view';
import { standingOfEvent, type EventStanding } from '#core/query/standing';

/** The collections whose records can turn out to be the same. */
export type MergeableCollection = 'actors' | 'sources';

/** A field in which two records differ and only one value can stay. An identifier's field is `identifiers.SCHEME`. */
export interface MergeConflict {
  readonly field: string;
  readonly kept: unknown;
  readonly merged: unknown;
}

/** An event whose standing changes when two records become one. */
export interface StandingChange {
  readonly event: DossierEvent;
  readonly before: EventStanding;
  readonly after: EventStanding;
}

/** What merging one record into another entails. */
export interface MergePlan<C extends MergeableCollection> {
  /** The record as it would be. */
  readonly result: Records[C];
  /** Where one value must be chosen; what is not chosen stays as the kept record has it. */
  readonly conflicts: readonly MergeConflict[];
  /** Every place that names the record that goes, and would name the other. */
  readonly references: readonly Reference[];
  readonly standings: readonly StandingChange[];
  /** One step: every reference moved, then the kept record changed and the other deleted. */
  readonly edits: readonly Edit[];
}

/** The two records, and the fields that are taken from the one that goes. */
export interface Merge<C extends MergeableCollection> {
  readonly collection: C;
  readonly keptId: string;
  readonly mergedId: string;
  readonly taken: ReadonlySet<string>;
}

/**
 * Works out how one record goes into another that is the same. Empty fields are filled, lists joined, notes put one under
 * the other, a person's other name kept as an alias; everything that named the record names the other, and what would
 * then stand twice stands once. Both records must be there, and not be one.
 */
export function planMerge<C extends MergeableCollection>(dossier: Dossier, merge: Merge<C>): MergePlan<C> {
  const { collection, keptId, mergedId } = merge;
  const kept = dossier[collection].get(keptId);
  const merged = dossier[collection].get(mergedId);
  if (kept === undefined || merged === undefined || keptId === mergedId)
    throw new Error(`There are no two ${collection} ${keptId} and ${mergedId} to merge.`);

  const references = referencesTo(dossier, collection, mergedId);
  const move = <D extends CollectionName>(name: D, record: Records[D]) =>
    withoutRepetition(name, renamed(name, record, merge));
  const { result, conflicts } = combine<Actor | Source>(kept, merged, merge.taken);
  const after = move(collection, result as Records[C]);

  const holders = new Map(references.map((place) => [`${place.collection} ${place.id}`, place]));
  const edits: Edit[] = [];
  for (const holder of holders.values()) {
    const isOneOfTheTwo = holder.collection === collection && (holder.id === keptId || holder.id === mergedId);
    const before = dossier[holder.collection].get(holder.id);
    if (isOneOfTheTwo || before === undefined) continue;
    edits.push({
      collection: holder.collection,
      id: holder.id,
      before,
      after: move(holder.collection, before),
    } as Edit);
  }
  if (!isSame(kept, after)) edits.push({ collection, id: keptId, before: kept, after } as Edit);
  edits.push({ collection, id: mergedId, before: merged, after: null } as Edit);
  return { result: after, conflicts, references, standings: standingChanges(dossier, edits, merge), edits };
}

// --- Fields

// Joined rather than chosen between.
const lists: ReadonlySet<string> = new Set(['aliases', 'affiliations', 'authors', 'speaksFor']);

function combine<R extends Actor | Source>(
  kept: R,
  merged: R,
  taken: ReadonlySet<string>,
): { result: R; conflicts: MergeConflict[] } {
  const conflicts: MergeConflict[] = [];
  const choose = (field: string, mine: unknown, theirs: unknown): unknown => {
    if (theirs === null || theirs === undefined || isSame(mine, theirs)) return mine;
    if (mine === null || mine === undefined) return theirs;
    conflicts.push({ field, kept: mine, merged: theirs });
    return taken.has(field) ? theirs : mine;
  };
  const result: Record<string, unknown> = { ...kept };
  for (const [field, theirs] of Object.entries(merged)) {
    const mine = (kept as Readonly<Record<string, unknown>>)[field];
    if (field === 'id') continue;
    if (lists.has(field)) result[field] = unique([...(mine as unknown[]), ...(theirs as unknown[])]);
    else if (field === 'notes') result[field] = joinedNotes(kept.notes, merged.notes);
    else if (field === 'identifiers') result[field] = chooseWithin(mine as Actor['identifiers'], theirs, choose);
    else result[field] = choose(field, mine, theirs);
  }
  return { result: 'aliases' in kept ? (withOtherNames(result, [kept, merged]) as R) : (result as R), conflicts };
}

function chooseWithin(
  mine: Actor['identifiers'],
  theirs: unknown,
  choose: (field: string, mine: unknown, theirs: unknown) => unknown,
) {
  const found = new Map(Object.entries(mine));
  for (const [scheme, value] of Object.entries(theirs as Actor['identifiers'])) {
    found.set(scheme, choose(`identifiers.${scheme}`, found.get(scheme), value) as string);
  }
  return Object.fromEntries(found);
}

function joinedNotes(kept: string | null, merged: string | null): string | null {
  if (kept === null || merged === null) return kept ?? merged;
  return kept.includes(merged) ? kept : `${kept}\n\n${merged}`;
}

/** Whichever name goes stays findable as an alias; the name itself is none. */
function withOtherNames(result: Record<string, unknown>, records: readonly (Actor | Source)[]) {
  const names = records.flatMap((record) => ('name' in record ? [record.name] : []));
  const aliases = unique([...(result['aliases'] as string[]), ...names]).filter((alias) => alias !== result['name']);
  return { ...result, aliases };
}

// --- References

/** A record with every link to the merged record leading to the kept one. */
function renamed<D extends CollectionName>(
  name: D,
  record: Records[D],
  { collection, keptId, mergedId }: Omit<Merge<MergeableCollection>, 'taken'>,
): Records[D] {
  return linksOf(name, record)
    .filter((link) => link.collection === collection && link.id === mergedId)
    .reduce<Records[D]>((current, { field }) => withValueAt(current, field.split('.'), keptId) as Records[D], record);
}

function withValueAt(value: unknown, [step, ...rest]: readonly string[], set: string): unknown {
  if (step === undefined) return set;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === step ? withValueAt(item, rest, set) : item));
  const fields = value as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: withValueAt(fields[step], rest, set) };
}

/** What a record says twice now that two names have become one, said once; and nothing that names itself. */
function withoutRepetition<D extends CollectionName>(name: D, record: Records[D]): Records[D];
function withoutRepetition(name: CollectionName, record: Records[CollectionName]): Records[CollectionName] {
  switch (name) {
    case 'events': {
      const event = record as DossierEvent;
      const claims = event.claims.map((claim) => ({ ...claim, citations: withoutRepeatedCitations(claim.citations) }));
      return { ...event, participants: unique(event.participants), claims };
    }
    case 'actors': {
      const actor = record as Actor;
      const affiliations = unique(actor.affiliations).filter((affiliation) => affiliation.actor !== actor.id);
      return { ...actor, affiliations };
    }
    case 'sources': {
      const source = record as Source;
      return { ...source, speaksFor: unique(source.speaksFor) };
    }
    case 'views': {
      const view = record as View;
      const { actors, sources } = view.filters;
      const filters = { ...view.filters, actors: actors && unique(actors), sources: sources && unique(sources) };
      return { ...view, filters };
    }
    default:
      return record;
  }
}

/** A citation that says nothing beyond another of the same source and stance goes; none repeats its own source. */
function withoutRepeatedCitations(citations: readonly Citation[]): Citation[] {
  const cleared = citations.map((citation) =>
    citation.derivedFrom === citation.source ? { ...citation, derivedFrom: null } : citation,
  );
  return cleared.filter((citation, index) => {
    return !cleared.some((other, at) => {
      if (at === index || !saysAllOf(other, citation)) return false;
      return at < index || !saysAllOf(citation, other);
    });
  });
}

function saysAllOf(citation: Citation, other: Citation): boolean {
  return Object.entries(other).every(
    ([field, value]) => value === null || isSame((citation as Readonly<Record<string, unknown>>)[field], value),
  );
}

function unique<T>(items: readonly T[]): T[] {
  return items.filter((item, index) => items.findIndex((other) => isSame(other, item)) === index);
}

// --- What follows

function standingChanges(
  dossier: Dossier,
  edits: readonly Edit[],
  { collection, keptId }: Merge<MergeableCollection>,
): StandingChange[] {
  const after = applyChange(dossier, { edits });
  const affected = new Set<string>();
  for (const { id } of edits.filter((edit) => edit.collection === 'events')) affected.add(id);
  // The kept record may have changed as well: a source its publisher, an actor whose voice it is.
  const touched = edits.filter((edit) => edit.collection === 'sources' && edit.after !== null).map(({ id }) => id);
  for (const source of collection === 'sources' ? [keptId, ...touched] : touched) {
    for (const place of referencesTo(after, 'sources', source))
      if (place.collection === 'events') affected.add(place.id);
  }
  return [...affected].flatMap((id): StandingChange[] => {
    const event = dossier.events.get(id);
    const changed = after.events.get(id);
    if (event === undefined || changed === undefined) return [];
    const change = { event: changed, before: standingOfEvent(event, dossier), after: standingOfEvent(changed, after) };
    return change.before.standing === change.after.standing ? [] : [change];
  });
}
