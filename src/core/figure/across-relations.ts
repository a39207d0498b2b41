import { halfHeights } from '#core/figure/items';
import type { Lane, PlacedItem } from '#core/figure/lanes';
import { tabDepth } from '#core/figure/mark-drawing';
import type { Port, RelationGround } from '#core/figure/relation-ground';
import { blockBox } from '#core/figure/text-block';
import { hull, segments, type Box } from '#core/timeline/box';
import type { Point } from '#core/timeline/elbow';

/** Where relations may run on a page whose time runs across. */
export function relationGroundOf(lanes: readonly Lane[]): Omit<RelationGround, 'rules' | 'bounds'> {
  const placed = lanes.flatMap((lane) => lane.items);
  return {
    entries: [...new Set(placed.map(({ item }) => item.entry))],
    marks: placed.map((each) => ({ event: each.item.entry.event.id, box: markBox(each) })),
    tabs: placed.flatMap(tabPorts),
    waiting: lanes.flatMap((lane) =>
      lane.waiting.map(({ entry, glyph: { x, y } }) => {
        const box = { left: x - 7, right: x + 5, top: y - 5, bottom: y + 5 };
        return { event: entry.event.id, box, entry };
      }),
    ),
    obstacles: lanes.flatMap(labelBoxes),
    isDown: false,
  };
}

function markBox({ item, y }: PlacedItem): Box {
  const half = item.mark.shape === 'band' && item.isInside ? item.above : halfHeights[item.mark.shape];
  return { left: item.mark.left, right: item.mark.right, top: y - half, bottom: y + half };
}

function tabPorts({ item, y }: PlacedItem): Port[] {
  if (item.mark.shape !== 'bar') return [];
  return item.mark.slots.map((slot) => ({
    event: slot.waiver,
    box: { left: slot.left, right: slot.right, top: y, bottom: y + tabDepth },
  }));
}

function labelBoxes(lane: Lane): Box[] {
  const boxes = lane.items.flatMap(({ item, y }) => {
    const blocks = item.aside === null ? [item.label] : [item.label, item.aside];
    const key = item.glyph === null ? [] : [around({ x: item.glyph.x, y: y + item.glyph.y }, 5)];
    const leader = segments(item.leader ?? []).map(([a, b]) => hull({ x: a.x, y: y + a.y }, { x: b.x, y: y + b.y }, 0));
    return [...blocks.map((block) => boxOf(block, y)), ...key, ...leader];
  });
  const asides = lane.sharedAsides.map(({ block }) => boxOf(block, 0));
  const waiting = lane.waiting.map((each) =>
    boxOf({ x: each.textX, y: each.y, anchor: 'start', leading: 11.5, lines: each.lines }, 0),
  );
  const words = [lane.heading, lane.more].filter((block) => block !== null).map((block) => boxOf(block, 0));
  return [...boxes, ...asides, ...waiting, ...words];
}

function boxOf(block: Parameters<typeof blockBox>[0], y: number): Box {
  const { left, right, above, below } = blockBox(block);
  return { left, right, top: y - above, bottom: y + below };
}

function around({ x, y }: Point, half: number): Box {
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}
