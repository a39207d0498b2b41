import { dayMs } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import type { DateEdge, DaySpan } from '#core/dates/reading';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent, Sanction, Waiver } from '#core/model/event';
import { placementOrder } from '#core/query/order';

/** Where a measure stands on a day: *possibly* where its uncertain dates leave open whether it is in force. */
export type Phase = 'not-yet' | 'possibly' | 'in-force' | 'ended' | 'superseded';

/** A waiver as it bears on a sanction, for one actor or for all of its targets. */
export interface Suspension {
  readonly waiver: Waiver;
  /** Where it stands on the day asked for. */
  readonly phase: Phase;
  /** The waivers that it supersedes, the latest first, and theirs in turn. */
  readonly replaces: readonly Waiver[];
}

/** A sanction against an actor, and what waives it. */
export interface Measure {
  readonly sanction: Sanction;
  /** Where it stands on the day asked for, waivers aside. */
  readonly phase: Phase;
  /** Every waiver that suspends it, at any time, in order of time. */
  readonly suspensions: readonly Suspension[];
}

/** How an actor stands on a day: under sanction, waivers taken off. */
export type Verdict = 'sanctioned' | 'possibly-sanctioned' | 'suspended' | 'free';

/**
 * Every sanction in the dossier, in order of time, with what waives it; where they stand is said of `day` (UTC midnight
 * in milliseconds). With an actor's id, only those whose target it is, and only waivers that are for it: those that name
 * it as beneficiary, or name none.
 */
export function measuresOn(dossier: Dossier, day: number, actor: string | null = null): Measure[] {
  const chains = chainsOf(dossier);
  const sanctions = [...dossier.events.values()].filter((event) => event.kind === 'sanction');
  const meant = actor === null ? sanctions : sanctions.filter((sanction) => hasRole(sanction, actor, 'target'));
  return placementOrder(meant, dossier.events).map((event) => {
    const sanction = event as Sanction;
    const suspensions = (chains.waiversOf.get(sanction.id) ?? [])
      .filter((waiver) => actor === null || isFor(actor, waiver, chains))
      .map((waiver) => ({
        waiver,
        phase: phaseOn(waiver, day, chains),
        replaces: chains.replacedBy(waiver).filter(isWaiver),
      }));
    return { sanction, phase: phaseOn(sanction, day, chains), suspensions };
  });
}

/** How an actor stands under its measures, as `measuresOn` found them for one day. */
export function verdictOf(measures: readonly Measure[]): Verdict {
  const inForce = measures.filter(({ phase }) => phase === 'in-force' || phase === 'possibly');
  if (inForce.length === 0) return 'free';
  const unsuspended = inForce.filter((measure) => suspensionPhase(measure) !== 'in-force');
  if (unsuspended.length === 0) return 'suspended';
  const isSure = unsuspended.some((measure) => measure.phase === 'in-force' && suspensionPhase(measure) === null);
  return isSure ? 'sanctioned' : 'possibly-sanctioned';
}

/** Whether a measure is suspended on the day for which it was found: for certain, possibly, or not. */
export function suspensionPhase({ suspensions }: Measure): 'in-force' | 'possibly' | null {
  if (suspensions.some(({ phase }) => phase === 'in-force')) return 'in-force';
  return suspensions.some(({ phase }) => phase === 'possibly') ? 'possibly' : null;
}

/** Every actor that a sanction targets. */
export function sanctionedActors({ events }: Dossier): Set<string> {
  const targets = [...events.values()].flatMap((event) => (event.kind === 'sanction' ? event.participants : []));
  return new Set(targets.filter(({ role }) => role === 'target').map(({ actor }) => actor));
}

/** How sanctions and waivers follow each other. */
interface Chains {
  /** The waivers that suspend a sanction, in order of time. */
  readonly waiversOf: ReadonlyMap<string, readonly Waiver[]>;
  /** The measures that an event supersedes, and theirs in turn. */
  replacedBy(event: DossierEvent): readonly DossierEvent[];
  /** The measures that supersede an event. */
  replacing(event: DossierEvent): readonly DossierEvent[];
}

const remembered = new WeakMap<Dossier['events'], Chains>();

function chainsOf({ events }: Dossier): Chains {
  const known = remembered.get(events);
  if (known !== undefined) return known;
  const chains = readChains(events);
  remembered.set(events, chains);
  return chains;
}

