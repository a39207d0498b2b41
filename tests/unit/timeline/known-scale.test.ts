import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import { knownScale } from '#core/timeline/known-scale';

const today = parseDay('2025-12-02');
const scale = knownScale(['2022-02-28', '2025-10-22', '2025-11-30'].map(parseDay), today);

describe('the slider of "as known on"', () => {
  it('runs from the first report to today', () => {
    expect(scale.positionOf(parseDay('2022-02-28'))).toBe(0);
    expect(scale.positionOf(today)).toBe(scale.last);
    expect(scale.dayAt(0)).toBe(parseDay('2022-02-28'));
    expect(scale.dayAt(scale.last)).toBe(today);
  });

  it('takes a step a day between reports that lie close together', () => {
    expect(scale.positionOf(today) - scale.positionOf(parseDay('2025-11-30'))).toBe(2);
    expect(formatDay(scale.dayAt(scale.last - 1))).toBe('2025-12-01');
  });

  it('shortens years without a report, and finds every report on a whole step', () => {
    expect(scale.positionOf(parseDay('2025-10-22'))).toBe(30);
    expect(formatDay(scale.dayAt(30))).toBe('2025-10-22');
    expect(formatDay(scale.dayAt(60))).toBe('2025-11-30');
  });

  it('keeps days in order, the ones before the first report at its place', () => {
    const days = Array.from({ length: scale.last + 1 }, (_, position) => scale.dayAt(position));
    expect(days).toEqual([...days].sort((a, b) => a - b));
    expect(scale.positionOf(parseDay('2021-01-01'))).toBe(0);
  });

  it('has nowhere to go where nothing was reported before today', () => {
    expect(knownScale([today], today).last).toBe(0);
    expect(knownScale([], today).dayAt(0)).toBe(today);
  });
});
