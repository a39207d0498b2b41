import { describe, expect, it } from 'vitest';
import { dayMs, dayToMs, formatDay, parseDay } from '#core/dates/calendar-day';
import { ticksFor } from '#core/timeline/ticks';

const labels = (ticks: readonly { label: string }[]) => ticks.map(({ label }) => label);
const year = (astronomical: number) => dayToMs({ year: astronomical, month: 1, day: 1 });

describe('the ticks of the axis', () => {
  it('are Mondays under months for eleven weeks', () => {
    const { major, minor } = ticksFor(parseDay('2025-10-01'), parseDay('2025-12-18'), 724);
    expect(labels(major)).toEqual(['October 2025', 'November', 'December']);
    expect(labels(minor)).toEqual(['6', '13', '20', '27', '3', '10', '17', '24', '1', '8', '15']);
    expect(minor.every(({ ms }) => new Date(ms).getUTCDay() === 1)).toBe(true);
  });

  it('step minute, hour, day, Monday, month, quarter, year, decade, century as the window widens', () => {
    const from = parseDay('2025-01-01');
    const firstStep = (days: number) => {
      const { minor } = ticksFor(from, from + days * dayMs, 720);
      return ((minor[1]?.ms ?? 0) - (minor[0]?.ms ?? 0)) / dayMs;
    };
    expect(firstStep(0.005) * 1440).toBe(1);
    expect(firstStep(0.5) * 24).toBe(1);
    expect(firstStep(20)).toBe(1);
    expect(firstStep(100)).toBe(7);
    expect(firstStep(400)).toBe(31);
    expect(firstStep(1300)).toBe(90);
    expect(firstStep(3000)).toBe(365);
    expect(firstStep(36_000)).toBeCloseTo(3652, 0);
    expect(firstStep(360_000)).toBeCloseTo(36_524, 0);
  });

  it('write hours with two digits, under their day', () => {
    const from = parseDay('2025-10-24') + 7 * 3_600_000;
    const { major, minor } = ticksFor(from, from + 9 * 3_600_000, 720);
    expect(labels(minor).slice(0, 3)).toEqual(['07:00', '08:00', '09:00']);
    expect(labels(major)).toEqual(['24 October 2025']);
  });

  it('give the year to the first label that has room, and to each January', () => {
    const { major } = ticksFor(parseDay('2025-11-28'), parseDay('2026-02-20'), 724);
    expect(labels(major)).toEqual(['', 'December 2025', 'January 2026', 'February']);
  });

  it('leave out the words of a stretch that begins too near the end to write them', () => {
    const { major } = ticksFor(parseDay('2025-10-01'), parseDay('2025-12-05'), 724);
    expect(labels(major)).toEqual(['October 2025', 'November', '']);
  });

  it('know no year 0: the year before 1 is 1 BCE', () => {
    const { minor } = ticksFor(year(-3), year(4), 724);
    expect(labels(minor)).toEqual(['4 BCE', '3 BCE', '2 BCE', '1 BCE', '1', '2', '3', '4']);
  });

  it('count round years on both sides of the Common Era', () => {
    const { major, minor } = ticksFor(year(-29), year(31), 500);
    expect(labels(minor)).toEqual(['30 BCE', '20 BCE', '10 BCE', '1', '10', '20', '30']);
    expect(labels(major)).toEqual(['Before the Common Era', 'Common Era']);
  });

  it('head years by decade, and decades by century', () => {
    expect(labels(ticksFor(year(2018), year(2027), 724).major)).toEqual(['2010s', '2020s']);
    expect(labels(ticksFor(year(1880), year(1980), 724).major)).toEqual(['1800s', '1900s']);
  });

  it('reach from the year -9999 to 9999', () => {
    const { minor } = ticksFor(year(-9999), year(9999), 724);
    expect(minor.length).toBeGreaterThan(8);
    expect(labels(minor)[0]).toBe('10000 BCE');
  });

  it('lie in the window, in order, wherever it is', () => {
    for (let days = 0.01; days < 4_000_000; days *= 1.7) {
      const from = year(-2000) + days * 12_345_678;
      const to = from + days * dayMs;
      const { major, minor } = ticksFor(from, to, 800);
      expect(minor.length).toBeLessThan(40);
      for (const [index, tick] of minor.entries()) {
        expect(tick.ms).toBeGreaterThanOrEqual(from);
        expect(tick.ms).toBeLessThanOrEqual(to);
        expect(tick.ms).toBeGreaterThan(minor[index - 1]?.ms ?? -Infinity);
      }
      expect(major[0]?.ms).toBeLessThanOrEqual(from);
    }
  });

  it('stand on the same days whatever window they are asked for', () => {
    const whole = ticksFor(parseDay('2025-10-01'), parseDay('2025-12-18'), 724).minor;
    const moved = ticksFor(parseDay('2025-10-09'), parseDay('2025-12-26'), 724).minor;
    const shared = moved.filter(({ ms }) => ms <= parseDay('2025-12-18')).map(({ ms }) => formatDay(ms));
    expect(whole.map(({ ms }) => formatDay(ms))).toEqual(expect.arrayContaining(shared));
  });
});
