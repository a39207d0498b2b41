import { formatDay, parseDay, dayMs } from '#core/dates/calendar-day';
import type { Claim } from '#core/model/claim';
import { stances } from '#core/model/claim';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, eventKinds, relationTypes, usualRoles } from '#core/model/event';
import { sourceOrigins } from '#core/model/source';
import { buildDossier } from './dossier';
import { seededRandom, type Random } from './random';
import { buildActor, buildCitation, buildClaim, buildEvent, buildSource, buildTrack } from './records';

const firstDay = parseDay('2021-01-01');
const daysCovered = 5 * 365;
const words = ['border', 'ceasefire', 'détente', 'envoy', 'frozen assets', 'grain', 'guarantee', 'talks', 'Zelenskyy'];

/** The ids that events can name. */
interface Cast {
  readonly actors: readonly string[];
  readonly sources: readonly string[];
  readonly tracks: readonly string[];
}

/**
 * A valid dossier of `eventCount` events over five years, the same for the same seed: every kind of event, every shape of
 * date, claims of every standing, relations and deadlines that only ever point to earlier events.
 */
export function seededDossier(seed: number, eventCount: number): Dossier {
  const random = seededRandom(seed);
  const scale = Math.ceil(Math.sqrt(eventCount));
  const cast: Cast = { actors: ids('actor', scale + 3), sources: ids('source', scale + 2), tracks: ids('track', 4) };
  const events: DossierEvent[] = [];
  for (let number = 1; number <= eventCount; number++)
    events.push(seededEvent(random, `event-${number}`, cast, events));
  return buildDossier({
    events,
    actors: cast.actors.map((id) => buildActor({ id, name: `${random.pick(words)} ${id}` })),
    sources: cast.sources.map((id) =>
      buildSource({
        id,
        origin: random.pick(sourceOrigins),
        publisher: random.chance(0.8) ? random.pick(words) : null,
        speaksFor: random.some(cast.actors, 1),
      }),
    ),
    tracks: cast.tracks.map((id, order) => buildTrack({ id, order })),
  });
}

/** A valid event that names only the cast and earlier events. */
export function seededEvent(random: Random, id: string, cast: Cast, earlier: readonly DossierEvent[]): DossierEvent {
  const kind = random.pick(eventKinds);
  const date = random.chance(0.05) ? null : seededDate(random);
  const common = {
    id,
    title: `${random.pick(words)}, ${random.pick(words)} ${id}`,
    label: random.chance(0.5) ? random.pick(words) : null,
    date,
    undated: date === null ? random.pick(['not-yet', 'unknown'] as const) : null,
    tracks: random.some(cast.tracks, 2),
    tags: random.some(words, 2),
    importance: random.whole(1, 5),
    participants: random.some(cast.actors, 3).map((actor) => ({ actor, role: random.pick(usualRoles) })),
    claims: seededClaims(random, cast),
    relations: random
      .some(earlier.slice(-10), 2)
      .filter((other) => kind !== 'waiver' || other.kind === 'sanction')
      .map((other) => ({ type: random.pick(relationTypes), event: other.id })),
  };
  if (kind !== 'deadline') return buildEvent({ kind, ...common });
  const anchor = earlier.length > 0 && random.chance(0.5) ? random.pick(earlier) : null;
  if (anchor === null) return buildEvent({ kind, ...common, rule: { on: seededDate(random) } });
  const from = { event: anchor.id, moment: random.pick(['starts', 'ends', 'takes-effect'] as const) };
  const offset = `P${random.whole(1, 200)}D`;
  return buildEvent({ kind, ...common, rule: { relation: 'within', offset, from, count: 'calendar', calendar: null } });
}

function seededDate(random: Random): string {
  const start = firstDay + random.whole(0, daysCovered) * dayMs;
  const day = formatDay(start);
  const later = formatDay(start + random.whole(1, 90) * dayMs);
  return random.pick([
    day,
    day,
    `${day}~`,
    `${day}/${later}`,
    `${day}/..`,
    `[${day}..${later}]`,
    `[..${day}]`,
    day.slice(0, 7),
    `${day.slice(0, 7)}?`,
    day.slice(0, 4),
  ]);
}

function seededClaims(random: Random, { sources }: Cast): Claim[] {
  const count = random.whole(0, 2);
  return Array.from({ length: count }, (_, index) => {
    const citations = random.some(sources, 3).map((source) =>
      buildCitation({
        source,
        stance: random.chance(0.7) ? 'asserts' : random.pick(stances),
        derivedFrom: random.chance(0.2) ? random.pick(sources) : null,
        quote: random.chance(0.2) ? random.pick(words) : null,
      }),
    );
    return buildClaim({ id: `claim-${index + 1}`, text: `It is said of the ${random.pick(words)}.`, citations });
  });
}

function ids(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);
}
