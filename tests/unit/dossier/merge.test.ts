import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange } from '#core/dossier/apply';
import { checkChange, findBrokenLinks } from '#core/dossier/integrity';
import { mergeDossiers, type MergeConflict } from '#core/dossier/merge';
import { isSame } from '#core/dossier/same';
import { formatSnapshot, readSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { collectionNames, type Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { ParleyError } from '#core/parley-error';
import { buildDossier } from '../../builders/dossier';
import { seededRandom, type Random } from '../../builders/random';
import { randomEdits } from '../../builders/random-edits';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
} from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';

const sources = ['agency', 'broadcaster', 'ministry'].map((id) => buildSource({ id }));
const actors = ['envoy', 'minister'].map((id) => buildActor({ id }));

/** A dossier of one event, and of those that the tests let events name. */
const withEvent = (event: DossierEvent) => buildDossier({ events: [event], sources, actors });
const talks = buildMeeting({
  id: 'talks',
  title: 'Talks',
  tags: ['miami'],
  claims: [buildClaim({ id: 'itself', text: 'They met.', citations: [buildCitation({ source: 'agency' })] })],
});

function merge(base: DossierEvent, ours: DossierEvent, theirs: DossierEvent) {
  const { dossier, conflicts } = mergeDossiers(withEvent(base), withEvent(ours), withEvent(theirs));
  return { event: dossier.events.get(base.id), conflicts };
}

const paths = (conflicts: readonly MergeConflict[]) => conflicts.map(({ id, field }) => [id, field]);

describe('two copies of a dossier', () => {
  it('are combined field by field', () => {
    const { event, conflicts } = merge(talks, { ...talks, title: 'Talks in Miami' }, { ...talks, date: '2025-10-25' });
    expect(conflicts).toEqual([]);
    expect(event).toEqual({ ...talks, title: 'Talks in Miami', date: '2025-10-25' });
  });

  it('leave open only a field that both changed, each in its own way, with our value in it', () => {
    const ours = { ...talks, title: 'Talks in Miami', importance: 5 };
    const theirs = { ...talks, title: 'Three days of talks', importance: 5 };
    const { event, conflicts } = merge(talks, ours, theirs);
    expect(event?.title).toBe('Talks in Miami');
    expect(conflicts).toEqual([
      {
        collection: 'events',
        id: 'talks',
        title: 'Talks in Miami',
        field: 'title',
        base: 'Talks',
        ours: 'Talks in Miami',
        theirs: 'Three days of talks',
      },
    ]);
  });

  it('take the side that was chosen', () => {
    const [ours, theirs] = ['Ours', 'Theirs'].map((title) => withEvent({ ...talks, title })) as [Dossier, Dossier];
    const { dossier, conflicts } = mergeDossiers(withEvent(talks), ours, theirs, () => 'theirs');
    expect(conflicts).toEqual([]);
    expect(dossier.events.get('talks')?.title).toBe('Theirs');
  });

  it('bring their additions to one list together, and let go what either took out', () => {
    const { event, conflicts } = merge(
      { ...talks, tags: ['miami', 'old'] },
      { ...talks, tags: ['miami', 'old', 'plan'] },
      { ...talks, tags: ['back channel', 'miami'] },
    );
    expect(conflicts).toEqual([]);
    expect(event?.tags).toEqual(['back channel', 'miami', 'plan']);
  });

  it('bring together the citations that two people added to the same claim', () => {
    const citing = (...names: string[]) => ({
      ...talks,
      claims: [
        buildClaim({
          id: 'itself',
          text: 'They met.',
          citations: names.map((source) => buildCitation({ source, quote: source === 'agency' ? 'They met.' : null })),
        }),
      ],
    });
    const { event, conflicts } = merge(talks, citing('agency', 'broadcaster'), {
      ...talks,
      claims: [
        buildClaim({
          id: 'itself',
          text: 'They met.',
          citations: [buildCitation({ source: 'agency', locator: 'p. 2' }), buildCitation({ source: 'ministry' })],
        }),
      ],
    });
    expect(conflicts).toEqual([]);
    expect(event?.claims[0]?.citations).toEqual([
      buildCitation({ source: 'agency', quote: 'They met.', locator: 'p. 2' }),
      buildCitation({ source: 'broadcaster' }),
      buildCitation({ source: 'ministry' }),
    ]);
  });

  it('name the citation whose quote both changed', () => {
    const quoting = (quote: string) => ({
      ...talks,
      claims: [
        buildClaim({ id: 'itself', text: 'They met.', citations: [buildCitation({ source: 'agency', quote })] }),
      ],
    });
    const { conflicts } = merge(quoting('one'), quoting('two'), quoting('three'));
    expect(paths(conflicts)).toEqual([['talks', 'claims.itself.citations.agency.quote']]);
  });

  it('treat a date and the reason for having none as one statement', () => {
    const { event, conflicts } = merge(
      { ...talks, date: null, undated: 'not-yet' },
      { ...talks, date: null, undated: 'unknown' },
      { ...talks, date: '2025-10-24', undated: null },
    );
    expect(event).toMatchObject({ date: null, undated: 'unknown' });
    expect(paths(conflicts)).toEqual([['talks', 'date']]);
  });

  it('take the kind that was newly chosen, with the edits that its fields leave room for', () => {
    const statement = { ...buildEvent({ kind: 'statement', id: 'talks', title: 'Talks' }), claims: talks.claims };
    const { event, conflicts } = merge(talks, { ...talks, importance: 4 }, { ...statement, tags: talks.tags });
    expect(conflicts).toEqual([]);
    expect(event).toEqual({ ...statement, tags: talks.tags, importance: 4 });
    const lost = merge(talks, { ...talks, format: 'video' }, { ...statement, tags: talks.tags });
    expect(paths(lost.conflicts)).toEqual([['talks', 'kind']]);
  });

  it('keep a record that one deleted and the other changed, and say so', () => {
    const both = withEvent(talks);
    const deleted = buildDossier({ sources, actors });
    const changed = withEvent({ ...talks, title: 'Talks in Miami' });
    const { dossier, conflicts } = mergeDossiers(both, deleted, changed);
    expect(dossier.events.get('talks')?.title).toBe('Talks in Miami');
    expect(conflicts).toMatchObject([{ id: 'talks', field: '', ours: null }]);
    expect(mergeDossiers(both, deleted, both).dossier.events.size).toBe(0);
  });

  it('bring back a record that one deleted and the other began to name', () => {
    const track = buildTrack({ id: 'war' });
    const base = buildDossier({ events: [talks], tracks: [track], sources });
    const ours = buildDossier({ events: [talks], sources });
    const theirs = buildDossier({ events: [{ ...talks, tracks: ['war'] }], tracks: [track], sources });
    const { dossier, conflicts } = mergeDossiers(base, ours, theirs);
    expect(dossier.tracks.get('war')).toEqual(track);
    expect(findBrokenLinks(dossier)).toEqual([]);
    expect(paths(conflicts)).toEqual([['war', '']]);
  });

  it('never make a circle of deadlines out of two halves', () => {
    const from = (event: string) => ({ event, moment: 'starts' as const });
    const waiting = (id: string, on: string) =>
      buildEvent({
        kind: 'deadline',
        id,
        rule: { relation: 'within', offset: 'P1D', from: from(on), count: 'calendar', calendar: null },
      });
    const fixed = (id: string) => buildEvent({ kind: 'deadline', id });
    const base = buildDossier({ events: [fixed('one'), fixed('two')] });
    const ours = buildDossier({ events: [waiting('one', 'two'), fixed('two')] });
    const theirs = buildDossier({ events: [fixed('one'), waiting('two', 'one')] });
    const { dossier, conflicts } = mergeDossiers(base, ours, theirs);
    expect(findBrokenLinks(dossier)).toEqual([]);
    expect(dossier.events.get('two')).toEqual(fixed('two'));
    expect(paths(conflicts)).toEqual([
      ['one', ''],
      ['two', ''],
    ]);
  });

  it('are refused when they are not copies of one dossier', () => {
    const other = { ...withEvent(talks), id: 'another', title: 'Another' };
    expect(() => mergeDossiers(withEvent(talks), withEvent(talks), other)).toThrow(
      'These are different dossiers, "A negotiation" and "Another", not copies of one.',
    );
  });
});

describe('any two copies', () => {
  it('merge into a whole dossier that holds what only one side changed, whichever side merges', () => {
    let clean = 0;
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 6 }), (seed, steps) => {
        const random = seededRandom(seed);
        const base = seededDossier(seed, 10);
        const ours = edited(random, base, steps, 'ours');
        const theirs = edited(random, base, steps, 'theirs');
        const there = mergeDossiers(base, ours, theirs);
        const back = mergeDossiers(base, theirs, ours);
        if (there.conflicts.length === 0) clean += 1;

        // It opens: every record is valid and every link leads somewhere.
        expect(() => readSnapshot(JSON.parse(formatSnapshot(toSnapshot(there.dossier, 1))))).not.toThrow();
        expect(back.conflicts.length === 0).toBe(there.conflicts.length === 0);
        const open = new Set(
          [...there.conflicts, ...back.conflicts].map(({ collection, id }) => `${collection} ${id}`),
        );
        for (const collection of collectionNames) {
          const ids = new Set([base, ours, theirs].flatMap((dossier) => [...dossier[collection].keys()]));
          for (const id of ids) {
            if (open.has(`${collection} ${id}`)) continue;
            const [was, our, their] = [base, ours, theirs].map((dossier) => dossier[collection].get(id) ?? null);
            const merged = there.dossier[collection].get(id) ?? null;
            expect(back.dossier[collection].get(id) ?? null).toEqual(merged);
            if (isSame(our, was)) expect(merged).toEqual(their);
            if (isSame(their, was)) expect(merged).toEqual(our);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(clean).toBeGreaterThan(30);
  });

  it('merge with themselves, and with what they began as, into themselves', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const base = seededDossier(seed, 10);
        const copy = edited(seededRandom(seed), base, 4, 'ours');
        expect(mergeDossiers(base, copy, copy)).toEqual({ dossier: copy, conflicts: [] });
        expect(mergeDossiers(base, copy, base)).toEqual({ dossier: copy, conflicts: [] });
        expect(mergeDossiers(base, base, copy).conflicts).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** A copy after some of the edits that people make; new records have ids that only this side uses. */
function edited(random: Random, base: Dossier, steps: number, side: string): Dossier {
  let dossier = base;
  for (let step = 0; step < steps; step += 1) {
    const edits = randomEdits(random, dossier, `${side}-${step}`);
    try {
      checkChange(dossier, edits);
    } catch (error) {
      if (error instanceof ParleyError) continue;
      throw error;
    }
    dossier = applyChange(dossier, { edits });
  }
  return dossier;
}
