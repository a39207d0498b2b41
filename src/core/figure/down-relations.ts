import type { Column } from '#core/figure/columns';
import type { Entry } from '#core/figure/entries';
import { tabDepth } from '#core/figure/mark-drawing';
import type { Port, RelationGround } from '#core/figure/relation-ground';
import { stripThickness } from '#core/figure/strips';
import { boxAround, type Box } from '#core/timeline/box';

/** What of the band without dates matters to relations. */
export interface WaitingGround {
  readonly ports: readonly (Port & { readonly entry: Entry })[];
  readonly obstacles: readonly Box[];
}

/** Where relations may run on a page whose time runs down. */
export function downRelationGround(
  columns: readonly Column[],
  labels: readonly Box[],
  waiting: WaitingGround,
): Omit<RelationGround, 'rules' | 'bounds'> {
  const strips = columns.flatMap((column) => column.strips);
  const leaders = columns.flatMap((column) =>
    column.labels.flatMap(({ leader }) => (leader === null ? [] : [boxAround(leader)])),
  );
  return {
    entries: [...new Set(columns.flatMap(({ labels }) => labels.map(({ entry }) => entry)))],
    marks: [
      ...strips.flatMap(({ entries, mark, x }) => {
        const half = stripThickness[mark.shape];
        const box = { left: x - half, right: x + half, top: mark.left, bottom: mark.right };
        return entries.map(({ event }) => ({ event: event.id, box }));
      }),
      ...columns.flatMap(({ labels }) =>
        labels.flatMap(({ entry, glyph: { x, y }, leader }) => {
          const isStrip = strips.some(({ entries }) => entries.includes(entry));
          const box = { left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 };
          return isStrip || leader !== null ? [] : [{ event: entry.event.id, box }];
        }),
      ),
    ],
    tabs: strips.flatMap(({ mark, x }) => {
      if (mark.shape !== 'bar') return [];
      return mark.slots.map((slot) => ({
        event: slot.waiver,
        box: { left: x, right: x + tabDepth, top: slot.left, bottom: slot.right },
      }));
    }),
    waiting: waiting.ports,
    obstacles: [...labels, ...leaders, ...waiting.obstacles],
    isDown: true,
  };
}
