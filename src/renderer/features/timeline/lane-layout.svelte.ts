import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Grouping } from '#core/model/view';
import { groupIntoLanes } from '#core/query/lanes';
import { relationsOf, type SeenRelation } from '#core/query/references';
import { showCluster } from '#core/timeline/cluster-words';
import { drawableOf, type Drawable } from '#core/timeline/drawable';
import { indexLanes, type EntryMemory, type IndexedLane } from '#core/timeline/indexed-lanes';
import type { LabelWords } from '#core/timeline/label-text';
import { stackLanes, type LaneStack } from '#core/timeline/lane-stack';
import type { Cluster } from '#core/timeline/level-of-detail';
import { around, nearRows, type NearRow, type NearView } from '#core/timeline/near-view';
import type { TimeScale, TimeWindow } from '#core/timeline/scale';

/** What is laid out, and the part of it that is in view. */
export interface LayoutGround {
  dossier(): Dossier | null;
  /** The events that pass the filters. */
  events(): readonly DossierEvent[];
  grouping(): Grouping;
  showsEmptyLanes(): boolean;
  isFolded(lane: string): boolean;
  today(): number;
  window(): TimeWindow;
  /** Null until the axis is on screen. */
  scale(): TimeScale | null;
  words(): LabelWords;
  /** How far the lanes are scrolled, and how much of them shows, in pixels. */
  viewTop(): number;
  viewHeight(): number;
  selectedId(): string | null;
  /** Events that are drawn whatever else is: the selected and the searched for. */
  alwaysDrawn(): ReadonlySet<string>;
  /** The event under the pointer, which stays drawn while one zooms. Not a state: nothing is set anew for its sake. */
  hovered(): string | null;
}

/** Lanes are built this much at a time as they are scrolled. */
const nearStepPx = 300;
/** Lines lead to no more events than this. */
const mostLinked = 24;
/** The room for words in the column of undated events. */
const undatedWordsPx = 98;
const noRecords = { events: new Map(), actors: new Map() };

/** The lanes as they are drawn: of a large dossier no more than what is in view and about it is ever laid out. */
export class LaneLayout {
  readonly #ground: LayoutGround;
  readonly #memory: EntryMemory;

  /** `memory` holds the entries of the dossier's events. */
  constructor(ground: LayoutGround, memory: EntryMemory) {
    this.#ground = ground;
    this.#memory = memory;
  }

