import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { axisFor, breaksOf, monthsLeftOut, xOf } from '#core/figure/axis';
import { gather } from '#core/figure/entries';
import { figureInput } from '#core/figure/figure-input';
import { english } from '#core/figure/words/english';
import { noFilters } from '#core/model/view';
import { buildDossier } from '../builders/dossier';
import { buildFigure, buildMeeting } from '../builders/records';

const today = parseDay('2025-12-02');

function axisOf(dates: readonly string[], range: { from: number; to: number } | null = null, isRoomy = false) {
  const events = dates.map((date, index) => buildMeeting({ id: `event-${index}`, date }));
  const dossier = buildDossier({ events });
  const look = { filters: noFilters, grouping: 'track', window: null } as const;
  const { selection } = figureInput(dossier, buildFigure(), look, today);
  const { entries } = gather(selection, english, true);
  return axisFor(entries, range, today, { left: 100, right: 900, breakLength: 14, shortestPiece: 52, isRoomy });
}

describe('the axis of a figure', () => {
  it('holds every date between its edges, in order', () => {
    const axis = axisOf(['2025-10-24/2025-10-26', '2025-11', '2025-12-05']);
    const places = ['2025-10-24', '2025-10-27', '2025-11-01', '2025-12-01', '2025-12-06'].map((day) =>
      xOf(axis, parseDay(day)),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(100);
    expect(places.at(-1)).toBeLessThan(900);
  });

  it('gives every day of one stretch the same width', () => {
    const axis = axisOf(['2025-10-24', '2025-11-20']);
    const width = (day: string, next: string) => xOf(axis, parseDay(next)) - xOf(axis, parseDay(day));
    expect(width('2025-10-24', '2025-10-25')).toBeCloseTo(width('2025-11-10', '2025-11-11'));
  });

  it('breaks where half a year or more is empty and would crowd out the rest, and says how long it is', () => {
    expect(monthsLeftOut(axisOf(['2025-01-05', '2025-01-20', '2025-10-01']))).toEqual([8]);
    expect(breaksOf(axisOf(['2022-02', '2025-10-24', '2025-11']))).toHaveLength(1);
    expect(breaksOf(axisOf(['2025-01-05', '2025-06-01']))).toHaveLength(0);
    expect(breaksOf(axisOf(['2015-03', '2016-01', '2017-01', '2018-01', '2019-01', '2020-01']))).toHaveLength(0);
  });

  it('breaks inside a period that says nothing new for years', () => {
    const axis = axisOf(['2022-02/..', '2025-10-24']);
    expect(breaksOf(axis)).toHaveLength(1);
    expect(xOf(axis, today)).toBeGreaterThan(breaksOf(axis)[0] ?? Infinity);
  });

  it('gives crowded weeks more room where asked, and keeps the order of days', () => {
    const dates = ['2025-10-01', '2025-11-10', '2025-11-11', '2025-11-12', '2025-11-13', '2025-12-20'];
    const width = (isRoomy: boolean) => {
      const axis = axisOf(dates, null, isRoomy);
      const days = dates.map((day) => xOf(axis, parseDay(day)));
      expect(days).toEqual(days.toSorted((a, b) => a - b));
      return xOf(axis, parseDay('2025-11-17')) - xOf(axis, parseDay('2025-11-10'));
    };
    expect(width(true)).toBeGreaterThan(width(false) * 2);
  });

  it('spans a chosen range exactly', () => {
    const range = { from: parseDay('2025-10-01'), to: parseDay('2025-12-15') };
    const axis = axisOf(['2022-02/..', '2025-10-24'], range);
    expect([xOf(axis, range.from), xOf(axis, range.to)]).toEqual([100, 900]);
    expect(breaksOf(axis)).toEqual([]);
  });

  it('puts what lies outside it on its edge', () => {
    const axis = axisOf(['2025-10-24']);
    expect(xOf(axis, parseDay('1900-01-01'))).toBe(100);
    expect(xOf(axis, parseDay('2100-01-01'))).toBe(900);
  });
});
