import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import type { DossierEvent, Sanction, Waiver } from '#core/model/event';
import { measureInWords, suspensionInWords } from '#core/query/measure-words';
import { measuresOn, sanctionedActors, verdictOf } from '#core/query/measures';
import { buildDossier } from '../../builders/dossier';
import { buildActor, buildEvent } from '../../builders/records';

const target = (...actors: string[]) => actors.map((actor) => ({ actor, role: 'target' }));
const beneficiary = (...actors: string[]) => actors.map((actor) => ({ actor, role: 'beneficiary' }));

const sanction = (date: string | null, fields: Partial<Sanction> = {}) =>
  buildEvent({
    kind: 'sanction',
    id: 'ban',
    date,
    undated: date === null ? 'unknown' : null,
    participants: target('envoy', 'fund'),
    ...fields,
  });

const waiver = (id: string, inForce: string | null, fields: Partial<Waiver> = {}) =>
  buildEvent({
    kind: 'waiver',
    id,
    inForce,
    participants: beneficiary('envoy'),
    relations: [{ type: 'suspends', event: 'ban' }],
    ...fields,
  });

const dossierOf = (...events: DossierEvent[]) =>
  buildDossier({ events, actors: ['envoy', 'fund'].map((id) => buildActor({ id })) });

function verdict(on: string, actor: string, ...events: DossierEvent[]) {
  return verdictOf(measuresOn(dossierOf(...events), parseDay(on), actor));
}

describe('a sanction is in force', () => {
  it.each([
    ['2022-02-10/..', '2022-02-09', 'free'],
    ['2022-02-10/..', '2022-02-10', 'sanctioned'],
    ['2022-02-10/..', '2025-12-02', 'sanctioned'],
    ['2022-02/..', '2022-01-31', 'free'],
    ['2022-02/..', '2022-02-10', 'possibly-sanctioned'],
    ['2022-02/..', '2022-02-28', 'sanctioned'],
    ['2022-02-10/2025-11', '2025-11-01', 'sanctioned'],
    ['2022-02-10/2025-11', '2025-11-15', 'possibly-sanctioned'],
    ['2022-02-10/2025-11', '2025-12-01', 'free'],
    ['2022-02-10/2025-11-20', '2025-11-20', 'sanctioned'],
    ['2022-02-10/2025-11-20', '2025-11-21', 'free'],
    ['../2025-11-20', '1999-01-01', 'sanctioned'],
    ['/2025-11-20', '1999-01-01', 'possibly-sanctioned'],
    ['2022-02-10/', '2025-12-02', 'possibly-sanctioned'],
    [null, '2025-12-02', 'possibly-sanctioned'],
  ])('for %s, on %s: %s', (date, on, expected) => {
    expect(verdict(on, 'envoy', sanction(date))).toBe(expected);
  });

  it('not while it has no date because it has not come', () => {
    expect(verdict('2025-12-02', 'envoy', sanction(null, { undated: 'not-yet' }))).toBe('free');
  });

  it('against its targets and nobody else', () => {
    const event = sanction('2022/..', { participants: [...target('fund'), { actor: 'envoy', role: 'issuer' }] });
    expect(verdict('2025-12-02', 'envoy', event)).toBe('free');
    expect(verdict('2025-12-02', 'fund', event)).toBe('sanctioned');
    expect([...sanctionedActors(dossierOf(event))]).toEqual(['fund']);
  });
});

describe('a waiver suspends a sanction', () => {
  const ban = sanction('2022-02/..');
  const visit = waiver('visit', '2025-10-24/2025-10-26');

  it.each([
    ['2025-10-23', 'sanctioned'],
    ['2025-10-24', 'suspended'],
    ['2025-10-26', 'suspended'],
    ['2025-10-27', 'sanctioned'],
  ])('while it is in force, on %s: %s', (on, expected) => {
    expect(verdict(on, 'envoy', ban, visit)).toBe(expected);
  });

  it('for its beneficiary alone', () => {
    expect(verdict('2025-10-25', 'fund', ban, visit)).toBe('sanctioned');
  });

  it('for every target where it names no beneficiary', () => {
    expect(verdict('2025-10-25', 'fund', ban, { ...visit, participants: [] })).toBe('suspended');
  });

  it('possibly, on a day that its uncertain period may leave out', () => {
    expect(verdict('2025-10-25', 'envoy', ban, waiver('visit', '2025-10/2025-11-05'))).toBe('possibly-sanctioned');
  });

  it('not before it has a period', () => {
    expect(verdict('2025-10-25', 'envoy', ban, waiver('visit', null))).toBe('sanctioned');
  });

  it('and leaves another sanction as it is', () => {
    const other = sanction('2025-01-01/..', { id: 'other' });
    expect(verdict('2025-10-25', 'envoy', ban, other, visit)).toBe('sanctioned');
  });
});

