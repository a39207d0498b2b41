import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { renderAsync } from '@resvg/resvg-js';
import type { FigureRequest, RenderedFigure } from '#api/contract';
import { check, type Check } from '#core/figure/checks';
import { gather } from '#core/figure/entries';
import { blankFigure, figureInput } from '#core/figure/figure-input';
import { layOut } from '#core/figure/lay-out';
import type { Font, Scene } from '#core/figure/scene';
import { toSvg } from '#core/figure/svg';
import { wordsByLocale } from '#core/figure/words/by-locale';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { openFigureFonts, type FigureFonts } from '#host/figure/font-metrics';
import { unwatched, type Work } from '#host/works';

/** Pixels to a point at a scale of 1: 96 pixels are an inch, as on the web. */
const pixelsPerPoint = 96 / 72;
/** The most events that are drawn ahead of being asked for. */
const mostPrepared = 60;
/** The most pixels an image may have: four bytes each in memory, and what common viewers still open. */
const mostPixels = 100_000_000;

const commonFonts: readonly Font[] = [
  { family: 'sans', weight: 400, size: 10 },
  { family: 'sans', weight: 500, size: 10 },
  { family: 'sans', weight: 600, size: 10 },
  { family: 'serif', weight: 600, size: 10 },
];

let fonts: FigureFonts | null = null;

/**
 * Renders what a request asks of a dossier, as SVG text, as a PNG of the request's scale, or as a PDF. The dossier is given
 * as it is seen from the day `today` (UTC midnight in milliseconds): see `dayKnownIn`. Throws a ParleyError: `usage` for a range that ends before it begins, `too-large` for an
 * image beyond 100 megapixels or a page longer than readers open.
 */
export async function renderFigure(
  dossier: Dossier,
  request: FigureRequest,
  today: number,
  work: Work = unwatched,
): Promise<RenderedFigure> {
  await work.step('Laying out the figure');
  fonts ??= openFigureFonts();
  const { selection, options } = inputOf(dossier, request, today);
  const { scene, checks } = layOut(selection, options, fonts.measure);
  const size = { width: scene.width, height: scene.height };
  const all = [...missingLetters(fonts.missingScripts(scene), request.format), ...checks];
  if (request.format === 'pdf') {
    await work.step('Writing the PDF');
    const pdf = await writePdf(scene, today, fonts);
    return { mediaType: 'application/pdf', encoding: 'base64', content: pdf.toString('base64'), ...size, checks: all };
  }
  const svg = toSvg(scene);
  if (request.format === 'svg') {
    return { mediaType: 'image/svg+xml', encoding: 'text', content: svg, ...size, checks: all };
  }
  await work.step('Painting the picture');
  const png = await paint(svg, scene, request.scale, fonts.faces.filesFor(svg), work.signal);
  return { mediaType: 'image/png', encoding: 'base64', content: png.toString('base64'), ...size, checks: all };
}

/** Whether a figure would show no event; see `renderFigure`, which draws it all the same, for a preview. */
export function isBlank(dossier: Dossier, request: FigureRequest, today: number): boolean {
  const { selection, options } = inputOf(dossier, request, today);
  return gather(selection, wordsByLocale[options.locale], options.show.undated).entries.length === 0;
}

function inputOf(dossier: Dossier, { figure, look }: FigureRequest, today: number) {
  const view = figure.view === null ? undefined : dossier.views.get(figure.view);
  return figureInput(dossier, figure, view ?? look, today);
}

/**
 * Opens the fonts that every figure is set in and draws some of a dossier for nobody, across the page and down it, so that
 * the first figure asked for finds fonts, words and code at hand. The host is let go between any two pieces.
 */
export async function prepareFigures(dossier: Dossier, today: number): Promise<void> {
  fonts ??= openFigureFonts();
  for (const font of commonFonts) {
    fonts.measure('Parley, 24\u2013', font);
    await setImmediate();
  }
  for (const preset of ['slide', 'column'] as const) {
    const figure = blankFigure('prepared', 'Prepared', preset);
    const look = { filters: noFilters, grouping: 'track', window: null } as const;
    const { selection, options } = figureInput(dossier, figure, look, today);
    const events = selection.events.slice(0, mostPrepared);
    toSvg(layOut({ ...selection, events }, options, fonts.measure).scene);
    await setImmediate();
  }
}

/** The day as known on which a request wants the dossier: its own, else that of the view it shows; null for today. */
export function dayKnownIn({ views }: Pick<Dossier, 'views'>, { asKnownOn, figure }: FigureRequest): string | null {
  const view = figure.view === null ? undefined : views.get(figure.view);
  return asKnownOn ?? view?.asKnownOn ?? null;
}

async function writePdf(scene: Scene, day: number, fonts: FigureFonts): Promise<Buffer> {
  // pdfkit is loaded when the first PDF is asked for.
  const { longestPageSide, toPdf } = await import('#host/figure/pdf');
  if (scene.height > longestPageSide) {
    throw new ParleyError({
      code: 'too-large',
      message: `The figure would be ${inches(scene.height)} inches high; a PDF page ends at ${inches(longestPageSide)}. Ask for a shorter range or a larger width, or SVG.`,
    });
  }
  return await toPdf(scene, day, fonts);
}

function inches(points: number): number {
  return Math.ceil(points / 72);
}

async function paint(
  svg: string,
  scene: Scene,
  scale: number,
  fontFiles: string[],
  signal: AbortSignal | null,
): Promise<Buffer> {
  const width = Math.round(scene.width * pixelsPerPoint * scale);
  const height = Math.round((scene.height / scene.width) * width);
  if (width * height > mostPixels) {
    throw new ParleyError({
      code: 'too-large',
      message: `The figure would be ${width} by ${height} pixels. Ask for a smaller scale or size, or SVG.`,
    });
  }
  const image = await renderAsync(
    svg,
    {
      fitTo: { mode: 'width', value: width },
      font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Inter' },
    },
    signal,
  );
  return withResolution(image.asPng(), 96 * scale);
}

/** A PNG that says how many of its pixels are an inch, for layout programs (PNG specification, 11.3.4.3). */
function withResolution(png: Buffer, pixelsPerInch: number): Buffer {
  const chunk = Buffer.alloc(21);
  const pixelsPerMetre = Math.round(pixelsPerInch / 0.0254);
  chunk.writeUInt32BE(9, 0);
  chunk.write('pHYs', 4, 'latin1');
  chunk.writeUInt32BE(pixelsPerMetre, 8);
  chunk.writeUInt32BE(pixelsPerMetre, 12);
  chunk.writeUInt8(1, 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  // It has to stand before the image data; the header, which comes first, is 33 bytes long.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

function missingLetters(scripts: readonly string[], format: FigureRequest['format']): Check[] {
  if (scripts.length === 0) return [];
  const outcome = format === 'svg' ? 'they appear in whatever font the viewer has' : 'they appear as empty boxes';
  return [check('warning', `The figure's fonts have no letters for ${scripts.join(', ')}: ${outcome}.`)];
}
