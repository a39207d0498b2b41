import { placementOf } from '#core/dates/deadline';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import type { ShownStanding } from '#core/model/view';
import { citedSources } from '#core/query/references';
import { standingOfEvent, type Support, supportOfEvent } from '#core/query/standing';

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

/** What a standing was worked out from besides its event. */
type Grounds = Pick<Dossier, 'sources' | 'actors'>;

interface Remembered {
  readonly by: Grounds;
  /** For a deadline, whose date comes from other events; null for any other, so that no old state is kept for it. */
  readonly events: Dossier['events'] | null;
  readonly fact: Fact;
}

const remembered = new WeakMap<DossierEvent, Remembered>();
const tables = new WeakMap<Dossier['events'], { readonly by: Grounds; readonly facts: readonly Fact[] }>();

/** The facts of every event, in stored order. An edit costs its own event, and a walk over the others. */
export function factsOf(dossier: Dossier): readonly Fact[] {
  const known = tables.get(dossier.events);
  if (known !== undefined && isSame(known.by, dossier)) return known.facts;
  const facts = Array.from(dossier.events.values(), (event) => factOf(event, dossier));
  tables.set(dossier.events, { by: groundsOf(dossier), facts });
  return facts;
}

/** The facts of one event. */
export function factOf(event: DossierEvent, dossier: Dossier): Fact {
  const known = remembered.get(event);
  const isCurrent = known !== undefined && (known.events === null || known.events === dossier.events);
  if (isCurrent && isSame(known.by, dossier)) return known.fact;
  const placement = placementOf(event, dossier.events);
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
  const events = event.kind === 'deadline' ? dossier.events : null;
  remembered.set(event, { by: groundsOf(dossier), events, fact });
  return fact;
}

/** How many events are supported in each way. */
export function supportCounts(dossier: Dossier): Readonly<Record<Support, number>> {
  const counts = { 'first-hand': 0, corroborated: 0, 'single-source': 0, unsourced: 0 };
  for (const { support } of factsOf(dossier)) counts[support] += 1;
  return counts;
}

// One object for all facts of a dossier, since a hundred thousand would each keep their own.
let latestGrounds: Grounds = { sources: new Map(), actors: new Map() };

function groundsOf(dossier: Dossier): Grounds {
  if (!isSame(latestGrounds, dossier)) latestGrounds = { sources: dossier.sources, actors: dossier.actors };
  return latestGrounds;
}

function isSame(by: Grounds, { sources, actors }: Grounds): boolean {
  return by.sources === sources && by.actors === actors;
}
