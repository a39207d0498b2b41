import { extname, resolve } from 'node:path';
import * as v from 'valibot';
import { FigureRequest } from '#api/contract';
import { formatDay } from '#core/dates/calendar-day';
import { locales } from '#core/dates/languages';
import { blankFigure } from '#core/figure/figure-input';
import { pointsPerMillimetre } from '#core/figure/page';
import type { Dossier } from '#core/model/dossier';
import { figurePresets, figureThemes, noFilters, pageSideLimits, type Figure } from '#core/model/view';
import { nothingToShow } from '#core/query/selection';
import { findView } from '#core/query/view';
import { checkDossierFolder } from '#host/dossier-folder';
import { writeExportedFile } from '#host/exported-file';
import { defineCommand, UsageError, type Given } from './command';
import { readAsKnown } from './read-as-known';
import { readBound } from './selection-options';
import { todayOf } from './today';

const options = {
  out: { value: 'FILE', help: 'where to write it; .svg, .png or .pdf decides the format' },
  figure: { value: 'NAME', help: 'a figure that the dossier keeps; the options below change it for this once' },
  preset: { value: 'NAME', help: `the page: ${figurePresets.slice(0, -1).join(', ')}; slide by default` },
  size: { value: 'SIZE', help: 'a page of another size, such as 190x120mm or 1200x800px' },
  view: { value: 'NAME', help: 'a saved view, for its filters, lanes and range' },
  from: { value: 'DATE', help: 'first day shown, such as 2025-10-24; of a month (2025-10) or a year, its first' },
  to: { value: 'DATE', help: 'last day shown; of a month or a year, its last' },
  'as-of': { value: 'DATE', help: 'show what was known on this day' },
  locale: { value: 'TAG', help: `the language of dates and of the figure's own words: ${locales.join(', ')}` },
  theme: { value: 'NAME', help: `the colours: ${figureThemes.join(', ')}` },
  scale: { value: 'NUMBER', help: 'pixels of a PNG to one at 96 to the inch; 1 by default, 3.125 is 300 to the inch' },
} as const;

export const figureCommand = defineCommand({
  name: 'figure',
  summary: 'Draw a dossier as a figure: SVG, PNG or PDF.',
  operands: ['DOSSIER'],
  options,
  async run([path], given, { today }, terminal) {
    if (given.out === undefined)
      throw new UsageError('Say where to write the figure with --out FILE.svg, .png or .pdf.');
    const format = readFormat(given.out);
    const scale = readScale(given.scale);
    const asKnownOn = given['as-of'] === undefined ? null : dayOf('as-of', 'to', given['as-of']);
    const folder = path ?? '.';
    const { dossier } = await checkDossierFolder(folder);

    // The fonts and the rasteriser are loaded for a figure alone.
    const { dayKnownIn, isBlank, renderFigure } = await import('#host/figure/render');
    const request: FigureRequest = {
      format,
      figure: figureFor(dossier, given),
      look: { filters: noFilters, grouping: 'track', window: null },
      asKnownOn,
      scale,
    };
    const seen = await readAsKnown(folder, dossier, dayKnownIn(dossier, request), todayOf(today));
    if (isBlank(seen.dossier, request, seen.today)) throw nothingToShow(seen.dossier);
    const rendered = await renderFigure(seen.dossier, request, seen.today);
    const out = resolve(given.out);
    await writeExportedFile(out, rendered);
    for (const { level, text } of rendered.checks) if (level === 'warning') terminal.say(text);
    terminal.print(`Wrote ${out}`);
    return 0;
  },
});

/** The figure that the dossier keeps, or a blank one, with what the command line changes of it. */
function figureFor(dossier: Dossier, given: Given<typeof options>): Figure {
  const kept = given.figure === undefined ? null : named('figure', dossier.figures.values(), given.figure);
  const figure = kept ?? blankFigure('command-line', 'Command line', 'slide');
  const size = given.size === undefined ? null : readSize(given.size);
  if (size !== null && given.preset !== undefined && given.preset !== 'custom')
    throw new UsageError('--size makes a page of its own; leave --preset out.');
  const preset = given.preset === undefined ? figure.preset : choice('preset', figurePresets, given.preset);
  if (preset === 'custom' && size === null && figure.options.size === null)
    throw new UsageError('Say how large the page is with --size, such as 190x120mm.');
  const { options: kind } = figure;
  return {
    ...figure,
    preset: size === null ? preset : 'custom',
    view: given.view === undefined ? figure.view : findView(dossier, given.view).id,
    options: {
      ...kind,
      size: size ?? kind.size,
      theme: given.theme === undefined ? kind.theme : choice('theme', figureThemes, given.theme),
      locale: given.locale === undefined ? kind.locale : choice('locale', locales, given.locale),
      from: given.from === undefined ? kind.from : dayOf('from', 'from', given.from),
      to: given.to === undefined ? kind.to : dayOf('to', 'to', given.to),
    },
  };
}

/** The record of that name, or with that id. */
function named<T extends { id: string; name: string }>(what: string, records: Iterable<T>, name: string): T {
  const all = [...records];
  const found = all.find((record) => record.name === name) ?? all.find((record) => record.id === name);
  if (found !== undefined) return found;
  const names = all.map((record) => `"${record.name}"`).join(', ');
  throw new UsageError(
    `The dossier has no ${what} "${name}". ${all.length === 0 ? `It keeps no ${what}s.` : `It has ${names}.`}`,
  );
}

function choice<const T extends string>(option: string, values: readonly T[], text: string): T {
  const found = values.find((value) => value.toLowerCase() === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(`--${option} must be one of ${values.join(', ')}; "${text}" is not.`);
}

function readFormat(out: string): FigureRequest['format'] {
  const ending = extname(out).toLowerCase();
  if (ending === '.svg') return 'svg';
  if (ending === '.png') return 'png';
  if (ending === '.pdf') return 'pdf';
  throw new UsageError(`A figure is written as .svg, .png or .pdf; "${out}" ends in none of them.`);
}

function readScale(text = '1'): number {
  const scale = v.safeParse(FigureRequest.entries.scale, /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
  if (scale.success) return scale.output;
  throw new UsageError(`--scale must be a number from 0.5 to 8; "${text}" is not.`);
}

const pointsPer = { mm: pointsPerMillimetre, px: 72 / 96, pt: 1 } as const;

function readSize(text: string): { width: number; height: number } {
  const parts = /^(\d+(?:\.\d+)?)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|px|pt)$/i.exec(text);
  if (parts === null) throw new UsageError(`--size must be like 190x120mm or 1200x800px; "${text}" is not.`);
  const unit = pointsPer[(parts[3] ?? 'pt').toLowerCase() as keyof typeof pointsPer];
  const [width, height] = [Number(parts[1]) * unit, Number(parts[2]) * unit];
  const { least, most } = pageSideLimits;
  if ([width, height].every((side) => side >= least && side <= most)) return { width, height };
  throw new UsageError(`--size: a page has sides from 25.4 mm (96 px) to 5080 mm (19200 px); "${text}" has not.`);
}

function dayOf(option: string, side: 'from' | 'to', text: string): string {
  return formatDay(readBound(option, side, text));
}