function readChains(events: Dossier['events']): Chains {
  const successors = new Map<string, DossierEvent[]>();
  const waivers: Waiver[] = [];
  for (const event of events.values()) {
    if (event.kind !== 'sanction' && event.kind !== 'waiver') continue;
    if (isWaiver(event)) waivers.push(event);
    for (const id of relatedBy(event, 'supersedes')) successors.set(id, [...(successors.get(id) ?? []), event]);
  }
  const replacedBy = (event: DossierEvent) => {
    const found = new Set<DossierEvent>();
    const queue = [event];
    // A list visits what is added while it is walked; each measure is added once, so that a circle ends.
    for (const each of queue) {
      for (const id of relatedBy(each, 'supersedes')) {
        const replaced = events.get(id);
        if (replaced === undefined || replaced === event || replaced.kind !== event.kind || found.has(replaced))
          continue;
        found.add(replaced);
        queue.push(replaced);
      }
    }
    return [...found];
  };
  const replacing = ({ id, kind }: DossierEvent) =>
    (successors.get(id) ?? []).filter((successor) => successor.kind === kind && successor.id !== id);
  const waiversOf = new Map<string, Waiver[]>();
  for (const waiver of placementOrder(waivers, events) as Waiver[]) {
    const bearers = [waiver, ...replacedBy(waiver)];
    const suspended = bearers.map((bearer) => relatedBy(bearer, 'suspends')).find((ids) => ids.length > 0) ?? [];
    for (const id of suspended) waiversOf.set(id, [...(waiversOf.get(id) ?? []), waiver]);
  }
  return { waiversOf, replacedBy, replacing };
}

function relatedBy(event: DossierEvent, type: 'suspends' | 'supersedes'): string[] {
  return event.relations.filter((relation) => relation.type === type).map((relation) => relation.event);
}

function isWaiver(event: DossierEvent): event is Waiver {
  return event.kind === 'waiver';
}

/** A licence that renews another speaks for the same beneficiaries unless it names its own. */
function isFor(actor: string, waiver: Waiver, { replacedBy }: Chains): boolean {
  const named = [waiver, ...replacedBy(waiver)].find(({ participants }) =>
    participants.some(({ role }) => role === 'beneficiary'),
  );
  return named === undefined || hasRole(named, actor, 'beneficiary');
}

function hasRole({ participants }: DossierEvent, id: string, wanted: string): boolean {
  return participants.some(({ actor, role }) => actor === id && role === wanted);
}

/** Where a measure stands by its own dates, and by those of what supersedes it. */
function phaseOn(event: DossierEvent, day: number, chains: Chains): Phase {
  const own = ownPhase(event, day);
  if (own === 'not-yet' || own === 'ended') return own;
  const begun = chains.replacing(event).map((successor) => hasBegun(periodOf(successor)?.start ?? never, day));
  if (begun.includes('certainly')) return 'superseded';
  return begun.includes('possibly') ? 'possibly' : own;
}

interface Period {
  /** The days on which it may have begun and ended; null without bound. */
  readonly start: DaySpan;
  readonly end: DaySpan;
}

const never: DaySpan = { from: Infinity, to: Infinity };

/** A sanction is in force for its date, a waiver for its period in force; null where it has none yet. */
function periodOf(event: DossierEvent): Period | null {
  const date = event.kind === 'waiver' ? event.inForce : event.date;
  if (date === null) {
    // Past, but nobody says when: any day may be meant.
    return event.kind === 'sanction' && event.undated === 'unknown' ? { start: anyDay, end: anyDay } : null;
  }
  const reading = readEdtf(date);
  if (reading.nature === 'moment') return { start: reading.edge.span, end: reading.edge.span };
  return {
    start: boundOf(reading.start, reading.isStartOpen, -Infinity),
    end: boundOf(reading.end, reading.isEndOpen, Infinity),
  };
}

const anyDay: DaySpan = { from: null, to: null };

function boundOf(edge: DateEdge | null, isOpen: boolean, open: number): DaySpan {
  if (edge !== null) return edge.span;
  return isOpen ? { from: open, to: open } : anyDay;
}

function ownPhase(event: DossierEvent, day: number): Phase {
  const period = periodOf(event);
  if (period === null) return 'not-yet';
  const begun = hasBegun(period.start, day);
  const over = isOver(period.end, day);
  if (begun === 'no') return 'not-yet';
  if (over === 'certainly') return 'ended';
  return begun === 'certainly' && over === 'no' ? 'in-force' : 'possibly';
}

type Answer = 'certainly' | 'possibly' | 'no';

function hasBegun({ from, to }: DaySpan, day: number): Answer {
  if (to !== null && day >= to - dayMs) return 'certainly';
  return from !== null && day < from ? 'no' : 'possibly';
}

function isOver({ from, to }: DaySpan, day: number): Answer {
  if (to !== null && day >= to) return 'certainly';
  return from !== null && day <= from ? 'no' : 'possibly';
}
