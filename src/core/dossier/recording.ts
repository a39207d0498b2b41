import type { Change } from '#core/dossier/change';
import { parseDay } from '#core/dates/calendar-day';
import type { CollectionName } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';

/**
 * The days on which a dossier came to hold things, as its history tells; each day as `2025-12-02`. What carries no date
 * of its own counts as known from then.
 */
export interface RecordingDays {
  /** The first day the history speaks of: what it does not mention was there by then. Null where there is no history. */
  readonly since: string | null;
  /** By the keys of `recordKey`, `citationKey` and `outcomeKey`. */
  readonly days: readonly (readonly [key: string, day: string])[];
}

/** When a thing was recorded, by its key, as a UTC midnight in milliseconds. */
export type RecordedOn = (key: string) => number;

/** The key of a record itself. */
export function recordKey(collection: CollectionName, id: string): string {
  return `${collection}/${id}`;
}

/** The key of an event's citing a source, for any of its claims. */
export function citationKey(eventId: string, sourceId: string): string {
  return `citations/${eventId}/${sourceId}`;
}

/** The key of a deadline's present outcome. */
export function outcomeKey(eventId: string): string {
  return `outcomes/${eventId}`;
}

/** Reads the days on which things were recorded out of changes, which must come the last one first. */
export class RecordingLog {
  #since: string | null = null;
  readonly #days = new Map<string, string>();

  add({ at, edits }: Pick<Change, 'at' | 'edits'>): void {
    const day = at.slice(0, 10);
    if (this.#since === null || day < this.#since) this.#since = day;
    for (const { collection, id, before, after } of edits) {
      if (collection === 'dossier' || after === null) continue;
      // The earliest day holds: what was taken out and put back was known all the while.
      if (before === null) this.#days.set(recordKey(collection, id), day);
      if (collection !== 'events') continue;
      const cited = citedBy(before);
      for (const source of citedBy(after)) if (!cited.has(source)) this.#days.set(citationKey(id, source), day);
      const outcome = outcomeKey(id);
      if (outcomeOf(after) !== outcomeOf(before) && !this.#days.has(outcome)) this.#days.set(outcome, day);
    }
  }

  /** What was read so far, of the things whose keys are wanted. */
  daysOf(wanted: ReadonlySet<string>): RecordingDays {
    return { since: this.#since, days: [...this.#days].filter(([key]) => wanted.has(key)) };
  }
}

/**
 * Answers when things were recorded. What the history does not mention was there by its first day; without any history
 * nothing says more than that it is there `today` (UTC midnight in milliseconds).
 */
export function recordedOn({ since, days }: RecordingDays, today: number): RecordedOn {
  const byKey = new Map(days.map(([key, day]) => [key, parseDay(day)]));
  const otherwise = since === null ? today : parseDay(since);
  return (key) => byKey.get(key) ?? otherwise;
}

function citedBy(event: DossierEvent | null): Set<string> {
  return new Set(event?.claims.flatMap(({ citations }) => citations.map(({ source }) => source)));
}

function outcomeOf(event: DossierEvent | null): string {
  return event?.kind === 'deadline' ? event.outcome : 'open';
}
