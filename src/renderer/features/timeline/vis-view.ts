import { DataSet } from 'vis-data/peer';
import { Timeline, type DataGroup, type DataItem } from 'vis-timeline/peer';
import { drawnYears, type TimeWindow } from '#core/timeline/scale';

/** A horizontal strip of the view, of a fixed height. */
export interface ViewRow {
  readonly id: string;
  readonly height: number;
}

/** An event in a row, over the stretch of time that its mark and label take up. */
export interface ViewItem {
  readonly id: string;
  readonly row: string;
  readonly from: number;
  readonly to: number;
  readonly element: HTMLElement;
}

export interface VisViewEvents {
  onwindow(window: TimeWindow): void;
  /** A movement has come to its end. */
  onsettle(): void;
  /** An item was clicked, or empty canvas; with Shift or Ctrl it is meant in addition. */
  onpick(item: string | null, isAdding: boolean): void;
  /** The pointer came over an item, at a place in the window, or left one. */
  onhover(item: string | null, x: number, y: number): void;
}

type Item = DataItem & { id: string };
type Group = DataGroup & { id: string; order: number; height: number };

const zoomAnimationMs = 220;
/** A pointer that strays further between press and release has dragged. */
const clickSlackPx = 4;
/** One notch of a wheel zooms by 1.41, as one press of a key does: vis zooms by 1 + 1 / friction. */
const zoomFriction = 1 / 0.41;

/**
 * vis-timeline as Parley uses it: it holds the events, pans, zooms and selects. Axis, grid and marks are drawn by us from
 * the window it reports, so its own are off. Rows are vis groups of a fixed height, because items stacked within one group
 * jump when a neighbour leaves the window.
 */
export class VisView {
  readonly #timeline: Timeline;
  readonly #items = new DataSet<Item>();
  readonly #groups = new DataSet<Group>();
  readonly #elements = new Map<string, HTMLElement>();
  readonly #isAnimated: () => boolean;

  constructor(container: HTMLElement, window: TimeWindow, events: VisViewEvents, isAnimated: () => boolean) {
    this.#isAnimated = isAnimated;
    this.#timeline = new Timeline(container, this.#items, this.#groups, {
      start: window.from,
      end: window.to,
      stack: false,
      groupHeightMode: 'fixed',
      groupOrder: 'order',
      margin: { axis: 0, item: 0 },
      orientation: 'top',
      showMajorLabels: false,
      showMinorLabels: false,
      showCurrentTime: false,
      showTooltips: false,
      align: 'left',
      editable: false,
      selectable: true,
      multiselect: false,
      moveable: true,
      zoomable: true,
      zoomKey: 'ctrlKey',
      zoomFriction,
      min: drawnYears.from,
      max: drawnYears.to,
      verticalScroll: false,
      horizontalScroll: false,
      template: ({ id }: Item) => this.#elements.get(id) ?? '',
      groupTemplate: (group?: Group) => spacer(group?.height ?? 0),
    });
    this.#timeline.on('rangechange', ({ start, end }: { start: Date; end: Date }) =>
      events.onwindow({ from: start.getTime(), to: end.getTime() }),
    );
    let isDrawn = false;
    this.#timeline.on('rangechanged', () => {
      // vis stays hidden until it has drawn once more after its first window is set, which nothing else may cause.
      if (!isDrawn) this.#timeline.redraw();
      isDrawn = true;
      events.onsettle();
    });
    this.#timeline.on('itemover', ({ item, event }: { item: string; event: MouseEvent }) =>
      events.onhover(item, event.clientX, event.clientY),
    );
    this.#timeline.on('itemout', () => events.onhover(null, 0, 0));
    // A browser sends a click also at the end of a drag, which has panned and is not to select.
    let pressed = { x: 0, y: 0 };
    container.addEventListener('pointerdown', ({ clientX, clientY }) => (pressed = { x: clientX, y: clientY }), true);
    this.#timeline.on('click', ({ item, event }: { item: string | null; event: MouseEvent }) => {
      const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
      if (moved <= clickSlackPx) events.onpick(item, event.shiftKey || event.ctrlKey || event.metaKey);
    });
  }

  /** Shows these rows, top to bottom, and these items in them; touches only what has changed. */
  setContent(rows: readonly ViewRow[], items: readonly ViewItem[]): void {
    const groups = rows.map(({ id, height }, order): Group => ({ id, order, height, content: '' }));
    const isSameGroup = (a: Group, b: Group) => a.order === b.order && a.height === b.height;
    // New rows come before the items that stand in them, and old rows go after the items that stood in them.
    this.#groups.update(changed(groups, this.#groups, isSameGroup));
    const entries = items.map(({ id, row, from, to }): Item => {
      return { id, group: row, start: from, end: to, content: '', type: 'range' };
    });
    const isSameItem = (a: Item, b: Item) =>
      a.group === b.group && a.start === b.start && a.end === b.end && !redrawn.has(a.id);
    // The elements stay out of the data, which vis copies.
    const redrawn = new Set(items.filter(({ id, element }) => this.#elements.get(id) !== element).map(({ id }) => id));
    this.#elements.clear();
    for (const { id, element } of items) this.#elements.set(id, element);
    // vis-data keeps ids that are no longer shown; drop them first so that a deleted event cannot stay on screen.
    this.#items.remove(missing(entries, this.#items));
    this.#items.update(changed(entries, this.#items, isSameItem));
    this.#groups.remove(missing(groups, this.#groups));
  }

  /** Moves to a window, in 220 ms where motion is wanted. Does nothing when it is already there. */
  setWindow(window: TimeWindow, animate: boolean): void {
    const current = this.#timeline.getWindow();
    const isThere =
      Math.abs(current.start.getTime() - window.from) < 1 && Math.abs(current.end.getTime() - window.to) < 1;
    if (isThere) return;
    const animation =
      animate && this.#isAnimated() ? { duration: zoomAnimationMs, easingFunction: 'easeOutQuad' as const } : false;
    this.#timeline.setWindow(window.from, window.to, { animation });
  }

  /** The lengths of the shortest and the longest window that zooming reaches, in milliseconds. */
  setLimits({ least, most }: { readonly least: number; readonly most: number }): void {
    this.#timeline.setOptions({ zoomMin: least, zoomMax: most });
  }

  select(items: readonly string[]): void {
    this.#timeline.setSelection([...items]);
  }

  destroy(): void {
    this.#timeline.destroy();
  }
}

function changed<T extends { id: string }>(wanted: T[], held: DataSet<T>, isSame: (a: T, b: T) => boolean): T[] {
  return wanted.filter((entry) => {
    const current = held.get(entry.id);
    return current === null || !isSame(current, entry);
  });
}

function missing<T extends { id: string }>(wanted: readonly T[], held: DataSet<T>): string[] {
  const ids = new Set(wanted.map(({ id }) => id));
  return held
    .getIds()
    .map(String)
    .filter((id) => !ids.has(id));
}

function spacer(height: number): HTMLElement {
  const element = document.createElement('div');
  element.style.height = `${height}px`;
  return element;
}
