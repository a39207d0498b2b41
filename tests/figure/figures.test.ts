import { describe, expect, it } from 'vitest';
import { figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import { toSvg } from '#core/figure/svg';
import { openFigureFonts } from '#host/figure/font-metrics';
import { figures, type FigureCase } from './figures';
import { findCitationFaults, findFaults, hasWholeList } from './faults';

const { measure } = openFigureFonts();

function laidOut({ dossier, figure, look, today }: FigureCase) {
  const { selection, options } = figureInput(dossier, figure, look, today);
  return layOut(selection, options, measure);
}

describe.each(Object.entries(figures))('the figure "%s"', (name, each) => {
  const { scene, checks } = laidOut(each);

  it('is drawn as it was last looked at', async () => {
    await expect(toSvg(scene)).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });

  it('has no text that meets another, leaves the page, is crossed by a line or hard to read', () => {
    expect(findFaults(scene, measure)).toEqual([]);
  });

  it('numbers each source that it cites, and lists no other', () => {
    expect(findCitationFaults(scene, hasWholeList(checks))).toEqual([]);
  });

  it('warns of what it cannot show, and of nothing else', () => {
    const warnings = checks.flatMap(({ level, text }) => (level === 'warning' ? [text] : []));
    expect(warnings).toEqual(each.warnings);
  });

  it('names every event in words', () => {
    const nodes = scene.groups.flatMap((group) => group.nodes);
    const text = nodes
      .flatMap((node) => (node.type === 'text' ? node.runs : []))
      .map((run) => run.text)
      .join('')
      .replace(/\s+/g, '')
      .toLowerCase();
    const label = new Map(each.figure.wording.map((worded) => [worded.event, worded.label]));
    const missing = [...each.dossier.events.values()].filter((event) => {
      const parts = (label.get(event.id) ?? event.label ?? event.title).toLowerCase().split(': ');
      return !parts.every((part) => text.includes(part.replace(/\s+/g, '')));
    });
    expect(missing.length).toBeLessThanOrEqual(each.unnamed);
  });
});
