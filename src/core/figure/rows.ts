import { isClear, type Ground } from '#core/figure/ground';
import { mirrored, type Item } from '#core/figure/items';
import { blockBox } from '#core/figure/text-block';

const gapAcross = 10;
/** Between the labels that share a band. */
const gapInBand = 16;

/** Many bands in one lane are drawn thinner, so that they read as one stack. */
export function compacted(items: readonly Item[]): Item[] {
  const isStack = items.filter(isLabelledBand).length >= 4;
  return items.map((item) => (isStack && isLabelledBand(item) ? { ...item, above: 6.8, below: 6.8 } : item));
}

/** Whether an item's label stands on its band. */
export function isLabelledBand(item: Item): boolean {
  return item.isInside && item.mark.shape === 'band';
}

/** Whether a row holds nothing but bands of a stack. */
export function isBandsOnly(row: readonly Item[]): boolean {
  return row.every((item) => isLabelledBand(item) && item.above < 8);
}

/**
 * Puts each item in the first row where nothing stands in its way; items come in order of time. With a ground, where rows
 * are scarce, a label stands on the other side of its mark or on a band of the same kind and date where that saves a row.
 */
export function packRows(items: readonly Item[], ground: Ground | null): Item[][] {
  const rows: Item[][] = [];
  for (const item of items) {
    if (!rows.some((row) => putInto(row, item, ground))) rows.push([item]);
  }
  return rows;
}

function putInto(row: Item[], item: Item, ground: Ground | null): boolean {
  const variants = ground === null ? [item] : [item, sharingBand(row, item, ground), mirrored(item, ground)];
  const fitting = variants.find(
    (variant) => variant !== null && row.every((other) => isSameBand(variant, other) || areApart(variant, other)),
  );
  if (!fitting) return false;
  row.push(fitting);
  return true;
}

/** The item as a second label on a band of the row that looks as its own would; null where there is none, or no room. */
function sharingBand(row: readonly Item[], item: Item, ground: Ground): Item | null {
  const last = row.findLast((other) => isLabelledBand(item) && isLabelledBand(other) && isAlike(item, other));
  if (last === undefined || item.glyph === null) return null;
  const shift = blockBox(last.label).right + gapInBand - (item.glyph.x - 5);
  const label = { ...item.label, x: item.label.x + shift };
  const { left, right } = blockBox(label);
  if (right > item.mark.right - 8 || !isClear(left - 14, right, ground)) return null;
  return { ...item, label, glyph: { ...item.glyph, x: item.glyph.x + shift }, aside: null, isOnSharedBand: true };
}

function isAlike(one: Item, other: Item): boolean {
  const { event, standing } = one.entry;
  const isHatched = (item: Item) => item.entry.standing.shown === 'disputed';
  const wordsOf = ({ aside }: Item) => aside?.lines.flatMap((line) => line.runs.map((run) => run.text)).join('') ?? '';
  return (
    one.mark.left === other.mark.left &&
    one.mark.right === other.mark.right &&
    event.kind === other.entry.event.kind &&
    one.entry.isRemark === other.entry.isRemark &&
    standing.shown !== 'disputed' &&
    !isHatched(other) &&
    wordsOf(one) === wordsOf(other)
  );
}

function isSameBand(item: Item, other: Item): boolean {
  return item.isOnSharedBand && isLabelledBand(other) && other.mark.left === item.mark.left;
}

function areApart(one: Item, other: Item): boolean {
  return one.left >= other.right + gapAcross || one.right <= other.left - gapAcross;
}
