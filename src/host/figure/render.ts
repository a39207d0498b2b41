import { renderAsync } from '@resvg/resvg-js';
import type { FigureRequest, RenderedFigure } from '#api/contract';
import { dayMs, parseDay } from '#core/dates/calendar-day';
import { layOut } from '#core/figure/lay-out';
import type { Scene } from '#core/figure/scene';
import { toSvg } from '#core/figure/svg';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { compileFilters } from '#core/query/filter';
import { openFigureFonts, type FigureFonts } from '#host/figure/font-metrics';

/** Points to a pixel of the requested width: 96 pixels are an inch. */
const pointsPerPixel = 72 / 96;
/** The most pixels an image may have: four bytes each in memory, and what common viewers still open. */
const mostPixels = 100_000_000;

let fonts: FigureFonts | null = null;

/**
 * Renders what a request asks of a dossier, as SVG text, as a PNG exactly as wide as requested, or as a PDF of that
 * width at 96 pixels an inch. `today` is the UTC midnight of the reader's day. Throws a ParleyError: `usage` for a range
 * that ends before it begins, `too-large` for an image beyond 100 megapixels or a page longer than readers open.
 */
export async function renderFigure(dossier: Dossier, request: FigureRequest, today: number): Promise<RenderedFigure> {
  fonts ??= openFigureFonts();
  const matches = compileFilters(request.filters, dossier, today);
  const { scene, warnings } = layOut(
    {
      dossier,
      events: [...dossier.events.values()].filter(matches),
      range: rangeOf(request),
      grouping: request.grouping,
      today,
    },
    {
      width: request.width * pointsPerPixel,
      title: request.title,
      standfirst: request.standfirst,
      theme: request.theme,
    },
    fonts.measure,
  );
  const all = [...warnings, ...missingLetters(fonts.missingScripts(scene), request.format)];
  if (request.format === 'pdf') {
    const pdf = await writePdf(scene, today, fonts);
    return { mediaType: 'application/pdf', encoding: 'base64', content: pdf.toString('base64'), warnings: all };
  }
  const svg = toSvg(scene);
  if (request.format === 'svg') return { mediaType: 'image/svg+xml', encoding: 'text', content: svg, warnings: all };
  const png = await paint(svg, scene, request.width, fonts.faces.files);
  return { mediaType: 'image/png', encoding: 'base64', content: png.toString('base64'), warnings: all };
}

function rangeOf({ range }: FigureRequest): { from: number; to: number } | null {
  if (range === null) return null;
  const [from, to] = [parseDay(range.from), parseDay(range.to) + dayMs];
  if (to > from) return { from, to };
  throw new ParleyError({
    code: 'usage',
    message: `The figure's range ends on ${range.to}, before it begins on ${range.from}. Swap the two days.`,
  });
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

async function paint(svg: string, scene: Scene, width: number, fontFiles: readonly string[]): Promise<Buffer> {
  const height = Math.round((scene.height / scene.width) * width);
  if (width * height > mostPixels) {
    throw new ParleyError({
      code: 'too-large',
      message: `The figure would be ${width} by ${height} pixels. Ask for a smaller width, a shorter range, or SVG.`,
    });
  }
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width },
    font: { fontFiles: [...fontFiles], loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  return image.asPng();
}

function missingLetters(scripts: readonly string[], format: FigureRequest['format']): string[] {
  if (scripts.length === 0) return [];
  const outcome = format === 'svg' ? 'they appear in whatever font the viewer has' : 'they appear as empty boxes';
  return [`The figure's fonts have no letters for ${scripts.join(', ')}: ${outcome}.`];
}
