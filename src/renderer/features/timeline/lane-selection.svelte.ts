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

/** Which event is selected and in which of its lanes, and how the selection walks from lane to lane. */
export class LaneSelection {
  readonly #ground: SelectionGround;
  #chosenLane = $state<string | null>(null);

  constructor(ground: SelectionGround) {
    this.#ground = ground;
  }

  /** The selected event. */
  readonly id = $derived.by(() => this.#ground.selectedId());

  readonly #stackedLane = $derived.by(() => {
    const holding = this.#lanes.filter(({ drawables }) => drawables.some(({ id }) => id === this.id));
    return holding.find(({ id }) => id === this.#chosenLane) ?? holding[0] ?? null;
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

  /** Selects an event as it stands in a lane, or nothing. */
  select(id: string | null, lane: string | null): void {
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

  /** To the next event in the lane, or with -1 to the previous one; adding it to what is selected where that is meant. */
  moveAlong(step: 1 | -1, isAdding = false): void {
    this.#goTo(stopAlong(this.#openLanes, this.#current, step), isAdding);
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

  get #openLanes(): StackedLane[] {
    return this.#lanes.filter(({ isFolded }) => !isFolded);
  }
}
