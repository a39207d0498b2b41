import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import type { Dossier } from '#core/model/dossier';
import { type DossierEvent, eventKinds, type EventKind } from '#core/model/event';
import { sourceOrigins } from '#core/model/source';
import { buildDossier } from './dossier';
import { seededRandom, type Random } from './random';
import { buildActor, buildCitation, buildClaim, buildEvent, buildSource, buildTrack } from './records';

const firstDay = parseDay('2016-03-01');
const daysCovered = 10 * 365 - 100;
const actorCount = 40;
const sourceCount = 200;

const actorNames = [
  'Abelard',
  'Brandt',
  'Castellan',
  'Dimova',
  'Eriksen',
  'Farouk',
  'Grigoryan',
  'Haddad',
  'Ibanez',
  'Jansson',
];
const givenNames = ['Anna', 'Boris', 'Clara', 'Davit'];
const trackNames = [
  'Ceasefire',
  'Sanctions',
  'Prisoners',
  'Grain',
  'Energy',
  'Border',
  'Security guarantees',
  'Reconstruction',
  'Observers',
  'Humanitarian access',
  'Back channel',
  'Parliaments',
];
const acts: Readonly<Record<EventKind, readonly string[]>> = {
  meeting: ['Envoys meet', 'Working group meets', 'Ministers speak by telephone', 'Technical round'],
  statement: ['welcomes the draft', 'rejects the terms', 'asks for guarantees', 'leaves the door open'],
  document: ['Draft text circulates', 'Joint communiqué', 'Annex on monitoring', 'Letter of assurance'],
  sanction: ['Export controls', 'Asset freeze', 'Travel ban', 'Price cap'],
  waiver: ['Licence for talks', 'Humanitarian licence', 'Wind-down licence'],
  deadline: ['Reply due', 'Ratification due', 'Report due', 'Withdrawal due'],
  action: ['Convoy crosses', 'Detainees exchanged', 'Vote is held', 'Line is shelled'],
};
const places = ['Geneva', 'Vienna', 'Istanbul', 'Riyadh', 'Muscat', 'Helsinki'];
/** Statements and meetings outnumber measures, as they do in any record of talks. */
const usualKinds: readonly EventKind[] = [
  ...eventKinds,
  'statement',
  'statement',
  'statement',
  'meeting',
  'meeting',
  'action',
];

/**
 * A negotiation of `eventCount` events over ten years, the same for the same seed: quiet months and bursts of a few days,
 * every kind of event and shape of date, 40 actors, 12 tracks unless others are asked for, one or two sources an event.
 */
export function largeDossier(seed: number, eventCount: number, trackCount = trackNames.length): Dossier {
  const random = seededRandom(seed);
  const actors = Array.from({ length: actorCount }, (_, index) => {
    const name = `${givenNames[index % givenNames.length]} ${actorNames[Math.floor(index / givenNames.length)]}`;
    return buildActor({ id: `actor-${index}`, name, type: 'person' });
  });
  const tracks = Array.from({ length: trackCount }, (_, order) => {
    const round = Math.floor(order / trackNames.length);
    const name = `${trackNames[order % trackNames.length]}${round === 0 ? '' : ` ${round + 1}`}`;
    return buildTrack({ id: `track-${order}`, name, order });
  });
  const sources = Array.from({ length: sourceCount }, (_, index) =>
    buildSource({
      id: `source-${index}`,
      title: `Dispatch ${index}`,
      publisher: `Agency ${index % 25}`,
      origin: random.pick(sourceOrigins),
      published: formatDay(firstDay + random.whole(0, daysCovered) * dayMs),
    }),
  );
  const bursts = Array.from({ length: Math.max(Math.ceil(eventCount / 150), 6) }, () => random.whole(0, daysCovered));
  const events: DossierEvent[] = [];
  for (let number = 0; number < eventCount; number += 1) {
    const day = random.chance(0.75) ? random.pick(bursts) + random.whole(0, 8) : random.whole(0, daysCovered);
    const id = `event-${String(number).padStart(6, '0')}`;
    events.push(largeEvent(random, id, firstDay + day * dayMs, events, trackCount));
  }
  return {
    ...buildDossier({ events, actors, tracks, sources }),
    id: `large-${eventCount}`,
    title: `${eventCount} events`,
  };
}

function largeEvent(
  random: Random,
  id: string,
  day: number,
  earlier: readonly DossierEvent[],
  trackCount: number,
): DossierEvent {
  const kind = random.pick(usualKinds);
  const speaker = random.whole(0, actorCount - 1);
  const surname = actorNames[Math.floor(speaker / givenNames.length)];
  const act = random.pick(acts[kind]);
  const label = kind === 'statement' ? `${surname} ${act}` : act;
  const date = random.chance(0.004) ? null : largeDate(random, kind, day);
  const common = {
    id,
    title: `${label} as the ${random.pick(trackNames).toLowerCase()} talks go on, round ${random.whole(1, 60)}`,
    label,
    summary: random.chance(0.3)
      ? `${label}. Both sides keep to their positions, and the next round is left open.`
      : null,
    date,
    undated: date === null ? ('not-yet' as const) : null,
    clock:
      date !== null && date.length === 10 && random.chance(0.1)
        ? { time: `${10 + random.whole(0, 9)}:30`, zone: 'UTC' }
        : null,
    place: random.chance(0.4) ? { name: random.pick(places), latitude: null, longitude: null } : null,
    tracks: [`track-${random.whole(0, trackCount - 1)}`],
    tags: random.some(['leak', 'public', 'round table', 'shuttle'], 1),
    importance: random.pick([1, 2, 2, 3, 3, 3, 3, 4, 4, 5]),
    participants: [
      { actor: `actor-${speaker}`, role: kind === 'statement' ? 'speaker' : 'participant' },
      { actor: `actor-${(speaker + random.whole(1, actorCount - 1)) % actorCount}`, role: 'participant' },
    ],
    claims: [
      buildClaim({
        text: `${label}.`,
        citations: Array.from({ length: random.whole(1, 2) }, () =>
          buildCitation({
            source: `source-${random.whole(0, sourceCount - 1)}`,
            stance: random.chance(0.94) ? 'asserts' : 'denies',
            reported: random.chance(0.6) ? formatDay(day + random.whole(0, 12) * dayMs) : null,
          }),
        ),
      }),
    ],
    relations:
      random.chance(0.1) && earlier.length > 0
        ? [
            {
              type: 'follows-from' as const,
              event: earlier[earlier.length - 1 - random.whole(0, Math.min(earlier.length - 1, 40))]!.id,
            },
          ]
        : [],
  };
  if (kind !== 'deadline') return buildEvent({ kind, ...common });
  return buildEvent({ kind, ...common, rule: { on: formatDay(day + random.whole(5, 90) * dayMs) } });
}

function largeDate(random: Random, kind: EventKind, start: number): string {
  const day = formatDay(start);
  const until = (most: number) => formatDay(start + random.whole(1, most) * dayMs);
  if (kind === 'sanction') return random.chance(0.15) ? `${day}/..` : `${day}/${until(700)}`;
  if (random.chance(0.72)) return day;
  return random.pick([
    `${day}/${until(5)}`,
    `${day}/${until(40)}`,
    day.slice(0, 7),
    `${day}~`,
    `[${day}..${until(20)}]`,
    `${day.slice(0, 7)}?`,
  ]);
}
