import { DataSet } from 'vis-data/esnext';
import { Timeline, type DataItem } from 'vis-timeline/esnext';
import { drawnYears, type TimeWindow } from '#core/timeline/scale';

/** An event or a cluster, over the stretch of time that its mark and label take up; tall where these stand above each other. */
export interface ViewItem {
  readonly id: string;
  /** In pixels from the top of the lanes. */
  readonly top: number;
  readonly from: number;
  readonly to: number;
  readonly isTall: boolean;
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

const zoomAnimationMs = 220;
/** A pointer that strays further between press and release has dragged. */
const clickSlackPx = 4;
/** One notch of a wheel zooms by 1.41, as one press of a key does: vis zooms by 1 + 1 / friction. */
const zoomFriction = 1 / 0.41;

/**
 * vis-timeline as Parley uses it: it holds the events, pans, zooms and says what is clicked. Axis, grid, marks and labels are drawn by
 * us from the window it reports, so its own are off. All items are in one group, moved to their rows by style: vis sets items that
 * it stacks anew when a neighbour leaves the window, and has the whole page laid out for each of its groups at each step.
 */
export class VisView {
  readonly #timeline: Timeline;
  readonly #items = new DataSet<Item>();
  readonly #isAnimated: () => boolean;

  constructor(container: HTMLElement, window: TimeWindow, events: VisViewEvents, isAnimated: () => boolean) {
    this.#isAnimated = isAnimated;
    this.#timeline = new Timeline(container, this.#items, {
      start: window.from,
      end: window.to,
      stack: false,
      height: '100%',
      margin: { axis: 0, item: 0 },
      orientation: 'top',
      showMajorLabels: false,
      showMinorLabels: false,
      showCurrentTime: false,
      showTooltips: false,
      align: 'left',
      editable: false,
      selectable: false,
      moveable: true,
      zoomable: true,
      zoomKey: 'ctrlKey',
      zoomFriction,
      min: drawnYears.from,
      max: drawnYears.to,
      verticalScroll: false,
      horizontalScroll: false,
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

  /** Shows these items; touches only what has changed. */
  setItems(items: readonly ViewItem[]): void {
    const entries = items.map(({ id, top, from, to, isTall }): Item => {
      const style = `translate: 0 ${top}px`;
      return { id, start: from, end: to, content: '', type: 'range', className: isTall ? 'tall' : '', style };
    });
    this.#items.remove(missing(entries, this.#items));
    this.#items.update(changed(entries, this.#items));
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

  destroy(): void {
    this.#timeline.destroy();
  }
}

function changed(wanted: readonly Item[], held: DataSet<Item>): Item[] {
  return wanted.filter((item) => {
    const current = held.get(item.id);
    return (
      current === null ||
      current.start !== item.start ||
      current.end !== item.end ||
      current.style !== item.style ||
      current.className !== item.className
    );
  });
}

function missing(wanted: readonly Item[], held: DataSet<Item>): string[] {
  const ids = new Set(wanted.map(({ id }) => id));
  return held
    .getIds()
    .map(String)
    .filter((id) => !ids.has(id));
}
