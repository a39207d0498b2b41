import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, invertChange } from '#core/dossier/apply';
import type { Change, Edit } from '#core/dossier/change';
import { checkChange, findBrokenLinks } from '#core/dossier/integrity';
import { readEdit } from '#core/dossier/read-edit';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { buildDossier } from '../../builders/dossier';
import { seededRandom } from '../../builders/random';
import { randomEdits } from '../../builders/random-edits';
import { buildActor, buildMeeting, buildTrack } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const signature = { label: 'test', at: '2025-11-26T10:00:00.000Z', author: 'Reader' };

function change(...edits: Edit[]): Change {
  return { ...signature, edits };
}

function refusalOf(action: () => unknown): ParleyError {
  try {
    action();
  } catch (error) {
    if (error instanceof ParleyError) return error;
    throw error;
  }
  throw new Error('The change was accepted.');
}

describe('a change', () => {
  const old = buildMeeting({ id: 'talks' });
  const renamed = { ...old, title: 'Talks in Miami' };
  const dossier = buildDossier({ events: [old], actors: [buildActor({ id: 'envoy' })] });
  const rename: Edit = { collection: 'events', id: 'talks', before: old, after: renamed };

  it('makes a new dossier and leaves the old one as it was', () => {
    const after = applyChange(dossier, change(rename));
    expect(after.events.get('talks')).toBe(renamed);
    expect(dossier.events.get('talks')).toBe(old);
  });

  it('shares the collections that it does not touch', () => {
    const after = applyChange(dossier, change(rename));
    expect(after.actors).toBe(dossier.actors);
    expect(after.events).not.toBe(dossier.events);
  });

  it('can rename the dossier itself', () => {
    const { id, title, description } = dossier;
    const head = { id, title, description };
    const edit: Edit = { collection: 'dossier', id, before: head, after: { ...head, title: 'Renamed' } };
    checkChange(dossier, [edit]);
    expect(applyChange(dossier, change(edit)).title).toBe('Renamed');
  });

  it('may edit one record twice, the second time from the first', () => {
    const again: Edit = { collection: 'events', id: 'talks', before: renamed, after: { ...renamed, importance: 5 } };
    checkChange(dossier, [rename, again]);
    expect(applyChange(dossier, change(rename, again)).events.get('talks')?.importance).toBe(5);
  });

  it('turned round is undone in the opposite order and signed anew', () => {
    const addition: Edit = { collection: 'tracks', id: 'war', before: null, after: buildTrack({ id: 'war' }) };
    const undo = invertChange(change(rename, addition), { ...signature, label: 'undo' });
    expect(undo.label).toBe('undo');
    expect(undo.edits).toEqual([
      { ...addition, before: addition.after, after: null },
      { ...rename, before: renamed, after: old },
    ]);
  });
});

describe('a conflicting change', () => {
  const event = buildMeeting({ id: 'talks', title: 'Talks' });
  const dossier = buildDossier({ events: [event] });

  it.each([
    ['has changed since', { ...event, title: 'Older' }, { ...event, title: 'New' }, 'talks'],
    ['is no longer there', { ...event, id: 'gone' }, null, 'gone'],
    ['is already there', null, event, 'talks'],
  ])('is refused because the record %s', (reason, before, after, id) => {
    const refusal = refusalOf(() => checkChange(dossier, [{ collection: 'events', id, before, after }]));
    expect(refusal.code).toBe('conflict');
    expect(refusal.message).toContain('The event "Talks" ' + reason);
  });

  it('is not one merely because the fields came in another order', () => {
    const before = Object.fromEntries(Object.entries(event).reverse()) as typeof event;
    expect(() => checkChange(dossier, [{ collection: 'events', id: 'talks', before, after: event }])).not.toThrow();
  });
});

describe('an edit as it arrives', () => {
  const event = { ...buildMeeting({ id: 'talks' }) };

  it('is read into a typed one', () => {
    const raw = { collection: 'events' as const, id: 'talks', before: null, after: event };
    expect(readEdit(raw)).toEqual(raw);
  });

  it.each([
    ['a record that is not valid', { before: null, after: { ...event, date: '2025-99' } }, 'date'],
    ['a record with another id', { before: null, after: { ...event, id: 'other' } }, 'id must stay "talks"'],
    ['neither side', { before: null, after: null }, 'is neither written nor deleted'],
  ])('is refused with %s', (_, sides, message) => {
    const refusal = refusalOf(() => readEdit({ collection: 'events', id: 'talks', ...sides }));
    expect(refusal.code).toBe('invalid-record');
    expect(refusal.message).toContain(message);
  });

  it('may not delete the dossier itself', () => {
    const before = { id: 'd', title: 'A negotiation', description: null };
    const refusal = refusalOf(() => readEdit({ collection: 'dossier', id: 'd', before, after: null }));
    expect(refusal.message).toBe('Dossier "d" can be neither added nor deleted by an edit.');
  });
});

describe('any sequence of changes', () => {
  it('leaves no broken link, and undone one by one gives back the first dossier', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 25 }), (seed, steps) => {
        const random = seededRandom(seed);
        const first = seededDossier(seed, 12);
        const history: { change: Change; before: Dossier }[] = [];
        let dossier = first;
        for (let step = 0; step < steps; step++) {
          const edits = randomEdits(random, dossier, step);
          try {
            checkChange(dossier, edits);
          } catch (error) {
            if (error instanceof ParleyError) continue;
            throw error;
          }
          history.push({ change: change(...edits), before: dossier });
          dossier = applyChange(dossier, change(...edits));
          expect(findBrokenLinks(dossier)).toEqual([]);
        }
        for (const { change: done, before } of history.reverse()) {
          const undo = invertChange(done, signature);
          checkChange(dossier, undo.edits);
          dossier = applyChange(dossier, undo);
          expect(dossier).toEqual(before);
        }
        expect(dossier).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused exactly when its result would have a broken link', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = seededRandom(seed);
        const dossier = seededDossier(seed, 12);
        const edits = randomEdits(random, dossier, 0);
        const isSound = findBrokenLinks(applyChange(dossier, { edits })).length === 0;
        const check = () => checkChange(dossier, edits);
        if (isSound) expect(check).not.toThrow();
        else expect(refusalOf(check).code).toBe('broken-link');
      }),
      { numRuns: 300 },
    );
  });
});
