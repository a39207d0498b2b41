import { SvelteSet } from 'svelte/reactivity';
import { dayMs } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Grouping } from '#core/model/view';
import type { ShownCluster } from '#core/timeline/cluster-words';
import { hull, openingWindow, windowOfAll, withRoomForNames } from '#core/timeline/fit';
import { EntryMemory } from '#core/timeline/indexed-lanes';
import type { LabelStyle, LabelWords, MeasureText } from '#core/timeline/label-text';
import type { StackedLane } from '#core/timeline/lane-stack';
import { drawnYears, timeScale, type TimeScale, type TimeWindow } from '#core/timeline/scale';
import { LaneLayout } from '#renderer/features/timeline/lane-layout.svelte.ts';
import { LaneSelection } from '#renderer/features/timeline/lane-selection.svelte.ts';
import { createTextMeasure } from '#renderer/features/timeline/measure-text.ts';
import { Travel } from '#renderer/features/timeline/travel.svelte.ts';

/** What the window gives the timeline to show, and what it does when an event is chosen. */
export interface TimelineScene {
  readonly dossier: Dossier;
  /** The events that pass the filters. */
  readonly events: readonly DossierEvent[];
  readonly grouping: Grouping;
  readonly today: number;
  readonly selectedId: string | null;
  /** Every event that is selected, the one above among them. */
  readonly selectedIds: ReadonlySet<string>;
  /** Events that are drawn whatever else is: what was searched for, when that is not a crowd. */
  readonly alwaysDrawn: readonly string[];
  onselect(id: string | null): void;
  /** Adds an event to the selection, or takes it out. */
  ontoggle(id: string): void;
}

const noEvents: ReadonlySet<string> = new Set();

/** What moves on screen when the controller asks. */
export interface TimelineScreen {
  setWindow(window: TimeWindow, animate: boolean): void;
  /** Scrolls the lanes until this strip is in sight. */
  scrollTo(top: number, bottom: number): void;
}

/** Events that are listed, and the lane in which they stand. */
export interface OpenedList {
  readonly lane: string;
  readonly title: string;
  readonly events: readonly string[];
}

/** One step of zooming. */
export const zoomStep = 1.41;
/** The view is still when nothing has moved it for this long: longer than from one step of a wheel to the next. */
const stillAfterMs = 120;
const minuteMs = 60_000;
const widestMinutePx = 120;
const yearMs = 365.25 * dayMs;
/** Of a crowd that is selected, no more than these are drawn for its sake. */
const mostDrawnForSelection = 60;

/** What part of time the timeline shows, how it is laid out, and how the selection moves through it. */
export class TimelineController {
  labels = $state<LabelStyle>('title-and-date');
  /** The width of the axis in pixels; 0 until it is on screen. */
  width = $state(0);
  /** Lanes without events stand as a head alone. */
  showsEmptyLanes = $state(false);
  /** How far the lanes are scrolled, and how much of them shows, in pixels. */
  viewTop = $state(0);
  viewHeight = $state(0);
  #scene = $state.raw<() => TimelineScene | null>(() => null);
  #chosen = $state.raw<{ readonly dossier: string; readonly window: TimeWindow } | null>(null);
  #measure = $state.raw<MeasureText>(createTextMeasure());
  readonly #folded = new SvelteSet<string>();
  /** The event under the pointer, which stays drawn while one zooms. Not a state: nothing is set anew for its sake. */
  hovered: string | null = null;
  #isMoving = $state(false);
  #stillTimer: ReturnType<typeof setTimeout> | undefined;
  #screen: TimelineScreen | null = null;
  /** Where a movement under way will end: the next step of a zoom starts from there, not from halfway. */
  #target: TimeWindow | null = null;