  /** Drawables are worked out when they are first asked for: of a large dossier only those in view ever are. */
  readonly #drawables = $derived.by(() => {
    const [dossier, today] = [this.#ground.dossier(), this.#ground.today()];
    const known = new Map<string, Drawable | null>();
    return (id: string): Drawable | null => {
      let drawable = known.get(id);
      if (drawable === undefined) {
        const event = dossier?.events.get(id);
        drawable = dossier === null || event === undefined ? null : drawableOf(event, dossier, today);
        known.set(id, drawable);
      }
      return drawable;
    };
  });

  #indexed: readonly IndexedLane[] = [];
  readonly #lanes = $derived.by(() => {
    const dossier = this.#ground.dossier();
    if (dossier === null) return [];
    const lanes = groupIntoLanes(
      this.#ground.events(),
      this.#ground.grouping(),
      dossier,
      this.#ground.showsEmptyLanes(),
    );
    // The lanes before are kept only to take over from them what still holds.
    this.#indexed = indexLanes(lanes, dossier, this.#memory, this.#indexed);
    return this.#indexed;
  });
  /** Too many events for all of them to be laid out at each change of scale. */
  readonly isCrowded: boolean = $derived(this.#lanes.some(({ isDense }) => isDense));

  // Rounded, so that the noise of panning in whole milliseconds does not set the rows anew. A crowd's rows hold for a while
  // as one comes closer: they are set at the coarsest scale of each step.
  readonly #msPerPx = $derived.by(() => {
    const scale = this.#ground.scale();
    if (scale === null) return null;
    const { msPerPx } = scale;
    return this.isCrowded ? 2 ** (Math.ceil(Math.log2(msPerPx) * 2 - 1e-6) / 2) : Number(msPerPx.toPrecision(5));
  });

  // Bound by bound, because a number that stays the same sets nothing in motion, as a new object would.
  readonly #margin = $derived.by(() => {
    const scale = this.#ground.scale();
    return this.#msPerPx === null || scale === null ? 1 : (this.#msPerPx * scale.width) / 4;
  });
  readonly #nearFrom = $derived.by(() => this.#nearTime().from);
  readonly #nearTo = $derived.by(() => this.#nearTime().to);
  readonly #nearTop = $derived.by(() => this.#nearHeight().from);
  readonly #nearBottom = $derived.by(() => this.#nearHeight().to);
  readonly #near: NearView = $derived({
    from: this.#nearFrom,
    to: this.#nearTo,
    top: this.#nearTop,
    bottom: this.#nearBottom,
  });
  readonly #showCluster = $derived.by(() => {
    const [dossier, { measure }] = [this.#ground.dossier(), this.#ground.words()];
    return (cluster: Cluster) => showCluster(cluster, dossier ?? noRecords, measure);
  });
  /** The relations of the selected event. */
  readonly relations: readonly SeenRelation[] = $derived.by(() => {
    const [dossier, id] = [this.#ground.dossier(), this.#ground.selectedId()];
    return dossier === null || id === null ? [] : relationsOf(dossier, id);
  });
  readonly #linked: ReadonlySet<string> = $derived.by(() => {
    const id = this.#ground.selectedId();
    return new Set([...(id === null ? [] : [id]), ...this.relations.slice(0, mostLinked).map(({ event }) => event.id)]);
  });

  /** The lanes as they stand below each other; null until the axis is on screen. */
  readonly stack: LaneStack | null = $derived.by(() => {
    if (this.#msPerPx === null) return null;
    const always = this.#ground.alwaysDrawn();
    const hovered = this.#ground.hovered();
    return stackLanes(this.#lanes, {
      msPerPx: this.#msPerPx,
      ...this.#ground.words(),
      isFolded: (lane) => this.#ground.isFolded(lane),
      undatedWidth: undatedWordsPx,
      near: this.#near,
      drawableOf: this.#drawables,
      show: this.#showCluster,
      always: hovered === null ? always : new Set([...always, hovered]),
      linked: this.#linked,
    });
  });

  /** The lanes in view and around it; the others are not built. */
  readonly lanesInSight = $derived.by(() => {
    const [top, bottom] = [this.#nearTop, this.#nearBottom];
    return (this.stack?.lanes ?? []).filter((lane) => lane.top <= bottom && lane.top + lane.height >= top);
  });

  /** Where the layer of marks begins; it stays for as long as one pans by less than eight times what is in view. */
  readonly #origin = $derived.by(() => {
    const length = this.#margin * 32;
    return Math.floor(this.#ground.window().from / length) * length;
  });
  /**
   * How far the view has moved, in pixels, from where marks and labels are laid out: they stand in a layer that is moved as a
   * whole, so that panning sets nothing anew that is not cut by the view's edge.
   */
  readonly shift: number = $derived.by(() => {
    const scale = this.#ground.scale();
    return scale === null ? 0 : (scale.window.from - this.#origin) / scale.msPerPx;
  });

  /** The rows in view and around it, with their events. */
  readonly rows: readonly NearRow[] = $derived(this.stack === null ? [] : nearRows(this.stack, this.#near));

  /** An event as it is drawn; null for one that the dossier does not hold. */
  drawableOf(id: string): Drawable | null {
    return this.#drawables(id);
  }

  #nearTime(): { from: number; to: number } {
    const { from, to } = this.#ground.window();
    return around(from, to, this.#margin);
  }

  #nearHeight(): { from: number; to: number } {
    const top = this.#ground.viewTop();
    return around(top, top + this.#ground.viewHeight(), nearStepPx);
  }
}
