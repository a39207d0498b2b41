import { readEdtf } from '#core/dates/edtf';
import type { DossierEvent } from '#core/model/event';

/** A stretch for which a waiver suspends a sanction, in UTC milliseconds; null is without bound. */
export interface WaiverCut {
  readonly waiver: string;
  readonly sanction: string;
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * The slots that waivers cut into the sanctions they suspend: one for each `suspends` relation of a waiver whose period in
 * force is given and drawable, in order of time.
 */
export function waiverCuts(events: Iterable<DossierEvent>): WaiverCut[] {
  const cuts: WaiverCut[] = [];
  for (const event of events) {
    if (event.kind !== 'waiver' || event.inForce === null) continue;
    const { span, isDrawable } = readEdtf(event.inForce);
    if (!isDrawable) continue;
    for (const relation of event.relations) {
      if (relation.type !== 'suspends') continue;
      cuts.push({ waiver: event.id, sanction: relation.event, from: span.from, to: span.to });
    }
  }
  return cuts.sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
}
