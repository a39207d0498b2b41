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

const remembered = new WeakMap<Deadline, { readonly events: Events; readonly due: Due }>();

/**
 * When a deadline falls due by its rule, from the events as they stand; nothing is stored, so that it moves with its
 * anchor. *Within* is due at its end: some day from the earliest anchor plus the offset to the latest anchor plus the
 * offset. *After* is a period that starts there and has no end. An anchor's qualifiers carry over. Events must have passed
 * the dossier's checks: throws for an anchor that is missing and for a circle.
 */
export function dueOf(deadline: Deadline, events: Events): Due {
  // From the far end of its chain: each is worked out from the next, whose due date is then known.
  for (const link of chainOf(deadline, events).toReversed()) {
    remembered.set(link, { events, due: dueByRule(link, events) });
  }
  return recall(deadline, events) ?? dueByRule(deadline, events);
}

/**
 * The reading that places, sorts and filters an event: when a deadline is due, the date of any other. Null while there is
 * none. Throws where `dueOf` does.
 */
export function placementOf(event: DossierEvent, events: Events): DateReading | null {
  if (event.kind === 'deadline') {
    const due = dueOf(event, events);
    return due.state === 'dated' ? due.reading : null;
  }
  return event.date === null ? null : readEdtf(event.date);
}

/**
 * Looks for deadlines that wait on each other. The chain begins and ends with the same id, each deadline followed by the
 * event it hangs on (`['a', 'b', 'a']`); null where there is none. Anchors that are missing end a chain.
 */
export function findDeadlineCircle(events: Events): string[] | null {
  const cleared = new Set<string>();
  for (const id of events.keys()) {
    const chain = new Set<string>();
    let current: string | null = id;
    while (current !== null && !cleared.has(current)) {
      if (chain.has(current)) return [...[...chain].slice([...chain].indexOf(current)), current];
      chain.add(current);
      current = anchorId(events.get(current));
    }
    for (const link of chain) cleared.add(link);
  }
  return null;
}

function anchorId(event: DossierEvent | undefined): string | null {
  return event?.kind === 'deadline' && isDerived(event.rule) ? event.rule.from.event : null;
}

/** A deadline and those that it hangs on one after the other, as far as their due dates are not known yet. */
function chainOf(deadline: Deadline, events: Events): Deadline[] {
  const chain = new Map<string, Deadline>();
  for (let link: DossierEvent | undefined = deadline; link?.kind === 'deadline' && recall(link, events) === null;) {
    if (chain.has(link.id)) throw new Error(`The deadline ${link.id} waits on itself`);
    chain.set(link.id, link);
    link = events.get(anchorId(link) ?? '');
  }
  return [...chain.values()];
}

function recall(deadline: Deadline, events: Events): Due | null {
  const known = remembered.get(deadline);
  return known?.events === events ? known.due : null;
}

function dueByRule({ id, rule }: Deadline, events: Events): Due {
  if (!isDerived(rule)) return { state: 'dated', reading: readEdtf(rule.on), derived: false };
  const anchor = events.get(rule.from.event);
  if (anchor === undefined) throw new Error(`The deadline ${id} hangs on ${rule.from.event}, which is missing`);
  const edge = anchorEdge(anchor, rule.from.moment, events);
  if (edge === null) return { state: 'conditional', waitsOn: anchor.id, moment: rule.from.moment };
  return { state: 'dated', reading: derive(edge, rule), derived: true };
}

/** The days on which an anchor's moment may fall; null while nothing says. */
function anchorEdge(anchor: DossierEvent, moment: Moment, events: Events): DateEdge | null {
  const reading = anchorReading(anchor, moment, events);
  // Too far away to draw is too far away to reckon from.
  if (reading === null || !reading.isDrawable) return null;
  const end = moment === 'ends' ? 'end' : 'start';
  const edge = reading.nature === 'moment' ? reading.edge : reading[end];
  return edge === null || (edge.span.from === null && edge.span.to === null) ? null : edge;
}

/**
 * The reading that a deadline is counted from: when a document or a waiver is in force, where a rule counts from when it
 * takes effect; what places its anchor otherwise. Null while there is none. Throws where `dueOf` does.
 */
export function anchorReading(anchor: DossierEvent, moment: Moment, events: Events): DateReading | null {
  if (moment === 'takes-effect' && (anchor.kind === 'document' || anchor.kind === 'waiver')) {
    return anchor.inForce === null ? null : readEdtf(anchor.inForce);
  }
  return placementOf(anchor, events);
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
