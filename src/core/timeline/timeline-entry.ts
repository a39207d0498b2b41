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
  readonly importance: number;
  /** The day on which it was last reported, as a UTC midnight in milliseconds; minus infinity where no citation says. */
  readonly reported: number;
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
  return { id, kind, importance, reported: lastReport(event, dossier.sources), ...extentOf(standpoint) };
}

/** Which of two entries is drawn first: the more important, then the one reported last, then the earlier. */
export function byRank(a: TimelineEntry, b: TimelineEntry): number {
  if (a.importance !== b.importance) return b.importance - a.importance;
  // Not a difference: infinity less infinity is not a number.
  if (a.reported !== b.reported) return a.reported > b.reported ? -1 : 1;
  if (a.at !== b.at) return a.at - b.at;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

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
