import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { placementOf } from '#core/dates/deadline';
import { conditionOf } from '#core/figure/wording';
import { english, sentence } from '#core/figure/words/english';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { ownFacts } from '#core/query/own-facts';
import { kindNames, listInWords, relationVerbs } from '#core/query/vocabulary';

/** What an event is called where there is little room. */
export function shortName(event: DossierEvent): string {
  return event.label ?? event.title;
}

/** When an event stands in the chronology: "24–26 Oct 2025", "Due between 8 Nov and 7 Dec 2025", "No date yet". */
export function whenInWords(event: DossierEvent, dossier: Dossier): string {
  const placement = placementOf(event, dossier.events);
  if (placement !== null) {
    const date = dateInWords(placement, 'short');
    const hour = event.clock === null ? '' : `, ${event.clock.time} ${event.clock.zone}`;
    return `${event.kind === 'deadline' ? `Due ${date}` : sentence(date)}${hour}`;
  }
  return event.kind !== 'deadline' && event.undated === 'unknown' ? 'Date unknown' : 'No date yet';
}

/** What an event is, where, who took part and as what, and what it bears on: sentences, of what the record gives. */
export function factsInWords(event: DossierEvent, dossier: Dossier, shown: ReadonlySet<string>): string {
  const own = ownFacts(event).map(({ label, text, reading }) => {
    return `${label.toLowerCase()}: ${reading === null ? text : dateInWords(reading, 'short')}`;
  });
  const what = [
    kindNames[event.kind].singular,
    event.place?.name ?? null,
    ...own,
    ruleOf(event, dossier),
    event.kind === 'deadline' && event.date !== null ? `set ${dateInWords(readEdtf(event.date), 'short')}` : null,
  ].filter((part) => part !== null);
  return [what.join('; '), ...partsIn(event, dossier), ...relationsOf(event, dossier, shown)]
    .map((part) => (part.endsWith('.') ? part : `${part}.`))
    .join(' ');
}

function ruleOf(event: DossierEvent, dossier: Dossier): string | null {
  const nameOfAnchor = (id: string) => {
    const anchor = dossier.events.get(id);
    return anchor === undefined ? id : `“${shortName(anchor)}”`;
  };
  return conditionOf(event, nameOfAnchor, english);
}

// Of the usual roles, those that have a plural; a word of the analyst's own stands as it is.
const plurals: Readonly<Record<string, string>> = {
  participant: 'participants',
  host: 'hosts',
  mediator: 'mediators',
  drafter: 'drafters',
  signatory: 'signatories',
  speaker: 'speakers',
  addressee: 'addressees',
  issuer: 'issuers',
  target: 'targets',
  beneficiary: 'beneficiaries',
};

/** "Issuer: United States; bound: Ukraine". */
function partsIn(event: DossierEvent, { actors }: Dossier): string[] {
  const byRole = new Map<string, string[]>();
  for (const { actor, role } of event.participants) {
    const name = actors.get(actor)?.name ?? actor;
    byRole.set(role, [...(byRole.get(role) ?? []), name]);
  }
  const parts = [...byRole].map(([role, names]) => {
    const title = names.length === 1 ? role : (plurals[role] ?? role);
    return `${title}: ${listInWords(names)}`;
  });
  return parts.length === 0 ? [] : [sentence(parts.join('; '))];
}

/** "Suspended “US sanctions RDIF”": its own relations to events that the brief has too. */
function relationsOf(event: DossierEvent, dossier: Dossier, shown: ReadonlySet<string>): string[] {
  const parts = event.relations.flatMap(({ type, event: id }) => {
    const other = shown.has(id) ? dossier.events.get(id) : undefined;
    return other === undefined ? [] : [`${relationVerbs[type].from} “${shortName(other)}”`];
  });
  return parts.length === 0 ? [] : [sentence(parts.join('; '))];
}
