import type { Entry, LaneEntries } from '#core/figure/entries';
import { roomBesideToday, type Ground } from '#core/figure/ground';
import { itemFor, type Item } from '#core/figure/items';
import { compacted, isBandsOnly, isLabelledBand, packRows } from '#core/figure/rows';
import { blockBox, type TextBlock } from '#core/figure/text-block';
import { nameOf } from '#core/figure/labels';
import { slotsOf } from '#core/figure/marks';
import type { Setting } from '#core/figure/setting';
import { run, wrap, type SetLine } from '#core/figure/text-setting';
import { waitingFor, type Waiting, type WaitingColumn } from '#core/figure/waiting';

/** An item with the middle of its row on the page. */
export interface PlacedItem {
  readonly item: Item;
  readonly y: number;
}

/** A word beside several marks that share it, with the bracket that joins them; coordinates are of the page. */
export interface SharedAside {
  readonly block: TextBlock;
  readonly from: number;
  readonly to: number;
}

/** A lane, placed on the page from top to bottom. */
export interface Lane {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  /** The name as it is set; this block and the next are placed on the page. */
  readonly heading: TextBlock | null;
  readonly items: readonly PlacedItem[];
  readonly sharedAsides: readonly SharedAside[];
  readonly waiting: readonly Waiting[];
  /** "3 more: A, B, C", for what the lane has no row left for; null when all is shown. */
  readonly more: TextBlock | null;
  readonly hidden: readonly Entry[];
  /** How many gaps there are between its rows. */
  readonly gapCount: number;
}

/** Where lanes stand on the page. */
export interface LaneFrame {
  readonly nameX: number;
  readonly nameWidth: number;
  /** On a narrow page the name stands above the rows instead of beside them. */
  readonly isNameAbove: boolean;
  readonly column: WaitingColumn | null;
}

/** How lanes are made to fit: what is left out, and what air there is. */
export interface LaneFit {
  readonly hidden: ReadonlySet<Entry>;
  /** Whether labels change sides and share bands to save rows. */
  readonly isDense: boolean;
  /** Between rows, more than the least. */
  readonly rowAir: number;
  /** Under each lane, more than the least. */
  readonly laneAir: number;
}

/** A lane whose items have found their places across the page. */
export interface ItemLane {
  readonly lane: LaneEntries;
  readonly items: readonly Item[];
}

const padding = 5.6;
const nameLeading = 13;
/** The names of what is left out take at most this many lines; the count before them is whole. */
const mostLinesOfMore = 2;

/** Places the items of lanes across the page; what follows from the height of the page does not change them. */
export function itemLanes(lanes: readonly LaneEntries[], ground: Ground): ItemLane[] {
  const shown = lanes.flatMap((lane) => lane.drawn);
  return lanes.map((lane) => ({ lane, items: itemsOf(lane, shown, ground) }));
}

/** Lays lanes out one below the other from `top`. */
export function layLanes(
  lanes: readonly ItemLane[],
  ground: Ground,
  frame: LaneFrame,
  top: number,
  fit: LaneFit,
): Lane[] {
  let y = top;
  return lanes.map((lane) => {
    const laid = layLane(lane, ground, frame, y, fit);
    y = laid.bottom;
    return laid;
  });
}

function layLane({ lane, items: all }: ItemLane, ground: Ground, frame: LaneFrame, top: number, fit: LaneFit): Lane {
  const { type, palette, measure } = ground.setting;
  const nameLines = wrap([run(lane.name, type.lane, palette.ink)], frame.nameWidth, measure);
  const nameHeight = nameLines.length * nameLeading;
  const heading =
    nameLines.length === 0
      ? null
      : ({ x: frame.nameX, y: top + padding + 9, anchor: 'start', leading: nameLeading, lines: nameLines } as const);
  const rowsTop = top + padding + (frame.isNameAbove && heading !== null ? nameHeight + 2 : 0);

  const hidden = lane.drawn.filter((entry) => fit.hidden.has(entry));
  const rows = packRows(compacted(all.filter((item) => !fit.hidden.has(item.entry))), fit.isDense ? ground : null);
  const items: PlacedItem[] = [];
  let y = rowsTop;
  for (const [index, row] of rows.entries()) {
    if (index > 0) {
      const isStack = isBandsOnly(row) && isBandsOnly(rows[index - 1] ?? []);
      y += isStack ? 1.3 + fit.rowAir / 4 : 2.2 + fit.rowAir;
    }
    const above = Math.max(...row.map((item) => item.above));
    items.push(...row.map((item) => ({ item, y: y + above })));
    y += above + Math.max(...row.map((item) => item.below));
  }

  const shared = share(items);
  const more = moreLine(hidden, ground, y + (rows.length === 0 ? 9 : 14));
  if (more !== null) y = more.y + (more.lines.length - 1) * more.leading + 3;
  const waiting = frame.column === null ? [] : waitingFor(lane.waiting, frame.column, ground.setting, rowsTop);
  const bottom = Math.max(
    y,
    waiting.at(-1)?.bottom ?? 0,
    frame.isNameAbove ? rowsTop : top + padding + nameHeight,
    top + 28 - padding,
  );
  return {
    name: lane.name,
    top,
    bottom: bottom + 3 + fit.laneAir,
    heading,
    items: shared.items,
    sharedAsides: shared.asides,
    waiting,
    more,
    hidden,
    gapCount: Math.max(0, rows.length - 1),
  };
}

