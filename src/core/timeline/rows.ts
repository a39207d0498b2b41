import type { ShownCluster } from '#core/timeline/cluster-words';
import type { Drawable } from '#core/timeline/drawable';
import { glyphSize } from '#core/timeline/glyphs';
import { fitLabel, setLabel, type LabelText, type LabelWords } from '#core/timeline/label-text';
import { markBox, pointHalfWidth } from '#core/timeline/mark-box';
import type { Mark } from '#core/timeline/mark';

/**
 * Where a label stands to its mark. `above` is a line of its own over a bar that has no end to stand beside; `ending` has the
 * name inside the end of a band without a start, and the date after it.
 */
export type LabelSide = 'inside' | 'right' | 'left' | 'above' | 'ending';

/** A drawable with its place in a row; pixels count from the epoch at the row's scale, so that panning moves none. */
export interface PlacedDrawable {
  readonly drawable: Drawable;
  readonly mark: Mark;
  readonly side: LabelSide;
  readonly label: LabelText;
  /** The flag on the pole of a derived deadline; 0 without one. */
  readonly flagWidth: number;
  /** What mark, flag and label take up; infinite on a side that has no bound. */
  readonly left: number;
  readonly right: number;
}

/** A cluster with its place in a row, in the pixels of `PlacedDrawable`. */
export interface PlacedCluster {
  readonly cluster: ShownCluster;
  readonly left: number;
  readonly right: number;
}

/** One line of a lane; in it no mark and no label touches another. */
export interface TimelineRow {
  readonly height: number;
  readonly items: readonly PlacedDrawable[];
  readonly clusters: readonly PlacedCluster[];
}

/** The scale of the rows and the words in them. */
export interface RowOptions extends LabelWords {
  readonly msPerPx: number;
}

/** A row of marks 22 px high with the room beneath it. */
export const rowHeight = 36;
/** A row in which a bar 10 px high lies under its label. */
export const tallRowHeight = 50;
/** From a mark to the label beside it. */
const labelOffset = 8;
/** From the end of a band to the date of a label that ends with it; a waiver's line to its slot passes between. */
export const endingOffset = 36;
/** From the end of a band to the label within it. */
export const bandPadding = 9;
/** From the end of an outline to the label within it. */
export const outlinePadding = 8;

/** Between one thing in a row and the next. */
export const rowGap = 10;
/** A label beside its mark is cut beyond this. */
export const widestLabel = 360;
/** A bar this long keeps its label over itself, where it can stay in sight while the bar is panned. */
export const longBar = 260;
const flagPadding = 15;

interface Candidate {
  readonly side: LabelSide;
  readonly label: LabelText;
  readonly left: number;
  readonly right: number;
}

interface OpenRow {
  readonly height: number;
  readonly items: PlacedDrawable[];
  readonly clusters: PlacedCluster[];
}

/**
 * Sets the drawables of one lane in rows: in order of time, those of one date as they come, each in the first row where
 * mark and label touch nothing. A label stands inside a band, right of a point or a bar, or left when what is right of it
 * is taken. Clusters take what room is left. Depends on the scale, never on what part of the axis is in view, so that
 * panning reorders nothing.
 */
export function layOutRows(
  drawables: readonly Drawable[],
  options: RowOptions,
  clusters: readonly ShownCluster[] = [],
): TimelineRow[] {
  const onAxis = drawables.flatMap((drawable) =>
    drawable.standpoint.on === 'axis' ? [{ drawable, mark: drawable.standpoint.mark }] : [],
  );
  onAxis.sort((a, b) => compareMarks(a.mark, b.mark));

  const rows: OpenRow[] = [];
  withWaiversAfterSanctions(onAxis).forEach(({ drawable, mark }, index, ordered) => {
    const flagWidth = flagWidthOf(drawable, options);
    const candidates = candidatesFor(drawable, mark, flagWidth, options);
    const next = ordered[index + 1]?.mark;
    if (next !== undefined && isRightTaken(candidates, next, options)) candidates.reverse();
    place(rows, candidates, { drawable, mark, flagWidth });
  });
  for (const cluster of clusters) {
    const placed = { cluster, ...clusterBox(cluster, options.msPerPx) };
    const row = rows.find((open) => open.height === rowHeight && isFree(open, placed));
    if (row === undefined) rows.push({ height: rowHeight, items: [], clusters: [placed] });
    else row.clusters.push(placed);
  }
  return rows.map(({ height, items, clusters: gathered }) => {
    return { height, items: items.sort((a, b) => compareMarks(a.mark, b.mark)), clusters: gathered };
  });
}

/** The width of the flag on a derived deadline's pole; 0 without one. */
export function flagWidthOf({ flag }: Drawable, { measure }: LabelWords): number {
  return flag === null ? 0 : measure(flag, 'detail') + flagPadding;
}

