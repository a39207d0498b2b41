/** A label's place down a column: how tall it is, and between which places its top may stand without a leader. */
export interface Slot {
  readonly height: number;
  readonly from: number;
  readonly to: number;
}

/** The least distance between two labels of a column. */
export const labelGap = 4;
/** Between a label and the line of today. */
const lineRoom = 2.5;

/** The height that slots take when they stand close. */
export function heightOfSlots(slots: readonly Pick<Slot, 'height'>[]): number {
  return slots.reduce((sum, { height }) => sum + height + labelGap, -labelGap);
}

/**
 * The tops of labels that come in the order of their places: none meets another, all stand between two bounds that are
 * far enough apart, and each run of labels that touch stands where together they are nearest to their places.
 */
export function placeDown(slots: readonly Slot[], top: number, bottom: number): number[] {
  const tops: number[] = [];
  let free = top;
  for (const slot of slots) {
    const place = Math.max(slot.from, free);
    tops.push(place);
    free = place + slot.height + labelGap;
  }
  let limit = bottom;
  for (let index = slots.length - 1; index >= 0; index -= 1) {
    const place = Math.min(tops[index] ?? top, limit - (slots[index]?.height ?? 0));
    tops[index] = place;
    limit = place - labelGap;
  }
  let first = 0;
  let above = top;
  while (first < slots.length) {
    let last = first;
    while (last + 1 < slots.length && (tops[last + 1] ?? 0) - endOf(slots, tops, last) < labelGap + 0.01) last += 1;
    const rise = bestRise(slots, tops, first, last, (tops[first] ?? above) - above);
    for (let index = first; index <= last; index += 1) tops[index] = (tops[index] ?? 0) - rise;
    above = endOf(slots, tops, last) + labelGap;
    first = last + 1;
  }
  return tops;
}

/**
 * As `placeDown`, with the labels above a line or under it and none across, whichever way moves them the least; null where
 * they do not all fit so.
 */
export function placeAround(
  slots: readonly Slot[],
  top: number,
  bottom: number,
  line: number | null,
): readonly number[] | null {
  if (heightOfSlots(slots) > bottom - top) return null;
  const whole = placeDown(slots, top, bottom);
  if (line === null || line < top || line > bottom) return whole;
  const [above, under] = [line - lineRoom, line + lineRoom];
  if (slots.every((_, index) => endOf(slots, whole, index) <= above || (whole[index] ?? 0) >= under)) return whole;
  let best: { tops: readonly number[]; cost: number } | null = null;
  for (let split = 0; split <= slots.length; split += 1) {
    const [before, after] = [slots.slice(0, split), slots.slice(split)];
    if (heightOfSlots(before) > above - top || heightOfSlots(after) > bottom - under) continue;
    const tops = [...placeDown(before, top, above), ...placeDown(after, under, bottom)];
    const cost = slots.reduce((sum, slot, index) => sum + distanceOf(slot, tops[index] ?? 0), 0);
    if (best === null || cost < best.cost) best = { tops, cost };
  }
  return best?.tops ?? null;
}

/** How far a label stands from where it needs no leader. */
function distanceOf({ from, to }: Slot, place: number): number {
  return Math.max(0, from - place, place - to);
}

function endOf(slots: readonly Slot[], tops: readonly number[], index: number): number {
  return (tops[index] ?? 0) + (slots[index]?.height ?? 0);
}

/** How far a run rises so that its labels are nearest to their places; the cost is piecewise linear, least at a bend. */
function bestRise(slots: readonly Slot[], tops: readonly number[], first: number, last: number, most: number): number {
  const rises = [0];
  for (let index = first; index <= last; index += 1) {
    const [slot, place] = [slots[index], tops[index]];
    if (slot === undefined || place === undefined) continue;
    for (const rise of [place - slot.from, place - slot.to]) if (rise > 0) rises.push(Math.min(rise, most));
  }
  const costOf = (rise: number) => {
    let cost = 0;
    for (let index = first; index <= last; index += 1) {
      const [slot, place] = [slots[index], (tops[index] ?? 0) - rise];
      if (slot !== undefined) cost += distanceOf(slot, place);
    }
    return cost;
  };
  let best = { rise: 0, cost: costOf(0) };
  for (const rise of rises) {
    const cost = costOf(rise);
    if (cost < best.cost - 0.01) best = { rise, cost };
  }
  return best.rise;
}
