import type { EventKind } from '#core/model/event';

/** The side of the square, in pixels or points, that every glyph is drawn in. */
export const glyphSize = 14;

/**
 * The shape of each kind of event as SVG path data in a square of `glyphSize`: circle, square, square with a slot,
 * pennant, speech mark, page, diamond. Shape and hue name the kind together; how a shape is filled names the standing.
 */
export const glyphPaths: Readonly<Record<EventKind, string>> = {
  meeting: 'M7 1.8a5.2 5.2 0 1 1 0 10.4a5.2 5.2 0 1 1 0-10.4z',
  sanction: 'M3 2.2h8q.8 0 .8.8v8q0 .8-.8.8h-8q-.8 0-.8-.8v-8q0-.8.8-.8z',
  waiver: 'M3 2.2h8q.8 0 .8.8v8q0 .8-.8.8h-1.6v-4.8h-4.8v4.8h-1.6q-.8 0-.8-.8v-8q0-.8.8-.8z',
  deadline: 'M2.8 13.2v-11.8l9.6 3.6l-9.6 3.6z',
  statement: 'M1.6 2.2h10.8q.8 0 .8.8v5.6q0 .8-.8.8h-6.2l-2.8 3v-3h-1.8q-.8 0-.8-.8v-5.6q0-.8.8-.8z',
  document: 'M3 1.2h5.2l3.2 3.2v8.4h-8.4z',
  action: 'M7 1l6 6l-6 6l-6-6z',
};

/** Where in a shape the dot of what is unsourced stands: in the midst of its body. */
export const glyphDots: Readonly<Record<EventKind, readonly [x: number, y: number]>> = {
  meeting: [7, 7],
  sanction: [7, 7],
  waiver: [7, 4.8],
  deadline: [5.9, 5],
  statement: [7, 5.9],
  document: [7, 7.6],
  action: [7, 7],
};

/** The lower right half of the square: the part of a glyph that is filled when its standing is disputed. */
export const glyphHalf = 'M15-1v16h-16z';
