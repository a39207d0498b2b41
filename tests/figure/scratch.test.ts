import { readFileSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { Resvg } from '@resvg/resvg-js';
import { readSnapshot } from '#core/dossier/snapshot';
import { parseDay } from '#core/dates/calendar-day';
import { blankFigure, figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import { toSvg } from '#core/figure/svg';
import { figurePresets, noFilters } from '#core/model/view';
import { openFigureFonts } from '#host/figure/font-metrics';
import { seededDossier } from '../builders/seeded-dossier';

const fonts = openFigureFonts();
const sample = readSnapshot(JSON.parse(readFileSync('data/miami-back-channel/dossier.json', 'utf8'))).dossier;
const which = (process.env.F ?? 'slide,a4-portrait').split(',');
it('draws', () => {
  for (const name of which) {
    const [preset = 'slide', locale = 'en-GB', theme = 'light', seed = '', n = '60'] = name.split(':');
    const base = blankFigure('x', 'x', preset as (typeof figurePresets)[number]);
    const dossier = seed === '' ? sample : seededDossier(Number(seed), Number(n));
    const figure = { ...base, ...(seed === '' && locale.startsWith('en') ? { title: 'How a sanctioned envoy came to help draft the 28-point framework', standfirst: 'Reuters reports a waiver that let Kirill Dmitriev into the United States for three days of talks in Miami. The framework drafted there drew replies from every side in November 2025.' } : {}), options: { ...base.options, locale: locale as 'de', theme: theme as 'ink', ...(process.env.FROM ? { from: process.env.FROM, to: process.env.TO ?? null } : {}) } };
    const { selection, options } = figureInput(dossier, figure, { filters: noFilters, grouping: (process.env.G ?? 'track') as 'track', window: null }, parseDay('2025-12-02'));
    const t = performance.now();
    const { scene, checks } = layOut(selection, options, fonts.measure);
    const t2 = performance.now();
    layOut(selection, options, fonts.measure);
    console.log(name, Math.round(t2 - t), Math.round(performance.now() - t2), 'ms', scene.width, scene.height, checks.filter((c) => c.level !== 'fine').map((c) => c.text));
    const svg = toSvg(scene);
    const file = `/tmp/figure/${name.replaceAll(':', '_')}`;
    writeFileSync(`${file}.svg`, svg);
    writeFileSync(`${file}.png`, new Resvg(svg, { fitTo: { mode: 'width', value: Math.round(scene.width * (scene.width < 300 ? 3 : 1.6)) }, font: { fontFiles: [...fonts.faces.files], loadSystemFonts: false, defaultFontFamily: 'Inter' } }).render().asPng());
  }
});
