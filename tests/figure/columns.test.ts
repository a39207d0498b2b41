import { expect, it } from 'vitest';
import { figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import { openFigureFonts } from '#host/figure/font-metrics';
import { buildEvent, buildFigure } from '../builders/records';
import { figures } from './figures';

const { measure } = openFigureFonts();

it('leaves the narrowest of five columns wide enough for its words', () => {
  const [sample] = Object.values(figures);
  if (sample === undefined) throw new Error('The sample has no figure.');
  const { dossier, look, today } = sample;
  const event = buildEvent({ kind: 'statement', id: 'extra', title: 'Somebody answers', date: '2025-11-20' });
  const withFifth = { ...dossier, events: new Map([...dossier.events, [event.id, event]]) };
  const { selection, options } = figureInput(withFifth, buildFigure({ preset: 'square' }), look, today);
  const { scene, checks } = layOut(selection, options, measure);
  const { nodes = [] } = scene.groups.find(({ name }) => name === 'Back channel') ?? {};
  const lines = nodes.flatMap((node) => (node.type === 'text' ? [node.runs.map(({ text }) => text).join('')] : []));
  expect(lines).toEqual(expect.arrayContaining(['28-point', 'framework']));
  expect(checks.filter(({ text }) => text.includes('broken'))).toEqual([]);
});

it('says which words are broken, where no column is wide enough for them', () => {
  const narrow = figures['long-words-down'];
  if (narrow === undefined) throw new Error('There is no figure of long words.');
  const { selection, options } = figureInput(narrow.dossier, narrow.figure, narrow.look, narrow.today);
  const { checks } = layOut(selection, options, measure);
  const said = checks.filter(({ text }) => text.includes('broken across lines'));
  expect(said.map(({ level, text }) => `${level}: ${text}`)).toEqual([
    'note: “Rindfleischetikettierungsüberwachungsau…”, “Donaudampfschifffahrtsgesellschaftskapi…” are broken across lines: a wider page, fewer lanes or other labels give more room',
  ]);
});
