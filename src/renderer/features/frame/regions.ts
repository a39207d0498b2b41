const regionOrder = ['topbar', 'rail', 'timeline', 'overview', 'inspector', 'status'];
const focusable = 'button:not(:disabled), input, select, textarea, a[href], [tabindex="0"]';

/** Moves the focus to the first control of the next or previous region of the window that has one. */
export function moveFocus(frame: HTMLElement | undefined, step: 1 | -1): void {
  if (frame === undefined) return;
  const regions = [...frame.querySelectorAll<HTMLElement>('[data-region]')]
    .filter((region) => region.querySelector(focusable) !== null)
    .sort((a, b) => orderOf(a) - orderOf(b));
  // The overview lies within the timeline, and is the nearer of the two.
  const current = regions.findLastIndex((region) => region.contains(document.activeElement));
  const next = regions[(current + step + regions.length + (current === -1 && step === -1 ? 1 : 0)) % regions.length];
  next?.querySelector<HTMLElement>(focusable)?.focus();
}

function orderOf(region: HTMLElement): number {
  return regionOrder.indexOf(region.dataset['region'] ?? '');
}
