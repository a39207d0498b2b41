import { fitLabel, setLabel, type LabelText } from '#core/timeline/label-text';
import type { ShownCluster } from '#core/timeline/cluster-words';
import type { Drawable } from '#core/timeline/drawable';
import { rowOf, type LaneIndex } from '#core/timeline/lane-index';
import { chooseDetail, levelFor, type Cluster, type DetailOptions } from '#core/timeline/level-of-detail';
import { markBox } from '#core/timeline/mark-box';
import {
  bandPadding,
  besideMark,
  clusterBox,
  flagWidthOf,
  longBar,
  outlinePadding,
  rowGap,
  rowHeight,
  tallRowHeight,
  widestLabel,
  type LabelSide,
  type PlacedCluster,
  type PlacedDrawable,
  type RowOptions,
  type TimelineRow,
} from '#core/timeline/rows';
import type { TimeWindow } from '#core/timeline/scale';
import { cellMs, cellOf, cellStart } from '#core/timeline/time-tree';
import type { TimelineEntry } from '#core/timeline/timeline-entry';

/** What a crowded lane shows: of each stretch of 170 px and more two days, or three, and how many more there are. */
export const denseDetail: DetailOptions = { cellPx: 170, mostInCell: 2, rangePx: 90 };
/** So many rows a crowded lane keeps for ranges. */
export const denseRangeRows = 3;
const denseShortRows = denseDetail.mostInCell + 1;
/** Rows for days are laid out by tiles of so many cells, each on its own, so that panning changes none of them. */
const tileLevels = 2;

/** How a crowded lane is laid out. */
export interface DenseOptions extends RowOptions {
  readonly drawableOf: (id: string) => Drawable | null;
  readonly show: (cluster: Cluster) => ShownCluster;
  /** Entries that are drawn whatever else is. */
  readonly always: readonly TimelineEntry[];
}

/** The heights of a crowded lane's rows, which are the same at every scale and in every part of time. */
export function denseRowHeights({ rangeRows, hasBars, hasFolds }: LaneIndex): number[] {
  const ofRanges = Array.from({ length: rangeRows }, () => (hasBars ? tallRowHeight : rowHeight));
  return [...ofRanges, ...(hasFolds ? [rowHeight] : []), ...Array.from({ length: denseShortRows }, () => rowHeight)];
}

interface Waiting {
  readonly drawable: Drawable;
  readonly entry: TimelineEntry;
}

/** The rows of a crowded lane with what stands in and about a window: ranges above, in rows of their own, days beneath. */
export function layOutDense(lane: LaneIndex, near: TimeWindow, options: DenseOptions): TimelineRow[] {
  const { msPerPx, always } = options;
  const tileLevel = levelFor(denseDetail.cellPx * msPerPx) + tileLevels;
  const [firstTile, lastTile] = [cellOf(near.from, tileLevel), cellOf(near.to, tileLevel)];
  const window = { from: cellStart(firstTile, tileLevel), to: cellStart(lastTile + 1, tileLevel) - 1 };
  const detail = chooseDetail(lane, window, msPerPx, denseDetail, always);

  const rangeRows: Waiting[][] = Array.from({ length: lane.rangeRows }, () => []);
  const tiles = new Map<number, Waiting[]>();
  const wait = (entry: TimelineEntry, row: number | null) => {
    const drawable = options.drawableOf(entry.id);
    if (drawable === null) return;
    const rowOfIts = row === null ? undefined : rangeRows[row];
    if (rowOfIts !== undefined) rowOfIts.push({ drawable, entry });
    else {
      const tile = cellOf(entry.at, tileLevel);
      const known = tiles.get(tile);
      if (known === undefined) tiles.set(tile, [{ drawable, entry }]);
      else known.push({ drawable, entry });
    }
  };
  for (const { entry, row } of detail.ranges) wait(entry, row);
  for (const entry of detail.drawn) {
    const isAcross = cellOf(entry.from, tileLevel) !== cellOf(entry.to, tileLevel);
    wait(entry, isAcross ? rowOf(lane, entry) : null);
  }

  const shown = detail.clusters.map(options.show);
  const bands = shown.filter(({ cluster }) => cluster.form === 'band');
  const pills = shown.filter(({ cluster }) => cluster.form === 'pill');
  const days = [...tiles].map(([tile, waiting]) => {
    const bounds = { left: cellStart(tile, tileLevel) / msPerPx, right: cellStart(tile + 1, tileLevel) / msPerPx };
    const inTile = pills.filter(({ cluster }) => cellOf(cluster.from, tileLevel) === tile);
    return layOutTile(waiting, inTile.map(pillIn(msPerPx)), bounds, options);
  });
  const lonelyPills = pills.filter(({ cluster }) => !tiles.has(cellOf(cluster.from, tileLevel))).map(pillIn(msPerPx));

  const heights = denseRowHeights(lane);
  const foldRow = lane.hasFolds ? lane.rangeRows : -1;
  const firstShort = heights.length - denseShortRows;
  return heights.map((height, index): TimelineRow => {
    if (index < lane.rangeRows) {
      const ordered = (rangeRows[index] ?? []).sort((a, b) => a.entry.from - b.entry.from);
      return { height, items: setLabels(ordered.map(stand(options)), [], everywhere, height, options), clusters: [] };
    }
    if (index === foldRow) {
      return { height, items: [], clusters: bands.map((cluster) => ({ cluster, ...clusterBox(cluster, msPerPx) })) };
    }
    const parts = days.flatMap((rows) => rows[index - firstShort] ?? []);
    const isLast = index === heights.length - 1;
    const items = parts.flatMap((row) => row.items).sort((a, b) => a.left - b.left);
    return { height, items, clusters: [...parts.flatMap((row) => row.clusters), ...(isLast ? lonelyPills : [])] };
  });
}

