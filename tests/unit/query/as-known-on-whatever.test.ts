import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { recordedOn } from '#core/dossier/recording';
import { findBrokenLinks } from '#core/dossier/integrity';
import type { Dossier } from '#core/model/dossier';
import { deadlineOutcomes, type DossierEvent } from '#core/model/event';
import { noFilters } from '#core/model/view';
import { asKnownOn } from '#core/query/as-known-on';
import { keysWithoutDate } from '#core/query/report-days';
import { buildDossier } from '../../builders/dossier';
import { seededRandom, type Random } from '../../builders/random';
import { buildFigure, buildView } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const farFuture = parseDay('9999-12-31');
const firstDay = parseDay('2020-06-01');
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const days = fc.integer({ min: 0, max: 6 * 365 }).map((count) => firstDay + count * dayMs);

/** A seeded dossier whose reports have dates of every kind, with a history that dates some of what has none. */
function reported(seed: number) {
  const random = seededRandom(seed);
  const plain = seededDossier(seed, 40);
  const sources = [...plain.sources.values()].map((source) => ({
    ...source,
    published: reportDate(random),
    accessed: reportDate(random),
  }));
  const events = [...plain.events.values()].map((event) => withReports(event, random));
  const dossier = buildDossier({
    events,
    sources,
    actors: [...plain.actors.values()],
    tracks: [...plain.tracks.values()],
    views: [buildView({ filters: { ...noFilters, sources: random.some([...plain.sources.keys()], 3) } })],
    figures: [
      buildFigure({
        view: 'view',
        wording: random.some(events, 5).map(({ id }) => ({ event: id, label: 'So', order: null })),
      }),
    ],
  });
  const keys = [...keysWithoutDate(dossier)].filter(() => random.chance(0.5));
  const recorded = keys.map((key) => [key, `202${random.whole(1, 5)}-06-15`] as const);
  return { dossier, on: recordedOn({ since: '2022-01-01', days: recorded }, parseDay('2025-12-02')) };
}

function withReports(event: DossierEvent, random: Random): DossierEvent {
  const claims = event.claims.map((claim) => ({
    ...claim,
    citations: claim.citations.map((citation) => ({ ...citation, reported: reportDate(random) })),
  }));
  if (event.kind === 'document') {
    return { ...event, claims, inForce: reportDate(random), status: random.pick(['draft', 'in-force'] as const) };
  }
  if (event.kind === 'deadline') return { ...event, claims, outcome: random.pick(deadlineOutcomes) };
  return { ...event, claims };
}

function reportDate(random: Random): string | null {
  const year = random.whole(2021, 2025);
  return random.pick([null, `${year}-0${random.whole(1, 9)}-15`, `${year}-11`, `${year}`, `[${year}-03-01..]`]);
}

function factsOf({ events, sources }: Dossier): Set<string> {
  const facts = [...sources.keys()].map((id) => `source ${id}`);
  for (const { id, claims, relations } of events.values()) {
    facts.push(`event ${id}`);
    for (const relation of relations) facts.push(`${id} ${relation.type} ${relation.event}`);
    for (const claim of claims) {
      for (const { source, stance } of claim.citations) facts.push(`${id} ${claim.id} ${source} ${stance}`);
    }
  }
  return new Set(facts);
}

describe('whatever was reported and whenever', () => {
  it('no day has a broken link', () => {
    fc.assert(
      fc.property(seeds, days, (seed, day) => {
        const { dossier, on } = reported(seed);
        expect(findBrokenLinks(asKnownOn(dossier, day, on))).toEqual([]);
      }),
    );
  });

  it('what is known on a day is known on every later one', () => {
    fc.assert(
      fc.property(seeds, days, fc.integer({ min: 1, max: 400 }), (seed, day, later) => {
        const { dossier, on } = reported(seed);
        const before = factsOf(asKnownOn(dossier, day, on));
        const after = factsOf(asKnownOn(dossier, day + later * dayMs, on));
        expect([...before].filter((fact) => !after.has(fact))).toEqual([]);
      }),
    );
  });

  it('in the far future everything is known as it is recorded', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { dossier, on } = reported(seed);
        expect(asKnownOn(dossier, farFuture, on)).toEqual(dossier);
      }),
    );
  });
});
