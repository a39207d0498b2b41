import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FigureRequest } from '#api/contract';
import { parseDay } from '#core/dates/calendar-day';
import { blankFigure, figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import { noFilters, type FigurePreset } from '#core/model/view';
import { toSvg } from '#core/figure/svg';
import { openFigureFonts } from '#host/figure/font-metrics';
import { toPdf } from '#host/figure/pdf';
import { renderFigure } from '#host/figure/render';
import { seededDossier } from '../tests/builders/seeded-dossier';

const today = parseDay('2025-12-02');
const look = { filters: noFilters, grouping: 'track', window: null } as const;
const runs = 7;

const sizes = [20, 100, 400];

/** Layout and each writer of figures, on a slide and on an A4 page, as a topic of the bench. */
export const figure = {
  name: 'figure',
  title: 'Figures: layout, then layout with each writer; medians',
  run: async ({ events, say }: { events: readonly number[] | null; say(line: string): void }) => {
    const rows: string[][] = [];
    for (const preset of ['slide', 'a4-portrait'] as const) {
      for (const count of events ?? sizes) {
        say(`figure, ${preset}, ${count} events`);
        rows.push(await timeFigure(preset, count));
      }
    }
    return { columns: ['page', 'events', 'layout', 'to SVG', 'to PNG at 2x', 'to PDF', 'SVG saved'], rows };
  },
};

async function timeFigure(preset: FigurePreset, count: number): Promise<string[]> {
  const dossier = seededDossier(count, count);
  const blank = blankFigure('bench', 'Bench', preset);
  const { selection, options } = figureInput(dossier, blank, look, today);
  const fonts = openFigureFonts();
  const lay = () => layOut(selection, options, fonts.measure);
  const request = (format: FigureRequest['format']): FigureRequest => ({
    format,
    figure: blank,
    look,
    asKnownOn: null,
    scale: 2,
  });
  const layout = await median(lay);
  const [svg, png, pdf] = [
    await median(() => toSvg(lay().scene)),
    await median(() => renderFigure(dossier, request('png'), today)),
    await median(() => toPdf(lay().scene, today, fonts)),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const { content } = await renderFigure(dossier, request('svg'), today);
  const saved = await median(() => writeFile(join(folder, 'figure.svg'), content));
  await rm(folder, { recursive: true });
  return [preset, String(count), ...[layout, svg, png, pdf, saved].map((ms) => `${ms.toFixed(1)} ms`)];
}

/** The median of some runs in milliseconds; the first, which warms caches, is left out. */
async function median(act: () => unknown): Promise<number> {
  await act();
  const times: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const start = performance.now();
    await act();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}
