import * as v from 'valibot';
import { Actor } from '#core/model/actor';
import { DossierEvent } from '#core/model/event';
import { Source } from '#core/model/source';
import { Id, Line, Prose } from '#core/model/text';
import { Track } from '#core/model/track';
import { Figure, View } from '#core/model/view';

/** The version of the file format that this Parley writes. */
export const currentSchema = 1;

/** What a dossier says of itself; it changes through edits like any record. */
export const DossierHead = v.strictObject({ id: Id, title: Line, description: v.nullable(Prose) });
export type DossierHead = v.InferOutput<typeof DossierHead>;

/** The six collections, each with the schema of its records. */
export const recordSchemas = {
  events: DossierEvent,
  actors: Actor,
  sources: Source,
  tracks: Track,
  views: View,
  figures: Figure,
} as const;

/** The name of a collection. */
export type CollectionName = keyof typeof recordSchemas;
/** The six collections, in the order in which the file holds them. */
export const collectionNames = Object.keys(recordSchemas) as readonly CollectionName[];

/** The record type of each collection. */
export interface Records {
  events: DossierEvent;
  actors: Actor;
  sources: Source;
  tracks: Track;
  views: View;
  figures: Figure;
}

/** A dossier in memory: its head and its records by id. It is never changed in place. */
export type Dossier = DossierHead & { readonly [C in CollectionName]: ReadonlyMap<string, Records[C]> };

/**
 * The file form, `dossier.json`: keys in this order, each collection in ascending order of id (by code unit), so that a
 * line-based diff shows one changed record as one change. `sequence` is the number of the last edit it contains.
 */
export interface Snapshot extends DossierHead {
  readonly schema: number;
  readonly sequence: number;
  readonly events: readonly DossierEvent[];
  readonly actors: readonly Actor[];
  readonly sources: readonly Source[];
  readonly tracks: readonly Track[];
  readonly views: readonly View[];
  readonly figures: readonly Figure[];
}