  readonly #dossier = $derived(this.#scene()?.dossier ?? null);
  /** The events that pass the filters. */
  readonly events: readonly DossierEvent[] = $derived(this.#scene()?.events ?? []);
  readonly #grouping = $derived(this.#scene()?.grouping ?? 'track');
  readonly #today = $derived(this.#scene()?.today ?? 0);
  readonly #selectedId = $derived(this.#scene()?.selectedId ?? null);
  readonly #always: ReadonlySet<string> = $derived.by(() => {
    const { alwaysDrawn = [], selectedIds = noEvents } = this.#scene() ?? {};
    const selected = [...selectedIds].slice(0, mostDrawnForSelection);
    return new Set([...alwaysDrawn, ...selected, ...(this.#selectedId === null ? [] : [this.#selectedId])]);
  });

  readonly #entryMemory = new EntryMemory();
  /** Every event of the dossier that stands on the axis, filtered or not: what the axis spans does not depend on filters. */
  readonly #extents = $derived.by(() => {
    const dossier = this.#dossier;
    if (dossier === null) return [];
    return [...dossier.events.values()].flatMap((event) => this.#entryMemory.entryOf(event, dossier) ?? []);
  });
  readonly #opening = $derived(openingWindow(this.#extents) ?? aboutDay(this.#today));
  readonly #whole = $derived(windowOfAll(this.#extents));

  /** The stretch of time in view. */
  readonly window = $derived(
    this.#chosen !== null && this.#chosen.dossier === this.#dossier?.id ? this.#chosen.window : this.#opening,
  );
  /** The stretch of time that was chosen; null while the opening one shows. */
  get chosenWindow(): TimeWindow | null {
    return this.#chosen !== null && this.#chosen.dossier === this.#dossier?.id ? this.#chosen.window : null;
  }
  /**
   * The stretch in view as a figure, a brief or a page takes it; null where no event that is shown lies outside: what is
   * free about them is room that the screen keeps for names.
   */
  readonly exportedWindow: TimeWindow | null = $derived.by(() => {
    const dossier = this.#dossier;
    if (dossier === null) return null;
    const shown = hull(this.events.flatMap((event) => this.#entryMemory.entryOf(event, dossier) ?? []));
    const { window } = this;
    return shown === null || (window.from <= shown.from && window.to >= shown.to) ? null : window;
  });
  readonly scale: TimeScale | null = $derived(this.width > 0 ? timeScale(this.window, this.width) : null);

  /** Which words labels carry, and how wide they are. */
  readonly words: LabelWords = $derived({ labels: this.labels, measure: this.#measure });
  /** The lanes with what is drawn in them. */
  readonly layout = new LaneLayout(
    {
      dossier: () => this.#dossier,
      events: () => this.events,
      grouping: () => this.#grouping,
      showsEmptyLanes: () => this.showsEmptyLanes,
      isFolded: (lane) => this.#folded.has(lane),
      today: () => this.#today,
      window: () => this.window,
      scale: () => this.scale,
      words: () => this.words,
      viewTop: () => this.viewTop,
      viewHeight: () => this.viewHeight,
      selectedId: () => this.#selectedId,
      alwaysDrawn: () => this.#always,
      hovered: () => this.hovered,
    },
    this.#entryMemory,
  );

  /** The event that is ringed, and how it moves. */
  readonly selection = new LaneSelection({
    stack: () => this.layout.stack,
    selectedId: () => this.#selectedId,
    selectedIds: () => this.#scene()?.selectedIds ?? noEvents,
    onselect: (id) => this.#scene()?.onselect(id),
    ontoggle: (id) => this.#scene()?.ontoggle(id),
  });
  /** Where it goes, and the way back. */
  readonly travel = new Travel({
    dossier: () => this.#dossier,
    events: () => this.events,
    window: () => this.window,
    show: (window) => this.show(window),
    selectedId: () => this.selection.id,
    select: (id) => this.selection.select(id, this.selection.lane),
  });
  /** The selected event as it is drawn. */
  readonly selected = $derived(this.layout.drawableOf(this.selection.id ?? ''));

  /** Takes its subject from the window for as long as the timeline is on screen; returns what ends that. */
  connect(scene: () => TimelineScene): () => void {
    this.#scene = scene;
    return () => {
      this.#scene = () => null;
    };
  }

  /** Moves this screen from now on; returns what ends that. */
  attach(screen: TimelineScreen): () => void {
    this.#screen = screen;
    return () => {
      this.stand();
      if (this.#screen === screen) this.#screen = null;
    };
  }

  /** Sets all words anew, once their font has come. */
  measureAnew(): void {
    this.#measure = createTextMeasure();
  }

  /** The screen's word that another part of time is in view. */
  follow(window: TimeWindow): void {
    const dossier = this.#dossier;
    if (dossier !== null) this.#chosen = { dossier: dossier.id, window };
    this.#isMoving = true;
    clearTimeout(this.#stillTimer);
    this.#stillTimer = setTimeout(() => this.stand(), stillAfterMs);
  }

  /**
   * Whether the view is being moved. What nobody sees waits until it is not: the boxes that are clicked and the list for
   * screen readers are set anew once for a movement, and not in each of its frames.
   */
  get isMoving(): boolean {
    return this.#isMoving;
  }

  /** Ends a movement at once: somebody is about to click. */
  stand(): void {
    clearTimeout(this.#stillTimer);
    this.#isMoving = false;
  }

  /** The screen's word that it has come to rest. */
  settle(): void {
    this.#target = null;
    this.travel.arrive();
  }

  /** The lengths of the shortest and the longest window, in milliseconds. */
  get limits(): { least: number; most: number } {
    const all = this.#whole;
    const whole = all === null ? yearMs : all.to - all.from;
    const least = (Math.max(this.width, widestMinutePx) / widestMinutePx) * minuteMs;
    return { least, most: Math.min(Math.max(whole * 2, yearMs), drawnYears.to - drawnYears.from) };
  }

  zoomIn(): void {
    this.#zoomBy(1 / zoomStep);
  }

  zoomOut(): void {
    this.#zoomBy(zoomStep);
  }

  /** Keeps the stretch in view, whatever the events become. */
  hold(): void {
    const dossier = this.#dossier;
    if (dossier !== null) this.#chosen = { dossier: dossier.id, window: this.window };
  }

  /** Shows the whole dossier. */
  fit(): void {
    const all = this.#whole ?? aboutDay(this.#today);
    // A crowd's names have no room at that scale anyway.
    const named = this.layout.isCrowded ? [] : this.#extents.flatMap(({ id }) => this.layout.drawableOf(id) ?? []);
    this.show(withRoomForNames(all, named, this.width, this.words));
  }

  /** Moves by a part of what is in view; to the left when negative. */
  panBy(fraction: number, animate = true): void {
    const { from, to } = this.#target ?? this.window;
    const step = (to - from) * fraction;
    this.show({ from: from + step, to: to + step }, animate);
  }

  /** Brings an instant to the middle. */
  goTo(ms: number): void {
    const { from, to } = this.#target ?? this.window;
    const half = (to - from) / 2;
    this.show({ from: ms - half, to: ms + half });
  }

  goToToday(): void {
    this.goTo(this.#today);
  }

  /** Brings a window into view, as far as the limits allow. */
  show(window: TimeWindow, animate = true): void {
    const { least, most } = this.limits;
    const length = Math.min(Math.max(window.to - window.from, least), most);
    const middle = Math.min(
      Math.max((window.from + window.to) / 2, drawnYears.from + length / 2),
      drawnYears.to - length / 2,
    );
    const within = { from: middle - length / 2, to: middle + length / 2 };
    if (this.#screen === null) this.follow(within);
    else {
      this.#target = within;
      this.#screen.setWindow(within, animate);
    }
  }

  /** Events of a lane that are listed beside it, since zooming would not part them. */
  opened = $state.raw<OpenedList | null>(null);

  /** A cluster that is near the view, by its lane and the name it has there. */
  clusterOf(lane: string, id: string): ShownCluster | null {
    const ofLane = this.layout.rows.filter((row) => row.lane === lane).flatMap(({ clusters }) => clusters);
    return ofLane.find(({ cluster }) => cluster.cluster.id === id)?.cluster ?? null;
  }

  /** Zooms until the events of a cluster part, or lists them where they share a date; selects the one of a cluster of one. */
  openCluster(lane: string, shown: ShownCluster): void {
    const { form, count, from, to } = shown.cluster;
    if (count === 1) {
      this.selection.select(shown.cluster.entries()[0]?.id ?? null, lane);
      return;
    }
    const length = to - from;
    if (form === 'band' || length < this.limits.least / 4) {
      this.opened = { lane, title: shown.words, events: shown.cluster.entries().map(({ id }) => id) };
      return;
    }
    const room = length * 0.1;
    this.show({ from: from - room, to: to + room });
  }

  /** Lists events of a lane that have no place on the canvas. */
  list({ id, name }: StackedLane, events: readonly DossierEvent[]): void {
    this.opened = { lane: id, title: name, events: events.map((event) => event.id) };
  }

  isFolded(lane: string): boolean {
    return this.#folded.has(lane);
  }

  toggleLane(lane: string): void {
    if (!this.#folded.delete(lane)) this.#folded.add(lane);
  }

  /** Folds the lanes that are to be, and unfolds all others. */
  foldLanes(isToFold: (lane: string) => boolean): void {
    for (const { id } of this.layout.stack?.lanes ?? []) {
      if (isToFold(id)) this.#folded.add(id);
      else this.#folded.delete(id);
    }
  }

  /** Brings the selected event into sight, and moves nothing when it already is. */
  reveal(): void {
    const { selected, scale } = this;
    if (selected === null || scale === null) return;
    const { place } = this.selection;
    if (place !== null) this.#screen?.scrollTo(place.top, place.bottom);
    if (selected.standpoint.on !== 'axis') return;
    const { from, to } = selected.standpoint.mark;
    const { window } = scale;
    if ((from ?? -Infinity) < window.to && (to ?? Infinity) > window.from) return;
    this.goTo(from === null ? (to ?? 0) : to === null ? from : (from + to) / 2);
  }

  /** Makes what is in view longer or shorter by a factor, about an instant that stays where it is. */
  zoomAbout(ms: number, factor: number, animate = true): void {
    const { from, to } = this.#target ?? this.window;
    this.show({ from: ms - (ms - from) * factor, to: ms + (to - ms) * factor }, animate);
  }

  #zoomBy(factor: number): void {
    const { from, to } = this.#target ?? this.window;
    this.zoomAbout((from + to) / 2, factor);
  }
}

/** Half a year about a day, for a dossier with nothing to show. */
function aboutDay(day: number): TimeWindow {
  return { from: day - yearMs / 4, to: day + yearMs / 4 };
}
