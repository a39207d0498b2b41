import * as v from 'valibot';
import { EdtfDate } from '#core/model/date';
import { Id, Line, Prose } from '#core/model/text';

/** What a source does with a claim. */
export const stances = ['asserts', 'confirms', 'disputes', 'denies', 'declines-to-comment', 'retracts'] as const;
/** What a source does with a claim: one of `stances`. */
export const Stance = v.picklist(stances, `must be one of ${stances.join(', ')}`);
export type Stance = v.InferOutput<typeof Stance>;

/** Credibility of the content on the Admiralty scale (NATO STANAG 2511): 1 confirmed by others, 6 cannot be judged. */
export const Credibility = v.pipe(
  v.number('must be a number'),
  v.check((grade) => Number.isInteger(grade) && grade >= 1 && grade <= 6, 'must be a whole number from 1 to 6'),
);

/** Where a claim comes from: one source, and what it says of the claim. */
export const Citation = v.strictObject({
  source: Id,
  stance: Stance,
  /** When the source said so; null takes the source's own date. */
  reported: v.nullable(EdtfDate),
  /** Page, paragraph, minute. */
  locator: v.nullable(Line),
  quote: v.nullable(Prose),
  note: v.nullable(Prose),
  /** Overrides the source's own credibility. */
  credibility: v.nullable(Credibility),
  /** The source that this one merely repeats. */
  derivedFrom: v.nullable(Id),
});
export type Citation = v.InferOutput<typeof Citation>;

/** The citations of a claim: as many as a long footnote, since each is weighed against each. */
const Citations = v.pipe(v.array(Citation), v.maxLength(1000, 'must be at most 1,000'));

/** An assertion that sources can support or dispute. An event's first claim is the event itself. */
export const Claim = v.strictObject({ id: Id, text: Prose, citations: Citations });
export type Claim = v.InferOutput<typeof Claim>;
