import type { Column } from '#core/figure/columns';
import { columnGap } from '#core/figure/columns';
import { drawPanel, layPanel } from '#core/figure/panel';
import type { SceneNode } from '#core/figure/scene';
import type { Setting } from '#core/figure/setting';
import { stripThickness } from '#core/figure/strips';
import { boxAround, doMeet, type Box } from '#core/timeline/box';

/** A panel that found its place among the columns. */
export interface PlacedPanel {
  readonly text: string;
  readonly box: Box;
  readonly nodes: readonly SceneNode[];
}

const air = 10;
const narrowest = 150;
const widest = 330;

/** Sets panels where a stretch of neighbouring columns is empty, the widest that fits first; the others are left. */
export function placePanels(
  texts: readonly string[],
  columns: readonly Column[],
  labels: readonly Box[],
  frame: { readonly top: number; readonly bottom: number; readonly todayY: number | null },
  setting: Setting,
): PlacedPanel[] {
  const strips = columns.flatMap((column) =>
    column.strips.map(({ mark, x }): Box => {
      const half = stripThickness[mark.shape];
      return { left: x - half, right: x + half, top: mark.left, bottom: mark.right };
    }),
  );
  const leaders = columns.flatMap((column) =>
    column.labels.flatMap(({ leader }) => (leader === null ? [] : [boxAround(leader)])),
  );
  const [first, last] = [columns[0], columns.at(-1)];
  const today =
    frame.todayY === null || first === undefined || last === undefined
      ? []
      : [{ left: first.left, right: last.right, top: frame.todayY - 1, bottom: frame.todayY + 1 }];
  const taken = [...labels, ...strips, ...leaders, ...today];
  const placed: PlacedPanel[] = [];
  for (const text of texts) {
    const panel = placeFor(text, columns, taken, frame, setting);
    if (panel === null) continue;
    placed.push(panel);
    taken.push(panel.box);
  }
  return placed;
}

function placeFor(
  text: string,
  columns: readonly Column[],
  taken: readonly Box[],
  frame: { readonly top: number; readonly bottom: number },
  setting: Setting,
): PlacedPanel | null {
  const tops = [frame.top + air, ...taken.map((box) => box.bottom + air)].toSorted((a, b) => a - b);
  for (const { left, right } of spans(columns)) {
    const width = Math.min(right - left, widest);
    const panel = layPanel(text, width, setting);
    const x = right - width;
    const y = tops.find((top) => {
      const box = { left: x - 4, right: right + 4, top: top - air, bottom: top + panel.height + air };
      return box.bottom <= frame.bottom && taken.every((other) => !doMeet(box, other));
    });
    if (y === undefined) continue;
    const box = { left: x, right, top: y, bottom: y + panel.height };
    return { text, box, nodes: drawPanel(panel, x, y, setting) };
  }
  return null;
}

/** Every stretch of neighbouring columns that is wide enough, the widest first, the rightmost of equals first. */
function spans(columns: readonly Column[]): { left: number; right: number }[] {
  const all = columns.flatMap((from, start) =>
    columns.slice(start).map((to) => ({ left: from.left, right: to.right - columnGap })),
  );
  return all
    .filter(({ left, right }) => right - left >= narrowest)
    .sort((a, b) => Math.min(b.right - b.left, widest) - Math.min(a.right - a.left, widest) || b.right - a.right);
}
