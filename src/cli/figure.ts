import { extname, resolve } from 'node:path';
import * as v from 'valibot';
import { FigureRequest } from '#api/contract';
import { dayMs, formatDay } from '#core/dates/calendar-day';
import { placementOf } from '#core/dates/deadline';
import { parseEdtf } from '#core/dates/edtf';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { checkDossierFolder } from '#host/dossier-folder';
import { writeExportedFile } from '#host/exported-file';
import { defineCommand, UsageError } from './command';
import { todayOf } from './today';

const defaultWidthPx = '1280';

export const figureCommand = defineCommand({
  name: 'figure',
  summary: 'Draw a dossier as a figure: SVG, PNG or PDF.',
  operands: ['DOSSIER'],
  options: {
    out: { value: 'FILE', help: 'where to write it; .svg, .png or .pdf decides the format' },
    from: { value: 'DATE', help: 'first day shown, such as 2025-10-24; of a month (2025-10) or a year, its first' },
    to: { value: 'DATE', help: 'last day shown; of a month or a year, its last' },
    width: { value: 'PX', help: `width in pixels, ${defaultWidthPx} by default` },
  },
  async run([path], given, { today }, terminal) {
    if (given.out === undefined)
      throw new UsageError('Say where to write the figure with --out FILE.svg, .png or .pdf.');
    const format = readFormat(given.out);
    const width = readWidth(given.width ?? defaultWidthPx);
    const from = readBound('from', given.from);
    const to = readBound('to', given.to);
    const { dossier } = await checkDossierFolder(path ?? '.');

    // The fonts and the rasteriser are loaded for a figure alone.
    const { renderFigure } = await import('#host/figure/render');
    const request: FigureRequest = {
      format,
      range: rangeOf(dossier, from, to),
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

function readBound(side: 'from' | 'to', text: string | undefined): number | null {
  if (text === undefined) return null;
  const parsed = parseEdtf(text);
  if (!parsed.ok) throw new UsageError(`--${side} ${parsed.problem}.`);
  const bound = parsed.reading.span[side];
  if (bound !== null) return bound;
  throw new UsageError(`--${side}: "${text}" has no ${side === 'from' ? 'first' : 'last'} day. Give one that has.`);
}

/** The days asked for; a side left out reaches as far as the dossier's dates do. */
function rangeOf(dossier: Dossier, from: number | null, to: number | null): FigureRequest['range'] {
  if (from === null && to === null) return null;
  const spans = [...dossier.events.values()].flatMap((event) => placementOf(event, dossier.events)?.span ?? []);
  const start = from ?? Math.min(...spans.flatMap((span) => span.from ?? []));
  const end = to ?? Math.max(...spans.flatMap((span) => span.to ?? span.from ?? []));
  if (Number.isFinite(start) && Number.isFinite(end) && start < end) {
    return { from: formatDay(start), to: formatDay(end - dayMs) };
  }
  throw new UsageError('No day lies between --from and --to.');
}
