import { breaksOf } from '#core/figure/axis';
import { drawGlyph, glyphState } from '#core/figure/glyph-drawing';
import type { Ground } from '#core/figure/ground';
import type { Palette } from '#core/figure/palette';
import { blockBox, type TextBlock } from '#core/figure/text-block';
import type { Lane, PlacedItem } from '#core/figure/lanes';
import { halfHeights } from '#core/figure/items';
import { drawMark } from '#core/figure/mark-drawing';
import { polyline, stroke, type SceneNode, type TextNode } from '#core/figure/scene';

/** The size of the glyph beside a label. */
export const keySize = 10;

/** A lane's name, marks and labels. Labels come last, so that nothing is drawn over them. */
export function drawLane(lane: Lane, ground: Ground): SceneNode[] {
  const { axis, setting } = ground;
  const { palette } = setting;
  const breaks = breaksOf(axis);
  const leader = stroke(palette.quietInk, 0.75);
  const nodes: SceneNode[] = lane.heading === null ? [] : textNodes(lane.heading, 0, palette.paper);
  for (const placed of lane.items) nodes.push(...drawItem(placed, breaks, ground, leader));
  for (const { block, from, to } of lane.sharedAsides) {
    const x = block.x + 4;
    nodes.push(
      polyline(
        [
          { x, y: from },
          { x: x + 2.5, y: from },
          { x: x + 2.5, y: to },
          { x, y: to },
        ],
        leader,
      ),
    );
    nodes.push(...textNodes(block));
  }
  for (const placed of lane.items) {
    nodes.push(...drawKey(placed, palette), ...textNodes(placed.item.label, placed.y, haloOf(placed, ground)));
    if (placed.item.aside !== null) nodes.push(...textNodes(placed.item.aside, placed.y, palette.paper));
  }
  for (const each of lane.waiting) {
    nodes.push(...drawGlyph(glyphState(each.entry), each.glyph, keySize, palette));
    nodes.push(...textNodes({ x: each.textX, y: each.y, anchor: 'start', leading: 11.5, lines: each.lines }));
  }
  if (lane.more !== null) nodes.push(...textNodes(lane.more, 0, palette.paper));
  return nodes;
}

function drawItem(
  { item, y }: PlacedItem,
  breaks: readonly number[],
  { setting }: Ground,
  leader: ReturnType<typeof stroke>,
): SceneNode[] {
  const { entry, mark, label } = item;
  const left = (item.glyph?.x ?? label.x) - 8;
  const clear = item.isInside ? { from: left, to: blockBox(label).right + 4 } : null;
  const thickness = { ...halfHeights, band: item.isInside ? item.above : halfHeights.band };
  const nodes = item.isOnSharedBand ? [] : drawMark({ entry, mark, y, thickness, clear }, breaks, setting.palette);
  if (item.leader !== null) {
    nodes.push(
      polyline(
        item.leader.map((point) => ({ x: point.x, y: y + point.y })),
        leader,
      ),
    );
  }
  return nodes;
}

/** The glyph that keys a label to its kind. */
function drawKey({ item, y }: PlacedItem, palette: Palette): SceneNode[] {
  if (item.glyph === null) return [];
  return drawGlyph(glyphState(item.entry), { x: item.glyph.x, y: y + item.glyph.y }, keySize, palette);
}

/** A label on a mark needs no halo; one on the paper keeps the rules behind it at a distance. */
function haloOf({ item }: PlacedItem, { setting: { palette } }: Ground): string | undefined {
  return item.isInside ? undefined : palette.paper;
}

/** The lines of a block as text, `offset` down the page. */
export function textNodes(block: TextBlock, offset = 0, halo?: string): TextNode[] {
  return block.lines.map((line, index) => ({
    type: 'text',
    x: block.x,
    y: offset + block.y + index * block.leading,
    anchor: block.anchor,
    runs: line.runs,
    ...(halo === undefined ? {} : { halo }),
  }));
}
