import { fitNames, type ShownCluster } from '#core/timeline/cluster-words';
import { showLabels, type ShownLabel } from '#core/timeline/label-place';
import type { LabelWords } from '#core/timeline/label-text';
import type { NearRow } from '#core/timeline/near-view';
import type { Cluster } from '#core/timeline/level-of-detail';
import type { PlacedCluster, PlacedDrawable } from '#core/timeline/rows';
import { drawnYears, type TimeScale } from '#core/timeline/scale';
import type { ViewItem } from '#renderer/features/timeline/vis-view.ts';

/** What an event is called in the view: an event stands once in each of its lanes. */
export function itemId(lane: string, event: string): string {
  return `${lane}\n${event}`;
}

/** The lane and the event that an item's id names. */
export function placeOf(item: string): { lane: string; event: string } {
  const [lane = '', event = ''] = item.split('\n');
  return { lane, event };
}

/** The item of a cluster is told from those of events by this before its name; no record's id begins with a tilde. */
const clusterSign = '~';

/** What a cluster is called in the view. */
export function clusterItemId(lane: string, { id }: Cluster): string {
  return itemId(lane, `${clusterSign}${id}`);
}

/** The lane and the cluster that an item's id names; null for an event's. */
export function clusterPlaceOf(item: string): { lane: string; cluster: string } | null {
  const { lane, event } = placeOf(item);
  return event.startsWith(clusterSign) ? { lane, cluster: event.slice(clusterSign.length) } : null;
}

/** The events and clusters of these rows, each over the time that it takes up at the scale of the rows. */
export function itemsOf(rows: readonly NearRow[], msPerPx: number): ViewItem[] {
  return rows.flatMap(({ lane, row, items, clusters }) => [
    ...items.map((placed): ViewItem => {
      const isTall = placed.side === 'above';
      return { id: itemId(lane, placed.drawable.id), top: row.top, isTall, ...timeOf(placed, msPerPx) };
    }),
    ...clusters.map((placed): ViewItem => {
      const id = clusterItemId(lane, placed.cluster.cluster);
      return { id, top: row.top, isTall: false, ...timeOf(placed, msPerPx) };
    }),
  ]);
}

/** What is written in a row, as it stands in the view. */
export interface WrittenRow {
  readonly lane: string;
  readonly top: number;
  readonly labels: readonly { readonly key: string; readonly placed: PlacedDrawable; readonly shown: ShownLabel }[];
  readonly clusters: readonly WrittenCluster[];
}

/** A cluster's words, and where they stand in the view. */
export interface WrittenCluster {
  readonly key: string;
  readonly shown: ShownCluster;
  readonly names: string;
  readonly left: number;
  readonly width: number;
}

/** Between a band's words and the names after them, and from its ends. */
const bandRoom = 24;

/** What is written in these rows and is in view; `msPerPx` is the scale at which they were set. */
export function writtenRows(
  rows: readonly NearRow[],
  msPerPx: number,
  scale: TimeScale,
  words: LabelWords,
): WrittenRow[] {
  const isInView = (left: number, width: number) => left < scale.width && left + width > 0;
  return rows.map(({ lane, row, items, clusters }) => ({
    lane,
    top: row.top,
    labels: showLabels(items, scale, words, msPerPx).flatMap((shown, index) => {
      const placed = items[index];
      if (placed === undefined || shown.label.width === 0 || !isInView(shown.left, shown.width + shown.label.width)) {
        return [];
      }
      return [{ key: itemId(lane, placed.drawable.id), placed, shown }];
    }),
    clusters: clusters.flatMap((placed) => {
      const { cluster: shown } = placed;
      const { left, width } = clusterPlace(placed, msPerPx, scale);
      if (!isInView(left, width)) return [];
      const names = fitNames(shown.names, width - shown.width - bandRoom, words.measure);
      return [{ key: clusterItemId(lane, shown.cluster), shown, names, left, width }];
    }),
  }));
}

/** A pill stands about the middle of its place; a band fills what is in sight of it. */
function clusterPlace({ cluster, left, right }: PlacedCluster, msPerPx: number, scale: TimeScale) {
  const from = scale.toPx(left * msPerPx);
  const to = scale.toPx(right * msPerPx);
  if (right - left <= cluster.width + 1) return { left: (from + to - cluster.width) / 2, width: cluster.width };
  const start = Math.max(from, 0);
  return { left: start, width: Math.max(Math.min(to, scale.width) - start, cluster.width) };
}

type Placed = Pick<PlacedDrawable, 'left' | 'right'>;

function timeOf({ left, right }: Placed, msPerPx: number): { from: number; to: number } {
  return {
    from: Math.max(left * msPerPx, drawnYears.from),
    to: Math.min(right * msPerPx, drawnYears.to),
  };
}
