import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDossier, formatSnapshot, readSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { ParleyError } from '#core/parley-error';
import { buildDossier } from '../../builders/dossier';
import { buildActor, buildClaim, buildEvent, buildMeeting } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

type Raw = Record<string, unknown> & { events: Record<string, unknown>[]; actors: Record<string, unknown>[] };

/** A small valid `dossier.json`, parsed, for a test to spoil. */
function rawSnapshot(): Raw {
  const dossier = buildDossier({
    events: [buildMeeting({ id: 'talks', participants: [{ actor: 'envoy', role: 'host' }] })],
    actors: [buildActor({ id: 'envoy' })],
  });
  return JSON.parse(formatSnapshot(toSnapshot(dossier, 3))) as Raw;
}

function refusalOf(raw: unknown): ParleyError {
  try {
    readSnapshot(raw);
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
  throw new Error('The snapshot was accepted.');
}

function problemsOf(raw: unknown): string[] {
  return refusalOf(raw).problems.map(({ collection, id, field, message }) => `${collection} ${id} ${field} ${message}`);
}

describe('the text of a dossier', () => {
  it('reads back as the dossier it was written from', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(30), fc.nat(), (seed, eventCount, sequence) => {
        const dossier = seededDossier(seed, eventCount);
        const text = formatSnapshot(toSnapshot(dossier, sequence));
        const read = readSnapshot(JSON.parse(text));
        expect(read).toEqual({ dossier, sequence, isMigrated: false });
        expect(formatSnapshot(toSnapshot(read.dossier, read.sequence))).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order in which records and fields came about', () => {
    const [a, b] = [buildActor({ id: 'a', identifiers: { OFAC: '1', Wikidata: 'Q1' } }), buildActor({ id: 'B' })];
    const backwards = Object.fromEntries(Object.entries(a).reverse()) as typeof a;
    const shuffled = { ...backwards, identifiers: { Wikidata: 'Q1', OFAC: '1' } };
    const text = formatSnapshot(toSnapshot(buildDossier({ actors: [a, b] }), 0));
    expect(formatSnapshot(toSnapshot(buildDossier({ actors: [b, shuffled] }), 0))).toBe(text);
  });

  it('puts the head first, sorts records by code unit, and ends in a line break', () => {
    const text = formatSnapshot(
      toSnapshot(buildDossier({ actors: [buildActor({ id: 'a' }), buildActor({ id: 'B' })] }), 0),
    );
    expect(Object.keys(JSON.parse(text) as object)).toEqual([
      'schema',
      'sequence',
      'id',
      'title',
      'description',
      'events',
      'actors',
      'sources',
      'tracks',
      'views',
      'figures',
    ]);
    expect(text.indexOf('"B"')).toBeLessThan(text.indexOf('"a"'));
    expect(text.endsWith('}\n')).toBe(true);
  });

  it('of an empty dossier is valid', () => {
    const dossier = emptyDossier('empty', 'Nothing yet');
    expect(readSnapshot(JSON.parse(formatSnapshot(toSnapshot(dossier, 0)))).dossier).toEqual(dossier);
  });
});

describe('a snapshot that is refused', () => {
  it.each([null, 0, false, '', 'text', 12, [], [{}]])('is not a dossier when it is %j', (value) => {
    expect(refusalOf(value).code).toBe('not-a-dossier');
  });

  it.each([undefined, null, '1', 0, -1, 1.5])('is not a dossier when its schema is %j', (schema) => {
    expect(refusalOf({ ...rawSnapshot(), schema }).code).toBe('not-a-dossier');
  });

  it('from a newer Parley says so and what to do', () => {
    const refusal = refusalOf({ ...rawSnapshot(), schema: 2 });
    expect(refusal.code).toBe('newer-schema');
    expect(refusal.message).toBe(
      'The dossier was written by a newer Parley (schema 2; this one reads up to 1). Update Parley to open it.',
    );
  });

  it('names the record and the field, and counts what else is wrong', () => {
    const raw = rawSnapshot();
    Object.assign(raw.events[0]!, { title: '', importance: 9 });
    const refusal = refusalOf(raw);
    expect(refusal.code).toBe('invalid-record');
    expect(refusal.message).toBe('Event "talks": title must not be empty. There is 1 more problem.');
    expect(problemsOf(raw)).toEqual([
      'events talks title must not be empty',
      'events talks importance must be a whole number from 1 to 5',
    ]);
  });

  it('has every unknown field named, wherever it stands', () => {
    const raw = rawSnapshot();
    Object.assign(raw, { extra: 1 });
    Object.assign(raw.events[0]!, {
      colour: 'red',
      size: 3,
      place: { name: 'Miami', latitude: 0, longitude: 0, altitude: 2 },
    });
    expect(problemsOf(raw)).toEqual([
      'dossier  extra is not a field of a dossier',
      'events talks place.altitude is not a field of a place',
      'events talks colour is not a field of a meeting',
      'events talks size is not a field of a meeting',
    ]);
  });

  it('is refused in words however many faults it has, of which the first thousand are named', () => {
    const raw = rawSnapshot();
    for (let index = 0; index < 200_000; index += 1) raw.events[0]![`field-${index}`] = raw[`field-${index}`] = index;
    expect(refusalOf(raw).problems).toHaveLength(1000);
  });

  it('has every missing field named, and where null would do, says so', () => {
    const raw = rawSnapshot();
    delete raw.events[0]!['summary'];
    delete raw.events[0]!['tags'];
    delete raw['description'];
    delete raw['views'];
    expect(problemsOf(raw)).toEqual([
      'dossier dossier description is missing; write null when it is not given',
      'events talks summary is missing; write null when it is not given',
      'events talks tags is missing',
      'dossier  views is missing; write [] when there are none',
    ]);
  });

  it('has the kinds listed when a kind is unknown', () => {
    const raw = rawSnapshot();
    raw.events[0]!['kind'] = 'party';
    expect(problemsOf(raw)).toEqual([
      'events talks kind must be one of meeting, sanction, waiver, deadline, statement, document, action',
    ]);
  });

  it('finds the form of a deadline rule that was meant', () => {
    const raw = rawSnapshot();
    const rule = {
      relation: 'within',
      offset: '100 days',
      from: { event: 'talks', moment: 'ends' },
      count: 'calendar',
    };
    raw.events.push({ ...buildEvent({ kind: 'deadline', id: 'vote' }), rule });
    expect(problemsOf(raw)).toEqual([
      'events vote rule.offset must be a duration such as P100D, P1W or P1M',
      'events vote rule.calendar is missing; write null when it is not given',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('has the name %s refused rather than dropped', (name) => {
    const raw = rawSnapshot();
    raw.actors[0] = JSON.parse(
      JSON.stringify(raw.actors[0]).replace('"identifiers":{}', `"identifiers":{"${name}":"x"}`),
    ) as never;
    expect(problemsOf(raw)).toEqual([`actors envoy identifiers.${name} is a name that no record may use`]);
  });

  it('has two records of one id', () => {
    const raw = rawSnapshot();
    raw.actors.push(raw.actors[0]!);
    expect(problemsOf(raw)).toEqual(['actors envoy id is used by two records']);
  });

  it('has two claims of one id in an event', () => {
    const raw = rawSnapshot();
    raw.events[0]!['claims'] = [buildClaim({ id: 'met' }), buildClaim({ id: 'met' })];
    expect(problemsOf(raw)).toEqual(['events talks claims holds the id "met" twice']);
  });

  it('numbers a record that has no id', () => {
    const raw = rawSnapshot();
    delete raw.actors[0]!['id'];
    expect(problemsOf(raw)).toEqual(['actors no. 1 id is missing']);
  });

  it('has an event without a date and without a word on why', () => {
    const raw = rawSnapshot();
    raw.events[0]!['date'] = null;
    expect(problemsOf(raw)).toEqual(['events talks date is null, so "undated" must say not-yet or unknown']);
  });

  it.each([-1, 0.5, null, '3', 2 ** 53])('has a sequence of %j', (sequence) => {
    expect(problemsOf({ ...rawSnapshot(), sequence })).toEqual(['dossier  sequence must be a whole number, 0 or more']);
  });

  it('has links that lead nowhere', () => {
    const refusal = refusalOf({ ...rawSnapshot(), actors: [] });
    expect(refusal.code).toBe('broken-link');
    expect(refusal.message).toBe(
      'Event "talks": participants.0.actor names the actor "envoy", but the dossier has no such actor.',
    );
  });
});
