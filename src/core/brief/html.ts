import type { Block, Brief, Span } from '#core/brief/brief';
import { escapeXml } from '#core/figure/xml';

/**
 * A brief as one HTML file that prints well: no script, nothing from outside, every text escaped. `svg` is the figure as
 * the figure's own writer made it.
 */
export function toHtml({ title, subtitle, blocks, notes }: Brief, svg: string): string {
  const body = blocks.map((block) => writeBlock(block, svg));
  const footnotes = notes.map(
    (note, index) =>
      `<li id="note-${index + 1}">${inline(note)} <a href="#place-${index + 1}" aria-label="Back to the text">↩</a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${styles}${figurePageOf(svg)}</style>
</head>
<body>
<main>
<header>
<h1>${escapeXml(title)}</h1>
<p class="quiet">${escapeXml(subtitle)}</p>
</header>
${body.join('\n')}
${footnotes.length === 0 ? '' : `<section aria-label="Notes">\n<h2>Notes</h2>\n<ol class="notes">\n${footnotes.join('\n')}\n</ol>\n</section>\n`}</main>
</body>
</html>
`;
}

function writeBlock(block: Block, svg: string): string {
  switch (block.type) {
    case 'heading':
      return `<h${block.level}>${escapeXml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p${block.role === 'body' ? '' : ` class="${block.role}"`}>${inline(block.spans)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`;
    case 'table': {
      const head = block.columns.map((column) => `<th scope="col">${escapeXml(column)}</th>`).join('');
      const rows = block.rows.map((cells) => `<tr>${cells.map(cell).join('')}</tr>`);
      return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`;
    }
    case 'figure':
      return `<figure>\n<figcaption>${escapeXml(block.caption)}</figcaption>\n${svg}</figure>`;
  }
}

function cell(spans: readonly Span[], index: number): string {
  return index === 0 ? `<th scope="row">${inline(spans)}</th>` : `<td>${inline(spans)}</td>`;
}

function inline(spans: readonly Span[]): string {
  return spans.map(writeSpan).join('');
}

function writeSpan(span: Span): string {
  switch (span.type) {
    case 'note':
      return `<sup><a href="#note-${span.number}" id="place-${span.number}">${span.number}</a></sup>`;
    case 'link':
      return `<a href="${escapeXml(span.url)}" rel="noreferrer">${escapeXml(span.url)}</a>`;
    case 'text': {
      const text = escapeXml(span.text);
      if (span.weight === 'strong') return `<strong>${text}</strong>`;
      return span.weight === 'emphasis' ? `<em>${text}</em>` : text;
    }
  }
}

/** The figure's page in print: as large as it was drawn, so that its text keeps its size. */
function figurePageOf(svg: string): string {
  const [, width, height] = /^<svg[^>]* width="([\d.]+pt)" height="([\d.]+pt)"/.exec(svg) ?? [];
  return width === undefined ? '' : `@page figure { size: ${width} ${height}; margin: 0; }\n`;
}

const styles = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #16181d; font: 16px/1.55 'Source Serif 4', Georgia, 'Times New Roman', serif; }
main { max-width: 44rem; margin: 0 auto; padding: 3rem 1.25rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 .25rem; font-size: 2rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 .5rem; padding-bottom: .2rem; border-bottom: 1px solid #c9ccd3; font-size: 1.3rem; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1.05rem; color: #4a4f5a; }
h2, h3, .entry, caption { break-after: avoid; }
p { margin: .35rem 0; white-space: pre-line; orphans: 3; widows: 3; }
.entry { margin-top: 1.1rem; }
.quiet { color: #4a4f5a; font-size: .875rem; }
ul { margin: .35rem 0; padding-left: 1.25rem; }
li { margin: .2rem 0; white-space: pre-line; }
table { width: 100%; margin: .5rem 0; border-collapse: collapse; font-size: .875rem; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: .35rem .5rem .35rem 0; border-bottom: 1px solid #dfe1e6; text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-bottom-color: #4a4f5a; font-weight: 600; }
figure { width: min(100vw - 2.5rem, 1123px); margin: 1rem 0 1rem 50%; translate: -50%; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { color: #4a4f5a; font-size: .875rem; }
a { color: inherit; }
sup { line-height: 0; }
sup a { padding: 0 .1em; text-decoration: none; }
.notes { padding-left: 1.75rem; font-size: .875rem; }
@page { margin: 22mm 20mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  figure { width: auto; margin: 0; translate: none; }
  figure svg { page: figure; width: auto; }
  .notes a[aria-label] { display: none; }
}
`;
