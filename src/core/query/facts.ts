import { placementOf } from '#core/dates/deadline';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { ShownStanding } from '#core/model/view';
import { citedSources } from '#core/query/references';
import { hasVoices, standingOfEvent, type Support, supportOfEvent, voicesOfEvent } from '#core/query/standing';
import type { Voices } from '#core/query/voices';

/** What filters and counts ask of an event, worked out once. */
export interface Fact {
  readonly event: DossierEvent;
  readonly standing: ShownStanding;
  readonly support: Support;
  /** Who has a part in it, each once. */
  readonly actors: readonly string[];
  /** What it rests on, each once. */
  readonly sources: readonly string[];
  /** The first instant at which it may have been and the last; infinite where open, null without a date. */
  readonly bounds: { readonly from: number; readonly to: number } | null;
  /** It is planned on every day before this instant; infinite either way where the day makes no difference. */
  readonly plannedBefore: number;
}

interface Remembered {
  sources: Dossier['sources'];
  /** For a deadline, whose date comes from other events; null for any other, so that no old state is kept for it. */
  events: Dossier['events'] | null;
  /** What the sources said of its claims, and the events that its date hangs on. */
  readonly voices: readonly Voices[];
  readonly anchors: readonly DossierEvent[];
  readonly fact: Fact;
}

const remembered = new WeakMap<DossierEvent, Remembered>();
interface Table {
  readonly sources: Dossier['sources'];
  readonly facts: readonly Fact[];
}
const tables = new WeakMap<Dossier['events'], Table>();
let latest: Table = { sources: new Map(), facts: [] };

/**
 * The facts of every event, in stored order. What an edit leaves as it was keeps its fact, the same object, and costs a
 * glance: a new source is no reason to weigh the others anew.
 */
export function factsOf(dossier: Dossier): readonly Fact[] {
  const { events, sources } = dossier;
  const known = tables.get(events);
  if (known?.sources === sources) return known.facts;
  const old = latest.sources === sources ? latest.facts : [];
  let at = 0;
  const facts = Array.from(events.values(), (event) => {
    // The table before has the events in the same order, but for those that are gone.
    while (at < old.length && old[at]?.event !== event && !events.has(old[at]?.event.id ?? '')) at += 1;
    const before = old[at];
    if (before?.event.id === event.id) at += 1;
    return before?.event === event && event.kind !== 'deadline' ? before : factOf(event, dossier);
  });
  latest = { sources, facts };
  tables.set(events, latest);
  return facts;
}

/** The facts of one event. */
export function factOf(event: DossierEvent, dossier: Dossier): Fact {
  const known = remembered.get(event);
  if (known !== undefined && isCurrent(known, event, dossier)) return known.fact;
  const { events, sources } = dossier;
  const placement = placementOf(event, events);
  const waits = event.kind === 'deadline' || event.undated === 'not-yet';
  const fact: Fact = {
    event,
    standing: standingOfEvent(event, dossier).shown,
    support: supportOfEvent(event, dossier),
    actors: [...new Set(event.participants.map(({ actor }) => actor))],
    sources: citedSources(event),
    bounds: placement === null ? null : { from: placement.span.from ?? -Infinity, to: placement.span.to ?? Infinity },
    plannedBefore: placement === null ? (waits ? Infinity : -Infinity) : (placement.span.from ?? -Infinity),
  };
  remembered.set(event, {
    sources,
    events: event.kind === 'deadline' ? events : null,
    voices: voicesOfEvent(event, sources),
    anchors: anchorsOf(event, events),
    fact,
  });
  return fact;
}

function isCurrent(known: Remembered, event: DossierEvent, { sources, events }: Dossier): boolean {
  if (known.sources !== sources) {
    if (!hasVoices(event, known.voices, sources)) return false;
    known.sources = sources;
  }
  if (known.events !== null && known.events !== events) {
    if (!isSameList(anchorsOf(event, events), known.anchors)) return false;
    known.events = events;
  }
  return true;
}

/** The event that a deadline is counted from, the one that this is counted from where it is a deadline too, and so on. */
function anchorsOf(event: DossierEvent, events: Dossier['events']): DossierEvent[] {
  const anchors: DossierEvent[] = [];
  let at: DossierEvent | undefined = event;
  while (at?.kind === 'deadline' && isDerived(at.rule) && anchors.length < events.size) {
    at = events.get(at.rule.from.event);
    if (at !== undefined) anchors.push(at);
  }
  return anchors;
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

/** How many events are supported in each way. */
export function supportCounts(dossier: Dossier): Readonly<Record<Support, number>> {
  const counts = { 'first-hand': 0, corroborated: 0, 'single-source': 0, unsourced: 0 };
  for (const { support } of factsOf(dossier)) counts[support] += 1;
  return counts;
}