describe('licences that supersede each other', () => {
  const ban = sanction('2022-02/..');
  const first = waiver('licence-a', '2025-01-01/2025-06-30');
  const renewal = waiver('licence-b', '2025-06-01/2025-12-31', {
    participants: [],
    relations: [{ type: 'supersedes', event: 'licence-a' }],
  });
  const second = waiver('licence-c', '2026-01-01/2026-03-31', {
    participants: [],
    relations: [{ type: 'supersedes', event: 'licence-b' }],
  });
  const phases = (on: string) => {
    const [measure] = measuresOn(dossierOf(ban, first, renewal, second), parseDay(on), 'envoy');
    return measure?.suspensions.map((suspension) => [suspension.waiver.id, suspension.phase]);
  };

  it('take over from the day on which they begin', () => {
    expect(phases('2025-05-31')).toEqual([
      ['licence-a', 'in-force'],
      ['licence-b', 'not-yet'],
      ['licence-c', 'not-yet'],
    ]);
    expect(phases('2025-06-01')).toEqual([
      ['licence-a', 'superseded'],
      ['licence-b', 'in-force'],
      ['licence-c', 'not-yet'],
    ]);
    expect(phases('2026-02-01')?.[2]).toEqual(['licence-c', 'in-force']);
  });

  it('keep what they waive, and for whom, unless they say otherwise', () => {
    expect(verdict('2026-02-01', 'envoy', ban, first, renewal, second)).toBe('suspended');
    expect(verdict('2026-02-01', 'fund', ban, first, renewal, second)).toBe('sanctioned');
  });

  it('name the ones before them', () => {
    const [measure] = measuresOn(dossierOf(ban, first, renewal, second), parseDay('2026-02-01'));
    expect(measure?.suspensions[2]?.replaces.map(({ id }) => id)).toEqual(['licence-b', 'licence-a']);
  });

  it('may supersede each other in a circle by mistake, and end all the same', () => {
    const circle = { ...first, relations: [...first.relations, { type: 'supersedes' as const, event: 'licence-c' }] };
    expect(measuresOn(dossierOf(ban, circle, renewal, second), parseDay('2025-06-15'))).toHaveLength(1);
  });

  it('also hold of sanctions: one that takes the place of another ends it', () => {
    const successor = sanction('2024-01-01/..', {
      id: 'new-ban',
      participants: target('envoy'),
      relations: [{ type: 'supersedes', event: 'ban' }],
    });
    expect(verdict('2025-12-02', 'fund', ban, successor)).toBe('free');
    expect(verdict('2025-12-02', 'envoy', ban, successor)).toBe('sanctioned');
  });
});

it('measures are told in words', () => {
  const ban = sanction('2022-02/..', { legalBasis: 'Executive Order 14024' });
  const visit = waiver('visit', '2025-10-24/2025-10-26');
  const [during] = measuresOn(dossierOf(ban, visit), parseDay('2025-10-25'), 'envoy');
  const [after] = measuresOn(dossierOf(ban, visit), parseDay('2025-12-02'), 'envoy');
  expect(during && measureInWords(during)).toBe('Under sanction since February 2022 (Executive Order 14024).');
  expect(during?.suspensions.map(suspensionInWords)).toEqual(['Suspended 24–26 Oct 2025 by']);
  expect(after?.suspensions.map(suspensionInWords)).toEqual(['Was suspended 24–26 Oct 2025 by']);
});
