import { dayMs, formatDay, msToDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { addOffset } from '#core/dates/offset';
import type { DateEdge, DateReading, DaySpan } from '#core/dates/reading';
import { isDerived, type DerivedRule, type Moment } from '#core/model/deadline-rule';
import type { Deadline, DossierEvent } from '#core/model/event';

/**
 * When a deadline falls due. *Dated*: `reading` places it; `derived` tells a computed date from one the rule gives.
 * *Conditional*: it waits on the event `waitsOn`, whose `moment` has no date yet.
 */
export type Due =
  | { readonly state: 'dated'; readonly reading: DateReading; readonly derived: boolean }
  | { readonly state: 'conditional'; readonly waitsOn: string; readonly moment: Moment };

type Events = ReadonlyMap<string, DossierEvent>;

/**
 * When a deadline falls due by its rule, from the events as they stand; nothing is stored, so that it moves with its
 * anchor. *Within* is due at its end: some day from the earliest anchor plus the offset to the latest anchor plus the
 * offset. *After* is a period that starts there and has no end. An anchor's qualifiers carry over. Events must have passed
 * the dossier's checks: throws for an anchor that is missing and for a circle.
 */
export function dueOf(deadline: Deadline, events: Events): Due {
  return dueWithin(deadline, events, new Set());
}

/**
 * The reading that places, sorts and filters an event: when a deadline is due, the date of any other. Null while there is
 * none. Throws where `dueOf` does.
 */
export function placementOf(event: DossierEvent, events: Events): DateReading | null {
  return placementWithin(event, events, new Set());
}

/**
 * Looks for deadlines that wait on each other. The chain begins and ends with the same id, each deadline followed by the
 * event it hangs on (`['a', 'b', 'a']`); null where there is none. Anchors that are missing end a chain.
 */
export function findDeadlineCircle(events: Events): string[] | null {
  const cleared = new Set<string>();
  for (const id of events.keys()) {
    const chain: string[] = [];
    let current: string | null = id;
    while (current !== null && !cleared.has(current)) {
      const repeat = chain.indexOf(current);
      if (repeat !== -1) return [...chain.slice(repeat), current];
      chain.push(current);
      current = anchorId(events.get(current));
    }
    for (const link of chain) cleared.add(link);
  }
  return null;
}

function anchorId(event: DossierEvent | undefined): string | null {
  return event?.kind === 'deadline' && isDerived(event.rule) ? event.rule.from.event : null;
}

function dueWithin(deadline: Deadline, events: Events, visited: ReadonlySet<string>): Due {
  const { rule } = deadline;
  if (!isDerived(rule)) return { state: 'dated', reading: readEdtf(rule.on), derived: false };
  if (visited.has(deadline.id)) throw new Error(`The deadline ${deadline.id} waits on itself`);

  const anchor = events.get(rule.from.event);
  if (anchor === undefined)
    throw new Error(`The deadline ${deadline.id} hangs on ${rule.from.event}, which is missing`);
  const edge = anchorEdge(anchor, rule.from.moment, events, new Set([...visited, deadline.id]));
  if (edge === null) return { state: 'conditional', waitsOn: anchor.id, moment: rule.from.moment };
  return { state: 'dated', reading: derive(edge, rule), derived: true };
}

function placementWithin(event: DossierEvent, events: Events, visited: ReadonlySet<string>): DateReading | null {
  if (event.kind === 'deadline') {
    const due = dueWithin(event, events, visited);
    return due.state === 'dated' ? due.reading : null;
  }
  return event.date === null ? null : readEdtf(event.date);
}

/** The days on which an anchor's moment may fall; null while nothing says. */
function anchorEdge(
  anchor: DossierEvent,
  moment: Moment,
  events: Events,
  visited: ReadonlySet<string>,
): DateEdge | null {
  const reading = anchorReading(anchor, moment, events, visited);
  // Too far away to draw is too far away to reckon from.
  if (reading === null || !reading.isDrawable) return null;
  const end = moment === 'ends' ? 'end' : 'start';
  const edge = reading.nature === 'moment' ? reading.edge : reading[end];
  return edge === null || (edge.span.from === null && edge.span.to === null) ? null : edge;
}

function anchorReading(
  anchor: DossierEvent,
  moment: Moment,
  events: Events,
  visited: ReadonlySet<string>,
): DateReading | null {
  if (moment === 'takes-effect' && (anchor.kind === 'document' || anchor.kind === 'waiver')) {
    return anchor.inForce === null ? null : readEdtf(anchor.inForce);
  }
  return placementWithin(anchor, events, visited);
}

function derive(anchor: DateEdge, rule: DerivedRule): DateReading {
  const { from, to } = anchor.span;
  const span: DaySpan = {
    from: from === null ? null : addOffset(from, rule),
    to: to === null ? null : addOffset(to - dayMs, rule) + dayMs,
  };
  const first = span.from === null ? '' : writeDay(span.from, anchor);
  const last = span.to === null ? '' : writeDay(span.to - dayMs, anchor);
  const isOneDay = first !== '' && first === last;
  if (rule.relation === 'within') return readEdtf(isOneDay ? first : `[${first}..${last}]`);

  // EDTF has no interval whose start is itself a range. "Some day from the earliest on" is as much as it can say; the
  // reading keeps the range of the start beside it.
  const edtf = first === '' ? '/..' : `[${first}..]`;
  return {
    nature: 'period',
    edtf,
    start: { ...anchor, span, precision: isOneDay ? 'day' : 'set' },
    end: null,
    isStartOpen: false,
    isEndOpen: true,
    span: { from: span.from, to: null },
    isDrawable: readEdtf(edtf).isDrawable,
  };
}

/** A day in EDTF with its anchor's qualifier; beyond the year 9999, where EDTF has no days, its year. */
function writeDay(dayStart: number, { isApproximate, isUncertain }: DateEdge): string {
  const { year } = msToDay(dayStart);
  const qualifier = isApproximate ? (isUncertain ? '%' : '~') : isUncertain ? '?' : '';
  return `${year > 9999 ? `Y${year}` : formatDay(dayStart)}${qualifier}`;
}
