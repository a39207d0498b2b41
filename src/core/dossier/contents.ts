import { dayMs, formatDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import type { Dossier } from '#core/model/dossier';

/** What a dossier holds, in figures. */
export interface DossierContents {
  readonly title: string;
  readonly events: number;
  readonly actors: number;
  readonly sources: number;
  /** From the first day that any event can have happened on to the last, as EDTF; null where no event bounds it. */
  readonly range: string | null;
}

/** Counts what a dossier holds, and says what time it covers. */
export function contentsOf(dossier: Dossier): DossierContents {
  const { title, events, actors, sources } = dossier;
  let [from, to] = [Infinity, -Infinity];
  for (const { date } of events.values()) {
    if (date === null) continue;
    const { span, isDrawable } = readEdtf(date);
    if (!isDrawable) continue;
    // An open end bounds nothing; its known side still does.
    for (const bound of [span.from, span.to === null ? null : span.to - dayMs]) {
      if (bound === null) continue;
      from = Math.min(from, bound);
      to = Math.max(to, bound);
    }
  }
  const range = from > to ? null : from === to ? formatDay(from) : `${formatDay(from)}/${formatDay(to)}`;
  return { title, events: events.size, actors: actors.size, sources: sources.size, range };
}
