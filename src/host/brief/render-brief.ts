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

/**
 * Writes a brief as a Word file, one HTML file or Markdown, each with its figure inside. The dossier is given as it is seen from the
 * day `today` (UTC midnight in milliseconds). Throws `usage` where no event is selected.
 */
export async function renderBrief(dossier: Dossier, request: BriefRequest, today: number): Promise<ExportedFile> {
  const selected = select(dossier, request.selection, today);
  const brief = composeBrief(selected, request);
  const svg = await drawFigure(selected, request, 'svg');
  switch (request.format) {
    case 'html':
      return { mediaType: 'text/html', encoding: 'text', content: toHtml(brief, svg) };
    case 'md': {
      const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      return { mediaType: 'text/markdown', encoding: 'text', content: toMarkdown(brief, address) };
    }
    case 'docx': {
      const png = Buffer.from(await drawFigure(selected, request, 'png'), 'base64');
      const { toDocx } = await import('#host/brief/docx');
      const docx = await toDocx(brief, { svg, png, ...sizeOf(png) }, selected.today);
      return { mediaType: docxMediaType, encoding: 'base64', content: docx.toString('base64') };
    }
  }
}

/** Twice as sharp as a screen: what Word shows where it cannot draw the SVG. */
const figureScale = 2;
const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function drawFigure(selected: Selected, { selection }: BriefRequest, format: FigureRequest['format']) {
  const request: FigureRequest = {
    format,
    figure: blankFigure('brief', 'Brief', 'a4-landscape'),
    look: { filters: noFilters, grouping: 'track', window: selection.range },
    // The dossier is seen from that day already.
    asKnownOn: null,
    scale: figureScale,
  };
  const { content } = await renderFigure(narrow(selected.dossier, selected.events), request, selected.today);
  return content;
}

/** Width and height as a PNG's header gives them (PNG specification, 11.2.2). */
function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
