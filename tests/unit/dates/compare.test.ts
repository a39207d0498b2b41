import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReadings } from '#core/dates/compare';
import { readEdtf } from '#core/dates/edtf';
import { edtfText } from './edtf-texts';

function inOrder(...texts: readonly (string | null)[]): readonly (string | null)[] {
  return texts
    .map((text) => (text === null ? null : readEdtf(text)))
    .sort(compareReadings)
    .map((reading) => reading?.edtf ?? null);
}

describe('dates in a list', () => {
  it('stand by their earliest day, then by their latest, those without a date last', () => {
    expect(inOrder(null, '2025-11', '2025-10-24', '2022-02/..', '2025-11-01', '2025-11?', '-0333')).toEqual([
      '-0333',
      '2022-02/..',
      '2025-10-24',
      '2025-11-01',
      '2025-11',
      '2025-11?',
      null,
    ]);
  });

  it('stand just after their latest day where they have no earliest', () => {
    expect(inOrder('2025-10-24', '[..2025-10-23]', '2025-10-23', '2022')).toEqual([
      '2022',
      '2025-10-23',
      '[..2025-10-23]',
      '2025-10-24',
    ]);
  });

  it('too far away to compute stand between the dated and the undated', () => {
    expect(inOrder(null, 'Y17E7', '2025')).toEqual(['2025', 'Y17E7', null]);
  });

  it('have one order, however they came', () => {
    const readings = fc.option(edtfText.map(readEdtf), { nil: null });
    fc.assert(
      fc.property(readings, readings, readings, (a, b, c) => {
        expect(Math.sign(compareReadings(a, b)) + Math.sign(compareReadings(b, a))).toBe(0);
        if (compareReadings(a, b) <= 0 && compareReadings(b, c) <= 0) {
          expect(compareReadings(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
