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
  /** Relations for whose line no way is free. */
  readonly relationsLeftOut: number;
  /** How much taller the page would have to be to show everything; 0 where nothing is left out. */
  readonly missing: number;
}

/**
 * The entries that must yield first: the least important, and among those the last in reading order, then one from the
 * middle of the rest and so on, so that what stays is spread over time as the whole was.
 */
export function inOrderOfYielding(entries: readonly Entry[]): Entry[] {
  const byImportance = new Map<number, Entry[]>();
  for (const entry of entries.toReversed()) {
    const { importance } = entry.event;
    const equals = byImportance.get(importance);
    if (equals === undefined) byImportance.set(importance, [entry]);
    else equals.push(entry);
  }
  return [...byImportance].sort(([a], [b]) => a - b).flatMap(([, equals]) => spreadOut(equals));
}

/** A list in an order whose every beginning is spread evenly over it: the indices by their bits turned round. */
function spreadOut<T>(items: readonly T[]): T[] {
  const bits = Math.ceil(Math.log2(Math.max(items.length, 2)));
  const turned = (index: number) =>
    Number.parseInt(index.toString(2).padStart(bits, '0').split('').reverse().join(''), 2);
  return Array.from({ length: 2 ** bits }, (_, index) => items[turned(index)]).filter((item) => item !== undefined);
}