function itemsOf(lane: LaneEntries, shown: readonly Entry[], ground: Ground): Item[] {
  return withWaiversAfterSanctions(lane.drawn).flatMap((entry) => {
    const slots = entry.event.kind === 'sanction' ? slotsOf(entry.event.id, shown, ground.axis) : [];
    return itemFor(entry, ground, slots) ?? [];
  });
}

/** A waiver stands right after the sanction that it suspends, so that nothing comes between it and its tab. */
export function withWaiversAfterSanctions(entries: readonly Entry[]): Entry[] {
  const ordered = new Set<Entry>();
  const suspends = (waiver: Entry, sanction: Entry) =>
    waiver.event.relations.some((relation) => relation.type === 'suspends' && relation.event === sanction.event.id);
  for (const entry of entries) {
    const sanction = entries.find((other) => entry.event.kind === 'waiver' && suspends(entry, other));
    for (const each of [...(sanction === undefined ? [] : [sanction]), entry]) {
      ordered.add(each);
      if (each.event.kind === 'sanction') for (const waiver of entries) if (suspends(waiver, each)) ordered.add(waiver);
    }
  }
  return [...ordered];
}

function moreLine(hidden: readonly Entry[], ground: Ground, y: number): TextBlock | null {
  if (hidden.length === 0) return null;
  const room = roomBesideToday(ground.axis.left, ground.axis.right, ground);
  const lines = moreLines(hidden, room.to - room.from, ground.setting, mostLinesOfMore);
  return { x: room.from, y, anchor: 'start', leading: 11, lines };
}

/** "12 more: Dmitriev, Wicker, …", in at most so many lines. */
export function moreLines(hidden: readonly Entry[], width: number, setting: Setting, mostLines: number): SetLine[] {
  const { type, palette, measure, words } = setting;
  const names = hidden.map(({ event }) => nameOf(event));
  const set = (count: number) => {
    const listed = `${names.slice(0, count).join(', ')}${count < names.length ? ', …' : ''}`;
    return wrap([run(words.more(names.length, listed), type.detail, palette.quietInk)], width, measure);
  };
  // Names are at least a letter wide: more of them than this cannot fit.
  let [least, most] = [0, Math.min(names.length, Math.ceil((width * mostLines) / 4))];
  if (set(most).length <= mostLines) return set(most);
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    if (set(middle).length <= mostLines) least = middle;
    else most = middle;
  }
  return set(Math.max(1, least)).slice(0, mostLines);
}

/** Joins the same word beside neighbouring bands into one word and a bracket. */
function share(items: readonly PlacedItem[]): { items: PlacedItem[]; asides: SharedAside[] } {
  const runs: PlacedItem[][] = [];
  for (const placed of items.filter(({ item }) => item.aside !== null && isLabelledBand(item))) {
    const before = runs.at(-1)?.at(-1);
    if (before !== undefined && isSameAside(before, placed)) runs.at(-1)?.push(placed);
    else runs.push([placed]);
  }
  const shared = runs.filter((each) => each.length > 1);
  const asides = shared.map((each) => {
    const first = each[0];
    const last = each.at(-1);
    const block = first?.item.aside;
    if (first === undefined || last === undefined || !block) throw new Error('A shared word without a mark.');
    const middle = (first.y + last.y) / 2;
    return {
      block: { ...block, y: middle + block.y },
      from: first.y - first.item.above + 1.5,
      to: last.y + last.item.below - 1.5,
    };
  });
  const joined = new Set(shared.flat());
  return {
    items: items.map((placed) => (joined.has(placed) ? { ...placed, item: { ...placed.item, aside: null } } : placed)),
    asides,
  };
}

function isSameAside(one: PlacedItem, other: PlacedItem): boolean {
  const [a, b] = [one.item.aside, other.item.aside];
  if (a === null || b === null || other.y - one.y > 24 || other.y <= one.y) return false;
  const words = (block: TextBlock) => block.lines.map((line) => line.runs.map((each) => each.text).join('')).join(' ');
  return words(a) === words(b) && Math.abs(blockBox(a).right - blockBox(b).right) < 1;
}
