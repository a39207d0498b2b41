import { SvelteSet } from 'svelte/reactivity';
import { dayMs } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Grouping } from '#core/model/view';
import { lanesOf } from '#core/query/lanes';
import { drawableOf, type Drawable } from '#core/timeline/drawable';
import { fittingWindow, openingWindow, windowOfAll } from '#core/timeline/fit';
import type { LabelStyle, LabelWords, MeasureText } from '#core/timeline/label-text';
import { stackLanes, type LaneStack } from '#core/timeline/lane-stack';
import { around, nearRows, type NearRow } from '#core/timeline/near-view';
import { drawnYears, timeScale, type TimeScale, type TimeWindow } from '#core/timeline/scale';
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

/** One step of zooming. */
export const zoomStep = 1.41;
const minuteMs = 60_000;
const widestMinutePx = 120;
/** Lanes are built this much at a time as they are scrolled. */
const nearStepPx = 300;
const yearMs = 365.25 * dayMs;
/** With more events than this, setting the rows anew takes longer than a frame of an animation may. */
const mostAnimated = 400;
/** The room for words in the column of undated events. */
const undatedWordsPx = 98;

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
  #screen: TimelineScreen | null = null;
  /** Where a movement under way will end: the next step of a zoom starts from there, not from halfway. */
  #target: TimeWindow | null = null;

  readonly #dossier = $derived(this.#scene()?.dossier ?? null);
  /** The events that pass the filters. */
  readonly events: readonly DossierEvent[] = $derived(this.#scene()?.events ?? []);
  readonly #grouping = $derived(this.#scene()?.grouping ?? 'track');
  readonly #today = $derived(this.#scene()?.today ?? 0);

  /** Every event of the dossier as it is drawn, filtered or not: what the axis spans does not depend on filters. */
  readonly #all = $derived.by(() => {
    const dossier = this.#dossier;
    const all = new Map<string, Drawable>();
    if (dossier !== null)
      for (const event of dossier.events.values()) all.set(event.id, drawableOf(event, dossier, this.#today));
    return all;
  });
  readonly #opening = $derived(openingWindow([...this.#all.values()]) ?? aboutDay(this.#today));

  /** The stretch of time in view. */
  readonly window = $derived(
    this.#chosen !== null && this.#chosen.dossier === this.#dossier?.id ? this.#chosen.window : this.#opening,
  );
  /** The stretch of time that was chosen; null while the opening one shows. */
  get chosenWindow(): TimeWindow | null {
    return this.#chosen !== null && this.#chosen.dossier === this.#dossier?.id ? this.#chosen.window : null;
  }
  readonly scale: TimeScale | null = $derived(this.width > 0 ? timeScale(this.window, this.width) : null);

  // Rounded, so that the noise of panning in whole milliseconds does not set the rows anew.
  readonly #msPerPx = $derived(this.scale === null ? null : Number(this.scale.msPerPx.toPrecision(5)));
  /** Which words labels carry, and how wide they are. */
  readonly words: LabelWords = $derived({ labels: this.labels, measure: this.#measure });
  readonly #lanes = $derived(
    this.#dossier === null ? [] : lanesOf(this.events, this.#grouping, this.#dossier, this.showsEmptyLanes),
  );

  /** The lanes as they stand below each other; null until the axis is on screen. */
  readonly stack: LaneStack | null = $derived.by(() => {
    if (this.#msPerPx === null) return null;
    return stackLanes(this.#lanes, this.#all, {
      msPerPx: this.#msPerPx,
      ...this.words,
      isFolded: (lane) => this.#folded.has(lane),
      undatedWidth: undatedWordsPx,
    });
  });

  // Bound by bound, because a number that stays the same sets nothing in motion, as a new object would.
  readonly #across = $derived(this.#msPerPx === null ? 1 : this.#msPerPx * this.width);
  readonly #nearFrom = $derived(around(this.window.from, this.window.to, this.#across).from);
  readonly #nearTo = $derived(around(this.window.from, this.window.to, this.#across).to);
  readonly #nearTop = $derived(around(this.viewTop, this.viewTop + this.viewHeight, nearStepPx).from);
  readonly #nearBottom = $derived(around(this.viewTop, this.viewTop + this.viewHeight, nearStepPx).to);

  /** The rows in view and around it, with their events. */
  readonly rows: readonly NearRow[] = $derived(
    this.stack === null
      ? []
      : nearRows(this.stack, {
          from: this.#nearFrom,
          to: this.#nearTo,
          top: this.#nearTop,
          bottom: this.#nearBottom,
        }),
  );

  /** The event that is ringed, and how it moves. */
  readonly selection = new LaneSelection({
    stack: () => this.stack,
    selectedId: () => this.#scene()?.selectedId ?? null,
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
  readonly selected = $derived(this.#all.get(this.selection.id ?? '') ?? null);

  /** An event as it is drawn; null for one that the dossier does not hold. */
  drawableOf(id: string): Drawable | null {
    return this.#all.get(id) ?? null;
  }

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
  }

  /** The screen's word that it has come to rest. */
  settle(): void {
    this.#target = null;
    this.travel.arrive();
  }

  /** The lengths of the shortest and the longest window, in milliseconds. */
  get limits(): { least: number; most: number } {
    const all = windowOfAll([...this.#all.values()]);
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
    this.show(fittingWindow([...this.#all.values()], this.width, this.words) ?? aboutDay(this.#today));
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
      this.#screen.setWindow(within, animate && this.events.length <= mostAnimated);
    }
  }

  isFolded(lane: string): boolean {
    return this.#folded.has(lane);
  }

  toggleLane(lane: string): void {
    if (!this.#folded.delete(lane)) this.#folded.add(lane);
  }

  /** Folds the lanes that are to be, and unfolds all others. */
  foldLanes(isToFold: (lane: string) => boolean): void {
    for (const { id } of this.stack?.lanes ?? []) {
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
