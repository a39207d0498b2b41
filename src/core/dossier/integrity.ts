import { findDeadlineCircle } from '#core/dates/deadline';
import { applyChange } from '#core/dossier/apply';
import type { Edit } from '#core/dossier/change';
import { withoutReferences } from '#core/dossier/clear-references';
import { linksOf } from '#core/dossier/links';
import { isSame } from '#core/dossier/same';
import { type CollectionName, collectionNames, type Dossier, type Records } from '#core/model/dossier';
import { isDerived } from '#core/model/deadline-rule';
import type { DossierEvent } from '#core/model/event';
import { collectionNouns, problemsError, withArticle } from '#core/model/problems';
import { ParleyError, type Problem } from '#core/parley-error';

/**
 * Everything in a dossier of valid records that does not fit together: links to records that are not there, links to
 * records of the wrong kind, and deadlines that wait on themselves.
 */
export function findBrokenLinks(dossier: Dossier): Problem[] {
  const problems = collectionNames.flatMap((collection) =>
    [...dossier[collection].values()].flatMap((record) => linkProblems(dossier, collection, record)),
  );
  return [...problems, ...circleProblems(dossier)];
}

/**
 * Checks that edits, whose records were read by `readEdit`, can be applied to a dossier. Throws `conflict` when a record
 * is no longer what the edit was based on, and `broken-link`, listing every problem, when the result would not fit
 * together. Where nothing is taken away, only the edited records are looked at.
 */
export function checkChange(dossier: Dossier, edits: readonly Edit[]): void {
  refuseConflicts(dossier, edits);
  const after = applyChange(dossier, { edits });
  const problems = takesAway(edits) ? findBrokenLinks(after) : problemsOfEdited(after, edits);
  if (problems.length === 0) return;
  throw deletionError(dossier, after, edits, problems) ?? problemsError('broken-link', problems);
}

function refuseConflicts(dossier: Dossier, edits: readonly Edit[]): void {
  // A later edit of the same record builds on the earlier one.
  const latest = new Map<string, Edit['after']>();
  for (const edit of edits) {
    const key = `${edit.collection} ${edit.id}`;
    const earlier = latest.get(key);
    refuseConflict(earlier === undefined ? presentRecord(dossier, edit) : earlier, edit);
    latest.set(key, edit.after);
  }
}

function presentRecord(dossier: Dossier, edit: Edit): Edit['before'] {
  if (edit.collection !== 'dossier') return dossier[edit.collection].get(edit.id) ?? null;
  const { id, title, description } = dossier;
  return { id, title, description };
}

function refuseConflict(present: Edit['before'], { collection, id, before }: Edit): void {
  if (isSame(present, before)) return;
  const noun = `The ${collectionNouns[collection]} "${titleOf(present ?? before ?? { id })}"`;
  if (present === null) throw conflict(`${noun} is no longer there. Reload the dossier and try again.`);
  if (before === null) throw conflict(`${noun} is already there under the id "${id}". Choose another id.`);
  throw conflict(`${noun} has changed since this edit began. Look at it as it is now and try again.`);
}

function conflict(message: string): ParleyError {
  return new ParleyError({ code: 'conflict', message });
}

/** Whether an edit removes something that another record may rely on: itself, its kind, or one of its provisions. */
function takesAway(edits: readonly Edit[]): boolean {
  return edits.some(({ collection, before, after }) => {
    if (before === null) return false;
    if (after === null) return true;
    if (collection !== 'events') return false;
    const kept = provisionIds(after);
    return before.kind !== after.kind || [...provisionIds(before)].some((provision) => !kept.has(provision));
  });
}

function problemsOfEdited(dossier: Dossier, edits: readonly Edit[]): Problem[] {
  const edited = new Map(edits.map((edit) => [`${edit.collection} ${edit.id}`, edit]));
  const problems = [...edited.values()].flatMap(({ collection, id }) => {
    const record = collection === 'dossier' ? undefined : dossier[collection].get(id);
    return collection === 'dossier' || record === undefined ? [] : linkProblems(dossier, collection, record);
  });
  return edits.some(movesDeadline) ? [...problems, ...circleProblems(dossier)] : problems;
}

