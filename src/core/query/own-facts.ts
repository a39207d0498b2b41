import { readEdtf } from '#core/dates/edtf';
import type { DateReading } from '#core/dates/reading';
import type { DossierEvent } from '#core/model/event';

/** A field of one kind of event, ready to show: its text, or a date where `reading` is given. */
export interface OwnFact {
  readonly label: string;
  readonly text: string;
  readonly reading: DateReading | null;
}

/** The fields that only this kind of event has, those that are given. Deadlines show their rule apart. */
export function ownFacts(event: DossierEvent): OwnFact[] {
  switch (event.kind) {
    case 'meeting':
      return event.format === 'unknown' ? [] : given(['Format', capitalised(event.format.replace('-', ' '))]);
    case 'statement':
      return given(['Stance', event.stance === null ? null : capitalised(event.stance)]);
    case 'document':
      return [
        ...given(['Status', capitalised(event.status.replace('-', ' '))], ['Version', event.version]),
        ...dated('In force', event.inForce),
      ];
    case 'sanction':
      return given(['Programme', event.programme], ['Basis', event.legalBasis]);
    case 'waiver':
      return [...dated('In force', event.inForce), ...given(['Scope', event.scope])];
    case 'deadline':
      return event.outcome === 'open' ? [] : given(['Outcome', capitalised(event.outcome)]);
    case 'action':
      return [];
  }
}

function given(...facts: (readonly [label: string, text: string | null])[]): OwnFact[] {
  return facts.flatMap(([label, text]) => (text === null ? [] : [{ label, text, reading: null }]));
}

function dated(label: string, date: string | null): OwnFact[] {
  return date === null ? [] : [{ label, text: date, reading: readEdtf(date) }];
}

/** A word with a capital first letter, as a label or a value standing alone. */
export function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
