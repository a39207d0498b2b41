import type { Entry } from '#core/figure/entries';
import type { Palette } from '#core/figure/palette';
import { flat, stroke, type GradientPaint, type PathNode, type Point } from '#core/figure/scene';
import type { EventKind } from '#core/model/event';
import type { ShownStanding } from '#core/model/view';
import { glyphPaths, glyphSize } from '#core/timeline/glyphs';

/** A small wedge that points down at the day. */
const remarkSign = 'M3.2 4.4h7.6l-3.8 6z';

/** How a glyph is filled: by standing, with a dashed outline for what is still ahead. */
export interface GlyphState {
  /** Null for a remark of the editor's, which bears a sign of its own. */
  readonly kind: EventKind | null;
  readonly shown: ShownStanding;
  readonly isPlanned: boolean;
}

/** A glyph for a kind and standing, `size` points wide, around a middle. */
export function drawGlyph(
  { kind, shown, isPlanned }: GlyphState,
  middle: Point,
  size: number,
  palette: Palette,
): PathNode[] {
  const scale = size / glyphSize;
  const place = { x: middle.x - size / 2, y: middle.y - size / 2, scale };
  if (kind === null) return [{ type: 'path', data: remarkSign, place, fill: flat(palette.ink) }];
  const colour = palette.kinds[kind];
  const data = glyphPaths[kind];
  if (shown === 'confirmed' && !isPlanned) return [{ type: 'path', data, place, fill: flat(colour) }];

  const dash = isPlanned ? { dash: [2.1, 1.9] } : shown === 'unsourced' ? { dash: [0.8, 1.6] } : {};
  const fill = shown === 'disputed' ? lowerHalf(colour, palette.paper) : flat(palette.paper);
  const outline: PathNode = { type: 'path', data, place, fill, stroke: stroke(colour, 1.4, dash) };
  if (shown !== 'retracted') return [outline];
  return [outline, { type: 'path', data: 'M0.5 13.5L13.5 0.5', place, stroke: stroke(colour, 1.4) }];
}

/** The state of an entry's glyph. */
export function glyphState({ event, standing, isPlanned, isRemark }: Entry): GlyphState {
  return { kind: isRemark ? null : event.kind, shown: standing.shown, isPlanned };
}

/** Half filled: a gradient across the diagonal with no width between its two colours. */
function lowerHalf(colour: string, paper: string): GradientPaint {
  return {
    type: 'gradient',
    x1: 0,
    y1: 0,
    x2: glyphSize,
    y2: glyphSize,
    stops: [
      { offset: 0, colour: paper, opacity: 1 },
      { offset: 0.5, colour: paper, opacity: 1 },
      { offset: 0.5, colour, opacity: 1 },
      { offset: 1, colour, opacity: 1 },
    ],
  };
}
