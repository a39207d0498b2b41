import { parseDay } from '#core/dates/calendar-day';
import type { DossierEvent } from '#core/model/event';
import { drawableOf, type Drawable } from '#core/timeline/drawable';
import { seededRandom } from '../../builders/random';
import { buildDossier } from '../../builders/dossier';
import { buildMeeting } from '../../builders/records';

export const today = parseDay('2025-12-02');

/** These events as the timeline draws them, as one dossier. */
export function drawAll(events: readonly DossierEvent[]): Drawable[] {
  const dossier = buildDossier({ events });
  return events.map((event) => drawableOf(event, dossier, today));
}

/** Meetings on these dates, named `m0`, `m1` and so on. */
export function meetingsOn(dates: readonly string[]): Drawable[] {
  return drawAll(dates.map((date, index) => buildMeeting({ id: `m${index}`, date })));
}

/** A crowd of meetings of every shape, close together and far apart, the same for the same seed. */
export function crowd(seed: number, size: number): Drawable[] {
  const random = seededRandom(seed);
  const day = (number: number) => String(number).padStart(2, '0');
  const forms = [
    (year: number, month: number) => `${year}-${day(month)}-${day(random.whole(1, 28))}`,
    (year: number, month: number) => `${year}-${day(month)}-03/${year}-${day(month)}-${day(random.whole(4, 28))}`,
    (year: number, month: number) => `${year}-${day(month)}`,
    (year: number, month: number) => `${year}-${day(month)}-${day(random.whole(1, 28))}/..`,
    (year: number, month: number) => `[..${year}-${day(month)}-${day(random.whole(1, 28))}]`,
    (year: number, month: number) => `${year}-${day(month)}-11~`,
    (year: number) => `${year}`,
  ];
  return drawAll(
    Array.from({ length: size }, (_, index) => {
      const date = random.pick(forms)(random.whole(2023, 2026), random.whole(1, 12));
      const label = Array.from({ length: random.whole(1, 7) }, () => 'negotiators'.slice(random.whole(0, 8))).join(' ');
      return buildMeeting({ id: `event-${index}`, date, label });
    }),
  );
}
