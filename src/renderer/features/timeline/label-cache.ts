import { mount, unmount } from 'svelte';
import type { ShownLabel } from '#core/timeline/label-place';
import type { PlacedDrawable } from '#core/timeline/rows';
import EventLabel from '#renderer/features/timeline/EventLabel.svelte';
import { LabelLook } from '#renderer/features/timeline/label-look.svelte.ts';

interface CachedLabel {
  readonly element: HTMLElement;
  readonly component: ReturnType<typeof mount>;
  readonly look: LabelLook;
}

/** The labels that vis-timeline shows, each a component in an element that stays with its item. */
export class LabelCache {
  readonly #labels = new Map<string, CachedLabel>();

  /** The element of an item's label. */
  elementFor(id: string, placed: PlacedDrawable): HTMLElement {
    const known = this.#labels.get(id);
    if (known !== undefined) {
      known.look.placed = placed;
      return known.element;
    }
    const element = document.createElement('div');
    const look = new LabelLook(placed);
    const component = mount(EventLabel, { target: element, props: { look } });
    this.#labels.set(id, { element, component, look });
    return element;
  }

  /** Sets a label as it is shown, `px` pixels from the left of its item. */
  place(id: string, px: number, { side, label, width }: ShownLabel): void {
    const known = this.#labels.get(id);
    if (known === undefined) return;
    known.look.side = side;
    known.look.label = label;
    known.element.style.transform = `translateX(${px}px)`;
    known.element.style.minWidth = `${width}px`;
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
