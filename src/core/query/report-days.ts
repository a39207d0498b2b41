import { dayMs } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { citationKey, outcomeKey, recordKey, type RecordedOn } from '#core/dossier/recording';
import { isDerived } from '#core/model/deadline-rule';
import type { Citation } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { Deadline, DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';

/** Since when an event shows, and how much of it; days as UTC midnights in milliseconds. */
export interface EventDays {
  readonly event: DossierEvent;
  /** The first day on which anything about it had been reported. */
  readonly knownFrom: number;
  /** The first day on which a deadline that hangs on it was known, and so named it. */
  readonly namedFrom: number;
  /** When each citation of each claim was reported. */
  readonly citations: readonly (readonly number[])[];
  /** The days on which it shows more than before, in order; on the last one it is as recorded. */
  readonly turns: readonly number[];
}

/** When all that a dossier holds came to be known. */
export interface ReportDays {
  readonly events: ReadonlyMap<string, EventDays>;
  /** The first day of each source. */
  readonly sources: ReadonlyMap<string, number>;
  /** When an event was recorded: since then its uncited claims are known. */
  recordingDay(event: DossierEvent): number;
  /** When a deadline's outcome was known. */
  outcomeDay(deadline: Deadline): number;
}

const remembered = new WeakMap<Dossier, { readonly recordedOn: RecordedOn; readonly days: ReportDays }>();

/**
 * The days on which what a dossier says was reported: a citation's `reported`, else its source's `published`, else its
 * `accessed`; a report dated to a longer time counts from its last day. What carries no date, or no last day, counts from
 * the day it was recorded. Remembered for as long as the dossier stays the same.
 */
export function reportDaysOf(dossier: Dossier, recordedOn: RecordedOn): ReportDays {
  const known = remembered.get(dossier);
  if (known?.recordedOn === recordedOn) return known.days;
  const days = readReportDays(dossier, recordedOn);
  remembered.set(dossier, { recordedOn, days });
  return days;
}

/** The days on which something was reported, each once, in order. */
export function daysOfReports(dossier: Dossier, recordedOn: RecordedOn): number[] {
  const { citationDay, recordingDay } = singleDays(dossier, recordedOn);
  const days = new Set<number>();
  for (const event of dossier.events.values()) {
    let isCited = false;
    for (const { citations } of event.claims) {
      for (const citation of citations) {
        days.add(citationDay(event, citation));
        isCited = true;
      }
    }
    if (!isCited) days.add(recordingDay(event));
  }
  return [...days].sort((a, b) => a - b);
}

/** The day on which a citation was reported by its own dates; null where these give none. */
export function dayOfReport({ reported, source }: Citation, sources: Dossier['sources']): number | null {
  if (reported !== null) return lastDayOf(reported);
  const cited = sources.get(source);
  return cited === undefined ? null : dayOfSource(cited);
}

/** The keys of all that carries no date, for which `reportDaysOf` asks when it was recorded. */
export function keysWithoutDate(dossier: Dossier): Set<string> {
  const keys = new Set<string>();
  readReportDays(dossier, (key) => {
    keys.add(key);
    return 0;
  });
  return keys;
}

/** The first day that a document or a sanction may have taken effect or ended: before it, that had not happened. */
export function firstDayOfEffect(event: DossierEvent): number {
  if (event.kind === 'document' && event.inForce !== null) return readEdtf(event.inForce).span.from ?? -Infinity;
  if (event.kind !== 'sanction' || event.date === null) return -Infinity;
  const reading = readEdtf(event.date);
  if (reading.nature === 'moment' || reading.end === null) return -Infinity;
  return reading.end.span.from ?? -Infinity;
}

/** The days of single things: null for a source that gives none. */
function singleDays({ sources }: Dossier, recordedOn: RecordedOn) {
  const sourceDays = new Map<string, number | null>();
  for (const source of sources.values()) sourceDays.set(source.id, dayOfSource(source));
  const citationDay = (event: DossierEvent, citation: Citation) =>
    dayOfReport(citation, sources) ?? recordedOn(citationKey(event.id, citation.source));
  const recordingDay = (event: DossierEvent) => recordedOn(recordKey('events', event.id));
  return { sourceDays, citationDay, recordingDay };
}

function readReportDays(dossier: Dossier, recordedOn: RecordedOn): ReportDays {
  const { sourceDays, citationDay, recordingDay } = singleDays(dossier, recordedOn);
  const citations = new Map<string, readonly (readonly number[])[]>();
  const knownFrom = new Map<string, number>();
  const namedFrom = new Map<string, number>();
  const sources = new Map<string, number>();
  const seeSource = (id: string, day: number) => sources.set(id, Math.min(day, sources.get(id) ?? Infinity));
  for (const event of dossier.events.values()) {
    const cited = event.claims.map((claim) =>
      claim.citations.map((citation) => {
        const day = citationDay(event, citation);
        seeSource(citation.source, day);
        if (citation.derivedFrom !== null) seeSource(citation.derivedFrom, day);
        return day;
      }),
    );
    citations.set(event.id, cited);
    const first = Math.min(...cited.flat());
    const known = first === Infinity ? recordingDay(event) : first;
    knownFrom.set(event.id, known);
    if (event.kind === 'deadline' && isDerived(event.rule)) {
      const anchor = event.rule.from.event;
      namedFrom.set(anchor, Math.min(known, namedFrom.get(anchor) ?? Infinity));
    }
  }
  for (const [id, day] of sourceDays) {
    if (day !== null) seeSource(id, day);
    else if (!sources.has(id)) seeSource(id, recordedOn(recordKey('sources', id)));
  }

  const fulfilled = fulfilmentDays(dossier, knownFrom);
  const outcomeDay = ({ id, outcome }: Deadline) => {
    if (outcome === 'open') return -Infinity;
    return (outcome === 'met' ? fulfilled.get(id) : undefined) ?? recordedOn(outcomeKey(id));
  };
  const dayOf = (id: string) => knownFrom.get(id) ?? Infinity;
  const turnsOf = (event: DossierEvent) => {
    const days = [dayOf(event.id), firstDayOfEffect(event), ...(citations.get(event.id) ?? []).flat()];
    if (event.claims.some((claim) => claim.citations.length === 0)) days.push(recordingDay(event));
    for (const relation of event.relations) days.push(dayOf(relation.event));
    if (event.kind === 'deadline') days.push(outcomeDay(event));
    if (event.kind === 'deadline' && event.clause !== null) days.push(dayOf(event.clause.event));
    return [...new Set(days)].filter((day) => day >= dayOf(event.id)).sort((a, b) => a - b);
  };
  const events = new Map<string, EventDays>();
  for (const event of dossier.events.values()) {
    events.set(event.id, {
      event,
      knownFrom: dayOf(event.id),
      namedFrom: namedFrom.get(event.id) ?? Infinity,
      citations: citations.get(event.id) ?? [],
      turns: turnsOf(event),
    });
  }
  return { events, sources, recordingDay, outcomeDay };
}

/** The first day on which an event was known that fulfils a deadline, by the deadline's id. */
function fulfilmentDays({ events }: Dossier, knownFrom: ReadonlyMap<string, number>): Map<string, number> {
  const days = new Map<string, number>();
  for (const event of events.values()) {
    for (const { type, event: fulfilled } of event.relations) {
      if (type !== 'fulfils') continue;
      days.set(fulfilled, Math.min(knownFrom.get(event.id) ?? Infinity, days.get(fulfilled) ?? Infinity));
    }
  }
  return days;
}

function dayOfSource({ published, accessed }: Source): number | null {
  const date = published ?? accessed;
  return date === null ? null : lastDayOf(date);
}

function lastDayOf(edtf: string): number | null {
  const { to } = readEdtf(edtf).span;
  return to === null ? null : to - dayMs;
}
