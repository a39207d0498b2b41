import { describe, expect, it } from 'vitest';
import { layOut } from '#core/figure/lay-out';
import { toSvg } from '#core/figure/svg';
import { groupings } from '#core/model/view';
import { openFigureFonts } from '#host/figure/font-metrics';
import { seededDossier } from '../builders/seeded-dossier';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { figures } from './figures';
import { findTextOverlaps } from './text-overlaps';

const { measure } = openFigureFonts();

describe.each(Object.entries(figures))('the figure "%s"', (name, { selection, options, warnings }) => {
  const { scene, warnings: given } = layOut(selection, options, measure);

  it('is drawn as it was last looked at', async () => {
    await expect(toSvg(scene)).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });

  it('has no text that meets another, leaves the page, or is crossed by a line', () => {
    expect(findTextOverlaps(scene, measure)).toEqual([]);
  });

  it('warns of what it cannot show, and of nothing else', () => {
    expect(given).toEqual(warnings);
  });

  it('names every event in words', () => {
    const words = scene.groups
      .flatMap((group) => group.nodes)
      .flatMap((node) => (node.type === 'text' ? node.runs : []));
    const text = words
      .map((run) => run.text)
      .join('')
      .replace(/\s+/g, '');
    for (const event of selection.events) expect(text).toContain((event.label ?? event.title).replace(/\s+/g, ''));
  });
});

describe('figures of dossiers made by chance', () => {
  const widths = [360, 519, 520, 720, 960, 1600, 6000];
  const firstDay = parseDay('2021-06-15');
  const cases = Array.from({ length: 70 }, (_, seed) => ({
    seed,
    count: seed % 10 === 9 ? 320 : 1 + ((seed * 7) % 60),
    width: widths[seed % widths.length] ?? 960,
    grouping: groupings[seed % groupings.length] ?? 'track',
    today: firstDay + ((seed * 37) % 1800) * dayMs,
    range: seed % 4 === 0 ? { from: parseDay('2023-01-01'), to: parseDay('2024-01-01') } : null,
  }));

  it.each(cases)('keep every text apart: seed $seed, $count events, $width pt wide, by $grouping', (each) => {
    const { seed, count, width, grouping, today, range } = each;
    const dossier = seededDossier(seed, count);
    const selection = { dossier, events: [...dossier.events.values()], range, grouping, today };
    const { scene } = layOut(selection, { width, title: null, standfirst: null, theme: 'light' }, measure);
    expect(findTextOverlaps(scene, measure)).toEqual([]);
    expect(toSvg(scene)).not.toMatch(/NaN|Infinity|undefined/);
  });
});
