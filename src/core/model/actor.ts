import * as v from 'valibot';
import { EdtfDate } from '#core/model/date';
import { CountryCode, Id, Line, Prose } from '#core/model/text';

/** The types an actor can have; a body is a part of a state or an alliance of states. */
export const actorTypes = ['person', 'organisation', 'state', 'body'] as const;

/** Whom an actor belongs to or serves, as what, and when. */
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
