import type { Entry } from '#core/figure/entries';
import type { Ground } from '#core/figure/ground';
import { nameOf, superscript } from '#core/figure/labels';
import type { Point } from '#core/figure/scene';
import { run, type, wrap, type SetLine } from '#core/figure/text-setting';
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
export function waitingFor(entries: readonly Entry[], column: WaitingColumn, ground: Ground, top: number): Waiting[] {
  const { palette, measure } = ground;
  const textX = column.left + 22;
  let y = top;
  return entries.map((entry) => {
    const { event } = entry;
    const width = column.right - textX - 4;
    const name = [run(nameOf(event), type.label, palette.ink), ...superscript(entry.numbers, palette)];
    const rule = conditionOf(event, column.nameOfAnchor);
    const lines = [
      ...wrap(name, width, measure),
      ...(rule === null ? [] : wrap([run(rule, type.detail, palette.quietInk)], width, measure)),
    ];
    const first = y + 8.5;
    const bottom = first + (lines.length - 1) * leading + 3;
    y = bottom + 5;
    return { entry, glyph: { x: column.left + 13, y: first - 3.6 }, textX, y: first, lines, bottom };
  });
}
