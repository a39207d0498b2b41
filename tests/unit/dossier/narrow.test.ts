import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf } from '#core/dates/deadline';
import { findBrokenLinks } from '#core/dossier/integrity';
import { narrow } from '#core/dossier/narrow';
import { readSnapshot, toSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { seededDossier } from '../../builders/seeded-dossier';
import { buildDossier } from '../../builders/dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildMeeting,
  buildSource,
  buildTrack,
  buildView,
} from '../../builders/records';

const within = (event: string, moment: 'ends' | 'takes-effect') =>
  ({ relation: 'within', offset: 'P2W', from: { event, moment }, count: 'calendar', calendar: null }) as const;

const dossier: Dossier = {
  ...buildDossier({
    actors: [
      buildActor({ id: 'envoy', affiliations: [{ actor: 'secret-service', role: 'agent', date: null }] }),
      buildActor({ id: 'secret-service' }),
      buildActor({ id: 'minister' }),
    ],
    sources: [
      buildSource({
        id: 'agency',
        attachment: { sha256: 'a'.repeat(64), name: 'copy.html', mediaType: 'text/html', bytes: 1 },
      }),
      buildSource({ id: 'ministry', speaksFor: ['minister'] }),
      buildSource({ id: 'informer', title: 'What the informer said' }),
    ],
    tracks: [buildTrack({ id: 'talks' }), buildTrack({ id: 'hidden-track' })],
    views: [buildView({ id: 'view', name: 'Everything about the secret meeting' })],
    events: [
      buildMeeting({
        id: 'meeting',
        title: 'The open meeting',
        tracks: ['talks'],
        participants: [{ actor: 'envoy', role: 'participant' }],
        claims: [
          buildClaim({
            citations: [buildCitation({ source: 'agency' }), buildCitation({ source: 'ministry', stance: 'denies' })],
          }),
        ],
        relations: [{ type: 'follows-from', event: 'secret' }],
      }),
      buildMeeting({
        id: 'secret',
        title: 'The secret meeting',
        tracks: ['hidden-track'],
        claims: [buildClaim({ citations: [buildCitation({ source: 'informer' })] })],
      }),
      buildEvent({
        kind: 'document',
        id: 'secret-paper',
        title: 'The secret paper',
        provisions: [{ id: 'one', number: null, heading: 'Hidden', text: null }],
      }),
      buildEvent({
        kind: 'deadline',
        id: 'dated',
        rule: within('secret', 'ends'),
        clause: { event: 'secret-paper', provision: 'one' },
      }),
      buildEvent({ kind: 'deadline', id: 'waiting', rule: within('secret-paper', 'takes-effect') }),
    ],
  }),
  description: 'How the secret meeting came about.',
};

const only = (...ids: string[]) =>
  narrow(
    dossier,
    [...dossier.events.values()].filter(({ id }) => ids.includes(id)),
  );

describe('a dossier narrowed to some events', () => {
  it('holds nothing of the others: no title, no source, no tie, no view, no description', () => {
    const text = JSON.stringify(toSnapshot(only('meeting', 'dated', 'waiting'), 0));
    expect(text).toContain('The open meeting');
    expect(text).not.toMatch(/secret|informer|hidden|came about|Everything/i);
  });

  it('keeps whom a source speaks for, since the standing names them', () => {
    expect([...only('meeting').actors.keys()]).toEqual(['envoy', 'minister']);
    expect([...only('meeting').sources.keys()]).toEqual(['agency', 'ministry']);
    expect([...only('meeting').tracks.keys()]).toEqual(['talks']);
  });

  it('fixes a deadline to the day that was counted from an event left out', () => {
    expect(only('dated').events.get('dated')).toMatchObject({ rule: { on: '2025-11-07' }, clause: null });
  });

  it('lets a deadline without a date wait on a stand-in that says nothing', () => {
    const narrowed = only('waiting');
    const waiting = narrowed.events.get('waiting');
    const due = waiting?.kind === 'deadline' ? dueOf(waiting, narrowed.events) : null;
    expect(due).toEqual({ state: 'conditional', waitsOn: 'not-shown', moment: 'takes-effect' });
    expect(narrowed.events.get('not-shown')?.title).toBe('An event that is not shown here');
  });

  it('names offline copies no more, which stay in the folder', () => {
    expect(only('meeting').sources.get('agency')?.attachment).toBeNull();
  });

  it('is the whole but for views and copies where every event is shown', () => {
    const whole = narrow(dossier, [...dossier.events.values()]);
    expect(whole).toMatchObject({ description: dossier.description, events: dossier.events, actors: dossier.actors });
    expect(whole.views.size).toBe(0);
  });

  it('is a valid dossier without the titles left out, whatever is shown of whatever dossier', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.boolean()),
        (seed, count, picks) => {
          const whole = seededDossier(seed, count);
          const shown = [...whole.events.values()].filter(() => picks.next().value);
          const narrowed = narrow(whole, shown);
          expect(findBrokenLinks(narrowed)).toEqual([]);
          const text = JSON.stringify(toSnapshot(narrowed, 0));
          expect(() => readSnapshot(JSON.parse(text))).not.toThrow();
          const ids = new Set(shown.map(({ id }) => id));
          for (const { id, title } of whole.events.values()) if (!ids.has(id)) expect(text).not.toContain(`"${title}"`);
        },
      ),
      { numRuns: 60 },
    );
  });
});
