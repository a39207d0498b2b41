import { placementOf } from '#core/dates/deadline';
import { dateInWords, type WordStyle } from '#core/dates/words';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';

/** When an event stands on the timeline, in words; for what has no date, why. */
export function whenInWords(event: DossierEvent, dossier: Dossier, style: WordStyle): string {
  const reading = placementOf(event, dossier.events);
  if (reading !== null) return dateInWords(reading, style);
  return event.undated === 'unknown' && event.kind !== 'deadline' ? 'date unknown' : 'no date yet';
}
