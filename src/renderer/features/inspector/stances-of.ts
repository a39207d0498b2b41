import type { DossierEvent } from '#core/model/event';
import { stanceVerbs } from '#core/query/vocabulary';

/** What a source does with an event's claims, each stance once: "reports, denies"; "repeated" where others only repeat it. */
export function stancesOf(sourceId: string, event: DossierEvent): string {
  const citations = event.claims.flatMap((claim) => claim.citations).filter(({ source }) => source === sourceId);
  const verbs = new Set(citations.map(({ stance }) => stanceVerbs[stance]));
  return verbs.size === 0 ? 'repeated' : [...verbs].join(', ');
}
