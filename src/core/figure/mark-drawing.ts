import { breaksOf, type TimeAxis } from '#core/figure/axis';
import { drawGlyph, glyphState } from '#core/figure/glyph-drawing';
import { halfHeights, tabDepth, type Item } from '#core/figure/items';
import { blockBox } from '#core/figure/text-block';
import type { PlacedItem } from '#core/figure/lanes';
import type { BandEnd, BandMark, BarMark, FrameMark } from '#core/figure/marks';
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

/** The size of the glyph that is itself the mark, and of the one beside a label. */
const glyphOnDay = 10.5;
const glyphOnLabel = 10;
const hatchSpacing = 8.5;
const edgeWidth = 1.2;

/** Draws a mark: its edges say how the time is known, its fill what the standing is. */
export function drawMark({ item, y }: PlacedItem, axis: TimeAxis, palette: Palette): SceneNode[] {
  const { mark, entry } = item;
  switch (mark.shape) {
    case 'point':
      return drawGlyph(glyphState(entry), { x: mark.x, y }, glyphOnDay, palette);
    case 'band':
      return drawBand(item, mark, y, palette);
    case 'frame':
      return drawFrame(item, mark, y, palette);
    case 'bar':
      return drawBar(item, mark, y, axis, palette);
  }
}

/** The glyph that keys a label to its kind. */
export function drawKey({ item, y }: PlacedItem, palette: Palette): SceneNode[] {
  if (item.glyph === null) return [];
  return drawGlyph(glyphState(item.entry), { x: item.glyph.x, y: y + item.glyph.y }, glyphOnLabel, palette);
}

function drawBand(item: Item, mark: BandMark, y: number, palette: Palette): SceneNode[] {
  const half = item.isInside ? item.above : halfHeights.band;
  const colour = palette.kinds[item.entry.event.kind];
  const box = { x: mark.left, y: y - half, width: mark.right - mark.left, height: 2 * half };
  const nodes: SceneNode[] = [{ type: 'rect', ...box, fill: softPaint(mark, colour, palette.bandOpacity) }];
  if (item.entry.standing.shown === 'disputed') {
    const pen: Stroke = { paint: softPaint(mark, colour, palette.hatchOpacity), width: 1 };
    nodes.push(...hatch(item, mark, y, half, pen));
  }
  const edges = [mark.start.type === 'sure' ? mark.left : null, mark.end.type === 'sure' ? mark.right : null];
  for (const x of edges) {
    if (x !== null) nodes.push(line(x, y - half, x, y + half, stroke(colour, edgeWidth)));
  }
  return nodes;
}

function drawFrame(item: Item, mark: FrameMark, y: number, palette: Palette): SceneNode[] {
  const half = halfHeights.frame;
  const colour = palette.kinds[item.entry.event.kind];
  const nodes: SceneNode[] = [];
  if (item.entry.standing.shown === 'disputed') {
    nodes.push(...hatch(item, mark, y, half, { paint: flat(colour, palette.hatchOpacity), width: 1 }));
  }
  const box = { x: mark.left + 0.5, y: y - half + 0.5, width: mark.right - mark.left - 1, height: 2 * half - 1 };
  nodes.push({ type: 'rect', ...box, radius: 1, stroke: stroke(colour, 1, { dash: [3.5, 2.5] }) });
  if (mark.pole !== null) {
    nodes.push(line(mark.pole, y - halfHeights.pole, mark.pole, y + halfHeights.pole, stroke(colour, 1.3)));
  }
  return nodes;
}

function drawBar(item: Item, mark: BarMark, y: number, axis: TimeAxis, palette: Palette): SceneNode[] {
  const { shown } = item.entry.standing;
  const colour = palette.kinds[item.entry.event.kind];
  const paint = barPaint(mark, colour);
  const isSolid = shown === 'confirmed' && !item.entry.isPlanned;
  const dash = item.entry.isPlanned ? { dash: [3.5, 2.5] } : shown === 'unsourced' ? { dash: [1.2, 2] } : {};
  const nodes: SceneNode[] = [];
  for (const data of barOutlines(mark, y, breaksOf(axis))) {
    if (isSolid) nodes.push({ type: 'path', data, fill: paint });
    else nodes.push({ type: 'path', data, fill: flat(palette.paper), stroke: { paint, width: edgeWidth, ...dash } });
  }
  const half = halfHeights.bar;
  if (shown === 'disputed') nodes.push(...hatch(item, mark, y, half, { paint, width: 1 }));
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
export function drawTab(left: number, right: number, y: number, palette: Palette): SceneNode {
  const colour = palette.kinds.waiver;
  return {
    type: 'rect',
    x: left + 0.8,
    y: y - 0.2,
    width: Math.max(right - left - 1.6, 1),
    height: tabDepth,
    radius: 1,
    fill: flat(mix(colour, palette.paper, 0.78)),
    stroke: stroke(colour, 1),
  };
}

/**
 * The bar as closed outlines, one for each stretch between breaks of the axis, which cut it aslant. Where a waiver
 * suspends it only the spine is left, and the waiver's tab fills the slot below.
 */
function barOutlines(mark: BarMark, y: number, breaks: readonly number[]): string[] {
  const [top, bottom] = [y - halfHeights.bar, y + halfHeights.bar];
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
function hatch(item: Item, mark: { left: number; right: number }, y: number, half: number, pen: Stroke): SceneNode[] {
  const label = blockBox(item.label);
  const spans = item.isInside
    ? [
        [mark.left, (item.glyph?.x ?? label.left) - 8],
        [label.right + 4, mark.right],
      ]
    : [[mark.left, mark.right]];
  const data = spans.map(([left = 0, right = 0]) => hatchLines(left, right, y - half, y + half)).join('');
  return data === '' ? [] : [{ type: 'path', data, stroke: pen }];
}

function hatchLines(left: number, right: number, top: number, bottom: number): string {
  const height = bottom - top;
  let data = '';
  // Each stroke rises to the right at 45 degrees; it is cut where it would leave the box.
  for (let foot = left - height + hatchSpacing / 2; foot < right; foot += hatchSpacing) {
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

/** A colour with a share of another mixed in, so that what lies beneath does not show through. */
function mix(colour: string, other: string, share: number): string {
  const channels = [1, 3, 5].map((start) => {
    const [a, b] = [colour, other].map((each) => Number.parseInt(each.slice(start, start + 2), 16));
    return Math.round((a ?? 0) * (1 - share) + (b ?? 0) * share);
  });
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}
