import { showLabels } from '#core/timeline/label-place';
import type { LabelWords } from '#core/timeline/label-text';
import type { NearRow } from '#core/timeline/near-view';
import type { PlacedDrawable } from '#core/timeline/rows';
import { drawnYears, type TimeScale } from '#core/timeline/scale';
import type { LabelCache } from '#renderer/features/timeline/label-cache.ts';
import type { ViewItem, ViewRow } from '#renderer/features/timeline/vis-view.ts';

/** What an event is called in the view: an event stands once in each of its lanes. */
export function itemId(lane: string, event: string): string {
  return `${lane}\n${event}`;
}

/** The lane and the event that an item's id names. */
export function placeOf(item: string): { lane: string; event: string } {
  const [lane = '', event = ''] = item.split('\n');
  return { lane, event };
}

/** The strips of the view from top to bottom: the rows that are built, and what is left between and around them. */
export function rowsOf(rows: readonly NearRow[], height: number): ViewRow[] {
  const strips: ViewRow[] = [];
  let bottom = 0;
  const fillTo = (top: number, id: string) => {
    if (top > bottom) strips.push({ id, height: top - bottom });
    bottom = top;
  };
  for (const { row } of rows) {
    fillTo(row.top, `before ${row.id}`);
    strips.push({ id: row.id, height: row.height });
    bottom = row.top + row.height;
  }
  fillTo(height, 'end');
  return strips;
}

/** The events of these rows, each over the time that its mark and label take up at the scale of the rows. */
export function itemsOf(rows: readonly NearRow[], msPerPx: number, labels: LabelCache): ViewItem[] {
  const items = rows.flatMap(({ lane, row, items: placedItems }) =>
    placedItems.map((placed): ViewItem => {
      const id = itemId(lane, placed.drawable.id);
      return { id, row: row.id, ...timeOf(placed, msPerPx), element: labels.elementFor(id, placed) };
    }),
  );
  labels.keep(new Set(items.map(({ id }) => id)));
  return items;
}

/** Puts every label where it belongs in the part of time in view. */
export function placeLabels(
  rows: readonly NearRow[],
  msPerPx: number,
  scale: TimeScale,
  words: LabelWords,
  labels: LabelCache,
): void {
  for (const { lane, items } of rows) {
    const shown = showLabels(items, scale, words);
    for (const [index, label] of shown.entries()) {
      const placed = items[index];
      if (placed === undefined) continue;
      // vis never starts an item further left than one width before the view.
      const itemLeft = Math.max(scale.toPx(timeOf(placed, msPerPx).from), -scale.width);
      labels.place(itemId(lane, placed.drawable.id), label.left - itemLeft, label);
    }
  }
}

function timeOf({ left, right }: PlacedDrawable, msPerPx: number): { from: number; to: number } {
  return {
    from: Math.max(left * msPerPx, drawnYears.from),
    to: Math.min(right * msPerPx, drawnYears.to),
  };
}
