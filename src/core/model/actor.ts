import * as v from 'valibot';
import { EdtfDate } from '#core/model/date';
import { CountryCode, Id, Line, Prose } from '#core/model/text';

export const actorTypes = ['person', 'organisation', 'state', 'body'] as const;

export const Affiliation = v.strictObject({ actor: Id, role: v.nullable(Line), date: v.nullable(EdtfDate) });
export type Affiliation = v.InferOutput<typeof Affiliation>;

/** Someone or something that takes part in events. */
export const Actor = v.strictObject({
  id: Id,
  type: v.picklist(actorTypes, `must be one of ${actorTypes.join(', ')}`),
  name: Line,
  aliases: v.array(Line),
  office: v.nullable(Line),
  affiliations: v.array(Affiliation),
  country: v.nullable(CountryCode),
  /** Scheme to value: OFAC, OpenSanctions, Wikidata and the like. */
  identifiers: v.record(Id, Line),
  notes: v.nullable(Prose),
});
export type Actor = v.InferOutput<typeof Actor>;
