import type { Entry } from '#core/figure/entries';
import type { Setting } from '#core/figure/setting';
import { nameOf, superscript } from '#core/figure/labels';
import type { Point } from '#core/figure/scene';
import { run, wrap, type SetLine } from '#core/figure/text-setting';
import { conditionOf } from '#core/figure/wording';

/** The "No date yet" column, across the page. */
export interface WaitingColumn {
  readonly left: number;
  readonly right: number;
  readonly nameOfAnchor: (eventId: string) => string;
}

/** An event without a date, placed in the column. */
export interface Waiting {
  readonly entry: Entry;
  readonly glyph: Point;
  readonly textX: number;
  /** The first baseline. */
  readonly y: number;
  readonly lines: readonly SetLine[];
  readonly bottom: number;
}

const leading = 11.5;

/** Stacks entries without a date in the column, from `top`. */
export function waitingFor(entries: readonly Entry[], column: WaitingColumn, setting: Setting, top: number): Waiting[] {
  const textX = column.left + 22;
  let y = top;
  return entries.map((entry) => {
    const lines = waitingLines(entry, column.right - textX - 4, column.nameOfAnchor, setting);
    const first = y + 8.5;
    const bottom = first + (lines.length - 1) * leading + 3;
    y = bottom + 5;
    return { entry, glyph: { x: column.left + 13, y: first - 3.6 }, textX, y: first, lines, bottom };
  });
}

/** The name of an event without a date, and under it what it waits for. */
export function waitingLines(
  entry: Entry,
  width: number,
  nameOfAnchor: (eventId: string) => string,
  setting: Setting,
): SetLine[] {
  const { type, palette, measure, words } = setting;
  const { event } = entry;
  const rule = conditionOf(event, nameOfAnchor, words);
  const name = [run(nameOf(event), type.label, palette.ink), ...superscript(entry.numbers, setting)];
  return [
    ...wrap(name, width, measure),
    ...(rule === null ? [] : wrap([run(rule, type.detail, palette.quietInk)], width, measure)),
  ];
}
