import { parseDay } from '#core/dates/calendar-day';
import { recordedOn } from '#core/dossier/recording';
import type { Dossier } from '#core/model/dossier';
import { asKnownOn } from '#core/query/as-known-on';
import type { DossierStore } from '#host/dossier-store';

/** A dossier and the day from which it is seen, as UTC midnight in milliseconds. */
export interface Seen {
  readonly dossier: Dossier;
  readonly today: number;
}

/** The dossier as it is, seen from the reader's day; or as it could have been known on a day such as 2025-11-30, and from it. */
export async function seenFrom(
  store: Pick<DossierStore, 'dossier' | 'recordingDays'>,
  day: string | null,
  today: number,
): Promise<Seen> {
  if (day === null) return { dossier: store.dossier, today };
  const known = parseDay(day);
  return { dossier: asKnownOn(store.dossier, known, recordedOn(await store.recordingDays(), today)), today: known };
}
