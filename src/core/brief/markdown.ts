import type { Block, Brief, Span } from '#core/brief/brief';
import { printable } from '#core/figure/xml';

/**
 * A brief as Markdown: CommonMark with tables and footnotes as GitHub and Pandoc read them. `figureAddress` is where the
 * figure is, a `data:` address for one file. Text of the record stands escaped, so that none of it is read as markup.
 */
export function toMarkdown({ title, subtitle, blocks, notes }: Brief, figureAddress: string): string {
  const parts = [
    `# ${escape(title)}`,
    escape(subtitle),
    ...blocks.map(writeBlock),
    ...notes.map((note, index) => `[^${index + 1}]: ${inline(note)}`),
    `[figure]: <${figureAddress}>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escape(block.text)}`;
    case 'paragraph':
      return inline(block.spans);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'table':
      return [
        row(block.columns.map(escape)),
        row(block.columns.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(inline))),
      ].join('\n');
    case 'figure':
      return `![${escape(block.caption)}][figure]`;
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function inline(spans: readonly Span[]): string {
  return spans.map(writeSpan).join('');
}

function writeSpan(span: Span): string {
  switch (span.type) {
    case 'note':
      return `[^${span.number}]`;
    case 'link':
      return `<${printable(span.url)}>`;
    case 'text': {
      const mark = { plain: '', strong: '**', emphasis: '*' }[span.weight];
      // White space inside the marks would keep them from being read as such.
      const [, before = '', text = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(flatten(span.text)) ?? [];
      return text === '' ? before : `${before}${mark}${escape(text)}${mark}${after}`;
    }
  }
}

/** One line with single spaces: a line break would end an item or a row, four spaces would begin a block of code. */
function flatten(text: string): string {
  return printable(text).replace(/[\s\u2028\u2029]+/g, ' ');
}

/**
 * Every ASCII punctuation mark that can begin or carry markup, with a backslash (CommonMark 0.31, 2.4); and what begins
 * a line as a list, a quotation or a heading.
 */
function escape(text: string): string {
  return flatten(text)
    .replace(/[\\`*_{}[\]<>#|~$&!^=]/g, '\\$&')
    .replace(/^(\s*)([-+])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
    .replace(/\b(https?|ftp|mailto)(:)/gi, '$1\\$2')
    .replace(/\bwww\./gi, 'www\\.')
    .replace(/@/g, '\\@');
}
