import { counted } from '#core/counted';
import { dayMs, msToDay } from '#core/dates/calendar-day';
import { dayRange, yearRange } from '#core/dates/date-name';
import type { TimeWindow } from '#core/timeline/scale';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const yearMs = 365.25 * dayMs;

/** The units a length is counted in, coarse to fine, each used from the given number of itself on. */
const lengthUnits = [
  { name: 'year', ms: yearMs, least: 3 },
  { name: 'month', ms: yearMs / 12, least: 6 },
  { name: 'week', ms: 7 * dayMs, least: 2 },
  { name: 'day', ms: dayMs, least: 2 },
  { name: 'hour', ms: hourMs, least: 2 },
  { name: 'minute', ms: minuteMs, least: 0 },
] as const;

/** How long a window is, to the nearest whole unit: "11 weeks", "4 years", "30 minutes". */
export function lengthInWords({ from, to }: TimeWindow): string {
  const length = to - from;
  const unit = lengthUnits.find(({ ms, least }) => length >= ms * least) ?? lengthUnits[lengthUnits.length - 1];
  if (unit === undefined) return '';
  const count = Math.max(1, Math.round(length / unit.ms));
  return counted(count, unit.name);
}

/** The days a window shows: "1 Oct – 18 Dec 2025", "2019–2026", and with hours where it is shorter than two days. */
export function windowInWords({ from, to }: TimeWindow): string {
  const last = to - 1;
  const length = to - from;
  if (length > 8 * yearMs) return spaced(yearRange(msToDay(from).year, msToDay(last).year));
  const [left, right] = dayRange(startOfDay(from), startOfDay(last), 'short');
  const days = startOfDay(from) === startOfDay(last) ? right : spaced([left, right]);
  return length < 2 * dayMs ? `${days}, ${timeInWords(from)} – ${timeInWords(to)}` : days;
}

function spaced([left, right]: [string, string]): string {
  if (left === right) return right;
  return left.includes(' ') ? `${left} – ${right}` : `${left}–${right}`;
}

function startOfDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

function timeInWords(ms: number): string {
  const minutes = Math.floor((ms - startOfDay(ms)) / minuteMs);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
