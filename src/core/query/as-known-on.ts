import { blankEvent } from '#core/model/blank';
import type { Claim } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { Figure, View } from '#core/model/view';
import type { RecordedOn } from '#core/dossier/recording';
import { firstDayOfEffect, reportDaysOf, type ReportDays } from '#core/query/report-days';

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

function knownEvents(days: ReportDays, day: number): ReadonlyMap<string, DossierEvent> {
  const events = new Map<string, DossierEvent>();
  for (const [id, { event, knownFrom, namedFrom, wholeFrom }] of days.events) {
    if (wholeFrom <= day) events.set(id, event);
    else if (knownFrom <= day) events.set(id, asFarAsKnown(event, days, day));
    else if (namedFrom <= day) events.set(id, asNamed(event));
  }
  return events;
}

function asFarAsKnown(event: DossierEvent, days: ReportDays, day: number): DossierEvent {
  const isKnown = (id: string) => (days.events.get(id)?.knownFrom ?? Infinity) <= day;
  const known = {
    ...event,
    claims: knownClaims(event, days, day),
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
function knownClaims(event: DossierEvent, days: ReportDays, day: number): Claim[] {
  return event.claims.flatMap((claim, index) => {
    const citations = claim.citations.filter((citation) => days.citationDay(event, citation) <= day);
    const isKnown = claim.citations.length === 0 ? days.recordingDay(event) <= day : citations.length > 0;
    return index === 0 || isKnown ? [{ ...claim, citations }] : [];
  });
}

/** An event that only a deadline names. As a deadline of its own it would need a rule, which nobody knew. */
function asNamed({ id, kind, title, label, tracks, importance }: DossierEvent): DossierEvent {
  const blank = blankEvent(kind === 'deadline' ? 'action' : kind, id);
  return { ...blank, title, label, tracks, importance, undated: 'not-yet' };
}

const latestSources = new WeakMap<ReportDays, Dossier['sources']>();

/** The sources of a day; the same map as for the day before where no source is new, so that standings are remembered. */
function knownSources({ sources }: Dossier, days: ReportDays, day: number): Dossier['sources'] {
  const isKnown = (id: string) => (days.sources.get(id) ?? Infinity) <= day;
  let count = 0;
  for (const id of sources.keys()) if (isKnown(id)) count += 1;
  if (count === sources.size) return sources;
  const latest = latestSources.get(days);
  // Sources only ever come, so that as many are the same ones.
  if (latest?.size === count) return latest;
  const known = new Map([...sources].filter(([id]) => isKnown(id)));
  latestSources.set(days, known);
  return known;
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
