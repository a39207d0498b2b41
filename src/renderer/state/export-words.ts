import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';

const firstYearMs = parseDay('-9999-01-01');
const lastDayMs = parseDay('9999-12-31');

/** The first and the last day of a window, which is in milliseconds and ends where its last day does; null for none. */
export function rangeOfWindow(window: { readonly from: number; readonly to: number } | null) {
  if (window === null) return null;
  const { from, to } = window;
  const clamp = (ms: number) => Math.min(Math.max(ms, firstYearMs), lastDayMs);
  return { from: formatDay(clamp(from)), to: formatDay(clamp(Math.max(from, to - dayMs / 2))) };
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
