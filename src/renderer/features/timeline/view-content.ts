import { labelLeft, labelSpread } from '#core/timeline/label-place';
import type { LaneStack } from '#core/timeline/lane-stack';
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

/** The strips of the view from top to bottom: each lane's rows, and what separates them. */
export function rowsOf({ lanes, height }: LaneStack): ViewRow[] {
  const rows: ViewRow[] = [];
  let bottom = 0;
  const fillTo = (top: number, id: string) => {
    if (top > bottom) rows.push({ id, height: top - bottom });
    bottom = top;
  };
  for (const lane of lanes) {
    for (const row of lane.rows) {
      fillTo(row.top, `before ${row.id}`);
      rows.push({ id: row.id, height: row.height });
      bottom = row.top + row.height;
    }
  }
  fillTo(height, 'end');
  return rows;
}

/** The events of all rows, each over the time that its mark and label take up at the stack's scale. */
export function itemsOf(stack: LaneStack, labels: LabelCache): ViewItem[] {
  const items = placedItems(stack).map(({ id, row, placed }) => {
    const { from, to } = timeOf(placed, stack.msPerPx);
    return { id, row, from, to, element: labels.elementFor(id, placed) };
  });
  labels.keep(new Set(items.map(({ id }) => id)));
  return items;
}

/** Puts every label where it belongs in the part of time in view. */
export function placeLabels(stack: LaneStack, scale: TimeScale, labels: LabelCache): void {
  for (const { id, placed } of placedItems(stack)) {
    // vis never starts an item further left than one width before the view.
    const itemLeft = Math.max(scale.toPx(timeOf(placed, stack.msPerPx).from), -scale.width);
    labels.place(id, labelLeft(placed, scale) - itemLeft, labelSpread(placed, scale));
  }
}

function placedItems({ lanes }: LaneStack): { id: string; row: string; placed: PlacedDrawable }[] {
  return lanes.flatMap((lane) =>
    lane.rows.flatMap((row) =>
      row.items.map((placed) => ({ id: itemId(lane.id, placed.drawable.id), row: row.id, placed })),
    ),
  );
}

function timeOf({ left, right }: PlacedDrawable, msPerPx: number): { from: number; to: number } {
  return {
    from: Math.max(left * msPerPx, drawnYears.from),
    to: Math.min(right * msPerPx, drawnYears.to),
  };
}
