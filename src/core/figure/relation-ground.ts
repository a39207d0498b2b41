import type { Entry } from '#core/figure/entries';
import type { Box } from '#core/timeline/box';

/** What a line may start from or lead to, and the event it stands for. */
export interface Port {
  readonly event: string;
  readonly box: Box;
}

/** What is on the page when relations are drawn. */
export interface RelationGround {
  /** In reading order; an event that stands in several lanes is joined where it stands first. */
  readonly entries: readonly Entry[];
  readonly marks: readonly Port[];
  /** The tabs by which waivers suspend. */
  readonly tabs: readonly Port[];
  /** The glyphs of deadlines that wait for their anchor. */
  readonly waiting: readonly (Port & { readonly entry: Entry })[];
  /** Labels, keys and words: no line runs through one. */
  readonly obstacles: readonly Box[];
  /** What verbs keep off besides: the line of today. */
  readonly rules: readonly Box[];
  /** Where verbs may stand. */
  readonly bounds: Box;
  readonly isDown: boolean;
}
