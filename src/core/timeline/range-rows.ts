import { byRank, type TimelineEntry } from '#core/timeline/timeline-entry';

/** An entry that lasts, in the row that is its own at every scale. */
export interface PlacedRange {
  readonly entry: TimelineEntry;
  readonly row: number;
}

/** What of one span is not drawn, since four rows of that span are: one band says how many and names them. */
export interface SpanFold {
  readonly from: number;
  readonly to: number;
  /** By rank. */
  readonly entries: readonly TimelineEntry[];
}

/** How the ranges of a lane are settled: each is in exactly one of the three. */
export interface SettledRanges {
  readonly placed: readonly PlacedRange[];
  readonly folds: readonly SpanFold[];
  /** Those for which no row is left; they are counted where their middle lies. */
  readonly left: readonly TimelineEntry[];
}

/** At most so many rows of one span in a lane. */
export const mostOfOneSpan = 4;

/** The order in which ranges are settled: the longer first, those about as long by rank. */
export function inSettlingOrder(ranges: readonly TimelineEntry[]): TimelineEntry[] {
  const ofClass = new Map<number, TimelineEntry[]>();
  for (const entry of ranges) {
    const level = lengthClass(entry);
    const known = ofClass.get(level);
    if (known === undefined) ofClass.set(level, [entry]);
    else known.push(entry);
  }
  return [...ofClass].sort(([a], [b]) => b - a).flatMap(([, entries]) => entries.sort(byRank));
}

/** Whether one range is settled before another. */
export function isSettledBefore(a: TimelineEntry, b: TimelineEntry): boolean {
  return (lengthClass(b) - lengthClass(a) || byRank(a, b)) < 0;
}

/**
 * Gives ranges, which come in settling order, their rows: each the first that is free all along it. So a row holds at every
 * scale, and a shorter range never turns out a longer one. Folds stand in a row beneath. Where `mostRows` is null every
 * range is placed and rows mean nothing.
 */
export function settleRanges(ordered: readonly TimelineEntry[], mostRows: number | null): SettledRanges {
  const ofSpan = new Map<string, number>();
  const folded = new Map<string, TimelineEntry[]>();
  const rows = new Rows(mostRows);
  const placed: PlacedRange[] = [];
  const left: TimelineEntry[] = [];
  for (const entry of ordered) {
    const span = `${entry.from}/${entry.to}`;
    const count = (ofSpan.get(span) ?? 0) + 1;
    ofSpan.set(span, count);
    if (count > mostOfOneSpan) {
      const others = folded.get(span);
      if (others === undefined) folded.set(span, [entry]);
      else others.push(entry);
      continue;
    }
    const row = rows.take(entry);
    if (row === null) left.push(entry);
    else placed.push({ entry, row });
  }

  const foldRow = new Rows(mostRows === null ? null : 1);
  const folds: SpanFold[] = [];
  for (const entries of folded.values()) {
    const [first] = entries;
    if (first === undefined) continue;
    if (foldRow.take(first) === null) left.push(...entries);
    else folds.push({ from: first.from, to: first.to, entries });
  }
  return { placed, folds, left };
}

/** The lowest level whose cells are as long as a range; 0 for a single instant. */
export function lengthClass({ from, to }: Pick<TimelineEntry, 'from' | 'to'>): number {
  if (from === to) return 0;
  return Math.min(Math.max(Math.ceil(Math.log2((to - from) / minuteMs)), 1), longestClass);
}

/** All of the years that are drawn fit into a cell of this level; what has no bound on one side is as long. */
const longestClass = 34;
const minuteMs = 60_000;

/** Rows of stretches that do not overlap, each row in order of time. */
class Rows {
  readonly #rows: { from: number; to: number }[][];
  readonly #isUnbounded: boolean;

  constructor(mostRows: number | null) {
    this.#isUnbounded = mostRows === null;
    this.#rows = Array.from({ length: mostRows ?? 0 }, () => []);
  }

  /** Takes the first row that is free for a stretch; null where none is. */
  take({ from, to }: TimelineEntry): number | null {
    if (this.#isUnbounded) return 0;
    for (let index = 0; index < this.#rows.length; index += 1) {
      const row = this.#rows[index] ?? [];
      const at = firstEndingAfter(row, from);
      const next = row[at];
      if (next !== undefined && next.from < to) continue;
      row.splice(at, 0, { from, to });
      return index;
    }
    return null;
  }
}

/** The first of some stretches, which are in order of time and do not overlap, that ends after an instant. */
export function firstEndingAfter(stretches: readonly { readonly to: number }[], ms: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) > ms) high = middle;
    else low = middle + 1;
  }
  return low;
}