function movesDeadline({ collection, before, after }: Edit): boolean {
  return collection === 'events' && !isSame(anchorOf(before), anchorOf(after));
}

function anchorOf(event: DossierEvent | null): string | null {
  return event?.kind === 'deadline' && isDerived(event.rule) ? event.rule.from.event : null;
}

/** The refusal of a deletion, naming who still refers to the record; null when the problems have another cause. */
function deletionError(before: Dossier, after: Dossier, edits: readonly Edit[], problems: readonly Problem[]) {
  for (const { collection, id } of edits) {
    if (collection === 'dossier') continue;
    const deleted = before[collection].get(id);
    const references = deleted === undefined || after[collection].has(id) ? [] : referencesTo(after, collection, id);
    if (deleted === undefined || references.length === 0) continue;
    const who = references.map(
      (reference) => `the ${collectionNouns[reference.collection]} "${reference.title}" (${reference.field})`,
    );
    return new ParleyError({
      code: 'broken-link',
      message: `The ${collectionNouns[collection]} "${titleOf(deleted)}" cannot be deleted while others refer to it: ${who.join(', ')}.`,
      problems,
    });
  }
  return null;
}

/** A place in a record that names another, with what a person calls the record. */
export interface Reference {
  readonly collection: CollectionName;
  readonly id: string;
  readonly title: string;
  /** Dotted path of the field that names it. */
  readonly field: string;
}

/** Every place in a dossier that names one record, in the order of the collections. */
export function referencesTo(dossier: Dossier, collection: CollectionName, id: string): Reference[] {
  return collectionNames.flatMap((name) =>
    [...dossier[name].values()].flatMap((record) =>
      linksOf(name, record)
        .filter((link) => link.collection === collection && link.id === id)
        .map(({ field }) => ({ collection: name, id: record.id, title: titleOf(record), field })),
    ),
  );
}

/** What deleting a record entails. */
export interface DeletionPlan {
  /** Every place that names the record and would be cleared with it. */
  readonly references: readonly Reference[];
  /**
   * Places that cannot be cleared without saying something else than before: deadlines that are counted from the record,
   * and citations that merely repeat it, which would look independent of each other.
   */
  readonly blocking: readonly Reference[];
  /** One step that clears the references and deletes the record; empty while something blocks it. */
  readonly edits: readonly Edit[];
}

/** Works out the deletion of a record that is in the dossier. */
export function planDeletion(dossier: Dossier, collection: CollectionName, id: string): DeletionPlan {
  return planDeletions(dossier, collection, [id]);
}

/**
 * Works out the deletion of several records of a collection in one step. What they say of each other goes with them and is
 * neither listed nor in the way.
 */
export function planDeletions(dossier: Dossier, collection: CollectionName, ids: readonly string[]): DeletionPlan {
  const doomed = new Set(ids);
  const named = collectionNames.flatMap((name) =>
    [...dossier[name].values()]
      .filter(({ id }) => name !== collection || !doomed.has(id))
      .flatMap((record) =>
        linksOf(name, record)
          .filter((link) => link.collection === collection && doomed.has(link.id))
          .map(({ id, field }): Naming => ({
            collection: name,
            id: record.id,
            title: titleOf(record),
            field,
            names: id,
          })),
      ),
  );
  const blocking = named.filter(isBlocking).map(asReference);
  const references = named.filter((place) => !isBlocking(place));
  if (blocking.length > 0) return { references: references.map(asReference), blocking, edits: [] };

  const holders = new Map<string, Naming[]>();
  for (const place of references) {
    const key = `${place.collection} ${place.id}`;
    holders.set(key, [...(holders.get(key) ?? []), place]);
  }
  const clearings = [...holders.values()].map((places) => clearing(dossier, collection, places));
  const deletions = ids.map((id) => {
    const before = dossier[collection].get(id);
    if (before === undefined) throw new Error(`There is no ${collectionNouns[collection]} ${id} to delete.`);
    return { collection, id, before, after: null } as Edit;
  });
  return { references: references.map(asReference), blocking, edits: [...clearings, ...deletions] };
}

function isBlocking({ field }: Reference): boolean {
  return field === 'rule.from.event' || field.endsWith('.derivedFrom');
}

