import {
  AlignmentType,
  BorderStyle,
  Document,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type ParagraphChild,
} from 'docx';
import type { Block, Brief, Span } from '#core/brief/brief';
import { printable } from '#core/figure/xml';
import { repack } from '#host/brief/repack';

/** The figure of a brief, in both forms that Word takes; sizes in pixels of 1/96 inch. */
export interface BriefFigure {
  readonly svg: string;
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
}

const quietInk = '4A4F5A';
const ruleColour = 'C9CCD3';

// A4 with margins of 25 mm, in twentieths of a point; the figure's room in pixels.
const margin = 1417;
const page = { width: 11_906, height: 16_838 };
const textWidth = page.width - 2 * margin;
const mostHeight = ((page.height - 2 * margin) / 1440) * 96 - 60;
/** The room of a figure across the page, in pixels of 1/96 inch. */
export const figureWidth = Math.floor((textWidth / 1440) * 96);
/** A figure that would have to shrink further could not be read. */
const leastScale = 0.8;

/** A brief as a Word file: real headings and footnotes, a table, and the figure inside. `day` dates it (UTC milliseconds). */
export async function toDocx(brief: Brief, figure: BriefFigure, day: number): Promise<Buffer> {
  const document = new Document({
    title: printable(brief.title),
    creator: 'Parley',
    styles,
    footnotes: Object.fromEntries(
      brief.notes.map((note, index) => [index + 1, { children: [new Paragraph({ children: inline(note) })] }]),
    ),
    sections: [
      {
        properties: {
          page: { size: page, margin: { top: margin, right: margin, bottom: margin, left: margin } },
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: text(brief.title) }),
          new Paragraph({ style: 'Quiet', children: text(brief.subtitle) }),
          ...brief.blocks.flatMap((block) => writeBlock(block, figure)),
        ],
      },
    ],
  });
  return await repack(await Packer.toBuffer(document), day);
}

function writeBlock(block: Block, figure: BriefFigure): (Paragraph | Table)[] {
  switch (block.type) {
    case 'heading': {
      const heading = block.level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2;
      return [new Paragraph({ heading, children: text(block.text) })];
    }
    case 'paragraph':
      return [new Paragraph({ ...looks[block.role], children: inline(block.spans) })];
    case 'list':
      return block.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: inline(item) }));
    case 'table':
      return [writeTable(block)];
    case 'figure':
      return writeFigure(block.caption, figure);
  }
}

const looks = {
  body: {},
  entry: { style: 'Entry', keepNext: true },
  quiet: { style: 'Quiet' },
} as const;

function writeTable({ columns, rows }: Extract<Block, { type: 'table' }>): Table {
  const widths = columns.map((_, index) => Math.round(textWidth * (index === 1 ? 0.42 : 0.58 / (columns.length - 1))));
  const cell = (children: ParagraphChild[], index: number) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 0, right: 120 },
      children: [new Paragraph({ style: 'Cell', children })],
    });
  const head = columns.map((name, index) => cell([new TextRun({ text: printable(name), bold: true })], index));
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const rule = { style: BorderStyle.SINGLE, size: 4, color: ruleColour } as const;
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: rule, bottom: rule, insideHorizontal: rule, left: none, right: none, insideVertical: none },
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: head }),
      ...rows.map(
        (cells) => new TableRow({ cantSplit: true, children: cells.map((spans, index) => cell(inline(spans), index)) }),
      ),
    ],
  });
}

function writeFigure(caption: string, { svg, png, width, height }: BriefFigure): Paragraph[] {
  const scale = Math.min(1, figureWidth / width, mostHeight / height);
  if (scale < leastScale) {
    const words = 'The timeline of these events is too tall to be read on one page. Export it as a figure of its own.';
    return [new Paragraph({ style: 'Quiet', children: text(words) })];
  }
  return [
    new Paragraph({
      keepNext: true,
      alignment: AlignmentType.CENTER,
      children: [
        new ImageRun({
          type: 'svg',
          data: Buffer.from(svg),
          fallback: { type: 'png', data: png },
          transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
          altText: { name: 'Timeline', title: 'Timeline', description: printable(caption) },
        }),
      ],
    }),
    new Paragraph({ style: 'Quiet', children: text(caption) }),
  ];
}

function inline(spans: readonly Span[]): ParagraphChild[] {
  return spans.flatMap((span): ParagraphChild[] => {
    switch (span.type) {
      case 'note':
        return [new FootnoteReferenceRun(span.number)];
      case 'link':
        return text(span.url);
      case 'text':
        return text(span.text, { bold: span.weight === 'strong', italics: span.weight === 'emphasis' });
    }
  });
}

/** A text in as many runs as it has lines. */
function text(words: string, look: { bold?: boolean; italics?: boolean } = {}): TextRun[] {
  return printable(words)
    .split(/\r\n|[\n\r]/)
    .map((line, index) => new TextRun({ text: line, ...look, ...(index === 0 ? {} : { break: 1 }) }));
}

const font = 'Georgia';
const styles = {
  default: {
    document: { run: { font, size: 21 }, paragraph: { spacing: { after: 80, line: 276 } } },
    title: { run: { font, size: 40, bold: true }, paragraph: { spacing: { after: 60 } } },
    heading1: {
      run: { font, size: 28, bold: true, color: '16181D' },
      paragraph: { spacing: { before: 360, after: 100 }, keepNext: true },
    },
    heading2: {
      run: { font, size: 23, bold: true, color: quietInk },
      paragraph: { spacing: { before: 240, after: 60 }, keepNext: true },
    },
    footnoteText: { run: { font, size: 17 }, paragraph: { spacing: { after: 20 } } },
  },
  paragraphStyles: [
    { id: 'Entry', name: 'Entry', basedOn: 'Normal', paragraph: { spacing: { before: 200, after: 40 } } },
    { id: 'Quiet', name: 'Quiet', basedOn: 'Normal', run: { size: 18, color: quietInk } },
    { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: 18 }, paragraph: { spacing: { after: 0, line: 250 } } },
  ],
};
