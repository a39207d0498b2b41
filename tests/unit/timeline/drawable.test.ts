import { describe, expect, it } from 'vitest';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import type { DossierEvent } from '#core/model/event';
import { drawableOf } from '#core/timeline/drawable';
import { buildDossier } from '../../builders/dossier';
import { buildCitation, buildClaim, buildEvent, buildMeeting, buildSource } from '../../builders/records';

const today = parseDay('2025-12-02');
const draw = (event: DossierEvent, ...others: DossierEvent[]) =>
  drawableOf(event, buildDossier({ events: [event, ...others] }), today);
const markOf = (date: string) => {
  const { standpoint } = draw(buildMeeting({ date }));
  if (standpoint.on !== 'axis') throw new Error(`${date} is not on the axis`);
  return standpoint.mark;
};

describe('the mark of an event', () => {
  it('is a glyph in the middle of a known day', () => {
    const from = parseDay('2025-10-22');
    expect(markOf('2025-10-22')).toEqual({ shape: 'point', from, to: from + dayMs, at: from + dayMs / 2 });
  });

  it('is a glyph at the hour where the clock gives one', () => {
    const event = buildMeeting({ date: '2025-10-22', clock: { time: '17:30', zone: 'America/New_York' } });
    expect(draw(event).standpoint).toMatchObject({ mark: { at: parseDay('2025-10-22') + 17.5 * 3_600_000 } });
  });

  it('is a bar true to length between a known first and last day', () => {
    expect(markOf('2025-10-24/2025-10-26')).toEqual({
      shape: 'bar',
      from: parseDay('2025-10-24'),
      to: parseDay('2025-10-27'),
      solidFrom: parseDay('2025-10-24'),
      solidTo: parseDay('2025-10-27'),
      left: 'sure',
      right: 'sure',
    });
  });

  it('is a bar that fades over what its writer left open', () => {
    expect(markOf('2025-03/2025-06-04')).toMatchObject({
      from: parseDay('2025-03-01'),
      solidFrom: parseDay('2025-04-01'),
      left: 'soft',
      right: 'sure',
    });
  });

  it('has no end while the period is open, and none that is known where nobody says', () => {
    expect(markOf('2022-02/..')).toMatchObject({ shape: 'bar', to: null, right: 'open' });
    expect(markOf('2022-02-03/')).toMatchObject({ shape: 'bar', to: null, right: 'unknown' });
    expect(markOf('../2025-10-23')).toMatchObject({ shape: 'bar', from: null, left: 'open' });
  });

  it('is a soft band over a month of which the day is not given', () => {
    expect(markOf('2025-11')).toEqual({
      shape: 'band',
      from: parseDay('2025-11-01'),
      to: parseDay('2025-12-01'),
      left: 'soft',
      right: 'soft',
    });
  });

  it('is a band, never a day, where the day itself is unsure', () => {
    expect(markOf('2025-10-22?')).toMatchObject({ shape: 'band' });
    expect(markOf('2025-10-22~')).toMatchObject({ shape: 'band', left: 'approximate' });
    expect(markOf('2025-10-21~/2025-10-31~')).toMatchObject({
      shape: 'band',
      left: 'approximate',
      right: 'approximate',
    });
  });

  it('has an edge on the side that is sure', () => {
    expect(markOf('[..2025-10-23]')).toMatchObject({ shape: 'band', from: null, left: 'open', right: 'sure' });
    expect(markOf('[2025-10-01..2025-10-23]')).toMatchObject({ left: 'sure', right: 'sure' });
  });

  it('reaches years before the Common Era', () => {
    expect(markOf('-0043-03-15')).toMatchObject({ shape: 'point', from: parseDay('-0043-03-15') });
  });
});

describe('an event beside the axis', () => {
  it('waits in the column while it has no date yet', () => {
    const drawn = draw(buildMeeting({ undated: 'not-yet' }));
    expect(drawn.standpoint).toEqual({ on: 'side', absence: 'not-yet', waitsOn: null });
    expect(drawn.planned).toBe(true);
  });

  it('is listed, not drawn, when it is past and nobody says when', () => {
    expect(draw(buildMeeting({ undated: 'unknown' })).standpoint).toMatchObject({ absence: 'unknown' });
  });

  it('is listed when it lies beyond the years that are drawn', () => {
    expect(draw(buildMeeting({ date: 'Y-17000000' })).standpoint).toMatchObject({ absence: 'beyond' });
  });
});

