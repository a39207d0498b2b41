import type { DateReading } from '#core/dates/reading';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { placementOrder } from '#core/query/order';
import { placementOf } from '#core/dates/deadline';
import { presetWindow, windowAbout, type ZoomPreset } from '#core/timeline/go-to';
import { noPlaces, stepTo, visit, type PlacesVisited } from '#core/timeline/places-visited';
import type { TimeWindow } from '#core/timeline/scale';

/** What moving about needs of the timeline. */
interface TravelGround {
  dossier(): Dossier | null;
  /** The events that pass the filters. */
  events(): readonly DossierEvent[];
  window(): TimeWindow;
  show(window: TimeWindow): void;
  selectedId(): string | null;
  select(id: string): void;
}

/** Moving about the timeline other than by hand: to a date, to a stretch of the calendar, from event to event, and back. */
export class Travel {
  readonly #ground: TravelGround;
  #visited = $state.raw<{ readonly dossier: string; readonly places: PlacesVisited } | null>(null);
  /** The panel in which a date is asked for stands open. */
  isAsking = $state(false);

  constructor(ground: TravelGround) {
    this.#ground = ground;
  }

  readonly #places = $derived.by(() =>
    this.#visited?.dossier === this.#ground.dossier()?.id ? (this.#visited?.places ?? noPlaces) : noPlaces,
  );
  readonly #inTime = $derived.by(() => {
    const dossier = this.#ground.dossier();
    return dossier === null ? [] : placementOrder(this.#ground.events(), dossier.events);
  });

  get canGoBack(): boolean {
    return this.#places.index > 0;
  }
  get canGoForward(): boolean {
    return this.#places.index < this.#places.trail.length - 1;
  }

  /** The view has come to rest. */
  arrive(): void {
    this.#keep(visit(this.#places, this.#ground.window()));
  }

  /** Back (-1) or forward through the parts of time looked at. */
  step(step: -1 | 1): void {
    const next = stepTo(this.#places, step);
    if (next === null) return;
    this.#keep(next.places);
    this.#ground.show(next.window);
  }

  /** Shows the day, week, month, quarter or year in the middle of the view. */
  showPreset(preset: ZoomPreset): void {
    const { from, to } = this.#ground.window();
    this.#go(presetWindow(preset, (from + to) / 2));
  }

  /** Shows a date; answers whether there was anywhere to go. */
  goTo(reading: DateReading): boolean {
    const window = windowAbout(reading, this.#ground.window());
    if (window !== null) this.#go(window);
    return window !== null;
  }

  /** Selects the next event in time that passes the filters, or with -1 the previous one; without a selection, in view. */
  stepEvent(step: -1 | 1): void {
    const selected = this.#ground.selectedId();
    const index = this.#inTime.findIndex(({ id }) => id === selected);
    const next = index === -1 ? this.#firstInView(step) : this.#inTime[index + step];
    if (next !== undefined) this.#ground.select(next.id);
  }

  // Both ends of a leap are places, whether or not the view comes to rest before the next one.
  #go(window: TimeWindow): void {
    this.arrive();
    this.#ground.show(window);
    this.#keep(visit(this.#places, window));
  }

  #firstInView(step: -1 | 1): DossierEvent | undefined {
    const events = this.#ground.dossier()?.events ?? new Map<string, DossierEvent>();
    const { from, to } = this.#ground.window();
    const startOf = (event: DossierEvent) => {
      const span = placementOf(event, events)?.span;
      return span?.from ?? span?.to ?? Infinity;
    };
    return step === 1
      ? this.#inTime.find((event) => startOf(event) >= from)
      : this.#inTime.findLast((event) => startOf(event) < to);
  }

  #keep(places: PlacesVisited): void {
    const dossier = this.#ground.dossier();
    if (dossier !== null) this.#visited = { dossier: dossier.id, places };
  }
}
