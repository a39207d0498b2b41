import { findBrokenLinks, titleOf } from '#core/dossier/integrity';
import { linksOf } from '#core/dossier/links';
import { mergeValues, type FieldClash, type Side } from '#core/dossier/merge-values';
import { isSame } from '#core/dossier/same';
import { type CollectionName, collectionNames, type Dossier, type Records } from '#core/model/dossier';
import { isDerived } from '#core/model/deadline-rule';
import type { DossierEvent } from '#core/model/event';
import { readRecord } from '#core/model/problems';
import { ParleyError, type Problem } from '#core/parley-error';

/**
 * What both copies changed, each in its own way. `field` is a dotted path, with the id of an item in a list; it is empty
 * where the whole record is at stake: deleted in one copy and changed, or named by another record, in the other. A value
 * that is not there is null.
 */
export interface MergeConflict {
  readonly collection: CollectionName | 'dossier';
  readonly id: string;
  /** What a person calls the record. */
  readonly title: string;
  readonly field: string;
  readonly base: unknown;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Which side a conflict goes to; null leaves it open. */
export type Resolve = (conflict: MergeConflict) => Side | null;

/** Two copies made one, and the conflicts that were left open. */
export interface Merged {
  readonly dossier: Dossier;
  readonly conflicts: readonly MergeConflict[];
}

/**
 * Combines two copies of a dossier that were edited apart, record by record and field by field; lists are combined item
 * by item. A conflict that is left open takes our value, and keeps a record that either side still wants. The result
 * always fits together. Throws `conflict` for copies of different dossiers.
 */
export function mergeDossiers(base: Dossier, ours: Dossier, theirs: Dossier, resolve: Resolve = () => null): Merged {
  if (ours.id !== theirs.id || base.id !== ours.id) {
    throw new ParleyError({
      code: 'conflict',
      message: `These are different dossiers, "${ours.title}" and "${theirs.title}", not copies of one. Nothing was merged.`,
    });
  }
  const merge = new Merge({ base, ours, theirs }, resolve);
  return merge.run();
}

interface Copies {
  readonly base: Dossier;
  readonly ours: Dossier;
  readonly theirs: Dossier;
}

type AnyRecord = Records[CollectionName];

class Merge {
  readonly #copies: Copies;
  readonly #resolve: Resolve;
  readonly #conflicts = new Map<string, MergeConflict>();

  constructor(copies: Copies, resolve: Resolve) {
    this.#copies = copies;
    this.#resolve = resolve;
  }

  run(): Merged {
    const head = this.#mergeHead();
    const collections = new Map(
      collectionNames.map((name) => [name, this.#mergeCollection(name)] as [CollectionName, Map<string, AnyRecord>]),
    );
    const dossier = { ...head, ...Object.fromEntries(collections) } as unknown as Dossier;
    this.#mendLinks(dossier, collections);
    return { dossier, conflicts: [...this.#conflicts.values()] };
  }

  #mergeHead(): Pick<Dossier, 'id' | 'title' | 'description'> {
    const [base, ours, theirs] = [this.#copies.base, this.#copies.ours, this.#copies.theirs].map(
      ({ id, title, description }) => ({ id, title, description }),
    ) as [HeadFields, HeadFields, HeadFields];
    const clash = this.#clashOf('dossier', ours.id, ours.title);
    return mergeValues(base, ours, theirs, clash) as HeadFields;
  }

  #mergeCollection(collection: CollectionName): Map<string, AnyRecord> {
    const { ours, theirs } = this.#copies;
    const ids = new Set([...ours[collection].keys(), ...theirs[collection].keys()]);
    const merged = new Map<string, AnyRecord>();
    for (const id of ids) {
      const record = this.#mergeRecord(collection, id);
      if (record !== null) merged.set(id, record);
    }
    return merged;
  }

  #versions(collection: CollectionName, id: string): Versions {
    const { base, ours, theirs } = this.#copies;
    return {
      base: base[collection].get(id) ?? null,
      ours: ours[collection].get(id) ?? null,
      theirs: theirs[collection].get(id) ?? null,
    };
  }

  #mergeRecord(collection: CollectionName, id: string): AnyRecord | null {
    const versions = this.#versions(collection, id);
    const { base, ours, theirs } = versions;
    if (isSame(ours, theirs) || isSame(theirs, base)) return ours;
    if (isSame(ours, base)) return theirs;
    if (ours === null || theirs === null) {
      // Added by one side alone, or deleted by one and changed by the other.
      if (base === null) return ours ?? theirs;
      return this.#decideWhole(collection, id) ?? ours ?? theirs;
    }
    const record = mergeValues(base ?? undefined, ours, theirs, this.#clashOf(collection, id, titleOf(ours)));
    // Fields that are fine one by one need not be so together; then the record is a matter of one side or the other.
    const reading = readRecord(collection, record, id);
    return reading.ok ? reading.record : (this.#decideWhole(collection, id) ?? ours);
  }

  /** The record as the person wants it where it is a matter of one side or the other; undefined while that is open. */
  #decideWhole(collection: CollectionName, id: string): AnyRecord | null | undefined {
    const versions = this.#versions(collection, id);
    const title = titleOf(versions.ours ?? versions.theirs ?? { id });
    const side = this.#clashOf(collection, id, title)({ field: '', ...versions });
    return side === null ? undefined : versions[side];
  }

  #clashOf(collection: MergeConflict['collection'], id: string, title: string) {
    return ({ field, base, ours, theirs }: FieldClash): Side | null => {
      const plain = (value: unknown) => (value === undefined ? null : value);
      const conflict = { collection, id, title, field, base: plain(base), ours: plain(ours), theirs: plain(theirs) };
      const side = this.#resolve(conflict);
      if (side === null) this.#conflicts.set(`${collection} ${id} ${field}`, conflict);
      return side;
    };
  }

