import * as v from 'valibot';
import type { DerivedRule, DeadlineRule } from '#core/model/deadline-rule';
import { type Deadline, DossierEvent } from '#core/model/event';

const shared = {
  title: 'Something happens',
  label: null,
  summary: null,
  clock: null,
  place: null,
  tracks: [],
  tags: [],
  importance: 3,
  participants: [],
  claims: [],
  relations: [],
  notes: null,
};

/** A checked event of a kind; a null date is one not fixed yet. */
function event(fields: { id: string; kind: string; date: string | null }): DossierEvent {
  return v.parse(DossierEvent, { ...shared, undated: fields.date === null ? 'not-yet' : null, ...fields });
}

export function action(id: string, date: string | null): DossierEvent {
  return event({ id, kind: 'action', date });
}

export function sanction(id: string, date: string): DossierEvent {
  const fields = { id, kind: 'sanction', date, programme: null, legalBasis: null };
  return event(fields);
}

export function waiver(id: string, date: string, inForce: string | null): DossierEvent {
  const fields = { id, kind: 'waiver', date, scope: null, inForce };
  return event(fields);
}

export function agreement(id: string, date: string, inForce: string | null): DossierEvent {
  const fields = { id, kind: 'document', date, status: 'signed', version: null, inForce, provisions: [] };
  return event(fields);
}

export function deadline(id: string, rule: DeadlineRule): Deadline {
  const fields = { id, kind: 'deadline', date: '2025-10-01', rule, outcome: 'open', clause: null };
  const parsed = event(fields);
  if (parsed.kind !== 'deadline') throw new Error('A deadline was expected');
  return parsed;
}

/** "Within 30 days of the start of `anchor`", unless told otherwise. */
export function rule(
  anchor: string,
  change: Partial<Omit<DerivedRule, 'from'>> & { moment?: DerivedRule['from']['moment'] } = {},
): DerivedRule {
  const { moment = 'starts', ...rest } = change;
  return {
    relation: 'within',
    offset: 'P30D',
    from: { event: anchor, moment },
    count: 'calendar',
    calendar: null,
    ...rest,
  };
}

export function byId(...events: readonly DossierEvent[]): ReadonlyMap<string, DossierEvent> {
  return new Map(events.map((each) => [each.id, each]));
}
