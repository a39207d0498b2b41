import { mix } from '#core/figure/contrast';
import { drawGlyph, glyphState } from '#core/figure/glyph-drawing';
import type { Entry } from '#core/figure/entries';
import type { BandEnd, BandMark, BarMark, FrameMark, Mark } from '#core/figure/marks';
import type { Palette } from '#core/figure/palette';
import {
  at,
  flat,
  stroke,
  type GradientPaint,
  type GradientStop,
  type Paint,
  type SceneNode,
  type Stroke,
} from '#core/figure/scene';

/** Half the thickness of each mark; a pole's reach to either side of the middle. */
export interface Thickness {
  readonly band: number;
  readonly frame: number;
  readonly bar: number;
  readonly pole: number;
}

/** A mark and where it stands. */
export interface DrawnMark {
  readonly entry: Entry;
  readonly mark: Mark;
  /** The middle of the mark, across its length. */
  readonly y: number;
  readonly thickness: Thickness;
  /** The part of the mark's length that a label on it needs clear of hatching. */
  readonly clear: { readonly from: number; readonly to: number } | null;
}

/** The size of the glyph that is itself the mark. */
const glyphOnDay = 10.5;
const edgeWidth = 1.2;
/** How far below the middle of a bar the tab in its slot ends. */
export const tabDepth = 8;

/** Draws a mark along the page: its edges say how the time is known, its fill what the standing is. */
export function drawMark(drawn: DrawnMark, breaks: readonly number[], palette: Palette): SceneNode[] {
  const { mark, entry, y } = drawn;
  switch (mark.shape) {
    case 'point':
      return drawGlyph(glyphState(entry), { x: mark.x, y }, glyphOnDay, palette);
    case 'band':
      return drawBand(drawn, mark, palette);
    case 'frame':
      return drawFrame(drawn, mark, palette);
    case 'bar':
      return [
        ...drawBar(drawn, mark, breaks, palette),
        ...mark.slots.map((slot) => drawTab(slot.left, slot.right, y, drawn.thickness.bar, palette)),
      ];
  }
}

/** The colour of a mark: that of its kind, or ink for a remark of the editor's. */
export function colourOf({ event, isRemark }: Entry, palette: Palette): string {
  return isRemark ? palette.ink : palette.kinds[event.kind];
}

function drawBand(drawn: DrawnMark, mark: BandMark, palette: Palette): SceneNode[] {
  const { entry, y } = drawn;
  const half = drawn.thickness.band;
  const colour = colourOf(entry, palette);
  const box = { x: mark.left, y: y - half, width: mark.right - mark.left, height: 2 * half };
  const nodes: SceneNode[] = [{ type: 'rect', ...box, fill: softPaint(mark, colour, palette.bandOpacity) }];
  if (entry.standing.shown === 'disputed') {
    nodes.push(...hatch(drawn, half, { paint: softPaint(mark, colour, palette.hatchOpacity), width: 1 }));
  }
  const edges = [mark.start.type === 'sure' ? mark.left : null, mark.end.type === 'sure' ? mark.right : null];
  for (const x of edges) {
    if (x !== null) nodes.push(line(x, y - half, x, y + half, stroke(colour, edgeWidth)));
  }
  return nodes;
}

function drawFrame(drawn: DrawnMark, mark: FrameMark, palette: Palette): SceneNode[] {
  const { entry, y, thickness } = drawn;
  const half = thickness.frame;
  const colour = colourOf(entry, palette);
  const nodes: SceneNode[] = [];
  if (entry.standing.shown === 'disputed') {
    nodes.push(...hatch(drawn, half, { paint: flat(colour, palette.hatchOpacity), width: 1 }));
  }
  const box = { x: mark.left + 0.5, y: y - half + 0.5, width: mark.right - mark.left - 1, height: 2 * half - 1 };
  nodes.push({ type: 'rect', ...box, radius: 1, stroke: stroke(colour, 1, { dash: [3.5, 2.5] }) });
  if (mark.pole !== null) {
    nodes.push(line(mark.pole, y - thickness.pole, mark.pole, y + thickness.pole, stroke(colour, 1.3)));
  }
  return nodes;
}

function drawBar(drawn: DrawnMark, mark: BarMark, breaks: readonly number[], palette: Palette): SceneNode[] {
  const { entry, y, thickness } = drawn;
  const { shown } = entry.standing;
  const colour = colourOf(entry, palette);
  const paint = barPaint(mark, colour);
  const isSolid = shown === 'confirmed' && !entry.isPlanned;
  const dash = entry.isPlanned ? { dash: [3.5, 2.5] } : shown === 'unsourced' ? { dash: [1.2, 2] } : {};
  const nodes: SceneNode[] = [];
  for (const data of barOutlines(mark, y, thickness.bar, breaks)) {
    if (isSolid) nodes.push({ type: 'path', data, fill: paint });
    else nodes.push({ type: 'path', data, fill: flat(palette.paper), stroke: { paint, width: edgeWidth, ...dash } });
  }
  if (shown === 'disputed') nodes.push(...hatch(drawn, thickness.bar, { paint, width: 1 }));
  if (shown === 'retracted') nodes.push(line(mark.left, y, mark.right, y, { paint, width: edgeWidth }));
  const inside = isSolid ? palette.paper : colour;
  if (mark.start === 'cut') nodes.push(chevron(mark.left + 6, y, -1, stroke(inside, 1.1)));
  if (mark.start === 'open') nodes.push(chevron(mark.left + 4, y, -1, stroke(colour, 1.1)));
  if (mark.end === 'cut') nodes.push(chevron(mark.right - 6, y, 1, stroke(inside, 1.1)));
  if (mark.end === 'open')
    nodes.push(chevron(mark.right - 4, y, 1, stroke(mark.solidTo < mark.right - 8 ? colour : inside, 1.1)));
  return nodes;
}

