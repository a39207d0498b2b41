import type { Page } from '#renderer/state/inspector-pages.svelte.ts';

const focusable = 'button:not(:disabled), input, select, textarea, a[href], [tabindex="0"]';

/** Which control of a page held the focus: its name, and which of those named so. */
interface Place {
  readonly name: string;
  readonly position: number;
}

/** What the inspector shows, as far as the focus is concerned. */
export interface Shown {
  readonly page: Page;
  readonly isForm: boolean;
  /** Whether the page was come back to. */
  readonly isReturn: boolean;
}

/**
 * Keeps the focus when what the inspector shows is replaced beneath it: a link that was followed leads onto the new
 * page, and back to itself; a form that closes gives the focus back to what opened it.
 */
export class InspectorFocus {
  readonly #places = new Map<string, Place>();
  #opener: HTMLElement | null = null;
  #wasForm = false;
  #wasInside = false;

  /** To be called while the old content still stands, for the content that comes. */
  leave(inspector: HTMLElement | undefined, from: Page, to: Shown): void {
    const { activeElement } = document;
    const focused = activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
    this.#wasInside = focused !== null && inspector?.contains(focused) === true;
    if (this.#wasForm) return;
    if (inspector !== undefined && focused !== null && this.#wasInside) {
      const name = nameOf(focused);
      this.#places.set(keyOf(from), { name, position: namedSo(inspector, name).indexOf(focused) });
    }
    if (to.isForm) this.#opener = focused;
  }

  /** To be called once the new content stands. */
  arrive(inspector: HTMLElement | undefined, { page, isForm, isReturn }: Shown): void {
    const hasClosedForm = this.#wasForm && !isForm;
    this.#wasForm = isForm;
    // A form sets the focus into its first field by itself.
    if (isForm || inspector === undefined || !(hasClosedForm || this.#wasInside)) return;
    if (hasClosedForm && this.#opener?.isConnected === true) this.#opener.focus();
    else this.#enter(inspector, page, isReturn || hasClosedForm);
    this.#opener = hasClosedForm ? null : this.#opener;
  }

  #enter(inspector: HTMLElement, page: Page, isReturn: boolean): void {
    const place = isReturn ? this.#places.get(keyOf(page)) : undefined;
    const control = place === undefined ? undefined : namedSo(inspector, place.name)[place.position];
    (control ?? inspector.querySelector<HTMLElement>('[data-entry]'))?.focus();
  }
}

function keyOf(page: Page): string {
  return JSON.stringify(page);
}

function nameOf(control: Element): string {
  return control.getAttribute('aria-label') ?? control.textContent.trim();
}

function namedSo(inspector: HTMLElement, name: string): HTMLElement[] {
  return [...inspector.querySelectorAll<HTMLElement>(focusable)].filter((control) => nameOf(control) === name);
}
