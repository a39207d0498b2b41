import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Lane } from '#core/query/lanes';
import { laneOrder } from '#core/query/order';
import { denseRangeRows } from '#core/timeline/dense-rows';
import { placeInTime } from '#core/timeline/drawable';
import { indexLane, laneWith, type LaneIndex } from '#core/timeline/lane-index';
import { entryOf, type TimelineEntry } from '#core/timeline/timeline-entry';

/** A lane with what the timeline needs to show any part of it. It is never changed. */
export interface IndexedLane {
  readonly id: string;
  readonly name: string;
  readonly events: readonly DossierEvent[];
  /** The entries of those on the axis. */
  readonly entries: ReadonlyMap<string, TimelineEntry>;
  readonly index: LaneIndex;
  /** Without a date yet, in order. */
  readonly waiting: readonly DossierEvent[];
  /** Past and undated, or beyond the axis, in order. */
  readonly listed: readonly DossierEvent[];
  /** Whether there are too many events to lay all of them out at once. */
  readonly isDense: boolean;
  has(event: string): boolean;
  /** Every event in the order of a lane; sorted when first asked for. */
  ordered(): readonly DossierEvent[];
}

/** With no more events than this on the axis, each lane is laid out whole at every change of scale. */
const mostLaidOutWhole = 500;
/** A lane of no more events than this is laid out whole in any dossier. */
const mostInSparseLane = 24;
/** More changes at once than this, and lanes are indexed anew. */
const mostTakenIn = 32;

/**
 * Entries of a dossier's events, each worked out once for as long as its event, the sources and what a deadline hangs on
 * stay the same.
 */
export class EntryMemory {
  #known = new WeakMap<DossierEvent, TimelineEntry | null>();
  #sources: Dossier['sources'] | null = null;

  /** An event's entry; null for one that does not stand on the axis. */
  entryOf(event: DossierEvent, dossier: Dossier): TimelineEntry | null {
    if (dossier.sources !== this.#sources) {
      this.#known = new WeakMap();
      this.#sources = dossier.sources;
    }
    const known = this.#known.get(event);
    // What a deadline hangs on may have moved while the deadline itself did not change.
    if (known !== undefined && event.kind !== 'deadline') return known;
    const entry = entryOf(event, dossier);
    if (known !== undefined && isAlike(known, entry)) return known;
    this.#known.set(event, entry);
    return entry;
  }
}

function isAlike(a: TimelineEntry | null, b: TimelineEntry | null): boolean {
  if (a === null || b === null) return a === b;
  return a.from === b.from && a.to === b.to && a.at === b.at && a.lead === b.lead;
}

/** Indexes lanes; of `earlier` ones, what still holds is kept, so that an edit costs what it changes. */
export function indexLanes(
  lanes: readonly Lane[],
  dossier: Dossier,
  memory: EntryMemory,
  earlier: readonly IndexedLane[] = [],
): IndexedLane[] {
  const total = lanes.reduce((sum, { events }) => sum + events.length, 0);
  const before = new Map(earlier.map((lane) => [lane.id, lane]));
  return lanes.map((lane) => {
    const isDense = total > mostLaidOutWhole && lane.events.length > mostInSparseLane;
    return indexed(lane, isDense, dossier, memory, before.get(lane.id));
  });
}

function indexed(
  { id, name, events }: Lane,
  isDense: boolean,
  dossier: Dossier,
  memory: EntryMemory,
  earlier: IndexedLane | undefined,
): IndexedLane {
  const entries = new Map<string, TimelineEntry>();
  const besides: DossierEvent[] = [];
  for (const event of events) {
    const entry = memory.entryOf(event, dossier);
    if (entry === null) besides.push(event);
    else entries.set(event.id, entry);
  }
  const mostRows = isDense ? denseRangeRows : null;
  const kept = earlier?.isDense === isDense ? takeIn(earlier, entries) : null;
  const index = kept ?? indexLane([...entries.values()], mostRows);
  const inOrder = laneOrder(besides, dossier.events);
  const waits = (event: DossierEvent) => {
    const { standpoint } = placeInTime(event, dossier.events);
    return standpoint.on === 'side' && (standpoint.absence === 'not-yet' || standpoint.absence === 'conditional');
  };
  const besideIds = new Set(besides.map((event) => event.id));
  let ordered: readonly DossierEvent[] | null = null;
  return {
    id,
    name,
    events,
    entries,
    index,
    waiting: inOrder.filter(waits),
    listed: inOrder.filter((event) => !waits(event)),
    isDense,
    has: (event) => entries.has(event) || besideIds.has(event),
    ordered: () => (ordered ??= laneOrder(events, dossier.events)),
  };
}

/** The earlier index with the few entries that differ taken in; null where too many do. */
function takeIn(earlier: IndexedLane, entries: ReadonlyMap<string, TimelineEntry>): LaneIndex | null {
  const changes: [before: TimelineEntry | null, after: TimelineEntry | null][] = [];
  for (const [id, before] of earlier.entries) {
    const after = entries.get(id) ?? null;
    if (after !== before) changes.push([before, after]);
    if (changes.length > mostTakenIn) return null;
  }
  for (const [id, after] of entries) {
    if (!earlier.entries.has(id)) changes.push([null, after]);
    if (changes.length > mostTakenIn) return null;
  }
  return changes.reduce((index, [before, after]) => laneWith(index, before, after), earlier.index);
}