/** The tab of a waiver in the slot that it cuts into a sanction's bar. */
function drawTab(left: number, right: number, y: number, half: number, palette: Palette): SceneNode {
  const colour = palette.kinds.waiver;
  return {
    type: 'rect',
    x: left + 0.8,
    y: y - 0.2,
    width: Math.max(right - left - 1.6, 1),
    height: tabDepth + half - 4,
    radius: 1,
    fill: flat(mix(colour, palette.paper, 0.78)),
    stroke: stroke(colour, 1),
  };
}

/**
 * The bar as closed outlines, one for each stretch between breaks of the axis, which cut it aslant. Where a waiver
 * suspends it only the spine is left, and the waiver's tab fills the slot below.
 */
function barOutlines(mark: BarMark, y: number, half: number, breaks: readonly number[]): string[] {
  const [top, bottom] = [y - half, y + half];
  const spine = y - 1;
  const cuts = breaks.filter((x) => x - 4 > mark.left && x + 4 < mark.right);
  const lefts = [mark.left, ...cuts.map((x) => x + 3)];
  const rights = [...cuts.map((x) => x - 3), mark.right];
  return lefts.map((left, index) => {
    const right = rights[index] ?? mark.right;
    const slantLeft = index === 0 ? 0 : 2.5;
    const slantRight = index === rights.length - 1 ? 0 : 2.5;
    const notches = mark.slots
      .map((slot) => ({ left: Math.max(slot.left, left + slantLeft), right: Math.min(slot.right, right - slantRight) }))
      .filter((slot) => slot.right > slot.left)
      .toSorted((a, b) => b.left - a.left)
      .map((slot) => `L${at(slot.right)} ${at(bottom)}V${at(spine)}H${at(slot.left)}V${at(bottom)}`)
      .join('');
    const upper = `M${at(left + slantLeft)} ${at(top)}H${at(right + slantRight)}`;
    return `${upper}L${at(right - slantRight)} ${at(bottom)}${notches}L${at(left - slantLeft)} ${at(bottom)}Z`;
  });
}

/** Full strength between the sure ends, fading outside them: an open end to nothing, a vague one to a quarter. */
function barPaint(mark: BarMark, colour: string): Paint {
  const width = mark.right - mark.left;
  const from = Math.max(0, (mark.solidFrom - mark.left) / width);
  const to = Math.max(from, Math.min(1, (mark.solidTo - mark.left) / width));
  if (from === 0 && to === 1) return flat(colour);
  const stops: GradientStop[] = [
    { offset: 0, colour, opacity: from > 0 ? (mark.start === 'open' ? 0 : 0.25) : 1 },
    { offset: from, colour, opacity: 1 },
    { offset: to, colour, opacity: 1 },
    { offset: 1, colour, opacity: to < 1 ? (mark.end === 'open' ? 0 : 0.25) : 1 },
  ];
  return across(mark.left, mark.right, stops);
}

function softPaint(mark: BandMark, colour: string, opacity: number): GradientPaint {
  const width = mark.right - mark.left;
  const reach = (end: BandEnd) => (end.type === 'soft' ? Math.min(end.length / width, 0.5) : 0);
  const [from, to] = [reach(mark.start), 1 - reach(mark.end)];
  return across(mark.left, mark.right, [
    { offset: 0, colour, opacity: from > 0 ? 0 : opacity },
    { offset: from, colour, opacity },
    { offset: to, colour, opacity },
    { offset: 1, colour, opacity: to < 1 ? 0 : opacity },
  ]);
}

function across(left: number, right: number, stops: readonly GradientStop[]): GradientPaint {
  return { type: 'gradient', x1: left, y1: 0, x2: right, y2: 0, stops };
}

/** Rising strokes over a mark, left out where its own label stands. */
function hatch({ mark, y, clear }: DrawnMark, half: number, pen: Stroke): SceneNode[] {
  const spans =
    clear === null
      ? [[mark.left, mark.right]]
      : [
          [mark.left, clear.from],
          [clear.to, mark.right],
        ];
  const data = spans.map(([left = 0, right = 0]) => hatchLines(left, right, y - half, y + half)).join('');
  return data === '' ? [] : [{ type: 'path', data, stroke: pen }];
}

function hatchLines(left: number, right: number, top: number, bottom: number): string {
  const height = bottom - top;
  const spacing = height > 14 ? 8.5 : 6;
  let data = '';
  // Each stroke rises to the right at 45 degrees; it is cut where it would leave the box.
  for (let foot = left - height + spacing / 2; foot < right; foot += spacing) {
    const from = Math.max(foot, left);
    const to = Math.min(foot + height, right);
    if (to - from < 1) continue;
    data += `M${at(from)} ${at(bottom - (from - foot))}L${at(to)} ${at(bottom - (to - foot))}`;
  }
  return data;
}

function chevron(x: number, y: number, direction: 1 | -1, pen: Stroke): SceneNode {
  return {
    type: 'path',
    data: `M${at(x - 2.5 * direction)} ${at(y - 2.5)}L${at(x)} ${at(y)}L${at(x - 2.5 * direction)} ${at(y + 2.5)}`,
    stroke: pen,
  };
}

function line(x1: number, y1: number, x2: number, y2: number, pen: Stroke): SceneNode {
  return { type: 'path', data: `M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}`, stroke: pen };
}
