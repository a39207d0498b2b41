import type { Entry, Gathered, FigureSelection } from '#core/figure/entries';
import type { SceneGroup } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';

/** Where the timeline itself stands on the page. */
export interface BodyFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where it has to end; null where it may be as tall as it needs, up to `lowest`. */
  readonly bottom: number | null;
  readonly lowest: number;
}

/** What a body is made of. */
export interface BodyInput {
  readonly gathered: Gathered;
  readonly selection: FigureSelection;
  readonly setting: Setting;
  readonly frame: BodyFrame;
}

/** The timeline, drawn, and what it had no room for. */
export interface Body {
  readonly groups: readonly SceneGroup[];
  readonly bottom: number;
  /** What is left out, by the lane that names it in a line. */
  readonly leftOut: readonly { readonly lane: string; readonly entries: readonly Entry[] }[];
  /** The panels, by their text, that found a free place among the lanes. */
  readonly panels: readonly string[];
  /** How much taller the page would have to be to show everything; 0 where nothing is left out. */
  readonly missing: number;
}

/** The entries that must yield first: the least important, and among those the last in reading order. */
export function inOrderOfYielding(entries: readonly Entry[]): Entry[] {
  return entries.toReversed().sort((a, b) => a.event.importance - b.event.importance);
}
