import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FigureRequest } from '#api/contract';
import { parseDay } from '#core/dates/calendar-day';
import { blankFigure, figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import type { Dossier } from '#core/model/dossier';
import { noFilters, type FigurePreset } from '#core/model/view';
import { toSvg } from '#core/figure/svg';
import { openFigureFonts } from '#host/figure/font-metrics';
import { toPdf } from '#host/figure/pdf';
import { prepareFigures, renderFigure } from '#host/figure/render';
import { buildDossier } from '../tests/builders/dossier';
import { buildCitation, buildClaim, buildMeeting, buildSource, buildTrack } from '../tests/builders/records';
import { seededDossier } from '../tests/builders/seeded-dossier';

const today = parseDay('2025-12-02');
const look = { filters: noFilters, grouping: 'track', window: null } as const;
const runs = 7;

const sizes = [20, 60, 100, 400];

/** Layout and each writer of figures, on a slide, an A4 page and a newspaper's column, as a topic of the bench. */
export const figure = {
  name: 'figure',
  title: 'Figures: the first preview in a host that has made ready, layout, then layout with each writer; medians',
  run: async ({ events, say }: { events: readonly number[] | null; say(line: string): void }) => {
    const rows: string[][] = [];
    for (const preset of ['slide', 'a4-portrait', 'column'] as const) {
      for (const count of events ?? sizes) {
        say(`figure, ${preset}, ${count} events`);
        rows.push(await timeFigure(preset, `${count}`, seededDossier(count, count)));
      }
    }
    say('figure, 400 events of one lane, each with a source of its own');
    rows.push(await timeFigure('column', '400, 400 sources', manySources(400)));
    return { columns: ['page', 'events', 'first', 'layout', 'to SVG', 'to PNG at 2x', 'to PDF', 'SVG saved'], rows };
  },
};

/** Meetings of one lane over four months, each with a source of its own. */
function manySources(count: number): Dossier {
  const ids = Array.from({ length: count }, (_, index) => index);
  return buildDossier({
    tracks: [buildTrack({ id: 'talks' })],
    sources: ids.map((index) => buildSource({ id: `source-${index}` })),
    events: ids.map((index) =>
      buildMeeting({
        id: `meeting-${index}`,
        tracks: ['talks'],
        date: `2025-${String(7 + (index % 4)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
        claims: [buildClaim({ id: 'claim', citations: [buildCitation({ source: `source-${index}` })] })],
      }),
    ),
  });
}

async function timeFigure(preset: FigurePreset, count: string, dossier: Dossier): Promise<string[]> {
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
  await prepareFigures(dossier, today);
  const start = performance.now();
  await renderFigure(dossier, request('svg'), today);
  const first = performance.now() - start;
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
  return [preset, count, ...[first, layout, svg, png, pdf, saved].map((ms) => `${ms.toFixed(1)} ms`)];
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
