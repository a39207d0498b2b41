import type { BriefRequest, ExportedFile, FigureRequest } from '#api/contract';
import { composeBrief } from '#core/brief/compose-brief';
import { toHtml } from '#core/brief/html';
import { toMarkdown } from '#core/brief/markdown';
import { blankFigure } from '#core/figure/figure-input';
import { narrow } from '#core/dossier/narrow';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { select, type Selected } from '#core/query/selection';
import { renderFigure } from '#host/figure/render';
import { unwatched, type Work } from '#host/works';

/**
 * Writes a brief as a Word file, one HTML file or Markdown, each with its figure inside. The dossier is given as it is seen from the
 * day `today` (UTC midnight in milliseconds). Throws `usage` where no event is selected.
 */
export async function renderBrief(
  dossier: Dossier,
  request: BriefRequest,
  today: number,
  work: Work = unwatched,
): Promise<ExportedFile> {
  await work.step('Writing the brief');
  const selected = select(dossier, request.selection, today);
  const brief = composeBrief(selected, request);
  const { content: svg, ...size } = await drawFigure(selected, request, 'svg', work);
  switch (request.format) {
    case 'html':
      return { mediaType: 'text/html', encoding: 'text', content: toHtml(brief, svg) };
    case 'md': {
      const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      return { mediaType: 'text/markdown', encoding: 'text', content: toMarkdown(brief, address) };
    }
    case 'docx': {
      const { content } = await drawFigure(selected, request, 'png', work);
      const png = Buffer.from(content, 'base64');
      await work.step('Writing the Word file');
      const { toDocx } = await import('#host/brief/docx');
      const docx = await toDocx(brief, { svg, png, ...size }, selected.today);
      return { mediaType: docxMediaType, encoding: 'base64', content: docx.toString('base64') };
    }
  }
}

/** Pixels of 1/96 inch to a point. */
const pixelsPerPoint = 96 / 72;
/** Twice as sharp as a screen: what Word shows where it cannot draw the SVG. */
const figureScale = 2;
const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function drawFigure(
  selected: Selected,
  { selection }: BriefRequest,
  format: FigureRequest['format'],
  work: Work,
) {
  const request: FigureRequest = {
    format,
    figure: blankFigure('brief', 'Brief', 'a4-landscape'),
    look: { filters: noFilters, grouping: 'track', window: selection.range },
    // The dossier is seen from that day already.
    asKnownOn: null,
    scale: figureScale,
  };
  const narrowed = narrow(selected.dossier, selected.events);
  const { content, width, height } = await renderFigure(narrowed, request, selected.today, work);
  return { content, width: Math.round(width * pixelsPerPoint), height: Math.round(height * pixelsPerPoint) };
}
