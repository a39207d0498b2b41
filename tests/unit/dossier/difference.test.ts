import { describe, expect, it } from 'vitest';
import { applyChange } from '#core/dossier/apply';
import { conflictInWords } from '#core/dossier/conflict-words';
import { contentsOf } from '#core/dossier/contents';
import { editsBetween } from '#core/dossier/difference';
import { checkChange } from '#core/dossier/integrity';
import { mergeDossiers } from '#core/dossier/merge';
import { rewind } from '#core/dossier/rewind';
import { describeDifference, differenceInWords } from '#core/history/difference';
import { ParleyError } from '#core/parley-error';
import { buildDossier } from '../../builders/dossier';
import { seededRandom } from '../../builders/random';
import { randomEdits } from '../../builders/random-edits';
import { buildActor, buildMeeting } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

/** A dossier and every state that random edits led it through. */
function lifeOf(seed: number) {
  const random = seededRandom(seed);
  let dossier = seededDossier(seed, 12);
  const states = [dossier];
  const changes = [];
  for (let step = 0; step < 20; step += 1) {
    const edits = randomEdits(random, dossier, step);
    try {
      checkChange(dossier, edits);
    } catch (error) {
      if (error instanceof ParleyError) continue;
      throw error;
    }
    dossier = applyChange(dossier, { edits });
    states.push(dossier);
    changes.push({ edits });
  }
  return { states, changes };
}

describe('the difference between two states', () => {
  it('leads from any state to any other, and fits together on the way', () => {
    for (const seed of [1, 2, 3]) {
      const { states } = lifeOf(seed);
      for (const from of states) {
        const to = states[(states.indexOf(from) * 7 + 3) % states.length] ?? from;
        const edits = editsBetween(from, to);
        expect(() => checkChange(from, edits)).not.toThrow();
        expect(editsBetween(applyChange(from, { edits }), to)).toEqual([]);
      }
    }
  });

  it('is told in counts and by the names of records', () => {
    const from = buildDossier({ actors: [buildActor({ id: 'envoy', name: 'The envoy' })], events: [] });
    const to = buildDossier({
      actors: [buildActor({ id: 'envoy', name: 'The new envoy' })],
      events: [buildMeeting({ id: 'talks', title: 'Talks' })],
    });
    const difference = describeDifference(editsBetween(from, to), to);
    expect(differenceInWords(difference)).toBe('1 added, 1 changed');
    expect(difference.records.map(({ name, act }) => `${name} ${act}`)).toEqual([
      'Talks added',
      'The new envoy changed',
    ]);
    expect(differenceInWords({ added: 0, changed: 0, deleted: 0 })).toBe('no difference');
  });
});

describe('rewinding', () => {
  it('leads back to each earlier state', () => {
    const { states, changes } = lifeOf(5);
    const last = states.at(-1);
    if (last === undefined) throw new Error('There is no state.');
    states.forEach((state, index) => {
      const back = rewind(last, changes.slice(index).toReversed());
      expect(back === null ? null : editsBetween(back, state)).toEqual([]);
    });
  });

  it('says nothing where the changes do not lead to the dossier as it is', () => {
    const talks = buildMeeting({ id: 'talks' });
    const edits = [{ collection: 'events', id: 'talks', before: null, after: talks }] as const;
    expect(rewind(buildDossier({ events: [{ ...talks, title: 'Otherwise' }] }), [{ edits }])).toBeNull();
  });
});

describe('what a dossier holds', () => {
  it('is counted, with the time that its events cover', () => {
    const events = [
      buildMeeting({ id: 'a', date: '2025-10-24/2025-10-26' }),
      buildMeeting({ id: 'b', date: '2022-02/..' }),
      buildMeeting({ id: 'c', date: null, undated: 'not-yet' }),
    ];
    expect(contentsOf(buildDossier({ events }))).toMatchObject({
      events: 3,
      actors: 0,
      range: '2022-02/2025-10',
    });
    expect(contentsOf(buildDossier({ events: [] })).range).toBeNull();
  });

  it.each([
    [['2022', '2025-10-26'], '2022/2025-10'],
    [['2022', '2022-01'], '2022-01/2022'],
    [['2025-10-24', '2025-10-26'], '2025-10'],
    [['2022', '2022'], '2022'],
    [['2025-11/..'], '2025-11'],
  ])('covers no more than is known: %j', (dates, range) => {
    const events = dates.map((date, index) => buildMeeting({ id: `event-${index}`, date }));
    expect(contentsOf(buildDossier({ events })).range).toBe(range);
  });
});

describe('a conflict between two copies', () => {
  const talks = buildMeeting({ id: 'talks', title: 'Talks', date: '2025-10' });
  const withTalks = (fields: Partial<typeof talks>) => buildDossier({ events: [{ ...talks, ...fields }] });

  it('is told with both values in words', () => {
    const [ours, theirs] = [withTalks({ date: '2025-10-24' }), withTalks({ date: null, undated: 'unknown' })];
    const [conflict] = mergeDossiers(withTalks({}), ours, theirs).conflicts;
    if (conflict === undefined) throw new Error('There is no conflict.');
    expect(conflictInWords(conflict, ours, theirs)).toEqual({
      field: 'Date',
      base: 'October 2025, day not given',
      ours: 'Fri 24 October 2025',
      theirs: 'unknown',
    });
  });

  it('over a whole record names no field, and has nothing on the side that deleted it', () => {
    const [ours, theirs] = [withTalks({ title: 'Talks in Miami' }), buildDossier({ events: [] })];
    const [conflict] = mergeDossiers(withTalks({}), ours, theirs).conflicts;
    if (conflict === undefined) throw new Error('There is no conflict.');
    expect(conflictInWords(conflict, ours, theirs)).toMatchObject({ field: null, theirs: null });
  });
});
