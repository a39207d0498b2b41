import type { IndexedLane } from '#core/timeline/indexed-lanes';
import type { ShownCluster } from '#core/timeline/cluster-words';
import type { Cluster } from '#core/timeline/level-of-detail';
import type { LaneStack, StackedLane } from '#core/timeline/lane-stack';
import { stopAcross, stopAlong, type Stop } from '#core/timeline/lane-walk';

/** What the selection needs to know, and whom it tells. */
interface SelectionGround {
  stack(): LaneStack | null;
  selectedId(): string | null;
  selectedIds(): ReadonlySet<string>;
  onselect(id: string | null): void;
  ontoggle(id: string): void;
}

/** A cluster that the keys have come to, and the lane it stands in. */
interface ChosenCluster {
  readonly lane: string;
  readonly shown: ShownCluster;
}

/** Which event is selected and in which of its lanes, and how the selection walks from lane to lane. */
export class LaneSelection {
  readonly #ground: SelectionGround;
  #chosenLane = $state<string | null>(null);
  #cluster = $state.raw<ChosenCluster | null>(null);

  constructor(ground: SelectionGround) {
    this.#ground = ground;
  }

  /** The selected event. */
  readonly id = $derived.by(() => this.#ground.selectedId());

  readonly #stackedLane = $derived.by(() => {
    const { id } = this;
    const holding = id === null ? [] : this.#lanes.filter(({ lane }) => lane.has(id));
    return holding.find((lane) => lane.id === this.#chosenLane) ?? holding[0] ?? null;
  });

  /** The lane in which the selected event was chosen, where it stands in several. */
  readonly lane = $derived(this.#stackedLane?.id ?? null);

  /** The strip in which the selected event stands, in pixels from the top of the lanes: its row, or its whole lane. */
  readonly place = $derived.by(() => {
    const lane = this.#stackedLane;
    if (lane === null) return null;
    const row = lane.rows.find(({ items }) => items.some(({ drawable }) => drawable.id === this.id));
    const entry = lane.undated.find(({ drawable }) => drawable.id === this.id);
    const { top, height } = row ?? entry ?? lane;
    return { top, bottom: top + height };
  });

  /** The cluster that the keys have come to; it is opened by Space. */
  get cluster(): ChosenCluster | null {
    return this.#cluster;
  }

  /** Selects an event as it stands in a lane, or nothing. */
  select(id: string | null, lane: string | null): void {
    this.#cluster = null;
    this.#chosenLane = lane;
    this.#ground.onselect(id);
  }

  /** Adds an event as it stands in a lane to the selection, or takes it out. */
  toggle(id: string, lane: string | null): void {
    this.#chosenLane = lane;
    this.#ground.ontoggle(id);
  }

  /** Whether an event is selected, alone or among others. */
  holds(id: string): boolean {
    return this.#ground.selectedIds().has(id);
  }

  /** Whether an event is ringed as it stands in a lane: the selected one in its lane alone, others of several in each. */
  rings(id: string, lane: string): boolean {
    return this.id === id ? this.lane === lane : this.holds(id);
  }

  /**
   * To the next event in the lane, or with -1 to the previous one; adding it to what is selected where that is meant. In a
   * lane in which clusters stand, to what is drawn next, cluster or event, and from the last of that to what lies beyond.
   */
  moveAlong(step: 1 | -1, isAdding = false): void {
    const stops = isAdding ? [] : this.#stopsDrawn;
    const index = stops.findIndex(({ name }) => name === (this.#cluster?.shown.cluster.id ?? this.id));
    const beside = index === -1 ? undefined : stops[index + step]?.to;
    if (beside !== undefined) {
      if ('shown' in beside) this.#cluster = beside;
      else this.#goTo(beside, false);
      return;
    }
    const beyond = stopAlong(this.#openLanes, this.#current, step);
    const isBehind = stops.some(({ name }) => name === beyond?.event);
    if (!isBehind) this.#goTo(beyond, isAdding);
  }

  /** What is drawn in the lane, in order of time and then from top to bottom; nothing where no clusters stand in it. */
  get #stopsDrawn(): { readonly name: string; readonly to: Stop | ChosenCluster }[] {
    const lane = this.#lanes.find(({ id }) => id === (this.#cluster?.lane ?? this.lane));
    if (lane === undefined || lane.isFolded || lane.rows.every(({ clusters }) => clusters.length === 0)) return [];
    return lane.rows
      .flatMap(({ items, clusters }) => [
        ...items.map(({ drawable: { id } }) => {
          return { at: lane.lane.entries.get(id)?.at ?? 0, name: id, to: { lane: lane.id, event: id } };
        }),
        ...clusters.map(({ cluster: shown }) => {
          return { at: middleOf(shown.cluster), name: shown.cluster.id, to: { lane: lane.id, shown } };
        }),
      ])
      .sort((a, b) => a.at - b.at);
  }

  /** To the nearest event in the lane below, or with -1 above. */
  moveAcross(step: 1 | -1, isAdding = false): void {
    this.#goTo(stopAcross(this.#openLanes, this.#current, step), isAdding);
  }

  #goTo(stop: Stop | null, isAdding: boolean): void {
    if (stop === null) return;
    if (!isAdding) this.select(stop.event, stop.lane);
    else if (!this.holds(stop.event)) this.toggle(stop.event, stop.lane);
    else if (this.id !== null) this.toggle(this.id, stop.lane);
  }

  get #current(): Stop | null {
    return this.id === null || this.lane === null ? null : { lane: this.lane, event: this.id };
  }

  get #lanes(): readonly StackedLane[] {
    return this.#ground.stack()?.lanes ?? [];
  }

  get #openLanes(): IndexedLane[] {
    return this.#lanes.filter(({ isFolded }) => !isFolded).map(({ lane }) => lane);
  }
}

function middleOf({ from, to }: Cluster): number {
  if (from === -Infinity) return to;
  return to === Infinity ? from : (from + to) / 2;
}
