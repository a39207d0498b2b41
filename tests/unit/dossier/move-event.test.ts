import { describe, expect, it } from 'vitest';
import { movableDate, withDate, withTrack } from '#core/dossier/move-event';
import { restLaneId } from '#core/query/lanes';
import { buildDossier } from '../../builders/dossier';
import { buildEvent, buildMeeting } from '../../builders/records';

const paper = buildEvent({ kind: 'document', id: 'paper', label: 'The paper', date: '2025-11' });
const derived = buildEvent({
  kind: 'deadline',
  id: 'answer',
  rule: {
    relation: 'within',
    offset: 'P1W',
    from: { event: 'paper', moment: 'starts' },
    count: 'calendar',
    calendar: null,
  },
});
const fixed = buildEvent({ kind: 'deadline', id: 'vote', date: '2025-10-01', rule: { on: '2025-12-24' } });
const dossier = buildDossier({ events: [paper, derived, fixed] });

describe('an event that is moved in time', () => {
  it('moves by its date, a deadline by the day on which it is due', () => {
    expect(movableDate(paper, dossier)).toEqual({ canMove: true, edtf: '2025-11' });
    expect(movableDate(fixed, dossier)).toEqual({ canMove: true, edtf: '2025-12-24' });
    expect(withDate(paper, '2025-12')).toEqual({ ...paper, date: '2025-12' });
    expect(withDate(fixed, '2025-12-25')).toEqual({ ...fixed, rule: { on: '2025-12-25' } });
  });

  it('stays where a rule sets it, and names the rule', () => {
    const held = movableDate(derived, dossier);
    expect(held.canMove ? '' : held.because).toBe(
      'Set by its rule, within 1 week of the start of “The paper”: it moves with that.',
    );
  });

  it('stays where it has no date, or none that a step moves', () => {
    expect(movableDate(buildMeeting({ undated: 'not-yet' }), dossier).canMove).toBe(false);
    expect(movableDate(buildMeeting({ date: '156X-12-25' }), dossier).canMove).toBe(false);
  });
});

describe('an event that is moved between tracks', () => {
  const event = buildMeeting({ tracks: ['talks', 'war'] });

  it('leaves the one for the other, and keeps the rest', () => {
    expect(withTrack(event, 'talks', 'kyiv').tracks).toEqual(['kyiv', 'war']);
    expect(withTrack(event, 'talks', 'war').tracks).toEqual(['war']);
    expect(withTrack(event, 'talks', 'talks')).toBe(event);
  });

  it('comes from no track, and goes to none', () => {
    expect(withTrack(buildMeeting({ tracks: [] }), restLaneId, 'talks').tracks).toEqual(['talks']);
    expect(withTrack(event, 'talks', restLaneId).tracks).toEqual(['war']);
  });
});
