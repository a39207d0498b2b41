import { describe, expect, it } from 'vitest';
import { layOut } from '#core/figure/lay-out';
import { toSvg } from '#core/figure/svg';
import { openFigureFonts } from '#host/figure/font-metrics';
import { findCitationFaults, findFaults, hasWholeList } from './faults';
import { randomFigures, randomInput } from './random-figures';

const { measure } = openFigureFonts();

describe('figures of dossiers made by chance', () => {
  it.each(randomFigures)('keep every text apart and on the page: seed $seed, $count events, $preset', (each) => {
    const { selection, options } = randomInput(each);
    const { scene, checks } = layOut(selection, options, measure);
    expect(findFaults(scene, measure)).toEqual([]);
    expect(findCitationFaults(scene, hasWholeList(checks))).toEqual([]);
    expect(toSvg(scene)).not.toMatch(/NaN|Infinity|undefined/);
  });
});