/** What a cluster takes up: a band its span, where that is wide enough for its words; else a pill about its middle. */
export function clusterBox({ cluster, width }: ShownCluster, msPerPx: number): { left: number; right: number } {
  const [left, right] = [cluster.from / msPerPx, cluster.to / msPerPx];
  if (cluster.form === 'band' && right - left >= width) return { left, right };
  const middle = Number.isFinite(left) ? (Number.isFinite(right) ? (left + right) / 2 : left) : right;
  return { left: middle - width / 2, right: middle + width / 2 };
}

function place(rows: OpenRow[], candidates: readonly Candidate[], item: Omit<PlacedDrawable, keyof Candidate>): void {
  for (const row of rows) {
    for (const candidate of candidates) {
      if (row.height !== heightFor(candidate.side) || !isFree(row, candidate)) continue;
      row.items.push({ ...item, ...candidate });
      return;
    }
  }
  const [first] = candidates;
  if (first !== undefined) rows.push({ height: heightFor(first.side), items: [{ ...item, ...first }], clusters: [] });
}

function heightFor(side: LabelSide): number {
  return side === 'above' ? tallRowHeight : rowHeight;
}

function isFree(row: OpenRow, { left, right }: { readonly left: number; readonly right: number }): boolean {
  const isClear = (item: { readonly left: number; readonly right: number }) =>
    right + rowGap <= item.left || item.right + rowGap <= left;
  return row.items.every(isClear) && row.clusters.every(isClear);
}

/** The places for a label, the usual one first. */
function candidatesFor(drawable: Drawable, mark: Mark, flagWidth: number, options: RowOptions): Candidate[] {
  const { left, right } = markBox(mark, toEpochPx(options));
  const fit = (room: number, hasGlyph: boolean) => fitLabel(drawable, room, options, hasGlyph);

  if (mark.shape === 'band' && mark.from === null) {
    const label = fit(widestLabel, true);
    const beyond = label === null || label.width === label.nameWidth ? 0 : endingOffset + label.width - label.nameWidth;
    if (label !== null) return [{ side: 'ending', label, left, right: right + beyond }];
  }
  if (mark.shape === 'band' || mark.shape === 'outline') {
    const padding = mark.shape === 'band' ? bandPadding : outlinePadding;
    const label = fit(right - left - 2 * padding, true);
    // A whole name beside the band says more than half of one within it.
    if (label?.name === drawable.name) return [{ side: 'inside', label, left, right: right + flagWidth }];
  }
  if (mark.shape === 'bar' && right - left >= longBar) {
    const label = fit(Math.min(right - left, widestLabel), true);
    if (label !== null) return [{ side: 'above', label, left, right }];
  }
  const hasGlyph = mark.shape !== 'point';
  // A single word too long for any room is set whole: it is never cut.
  const label = fit(widestLabel, hasGlyph) ?? setLabel(drawable.name, '', '', hasGlyph, options.measure);
  const reach = besideMark(mark) + label.width;
  return [
    { side: 'right', label, left, right: right + flagWidth + reach },
    { side: 'left', label, left: left - reach, right: right + flagWidth },
  ];
}

/** From a mark to a label beside it. A waiver's line leads away from the end of a band that has no start. */
export function besideMark(mark: Mark): number {
  if (mark.shape === 'point') return labelOffset - (pointHalfWidth - glyphSize / 2);
  return mark.shape === 'band' && mark.from === null ? endingOffset : labelOffset;
}

/** Whether the next mark in time stands where the label would go, though clear of the mark itself. */
function isRightTaken(candidates: readonly Candidate[], next: Mark, options: RowOptions): boolean {
  const [usual, other] = candidates;
  if (usual?.side !== 'right' || other === undefined || (next.shape !== 'point' && next.shape !== 'bar')) return false;
  const neighbour = markBox(next, toEpochPx(options));
  return neighbour.left < usual.right + rowGap && neighbour.left >= other.right + rowGap;
}

/** A waiver comes right after the sanction that it suspends, so that its slot is near. */
function withWaiversAfterSanctions<T extends { readonly drawable: Drawable }>(ordered: readonly T[]): T[] {
  const present = new Set(ordered.map(({ drawable }) => drawable.id));
  const waivers = new Map<string, T[]>();
  const others: T[] = [];
  for (const item of ordered) {
    const sanction = item.drawable.suspends.find((id) => present.has(id));
    if (sanction === undefined) others.push(item);
    else waivers.set(sanction, [...(waivers.get(sanction) ?? []), item]);
  }
  return others.flatMap((item) => [item, ...(waivers.get(item.drawable.id) ?? [])]);
}

function toEpochPx({ msPerPx }: RowOptions): (ms: number) => number {
  return (ms) => ms / msPerPx;
}

/** In order of time: by the first bound given, then by the last. */
export function compareMarks(a: Mark, b: Mark): number {
  return startOf(a) - startOf(b) || endOf(a) - endOf(b);
}

function startOf(mark: Mark): number {
  return mark.shape === 'point' ? mark.at : (mark.from ?? mark.to ?? 0);
}

function endOf(mark: Mark): number {
  // Not Infinity: two open ends must compare as equal, and Infinity less Infinity is no number.
  return mark.to ?? Number.MAX_SAFE_INTEGER;
}
