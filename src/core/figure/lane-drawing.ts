import type { TimeAxis } from '#core/figure/axis';
import { drawGlyph, glyphState } from '#core/figure/glyph-drawing';
import type { Ground } from '#core/figure/ground';
import type { TextBlock } from '#core/figure/text-block';
import type { Lane, PlacedItem } from '#core/figure/lanes';
import { drawKey, drawMark, drawTab } from '#core/figure/mark-drawing';
import { polyline, stroke, type SceneNode, type TextNode } from '#core/figure/scene';

/** A lane's name, marks and labels. Labels come last, so that nothing is drawn over them. */
export function drawLane(lane: Lane, ground: Ground): SceneNode[] {
  const { palette, axis } = ground;
  const leader = stroke(palette.quietInk, 0.75);
  const nodes: SceneNode[] = [...textNodes(lane.heading, 0, palette.paper)];
  for (const placed of lane.items) nodes.push(...drawItem(placed, axis, ground, leader));
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
    nodes.push(...drawGlyph(glyphState(each.entry), each.glyph, 10, palette));
    nodes.push(...textNodes({ x: each.textX, y: each.y, anchor: 'start', leading: 11.5, lines: each.lines }));
  }
  if (lane.more !== null) nodes.push(...textNodes(lane.more, 0, palette.paper));
  return nodes;
}

function drawItem(placed: PlacedItem, axis: TimeAxis, ground: Ground, leader: ReturnType<typeof stroke>): SceneNode[] {
  const { item, y } = placed;
  const nodes = drawMark(placed, axis, ground.palette);
  if (item.mark.shape === 'bar') {
    nodes.push(...item.mark.slots.map((slot) => drawTab(slot.left, slot.right, y, ground.palette)));
  }
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

/** A label on a mark needs no halo; one on the paper keeps the rules behind it at a distance. */
function haloOf({ item }: PlacedItem, { palette }: Ground): string | undefined {
  return item.isInside ? undefined : palette.paper;
}

/** The lines of a block as text, `offset` points down the page. */
function textNodes(block: TextBlock, offset = 0, halo?: string): TextNode[] {
  return block.lines.map((line, index) => ({
    type: 'text',
    x: block.x,
    y: offset + block.y + index * block.leading,
    anchor: block.anchor,
    runs: line.runs,
    ...(halo === undefined ? {} : { halo }),
  }));
}