describe('a deadline', () => {
  const treaty = (inForce: string | null) => buildEvent({ kind: 'document', id: 'treaty', date: '2025-11', inForce });
  const within = (moment: 'starts' | 'takes-effect') =>
    buildEvent({
      kind: 'deadline',
      id: 'elections',
      rule: {
        relation: 'within',
        offset: 'P100D',
        from: { event: 'treaty', moment },
        count: 'calendar',
        calendar: null,
      },
    });

  it('that waits on another event names it and its own rule', () => {
    const drawn = draw(within('takes-effect'), treaty(null));
    expect(drawn.standpoint).toEqual({ on: 'side', absence: 'conditional', waitsOn: 'treaty' });
    expect(drawn.detail).toBe('within 100 days of entry into force');
    expect(drawn.dateInFull).toBe('within 100 days of entry into force');
  });

  it('that a rule places is an outline from the earliest day to the latest, with the countdown', () => {
    const drawn = draw(within('starts'), treaty(null));
    expect(drawn.standpoint).toMatchObject({
      on: 'axis',
      mark: { shape: 'outline', from: parseDay('2026-02-09'), to: parseDay('2026-03-11') },
    });
    expect(drawn.flag).toMatch(/at most$/);
  });

  it('that is settled carries its outcome and no countdown', () => {
    const met = { ...within('starts'), outcome: 'met' as const };
    expect(draw(met, treaty(null)).flag).toBe('met');
  });

  it('on a fixed day counts down in its label', () => {
    const fixed = buildEvent({ kind: 'deadline', rule: { on: '2025-12-07' } });
    expect(draw(fixed)).toMatchObject({ detail: '7 Dec, in 5 days', flag: null });
  });
});

describe('the words of an event', () => {
  it('leave out the year of today, and keep every other', () => {
    expect(draw(buildMeeting({ date: '2025-10-24/2025-10-26' })).detail).toBe('24–26 Oct');
    expect(draw(buildMeeting({ date: '2024-10-24' })).detail).toBe('24 Oct 2024');
    expect(draw(buildMeeting({ date: '2025-11?' })).detail).toBe('Nov?');
  });

  it('take the label, or the title where there is none', () => {
    expect(draw(buildMeeting({ label: 'Miami', title: 'Three days in Miami' })).name).toBe('Miami');
    expect(draw(buildMeeting({ title: 'Three days in Miami' })).name).toBe('Three days in Miami');
  });

  it('say a statement’s stance, with the date where a band does not show it', () => {
    const said = (date: string) => draw(buildEvent({ kind: 'statement', stance: 'guarded', date })).detail;
    expect(said('2025-11')).toBe('guarded');
    expect(said('2025-11-21')).toBe('21 Nov, guarded');
  });

  it('say of a waiver’s date that it is the issue', () => {
    expect(draw(buildEvent({ kind: 'waiver', date: '[..2025-10-23]' })).detail).toBe('issued before 24 Oct');
  });

  it('say that a sanction is in force until it is lifted', () => {
    expect(draw(buildEvent({ kind: 'sanction', date: '2022-02/..' })).detail).toBe('since Feb 2022, in force');
  });

  it('count a document’s provisions', () => {
    const provision = { id: 'p1', number: '1', heading: 'Sovereignty', text: null };
    expect(draw(buildEvent({ kind: 'document', provisions: [provision] })).provisionCount).toBe(1);
  });
});

describe('the fill of an event', () => {
  it('is its standing, which is computed from its sources', () => {
    const claims = [
      buildClaim({ citations: [buildCitation({ source: 'a' }), buildCitation({ source: 'b', stance: 'denies' })] }),
    ];
    const event = buildMeeting({ claims });
    const dossier = buildDossier({ events: [event], sources: [buildSource({ id: 'a' }), buildSource({ id: 'b' })] });
    expect(drawableOf(event, dossier, today).standing).toBe('disputed');
  });

  it('is planned for what is still ahead', () => {
    expect(draw(buildMeeting({ date: '2026-01-10' })).planned).toBe(true);
    expect(draw(buildMeeting({ date: '2025-01-10' })).planned).toBe(false);
  });
});
