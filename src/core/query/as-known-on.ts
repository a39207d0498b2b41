import { blankEvent } from '#core/model/blank';
import type { Claim } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Figure, View } from '#core/model/view';
import type { RecordedOn } from '#core/dossier/recording';
import { type EventDays, firstDayOfEffect, reportDaysOf, type ReportDays } from '#core/query/report-days';

/**
 * A dossier as someone could have known it on a day (UTC midnight in milliseconds) from what had been reported by then;
 * `recordedOn` dates what carries no date (see `reportDaysOf`).
 *
 * Events of which nothing was known are gone; of the others, the claims and citations that were still to come. A
 * deadline's outcome, a document's taking effect and a sanction's end are taken back until they were known or had come.
 * Where a deadline was known but not the event it is counted from, that event stands without a date and with nothing but
 * its name, so that the deadline waits on it. Sources that had said nothing yet are gone; actors, tracks and the
 * analyst's own words stay. What is whole already is shared with the dossier given, and no link is left broken.
 */
export function asKnownOn(dossier: Dossier, day: number, recordedOn: RecordedOn): Dossier {
  const days = reportDaysOf(dossier, recordedOn);
  const events = knownEvents(days, day);
  const sources = knownSources(dossier, days, day);
  const views = mapped(dossier.views, (view) => viewWithin(view, sources));
  const figures = mapped(dossier.figures, (figure) => figureWithin(figure, events));
  return { ...dossier, events, sources, views, figures };
}

/** What was worked out for a day before: mostly it holds for the next one too, and is then shared with it. */
interface Memory {
  /** In the order of the events. */
  readonly stretches: Stretch[];
  sources: Dossier['sources'] | null;
}

/** A run of days, the last one left out, on which an event shows as the same. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shown: DossierEvent;
}

const memories = new WeakMap<ReportDays, Memory>();

function memoryOf(days: ReportDays): Memory {
  const memory = memories.get(days) ?? { stretches: [], sources: null };
  memories.set(days, memory);
  return memory;
}

function knownEvents(days: ReportDays, day: number): ReadonlyMap<string, DossierEvent> {
  const events = new Map<string, DossierEvent>();
  const { stretches } = memoryOf(days);
  let index = -1;
  for (const of of days.events.values()) {
    index += 1;
    if (of.knownFrom > day && of.namedFrom > day) continue;
    let stretch = stretches[index];
    if (stretch === undefined || day < stretch.from || day >= stretch.to) {
      stretch = readStretch(of, days, day);
      stretches[index] = stretch;
    }
    events.set(of.event.id, stretch.shown);
  }
  return events;
}

function readStretch(of: EventDays, days: ReportDays, day: number): Stretch {
  const { event, namedFrom, knownFrom, turns } = of;
  if (day < knownFrom) return { from: namedFrom, to: knownFrom, shown: asNamed(event) };
  const next = turns.findIndex((turn) => turn > day);
  const from = turns.at(next === -1 ? -1 : next - 1) ?? knownFrom;
  if (next === -1) return { from, to: Infinity, shown: event };
  return { from, to: turns[next] ?? Infinity, shown: asFarAsKnown(of, days, day) };
}

function asFarAsKnown(of: EventDays, days: ReportDays, day: number): DossierEvent {
  const { event } = of;
  const isKnown = (id: string) => (days.events.get(id)?.knownFrom ?? Infinity) <= day;
  const known = {
    ...event,
    claims: knownClaims(of, days, day),
    relations: event.relations.filter((relation) => isKnown(relation.event)),
  };
  switch (known.kind) {
    case 'deadline':
      return {
        ...known,
        outcome: days.outcomeDay(known) <= day ? known.outcome : 'open',
        clause: known.clause !== null && isKnown(known.clause.event) ? known.clause : null,
      };
    case 'document': {
      if (firstDayOfEffect(known) <= day) return known;
      return { ...known, inForce: null, status: known.status === 'in-force' ? 'published' : known.status };
    }
    case 'sanction': {
      if (firstDayOfEffect(known) <= day) return known;
      return { ...known, date: `${known.date?.split('/')[0] ?? ''}/..` };
    }
    default:
      return known;
  }
}

/** The first claim is the event itself, and stays; a further one needs a report, or to have been recorded without. */
function knownClaims({ event, citations }: EventDays, days: ReportDays, day: number): Claim[] {
  return event.claims.flatMap((claim, index) => {
    const known = claim.citations.filter((_, position) => (citations[index]?.[position] ?? Infinity) <= day);
    const isKnown = claim.citations.length === 0 ? days.recordingDay(event) <= day : known.length > 0;
    return index === 0 || isKnown ? [{ ...claim, citations: known }] : [];
  });
}

/** An event that only a deadline names. As a deadline of its own it would need a rule, which nobody knew. */
function asNamed({ id, kind, title, label, tracks, importance }: DossierEvent): DossierEvent {
  const blank = blankEvent(kind === 'deadline' ? 'action' : kind, id);
  return { ...blank, title, label, tracks, importance, undated: 'not-yet' };
}

/** The sources of a day; the same map as for the day before where no source is new, so that standings are remembered. */
function knownSources({ sources }: Dossier, days: ReportDays, day: number): Dossier['sources'] {
  const known = [...sources].filter(([id]) => (days.sources.get(id) ?? Infinity) <= day);
  if (known.length === sources.size) return sources;
  const memory = memoryOf(days);
  // Sources only ever come, so that as many are the same ones.
  if (memory.sources?.size !== known.length) memory.sources = new Map(known);
  return memory.sources;
}

function viewWithin(view: View, sources: Dossier['sources']): View {
  const named = view.filters.sources;
  if (named === null || named.every((id) => sources.has(id))) return view;
  return { ...view, filters: { ...view.filters, sources: named.filter((id) => sources.has(id)) } };
}

function figureWithin(figure: Figure, events: Dossier['events']): Figure {
  const wording = figure.wording.filter(({ event }) => events.has(event));
  return wording.length === figure.wording.length ? figure : { ...figure, wording };
}

function mapped<R>(records: ReadonlyMap<string, R>, change: (record: R) => R): ReadonlyMap<string, R> {
  const changed = new Map([...records].map(([id, record]) => [id, change(record)]));
  return [...changed].every(([id, record]) => records.get(id) === record) ? records : changed;
}
