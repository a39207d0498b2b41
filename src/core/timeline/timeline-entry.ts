import { dayMs } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, EventKind } from '#core/model/event';
import { dayOfReport } from '#core/query/report-days';
import { placeInTime, type Standpoint } from '#core/timeline/drawable';
import type { Mark } from '#core/timeline/mark';
import { drawnYears } from '#core/timeline/scale';

/** What the timeline's index knows of an event that stands on the axis: enough to choose what to draw, and no words. */
export interface TimelineEntry {
  readonly id: string;
  readonly kind: EventKind;
  /** What `leadOf` answers for it. */
  readonly lead: number;
  readonly shape: Mark['shape'];
  /** The bounds of its mark; infinite on a side without one. The same instant twice for a single day. */
  readonly from: number;
  readonly to: number;
  /** The instant by which it is counted: a day's own, the middle of a range, the one bound of a half-open range. */
  readonly at: number;
}

/** The entry of an event that stands on the axis; null for one that does not. */
export function entryOf(event: DossierEvent, dossier: Pick<Dossier, 'events' | 'sources'>): TimelineEntry | null {
  const { standpoint } = placeInTime(event, dossier.events);
  if (standpoint.on !== 'axis') return null;
  const { id, kind, importance } = event;
  return { id, kind, lead: leadOf(importance, lastReport(event, dossier.sources)), ...extentOf(standpoint) };
}

/** Which of two entries is drawn first: the one with the greater lead, then the earlier. */
export function byRank(a: TimelineEntry, b: TimelineEntry): number {
  if (a.lead !== b.lead) return b.lead - a.lead;
  if (a.at !== b.at) return a.at - b.at;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/**
 * A whole number of 30 bits that is greater for what is more important and, of what is as important, for what was reported
 * on a later day, a UTC midnight in milliseconds; minus infinity where no citation says when.
 */
export function leadOf(importance: number, reported: number): number {
  return importance * leadUnit + (reported === -Infinity ? 0 : Math.floor(reported / dayMs) + leadUnit / 2);
}

/** More than twice as many days as any year of a date is away from 1970. */
const leadUnit = 2 ** 25;

function extentOf({ mark }: Extract<Standpoint, { on: 'axis' }>) {
  if (mark.shape === 'point') return { shape: mark.shape, from: mark.at, to: mark.at, at: mark.at };
  const from = mark.from ?? -Infinity;
  const to = mark.to ?? Infinity;
  const middle = from === -Infinity ? to : to === Infinity ? from : (from + to) / 2;
  const at = Math.min(Math.max(middle, drawnYears.from), drawnYears.to - 1);
  return { shape: mark.shape, from, to, at };
}

/** The last day on which any of an event's citations was reported. */
function lastReport({ claims }: DossierEvent, sources: Dossier['sources']): number {
  let last = -Infinity;
  for (const { citations } of claims) {
    for (const citation of citations) last = Math.max(last, dayOfReport(citation, sources) ?? -Infinity);
  }
  return last;
}
