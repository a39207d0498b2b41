import * as v from 'valibot';
import { Claim } from '#core/model/claim';
import { Clock, EdtfDate } from '#core/model/date';
import { DeadlineRule } from '#core/model/deadline-rule';
import { Id, Line, Prose, uniqueById } from '#core/model/text';

/** The usual parts an actor can have in an event; an analyst may use a word of their own. */
export const usualRoles = [
  'participant',
  'host',
  'mediator',
  'drafter',
  'briefed',
  'signatory',
  'speaker',
  'addressee',
  'issuer',
  'target',
  'beneficiary',
  'bound',
] as const;

/** An actor and the part it had. */
export const Participant = v.strictObject({ actor: Id, role: Line });
export type Participant = v.InferOutput<typeof Participant>;

/** The ways in which one event can bear on another. */
export const relationTypes = [
  'produces',
  'responds-to',
  'follows-from',
  'held-under',
  'suspends',
  'supersedes',
  'amends',
  'fulfils',
  'violates',
  'contradicts',
  'part-of',
] as const;
/** One of `relationTypes`. */
export const RelationType = v.picklist(relationTypes, `must be one of ${relationTypes.join(', ')}`);
export type RelationType = v.InferOutput<typeof RelationType>;

/** A directed link to another event, stored on the event it starts from. */
export const Relation = v.strictObject({ type: RelationType, event: Id });
export type Relation = v.InferOutput<typeof Relation>;

const Degrees = (limit: number) =>
  v.pipe(
    v.number('must be a number'),
    v.check((degrees) => Math.abs(degrees) <= limit, `must be between -${limit} and ${limit} degrees`),
  );

/** Where it happened; coordinates in degrees, WGS 84. */
export const Place = v.strictObject({
  name: Line,
  latitude: v.nullable(Degrees(90)),
  longitude: v.nullable(Degrees(180)),
});
export type Place = v.InferOutput<typeof Place>;

/** One clause of a document, which a deadline can name. */
export const Provision = v.strictObject({
  id: Id,
  number: v.nullable(Line),
  heading: Line,
  text: v.nullable(Prose),
});
export type Provision = v.InferOutput<typeof Provision>;

/** Why an event has no date: it has not happened yet, or it is past and nobody says when. */
export const Undated = v.picklist(['not-yet', 'unknown'], 'must be not-yet or unknown');

const common = {
  title: Line,
  /** Short, for the canvas; null takes the title. */
  label: v.nullable(Line),
  summary: v.nullable(Prose),
  date: v.nullable(EdtfDate),
  undated: v.nullable(Undated),
  clock: v.nullable(Clock),
  place: v.nullable(Place),
  tracks: v.array(Id),
  tags: v.array(Line),
  importance: v.pipe(
    v.number('must be a number'),
    v.check((value) => Number.isInteger(value) && value >= 1 && value <= 5, 'must be a whole number from 1 to 5'),
  ),
  participants: v.array(Participant),
  claims: uniqueById(Claim),
  relations: v.array(Relation),
  notes: v.nullable(Prose),
};

/** How the people in a meeting met. */
export const meetingFormats = ['in-person', 'call', 'video', 'unknown'] as const;
/** People met, or spoke with each other. */
export const Meeting = v.strictObject({
  id: Id,
  kind: v.literal('meeting'),
  ...common,
  format: v.picklist(meetingFormats, `must be one of ${meetingFormats.join(', ')}`),
});

/** How a statement takes what it speaks of. */
export const statementStances = ['favourable', 'supportive', 'guarded', 'neutral', 'critical', 'opposed'] as const;
/** Someone said something on the record. */
export const Statement = v.strictObject({
  id: Id,
  kind: v.literal('statement'),
  ...common,
  stance: v.nullable(v.picklist(statementStances, `must be one of ${statementStances.join(', ')}`)),
});

/** How far a document has come. */
export const documentStatuses = ['draft', 'leaked', 'published', 'signed', 'in-force', 'withdrawn'] as const;
/** A text: a draft, a plan, an agreement. */
export const Document = v.strictObject({
  id: Id,
  kind: v.literal('document'),
  ...common,
  status: v.picklist(documentStatuses, `must be one of ${documentStatuses.join(', ')}`),
  version: v.nullable(Line),
  /** When it takes or took effect; null while it has not. */
  inForce: v.nullable(EdtfDate),
  provisions: uniqueById(Provision),
});

/** A measure against its targets; the date is the period in force, open until lifted. */
export const Sanction = v.strictObject({
  id: Id,
  kind: v.literal('sanction'),
  ...common,
  programme: v.nullable(Line),
  legalBasis: v.nullable(Line),
});

/** Leave from a sanction, by a licence or otherwise; licences chain by supersedes. */
export const Waiver = v.strictObject({
  id: Id,
  kind: v.literal('waiver'),
  ...common,
  scope: v.nullable(Prose),
  /** The period for which it suspends; the event's own date is its issue. */
  inForce: v.nullable(EdtfDate),
});

/** What became of a deadline. */
export const deadlineOutcomes = ['open', 'met', 'missed', 'extended', 'withdrawn'] as const;
/** Something due; the date is when it was set, the rule says when it is due. */
export const Deadline = v.strictObject({
  id: Id,
  kind: v.literal('deadline'),
  ...common,
  rule: DeadlineRule,
  outcome: v.picklist(deadlineOutcomes, `must be one of ${deadlineOutcomes.join(', ')}`),
  /** The provision that sets it. */
  clause: v.nullable(v.strictObject({ event: Id, provision: Id })),
});

/** Anything else that happened: a vote, a strike, an exchange of detainees. */
export const Action = v.strictObject({ id: Id, kind: v.literal('action'), ...common });

const variants = [Meeting, Statement, Document, Sanction, Waiver, Deadline, Action] as const;

/** Every kind of event, in the order in which the product lists them. */
export const eventKinds = ['meeting', 'sanction', 'waiver', 'deadline', 'statement', 'document', 'action'] as const;
/** One of `eventKinds`. */
export type EventKind = (typeof eventKinds)[number];

/** Something that happened, is in force, or is due; its kind decides which fields of its own it carries. */
export const DossierEvent = v.pipe(
  v.variant('kind', variants, `must be one of ${eventKinds.join(', ')}`),
  v.forward(
    v.check(
      (event) => event.date !== null || event.undated !== null,
      'is null, so "undated" must say not-yet or unknown',
    ),
    ['date'],
  ),
  v.forward(
    v.check((event) => event.date === null || event.undated === null, 'must be null when the event has a date'),
    ['undated'],
  ),
);
export type Meeting = v.InferOutput<typeof Meeting>;
export type Statement = v.InferOutput<typeof Statement>;
export type Document = v.InferOutput<typeof Document>;
export type Sanction = v.InferOutput<typeof Sanction>;
export type Waiver = v.InferOutput<typeof Waiver>;
export type Deadline = v.InferOutput<typeof Deadline>;
export type Action = v.InferOutput<typeof Action>;
export type DossierEvent = v.InferOutput<typeof DossierEvent>;
