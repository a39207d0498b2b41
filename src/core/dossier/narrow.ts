import { dueOf } from '#core/dates/deadline';
import { blankEvent } from '#core/model/blank';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { Deadline, DossierEvent } from '#core/model/event';
import { citedSources } from '#core/query/references';

/**
 * A dossier of some of its events and of nothing that only the others need, for a file that leaves the analyst's hands.
 * Kept are the events, their tracks, their participants, the sources they cite and the actors whom those speak for; views,
 * figures and offline copies never are. Where an event is left out, so is what the rest says of it: the dossier's
 * description, the notes on actors and sources, relations, a deadline's clause, ties to actors who are not kept. A deadline counted from an event that is
 * left out is fixed to its due date; without one, it waits on a stand-in that says no more than that it is not shown. All
 * links hold in what comes out. `events` must be events of the dossier.
 */
export function narrow(dossier: Dossier, events: readonly DossierEvent[]): Dossier {
  const { id, title, sources, tracks, actors } = dossier;
  const rest = { views: new Map(), figures: new Map() };
  if (events.length === dossier.events.size) return { ...dossier, ...rest, sources: withoutCopies(sources) };

  const shown = new Set(events.map((event) => event.id));
  const standIn = standInFor(dossier);
  const kept = events.map((event) => narrowEvent(event, dossier, shown, standIn.id));
  const isNeeded = kept.some((event) => event.kind === 'deadline' && waitsOn(event) === standIn.id);
  const cited = pick(sources, kept.flatMap(citedSources));
  const named = pick(actors, [
    ...kept.flatMap(({ participants }) => participants.map(({ actor }) => actor)),
    ...[...cited.values()].flatMap(({ speaksFor }) => speaksFor),
  ]);
  const withKnownTies = [...named.values()].map((actor) => ({
    ...actor,
    notes: null,
    affiliations: actor.affiliations.filter((tie) => named.has(tie.actor)),
  }));
  return {
    id,
    title,
    description: null,
    events: byId(isNeeded ? [...kept, standIn] : kept),
    actors: byId(withKnownTies),
    sources: new Map([...withoutCopies(cited)].map(([id, source]) => [id, { ...source, notes: null }])),
    tracks: pick(
      tracks,
      kept.flatMap((event) => event.tracks),
    ),
    ...rest,
  };
}

function narrowEvent(event: DossierEvent, dossier: Dossier, shown: ReadonlySet<string>, standIn: string): DossierEvent {
  const relations = event.relations.filter((relation) => shown.has(relation.event));
  if (event.kind !== 'deadline') return { ...event, relations };
  const clause = event.clause !== null && shown.has(event.clause.event) ? event.clause : null;
  const anchor = waitsOn(event);
  if (anchor === null || shown.has(anchor)) return { ...event, relations, clause };
  return { ...event, relations, clause, rule: ruleWithoutAnchor(event, dossier, standIn) };
}

function ruleWithoutAnchor(deadline: Deadline, dossier: Dossier, standIn: string): Deadline['rule'] {
  const due = dueOf(deadline, dossier.events);
  if (due.state === 'dated') return { on: due.reading.edtf };
  const { rule } = deadline;
  return isDerived(rule) ? { ...rule, from: { ...rule.from, event: standIn } } : rule;
}

function waitsOn({ rule }: Deadline): string | null {
  return isDerived(rule) ? rule.from.event : null;
}

function standInFor(dossier: Dossier): DossierEvent {
  let id = 'not-shown';
  while (dossier.events.has(id)) id += '-';
  return { ...blankEvent('action', id), title: 'An event that is not shown here', undated: 'not-yet' };
}

function withoutCopies(sources: Dossier['sources']): Dossier['sources'] {
  return byId([...sources.values()].map((source) => ({ ...source, attachment: null })));
}

function pick<T>(records: ReadonlyMap<string, T>, ids: Iterable<string>): Map<string, T> {
  const wanted = new Set(ids);
  return new Map([...records].filter(([id]) => wanted.has(id)));
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [record.id, record]));
}
