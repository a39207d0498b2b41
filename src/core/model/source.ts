import * as v from 'valibot';
import { Credibility } from '#core/model/claim';
import { EdtfDate } from '#core/model/date';
import { Id, Line, Prose, WebAddress } from '#core/model/text';

/** The types of the Citation Style Language 1.0.2 that a negotiation's record meets. */
export const sourceTypes = [
  'article',
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'bill',
  'book',
  'broadcast',
  'chapter',
  'dataset',
  'document',
  'entry',
  'hearing',
  'interview',
  'legal_case',
  'legislation',
  'manuscript',
  'motion_picture',
  'pamphlet',
  'paper-conference',
  'personal_communication',
  'post',
  'post-weblog',
  'regulation',
  'report',
  'speech',
  'thesis',
  'treaty',
  'webpage',
] as const;

/** Where a source stands: an official record, an actor's own words, the press, or secondary analysis. */
export const sourceOrigins = ['official', 'own-words', 'press', 'secondary'] as const;
export type SourceOrigin = (typeof sourceOrigins)[number];

/** Reliability of the source on the Admiralty scale (NATO STANAG 2511): A completely reliable, F cannot be judged. */
export const reliabilityGrades = ['A', 'B', 'C', 'D', 'E', 'F'] as const;

/** An offline copy kept in the dossier's folder under its SHA-256. */
export const Attachment = v.strictObject({
  sha256: v.pipe(v.string('must be text'), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')),
  name: Line,
  mediaType: v.pipe(
    v.string('must be text'),
    v.regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a media type, such as text/html'),
  ),
  bytes: v.pipe(
    v.number('must be a number'),
    v.safeInteger('must be a whole number'),
    v.minValue(0, 'must not be negative'),
  ),
});

/** A publication or record that claims can be cited to. */
export const Source = v.strictObject({
  id: Id,
  type: v.picklist(sourceTypes, `must be one of ${sourceTypes.join(', ')}`),
  origin: v.picklist(sourceOrigins, `must be one of ${sourceOrigins.join(', ')}`),
  /** The actors whose own voice this is. */
  speaksFor: v.array(Id),
  title: Line,
  authors: v.array(Line),
  publisher: v.nullable(Line),
  published: v.nullable(EdtfDate),
  accessed: v.nullable(EdtfDate),
  url: v.nullable(WebAddress),
  archiveUrl: v.nullable(WebAddress),
  /** BCP 47, such as en or uk. */
  language: v.nullable(
    v.pipe(
      v.string('must be text'),
      v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, such as en'),
    ),
  ),
  reliability: v.nullable(v.picklist(reliabilityGrades, 'must be one of A to F')),
  credibility: v.nullable(Credibility),
  attachment: v.nullable(Attachment),
  notes: v.nullable(Prose),
});
export type Source = v.InferOutput<typeof Source>;
