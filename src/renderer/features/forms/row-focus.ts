import { tick } from 'svelte';

const controls = 'input, select, textarea';

/** Adds a row to a part of a form and moves the focus to the first field that came with it. */
export async function addAndFocus(part: HTMLElement | null | undefined, add: () => void): Promise<void> {
  const known = new Set(part?.querySelectorAll(controls));
  add();
  await tick();
  const added = [...(part?.querySelectorAll<HTMLElement>(controls) ?? [])].find((control) => !known.has(control));
  added?.focus();
}

/** Takes a row out and keeps the focus near: at the row that took its place, the one before, or what adds another. */
export async function removeAndFocus(button: HTMLElement, remove: () => void): Promise<void> {
  const part = button.closest('section');
  const removers = () => [...(part?.querySelectorAll<HTMLElement>('[data-removes]') ?? [])];
  const position = removers().indexOf(button);
  remove();
  await tick();
  const left = removers();
  const next = left[position] ?? left.at(-1) ?? part?.querySelector<HTMLElement>('[data-adds], [role="combobox"]');
  next?.focus();
}
