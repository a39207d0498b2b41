import {
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
  TextWrappingType,
  WidthType,
  type ISectionOptions,
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

// A4 with margins of 25 mm, in twentieths of a point.
const margin = 1417;
const page = { width: 11_906, height: 16_838 };
const textWidth = page.width - 2 * margin;
/** Word's pages end at 22 inches. */
const longestPageSide = 22 * 96;

/**
 * A brief as a Word file: real headings and footnotes, a table, and the figure on a page of its own, as large as it was
 * drawn. `day` dates the file (UTC midnight in milliseconds).
 */
export async function toDocx(brief: Brief, figure: BriefFigure, day: number): Promise<Buffer> {
  const document = new Document({
    title: printable(brief.title),
    creator: 'Parley',
    styles,
    footnotes: Object.fromEntries(
      brief.notes.map((note, index) => [
        index + 1,
        { children: [new Paragraph({ children: [new TextRun(' '), ...inline(note)] })] },
      ]),
    ),
    sections: sectionsOf(brief, figure),
  });
  return await repack(await Packer.toBuffer(document), day);
}

function sectionsOf({ title, subtitle, blocks }: Brief, figure: BriefFigure): ISectionOptions[] {
  const head = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: text(title) }),
    new Paragraph({ style: 'Quiet', children: text(subtitle) }),
  ];
  const place = blocks.findIndex(({ type }) => type === 'figure');
  const write = (part: readonly Block[]) => part.flatMap((block) => writeBlock(block, figure));
  const after = write(blocks.slice(place + 1));
  const textPage = { size: page, margin: { top: margin, right: margin, bottom: margin, left: margin } };
  return [
    { properties: { page: textPage }, children: [...head, ...write(blocks.slice(0, place + 1))] },
    ...(fits(figure) ? [figurePage(figure)] : []),
    ...(after.length === 0 ? [] : [{ properties: { page: textPage }, children: after }]),
  ];
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
      return [writeCaption(block.caption, figure)];
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

function writeCaption(caption: string, figure: BriefFigure): Paragraph {
  const place = fits(figure)
    ? 'They fill the next page.'
    : 'It is larger than a page of Word can be: export it as a figure of its own.';
  return new Paragraph({ style: 'Quiet', children: text(`${caption} ${place}`) });
}

function fits({ width, height }: BriefFigure): boolean {
  return Math.max(width, height) <= longestPageSide;
}

/** The figure's page, edge to edge, so that its text keeps the size it was set in. */
function figurePage({ svg, png, width, height }: BriefFigure): ISectionOptions {
  const twentieths = (pixels: number) => Math.round((pixels / 96) * 1440);
  const size = { width: twentieths(width), height: twentieths(height) };
  const edge = { relative: 'page', offset: 0 } as const;
  return {
    properties: { page: { size, margin: { top: 0, right: 0, bottom: 0, left: 0, header: 0, footer: 0 } } },
    children: [
      new Paragraph({
        children: [
          new ImageRun({
            type: 'svg',
            data: Buffer.from(svg),
            fallback: { type: 'png', data: png },
            transformation: { width, height },
            floating: { horizontalPosition: edge, verticalPosition: edge, wrap: { type: TextWrappingType.NONE } },
            altText: { name: 'Timeline', title: 'Timeline', description: 'The events of this brief on a timeline' },
          }),
        ],
      }),
    ],
  };
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
