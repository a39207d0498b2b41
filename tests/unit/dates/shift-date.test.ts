import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '#core/dates/calendar-day';
import { parseEdtf, readEdtf } from '#core/dates/edtf';
import { dateStep, resizeDate, shiftDate, stepsIn } from '#core/dates/shift-date';
import type { DateEdge, DateReading } from '#core/dates/reading';
import { edtfText } from './edtf-texts';

describe('a date that is moved', () => {
  it.each([
    ['2025-10-24', 3, '2025-10-27'],
    ['2025-10-31', 1, '2025-11-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-11', 1, '2025-12'],
    ['2025-11', 2, '2026-01'],
    ['2025-11', -11, '2024-12'],
    ['2025', 1, '2026'],
    ['2025-11?', 1, '2025-12?'],
    ['2025-11~', -1, '2025-10~'],
    ['2025-11-03%', 1, '2025-11-04%'],
    ['?2025-~10', 1, '?2025-~11'],
    ['2025-21', 1, '2025-22'],
    ['2025-24', 1, '2026-21'],
    ['2025-30', 1, '2026-31'],
    ['2025-36', 1, '2026-33'],
    ['2025-41~', -1, '2025-40~'],
    ['2025-10-24/2025-10-26', 1, '2025-10-25/2025-10-27'],
    ['2025-10-21~/2025-10-31~', 1, '2025-10-22~/2025-11-01~'],
    ['2022-02/..', 1, '2022-03/..'],
    ['../2025-10-23', -1, '../2025-10-22'],
    ['/2025', 1, '/2026'],
    ['[..2025-10-23]', 1, '[..2025-10-24]'],
    ['[2025-10-01..2025-10-23]', 8, '[2025-10-09..2025-10-31]'],
    ['{2025-10-01,2025-10-03}', 1, '{2025-10-02,2025-10-04}'],
    ['2025-01-31/2025-03', 1, '2025-02-28/2025-04'],
    ['2024/2025-03', 1, '2025/2026-03'],
    ['2025-XX', 1, '2026-XX'],
    ['2025-10-XX', 1, '2025-11-XX'],
    ['199X', 1, '200X'],
    ['19', 1, '20'],
    ['000X', -1, '-000X'],
    ['1950S2', 1, '2050S2'],
    ['0001', -1, '0000'],
    ['0000-12-31', 1, '0001-01-01'],
    ['-0043-03-15', -1, '-0043-03-14'],
  ])('%s by %i is %s', (edtf, steps, moved) => {
    expect(shiftDate(edtf, steps)).toBe(moved);
  });

  it.each(['../..', '/', 'XXXX', '156X-12-25', '2025-1X', '1560-XX-31', 'Y12000'])(
    'has no step when it is %s',
    (edtf) => {
      expect(dateStep(edtf)).toBeNull();
      expect(shiftDate(edtf, 1)).toBeNull();
    },
  );

  it('stays within the years that are drawn', () => {
    expect(shiftDate('9999-12-31', 1)).toBeNull();
    expect(shiftDate('-9999', -1)).toBeNull();
  });

  it('moves by as many of its steps as come nearest to a distance', () => {
    expect(stepsIn(2.4 * dayMs, { unit: 'day', count: 1 })).toBe(2);
    expect(stepsIn(-29 * dayMs, { unit: 'month', count: 1 })).toBe(-1);
    expect(stepsIn(40 * dayMs, { unit: 'month', count: 3 })).toBe(0);
  });

  it('keeps its precision, its qualifiers and its open ends', () => {
    fc.assert(
      fc.property(edtfText, fc.integer({ min: -40, max: 40 }), (edtf, steps) => {
        const moved = shiftDate(edtf, steps);
        if (moved === null) return;
        expect(shapeOf(readEdtf(moved))).toEqual(shapeOf(readEdtf(edtf)));
        expect(moved.replaceAll(/-?\d+/g, '')).toBe(edtf.replaceAll(/-?\d+/g, ''));
      }),
    );
  });

  it('moves the way it was told, both of its bounds', () => {
    fc.assert(
      fc.property(edtfText, fc.integer({ min: 1, max: 40 }), (edtf, steps) => {
        const moved = shiftDate(edtf, steps);
        if (moved === null) return;
        const [before, after] = [readEdtf(edtf).span, readEdtf(moved).span];
        if (before.from !== null) expect(after.from).toBeGreaterThan(before.from);
        if (before.to !== null) expect(after.to).toBeGreaterThan(before.to);
      }),
    );
  });

  it('comes back by as many steps, unless a short month has taken a day from it', () => {
    fc.assert(
      fc.property(edtfText, fc.integer({ min: -40, max: 40 }), (edtf, steps) => {
        const moved = shiftDate(edtf, steps);
        if (moved === null) return;
        const isOfDays = dateStep(edtf)?.unit === 'day';
        if (isOfDays || !/-\d\d-\d\d/.test(edtf)) expect(shiftDate(moved, -steps)).toBe(edtf);
      }),
    );
  });
});

describe('a period that is resized', () => {
  it.each([
    ['2025-10-24/2025-10-26', 'end', 2, '2025-10-24/2025-10-28'],
    ['2025-10-24/2025-10-26', 'start', -1, '2025-10-23/2025-10-26'],
    ['2025-10/2025-12', 'end', 1, '2025-10/2026-01'],
    ['2022-02/..', 'start', 1, '2022-03/..'],
    ['2025-10-24/2025-11?', 'end', 1, '2025-10-24/2025-12?'],
  ] as const)('%s at its %s by %i is %s', (edtf, end, steps, resized) => {
    expect(resizeDate(edtf, end, steps)).toBe(resized);
  });

  it('never ends before it starts', () => {
    expect(resizeDate('2025-10-24/2025-10-26', 'end', -2)).toBe('2025-10-24/2025-10-24');
    expect(resizeDate('2025-10-24/2025-10-26', 'end', -3)).toBeNull();
    expect(resizeDate('2025-10-24/2025-10-26', 'start', 3)).toBeNull();
  });

  it('has no end to take hold of where it is open, and a single day has none at all', () => {
    expect(resizeDate('2022-02/..', 'end', 1)).toBeNull();
    expect(resizeDate('2022-02/', 'end', 1)).toBeNull();
    expect(resizeDate('2025-10-24', 'end', 1)).toBeNull();
  });

  it('leaves its other end as it is written', () => {
    fc.assert(
      fc.property(edtfText, fc.constantFrom('start', 'end'), fc.integer({ min: -40, max: 40 }), (edtf, end, steps) => {
        const resized = resizeDate(edtf, end, steps);
        if (resized === null) return;
        const other = end === 'start' ? 1 : 0;
        expect(resized.split('/')[other]).toBe(edtf.split('/')[other]);
        expect(parseEdtf(resized).ok).toBe(true);
      }),
    );
  });
});

/** What a move has to leave alone. */
function shapeOf(reading: DateReading) {
  const edge = (each: DateEdge | null) =>
    each === null ? null : [each.precision, each.isApproximate, each.isUncertain];
  return reading.nature === 'moment'
    ? [edge(reading.edge), reading.edge.span.from === null, reading.edge.span.to === null]
    : [edge(reading.start), edge(reading.end), reading.isStartOpen, reading.isEndOpen];
}
