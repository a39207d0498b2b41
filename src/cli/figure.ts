import { extname, resolve } from 'node:path';
import * as v from 'valibot';
import { FigureRequest } from '#api/contract';
import { noFilters } from '#core/model/view';
import { checkDossierFolder } from '#host/dossier-folder';
import { writeExportedFile } from '#host/exported-file';
import { defineCommand, UsageError } from './command';
import { rangeOf, selectionOptions } from './selection-options';
import { todayOf } from './today';

const defaultWidthPx = '1280';

export const figureCommand = defineCommand({
  name: 'figure',
  summary: 'Draw a dossier as a figure: SVG, PNG or PDF.',
  dossier: 'required',
  options: {
    out: { value: 'FILE', help: 'where to write it; .svg, .png or .pdf decides the format' },
    from: selectionOptions.from,
    to: selectionOptions.to,
    width: { value: 'PX', help: `width in pixels, ${defaultWidthPx} by default` },
  },
  async run(path, given, { today }, terminal) {
    if (given.out === undefined)
      throw new UsageError('Say where to write the figure with --out FILE.svg, .png or .pdf.');
    const format = readFormat(given.out);
    const width = readWidth(given.width ?? defaultWidthPx);
    const { dossier } = await checkDossierFolder(path ?? '.');

    // The fonts and the rasteriser are loaded for a figure alone.
    const { renderFigure } = await import('#host/figure/render');
    const request: FigureRequest = {
      format,
      range: rangeOf(dossier, given, null),
      filters: noFilters,
      grouping: 'track',
      title: null,
      standfirst: null,
      theme: 'light',
      asKnownOn: null,
      width,
    };
    const figure = await renderFigure(dossier, request, todayOf(today));
    const out = resolve(given.out);
    await writeExportedFile(out, figure);
    for (const warning of figure.warnings) terminal.say(warning);
    terminal.print(`Wrote ${out}`);
    return 0;
  },
});

function readFormat(out: string): FigureRequest['format'] {
  const ending = extname(out).toLowerCase();
  if (ending === '.svg') return 'svg';
  if (ending === '.png') return 'png';
  if (ending === '.pdf') return 'pdf';
  throw new UsageError(`A figure is written as .svg, .png or .pdf; "${out}" ends in none of them.`);
}

function readWidth(text: string): number {
  const width = v.safeParse(FigureRequest.entries.width, /^\d+$/.test(text) ? Number(text) : Number.NaN);
  if (width.success) return width.output;
  throw new UsageError(`--width must be a whole number of pixels from 480 to 8000; "${text}" is not.`);
}
