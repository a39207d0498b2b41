import { dayMs, formatDay, nearestDay } from '#core/dates/calendar-day';

/** The first and the last day of a window, which is in milliseconds and ends where its last day does; null for none. */
export function rangeOfWindow(window: { readonly from: number; readonly to: number } | null) {
  if (window === null) return null;
  const { from, to } = window;
  return { from: formatDay(nearestDay(from)), to: formatDay(nearestDay(Math.max(from, to - dayMs / 2))) };
}

/** Text worth sending; blanks alone are none. */
export function given(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** A name for an exported file, of letters and digits that every system takes. */
export function fileNameFor(title: string, otherwise: string, ending: string): string {
  const plain = title.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-');
  return `${plain.replace(/^-+|-+$/g, '').toLowerCase() || otherwise}.${ending}`;
}
