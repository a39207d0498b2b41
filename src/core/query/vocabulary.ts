import type { Actor } from '#core/model/actor';
import type { Stance } from '#core/model/claim';
import type { EventKind, RelationType } from '#core/model/event';
import type { Source, SourceOrigin, reliabilityGrades } from '#core/model/source';
import type { Grouping, ShownStanding } from '#core/model/view';

/** A thing in the singular and in the plural, as a heading writes it. */
export interface Noun {
  readonly singular: string;
  readonly plural: string;
}

/** What each kind of event is called. */
export const kindNames: Readonly<Record<EventKind, Noun>> = {
  meeting: { singular: 'Meeting', plural: 'Meetings' },
  sanction: { singular: 'Sanction', plural: 'Sanctions' },
  waiver: { singular: 'Waiver', plural: 'Waivers' },
  deadline: { singular: 'Deadline', plural: 'Deadlines' },
  statement: { singular: 'Statement', plural: 'Statements' },
  document: { singular: 'Document', plural: 'Documents' },
  action: { singular: 'Action', plural: 'Actions' },
};

/** What each type of actor is called. */
export const actorTypeNames: Readonly<Record<Actor['type'], Noun>> = {
  person: { singular: 'Person', plural: 'People' },
  organisation: { singular: 'Organisation', plural: 'Organisations' },
  state: { singular: 'State', plural: 'States' },
  body: { singular: 'Body', plural: 'Bodies' },
};

/** What each standing is called in filters and keys. */
export const standingLabels: Readonly<Record<ShownStanding, string>> = {
  confirmed: 'Confirmed',
  reported: 'Reported',
  disputed: 'Disputed',
  unsourced: 'Unsourced',
  retracted: 'Retracted',
};

/** What the flag beside the standing is called. */
export const plannedLabel = 'Planned';

/** What each way of grouping into lanes is called. */
export const groupingLabels: Readonly<Record<Grouping, string>> = {
  track: 'Track',
  kind: 'Kind',
  actor: 'Actor',
  place: 'Place',
  tag: 'Tag',
  standing: 'Standing',
};

/**
 * The verb of a relation, read from the event that stores it (`from`) and from the one it names (`to`): the meeting
 * "produced" the document, the document was "produced by" the meeting.
 */
export const relationVerbs: Readonly<Record<RelationType, { readonly from: string; readonly to: string }>> = {
  produces: { from: 'produced', to: 'produced by' },
  'responds-to': { from: 'responds to', to: 'answered by' },
  'follows-from': { from: 'follows from', to: 'led to' },
  'held-under': { from: 'held under', to: 'covered' },
  suspends: { from: 'suspended', to: 'suspended by' },
  supersedes: { from: 'supersedes', to: 'superseded by' },
  amends: { from: 'amends', to: 'amended by' },
  fulfils: { from: 'fulfilled', to: 'fulfilled by' },
  violates: { from: 'violated', to: 'violated by' },
  contradicts: { from: 'contradicts', to: 'contradicted by' },
  'part-of': { from: 'part of', to: 'includes' },
};

/** What a source does with a claim, as a verb with the source as its subject. */
export const stanceVerbs: Readonly<Record<Stance, string>> = {
  asserts: 'reports',
  confirms: 'confirms',
  disputes: 'disputes',
  denies: 'denies',
  'declines-to-comment': 'declines to comment',
  retracts: 'retracts',
};

/** What each origin of a source is called. */
export const originLabels: Readonly<Record<SourceOrigin, string>> = {
  official: 'Official record',
  'own-words': 'Own words',
  press: 'Press',
  secondary: 'Secondary analysis',
};

/** The reliability of a source on the Admiralty scale (NATO STANAG 2511), in words. */
export const reliabilityMeanings: Readonly<Record<(typeof reliabilityGrades)[number], string>> = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
};

const credibilityMeanings = [
  'confirmed by other sources',
  'probably true',
  'possibly true',
  'doubtful',
  'improbable',
  'truth cannot be judged',
] as const;

/** A credibility grade of the Admiralty scale, 1 to 6, in words. */
export function credibilityInWords(grade: number): string {
  const meaning = credibilityMeanings[grade - 1];
  if (meaning === undefined) throw new RangeError(`Not a credibility grade: ${grade}`);
  return meaning;
}

/** What a reader knows a source by: who published it, else who wrote it, else its title. */
export function outletOf({ publisher, authors, title }: Pick<Source, 'publisher' | 'authors' | 'title'>): string {
  return publisher ?? (authors.length > 0 ? listInWords(authors) : title);
}

/** "A", "A and B", "A, B and C". */
export function listInWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
