import { describe, expect, it } from 'vitest';
import { dayMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { presetWindow, windowAbout, zoomPresets } from '#core/timeline/go-to';
import { noPlaces, stepTo, visit, type PlacesVisited } from '#core/timeline/places-visited';
import type { TimeWindow } from '#core/timeline/scale';

const days = ({ from, to }: TimeWindow) => `${formatDay(from)} to ${formatDay(to - 1)}`;

describe('a zoom preset', () => {
  it('shows the stretch of the calendar that holds an instant', () => {
    const at = parseDay('2025-12-02') + 5000;
    expect(zoomPresets.map((preset) => days(presetWindow(preset, at)))).toEqual([
      '2025-12-02 to 2025-12-02',
      '2025-12-01 to 2025-12-07',
      '2025-12-01 to 2025-12-31',
      '2025-10-01 to 2025-12-31',
      '2025-01-01 to 2025-12-31',
    ]);
  });

  it('counts weeks from Monday before 1970 and before the Common Era', () => {
    expect(days(presetWindow('week', parseDay('1969-12-31')))).toBe('1969-12-29 to 1970-01-04');
    expect(days(presetWindow('month', parseDay('-0043-03-15')))).toBe('-0043-03-01 to -0043-03-31');
  });
});

describe('going to a date', () => {
  const present = { from: parseDay('2025-10-01'), to: parseDay('2025-10-31') };
  const about = (edtf: string) => windowAbout(readEdtf(edtf), present);
  const length = (window: TimeWindow | null) => (window === null ? 0 : (window.to - window.from) / dayMs);

  it('brings it to the middle at the present zoom', () => {
    const window = about('2022-02-24');
    expect(window).toEqual({ from: parseDay('2022-02-24') - 14.5 * dayMs, to: parseDay('2022-02-24') + 15.5 * dayMs });
  });

  it('zooms out for a date that is longer than the view, and in for one too short to be seen', () => {
    expect(length(about('2022'))).toBeGreaterThan(365);
    const whole = { from: parseDay('1900-01-01'), to: parseDay('2000-01-01') };
    expect(length(windowAbout(readEdtf('1950-06-01'), whole))).toBe(60);
  });

  it('shows a date without a start or an end at the side that it has', () => {
    expect(days(about('2022-02/..') ?? present)).toContain('2022');
    expect(days(about('[..2025-10-23]') ?? present)).toContain('2025');
  });

  it('has nowhere to go beyond the years that are drawn', () => {
    expect(about('Y12000')).toBeNull();
  });
});

describe('the parts of time looked at', () => {
  const at = (day: number, length = 30): TimeWindow => ({ from: day * dayMs, to: (day + length) * dayMs });
  const walk = (...windows: TimeWindow[]) => windows.reduce(visit, noPlaces);
  const trailOf = ({ trail }: PlacesVisited) => trail.map(({ window }) => [window.from / dayMs, window.to / dayMs]);

  it('are one place while the view moves little', () => {
    expect(trailOf(walk(at(0), at(5), at(10)))).toEqual([[10, 40]]);
  });

  it('are another after a long way, in one leap or in many steps, and at quite another zoom', () => {
    expect(walk(at(0), at(100)).trail).toHaveLength(2);
    expect(walk(at(0), at(10), at(20), at(30)).trail).toHaveLength(2);
    expect(walk(at(0), at(0, 300)).trail).toHaveLength(2);
  });

  it('lead back and forward to where the reader left them', () => {
    const back = stepTo(walk(at(0), at(5), at(100)), -1);
    expect(back?.window).toEqual(at(5));
    if (back === null) throw new Error('There is no way back');
    expect(stepTo(visit(back.places, at(5)), 1)?.window).toEqual(at(100));
    expect(stepTo(back.places, -1)).toBeNull();
  });

  it('forget what lay ahead once the reader goes elsewhere', () => {
    const back = stepTo(walk(at(0), at(100)), -1);
    expect(trailOf(visit(back?.places ?? noPlaces, at(500)))).toEqual([
      [0, 30],
      [500, 530],
    ]);
  });
});
