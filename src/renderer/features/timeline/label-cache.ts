import { mount, unmount } from 'svelte';
import type { PlacedDrawable } from '#core/timeline/rows';
import EventLabel from '#renderer/features/timeline/EventLabel.svelte';

interface CachedLabel {
  readonly element: HTMLElement;
  readonly component: ReturnType<typeof mount>;
  readonly looks: string;
}

/** The labels that vis-timeline shows, each a component in an element of its own, made anew only when its looks change. */
export class LabelCache {
  readonly #labels = new Map<string, CachedLabel>();

  /** The element of an item's label. */
  elementFor(id: string, placed: PlacedDrawable): HTMLElement {
    const looks = looksOf(placed);
    const known = this.#labels.get(id);
    if (known?.looks === looks) return known.element;
    if (known !== undefined) void unmount(known.component);
    const element = document.createElement('div');
    const component = mount(EventLabel, { target: element, props: { placed } });
    this.#labels.set(id, { element, component, looks });
    return element;
  }

  /** Moves a label to its place, in pixels from the left of its item, and gives it its width. */
  place(id: string, px: number, width: number): void {
    const label = this.#labels.get(id);
    if (label === undefined) return;
    label.element.style.transform = `translateX(${px}px)`;
    label.element.style.minWidth = `${width}px`;
  }

  /** Lets go of every label but those of the given items. */
  keep(ids: ReadonlySet<string>): void {
    for (const [id, { component }] of this.#labels) {
      if (ids.has(id)) continue;
      void unmount(component);
      this.#labels.delete(id);
    }
  }
}

function looksOf({ drawable, mark, side, label }: PlacedDrawable): string {
  const { kind, standing, planned } = drawable;
  return JSON.stringify([kind, standing, planned, mark.shape, side, label.name, label.detail, label.pill]);
}