const everywhere = { left: -Infinity, right: Infinity };

/** A pill about the middle of what it gathers, kept within its own cell so that it meets no other. */
function pillIn(msPerPx: number): (cluster: ShownCluster) => PlacedCluster {
  return (shown) => {
    const level = levelFor(denseDetail.cellPx * msPerPx);
    const cell = cellStart(cellOf(shown.cluster.from, level), level) / msPerPx;
    const { left } = clusterBox(shown, msPerPx);
    const latest = cell + cellMs(level) / msPerPx - rowGap - shown.width;
    const kept = Math.max(Math.min(left, latest), cell + rowGap);
    return { cluster: shown, left: kept, right: kept + shown.width };
  };
}

interface Standing {
  readonly drawable: Drawable;
  readonly mark: PlacedDrawable['mark'];
  readonly flagWidth: number;
  /** What mark and flag take up. */
  readonly left: number;
  readonly right: number;
}

function stand(options: DenseOptions): (waiting: Waiting) => Standing {
  return ({ drawable }) => {
    if (drawable.standpoint.on !== 'axis') throw new Error(`The event ${drawable.id} does not stand on the axis`);
    const { mark } = drawable.standpoint;
    const flagWidth = flagWidthOf(drawable, options);
    const { left, right } = markBox(mark, (ms) => ms / options.msPerPx);
    return { drawable, mark, flagWidth, left, right: right + flagWidth };
  };
}

/** The days of one tile in their rows: pills in the last; each day where its name has room, else where its mark has. */
function layOutTile(
  waiting: readonly Waiting[],
  pills: readonly PlacedCluster[],
  bounds: Bounds,
  options: DenseOptions,
): TimelineRow[] {
  const rows = Array.from({ length: denseShortRows }, (): Standing[] => []);
  const wanted = Array.from({ length: denseShortRows }, () => -Infinity);
  for (const standing of waiting.map(stand(options)).sort((a, b) => a.left - b.left)) {
    const isLastFree = pills.every((pill) => isClear(pill, standing));
    const choices = rows.map((_, index) => index).filter((index) => isLastFree || index < denseShortRows - 1);
    const ends = choices.map((index) => rows[index]?.at(-1)?.right ?? -Infinity);
    const roomy = choices.find((index) => (wanted[index] ?? 0) + rowGap <= standing.left);
    const row = roomy ?? choices[ends.indexOf(Math.min(...ends))] ?? 0;
    rows[row]?.push(standing);
    const name = setLabel(standing.drawable.name, '', '', standing.mark.shape !== 'point', options.measure);
    wanted[row] = standing.right + besideMark(standing.mark) + name.width;
  }
  return rows.map((standings, index) => {
    const clusters = index === denseShortRows - 1 ? pills : [];
    return { height: rowHeight, items: setLabels(standings, clusters, bounds, rowHeight, options), clusters };
  });
}

interface Bounds {
  readonly left: number;
  readonly right: number;
}

function isClear(a: Bounds, b: Bounds): boolean {
  return a.right + rowGap <= b.left || b.right + rowGap <= a.left;
}

/** Labels for what stands in one row, in order of time, each in the room between its neighbours. */
function setLabels(
  standings: readonly Standing[],
  clusters: readonly PlacedCluster[],
  bounds: Bounds,
  height: number,
  options: DenseOptions,
): PlacedDrawable[] {
  let taken = bounds.left;
  return standings.map((standing, index) => {
    const after = clusters.filter(({ left }) => left >= standing.left).map(({ left }) => left - rowGap);
    const before = clusters.filter(({ left }) => left < standing.left).map(({ right }) => right + rowGap);
    const next = (standings[index + 1]?.left ?? Infinity) - rowGap;
    const room = { left: Math.max(taken, ...before), right: Math.min(bounds.right, next, ...after) };
    const placed = setBeside(standing, room, height, options);
    taken = Math.max(taken, placed.right + rowGap);
    return placed;
  });
}

/** A label where its whole name has room, else where the most of it has; none where not even a few words have. */
function setBeside(standing: Standing, room: Bounds, height: number, options: DenseOptions): PlacedDrawable {
  const { drawable, mark, left, right } = standing;
  const hasGlyph = mark.shape !== 'point';
  const markRight = right - standing.flagWidth;
  const padding = mark.shape === 'outline' ? outlinePadding : bandPadding;
  const gap = besideMark(mark);
  const places: [side: LabelSide, px: number][] = [];
  if (mark.shape === 'bar' && height === tallRowHeight && right - left >= longBar) {
    places.push(['above', Math.min(right - left, widestLabel)]);
  }
  if (mark.shape === 'band' || mark.shape === 'outline') places.push(['inside', markRight - left - 2 * padding]);
  places.push(['right', Math.min(room.right - right - gap, widestLabel)]);
  places.push(['left', Math.min(left - gap - room.left, widestLabel)]);

  let best: { side: LabelSide; label: LabelText } | null = null;
  for (const [side, px] of places) {
    const label = fitLabel(drawable, px, options, hasGlyph);
    if (label === null || label.name.length <= (best?.label.name.length ?? 0)) continue;
    best = { side, label };
    if (label.name === drawable.name) break;
  }
  const bare = setLabel('', '', '', false, options.measure);
  const { side, label } = best ?? { side: 'right' as const, label: bare };
  const reach = side === 'right' || side === 'left' ? (best === null ? 0 : gap + label.width) : 0;
  return {
    ...standing,
    side,
    label,
    left: side === 'left' ? left - reach : left,
    right: side === 'right' ? right + reach : right,
  };
}