  /**
   * Copies that are whole apart may not be so together: one deleted what the other began to name. What is named comes
   * back; otherwise the records at fault are taken whole from the side that has them all.
   */
  #mendLinks(dossier: Dossier, collections: ReadonlyMap<CollectionName, Map<string, AnyRecord>>): void {
    const records = (collection: CollectionName) => collections.get(collection) as Map<string, AnyRecord>;
    const mostRounds = 20;
    for (let round = 0; round < mostRounds; round += 1) {
      const problems = findBrokenLinks(dossier);
      if (problems.length === 0) return;
      for (const problem of problems) this.#mend(problem, records);
    }
    for (const collection of collectionNames) this.#takeOurs(collection, records(collection));
  }

  #mend(problem: Problem, records: (collection: CollectionName) => Map<string, AnyRecord>): void {
    const collection = problem.collection as CollectionName;
    const record = records(collection).get(problem.id);
    if (record === undefined) return;
    const links = linksOf(collection, record);
    const missing = links.filter((link) => !records(link.collection).has(link.id));
    for (const link of missing) {
      const { ours, theirs } = this.#versions(link.collection, link.id);
      const kept = ours ?? theirs;
      if (kept === null) continue;
      this.#noteWhole(link.collection, link.id);
      records(link.collection).set(link.id, kept);
    }
    if (missing.length > 0) return;
    const side = this.#versions(collection, record.id).ours === null ? 'theirs' : 'ours';
    const anchors = anchorsFrom(record.id, records('events')).map((id) => ({ collection: 'events' as const, id }));
    for (const { collection: name, id } of [{ collection, id: record.id }, ...links, ...anchors]) {
      const versions = this.#versions(name, id);
      const version = versions[side];
      if (version === null || isSame(versions.ours, versions.theirs)) continue;
      this.#noteWhole(name, id);
      records(name).set(id, version);
    }
  }

  /** The last resort for copies that contradict each other: ours, which is whole, with all else left open. */
  #takeOurs(collection: CollectionName, records: Map<string, AnyRecord>): void {
    for (const id of new Set([...records.keys(), ...this.#copies.ours[collection].keys()])) {
      const { ours, theirs } = this.#versions(collection, id);
      if (!isSame(ours, theirs)) this.#noteWhole(collection, id);
      if (ours === null) records.delete(id);
      else records.set(id, ours);
    }
  }

  #noteWhole(collection: CollectionName, id: string): void {
    const versions = this.#versions(collection, id);
    const title = titleOf(versions.ours ?? versions.theirs ?? { id });
    this.#conflicts.set(`${collection} ${id} `, { collection, id, title, field: '', ...versions });
  }
}

/** The events that a deadline waits on, one after the other, up to the end or to where the chain bites its tail. */
function anchorsFrom(id: string, events: ReadonlyMap<string, AnyRecord>): string[] {
  const chain = new Set<string>();
  for (let next: string | null = id; next !== null && !chain.has(next);) {
    chain.add(next);
    const event = events.get(next) as DossierEvent | undefined;
    next = event?.kind === 'deadline' && isDerived(event.rule) ? event.rule.from.event : null;
  }
  return [...chain];
}

type HeadFields = Pick<Dossier, 'id' | 'title' | 'description'>;

interface Versions {
  readonly base: AnyRecord | null;
  readonly ours: AnyRecord | null;
  readonly theirs: AnyRecord | null;
}
