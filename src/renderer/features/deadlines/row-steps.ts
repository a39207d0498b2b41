/** Moves the focus among the rows of a list: up, down, to the first and to the last. For a list's keydown. */
export function stepThroughRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const row =
    event.target instanceof Element ? event.target.closest('li')?.querySelector<HTMLElement>('[data-row]') : null;
  const at = row === null || row === undefined ? -1 : rows.indexOf(row);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  const to = next === undefined ? undefined : rows[next];
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
}