type Naming = Reference & { readonly names: string };

function asReference({ collection, id, title, field }: Naming): Reference {
  return { collection, id, title, field };
}

/** The edit of one record that takes out everything by which it names the doomed. */
function clearing(dossier: Dossier, target: CollectionName, places: readonly Naming[]): Edit {
  const [holder] = places;
  const before = holder === undefined ? undefined : dossier[holder.collection].get(holder.id);
  if (holder === undefined || before === undefined) throw new Error('There is no such record to clear.');
  const { collection, id } = holder;
  const names = [...new Set(places.map((place) => place.names))];
  const after = names.reduce(
    (record, name) => withoutReferences(collection, record, { collection: target, id: name }),
    before,
  );
  return { collection, id, before, after } as Edit;
}

/** What a person calls a record: its title or its name. */
export function titleOf(record: {
  readonly id: string;
  readonly title?: string | null;
  readonly name?: string;
}): string {
  return record.title ?? record.name ?? record.id;
}

function linkProblems<C extends CollectionName>(dossier: Dossier, collection: C, record: Records[C]): Problem[] {
  const toProblem = (field: string, message: string): Problem => ({ collection, id: record.id, field, message });
  const missing = linksOf(collection, record)
    .filter((link) => !dossier[link.collection].has(link.id))
    .map((link) => {
      const noun = collectionNouns[link.collection];
      return toProblem(link.field, `names the ${noun} "${link.id}", but the dossier has no such ${noun}`);
    });
  if (collection !== 'events') return missing;
  const event = record as DossierEvent;
  return [...missing, ...relationProblems(dossier, event, toProblem), ...clauseProblems(dossier, event, toProblem)];
}

type ToProblem = (field: string, message: string) => Problem;

function relationProblems(dossier: Dossier, event: DossierEvent, toProblem: ToProblem): Problem[] {
  return event.relations.flatMap((relation, index) => {
    const field = `relations.${index}.event`;
    if (relation.event === event.id)
      return [toProblem(field, 'names the event itself; an event cannot relate to itself')];
    const target = dossier.events.get(relation.event);
    const isMisplaced =
      event.kind === 'waiver' && relation.type === 'suspends' && target !== undefined && target.kind !== 'sanction';
    if (!isMisplaced) return [];
    return [
      toProblem(
        field,
        `must name a sanction, since a waiver suspends nothing else; "${target.title}" is ${withArticle(target.kind)}`,
      ),
    ];
  });
}

function clauseProblems({ events }: Dossier, event: DossierEvent, toProblem: ToProblem): Problem[] {
  if (event.kind !== 'deadline' || event.clause === null) return [];
  const document = events.get(event.clause.event);
  if (document === undefined) return [];
  if (document.kind !== 'document') {
    return [toProblem('clause.event', `must name a document; "${document.title}" is ${withArticle(document.kind)}`)];
  }
  if (provisionIds(document).has(event.clause.provision)) return [];
  return [
    toProblem('clause.provision', `names "${event.clause.provision}", but "${document.title}" has no such provision`),
  ];
}

/** A circle that a person drew by mistake is short; the words for it stay readable for any. */
const mostNamed = 20;

function circleProblems({ events }: Dossier): Problem[] {
  const chain = findDeadlineCircle(events);
  const [first] = chain ?? [];
  if (chain === null || first === undefined) return [];
  const titles = (chain.length - 1 > mostNamed ? chain.slice(0, mostNamed) : chain).map(
    (id) => `"${events.get(id)?.title ?? id}"`,
  );
  // The chain ends with its first again.
  const others = chain.length - 1 - mostNamed;
  if (others > 0)
    titles.push(others === 1 ? 'one more, and that on the first' : `${others} more, and these on the first`);
  const [title = '', ...waitedOn] = titles;
  const message = `makes a circle, so that none of these could ever fall due: ${title} waits on ${waitedOn.join(', which waits on ')}`;
  return [{ collection: 'events', id: first, field: 'rule.from.event', message }];
}

function provisionIds(event: DossierEvent): Set<string> {
  return new Set(event.kind === 'document' ? event.provisions.map(({ id }) => id) : []);
}
