import type { Dossier } from '#core/model/dossier';
import { buildDossier } from './dossier';
import { buildActor, buildCitation, buildClaim, buildEvent, buildSource, buildTrack } from './records';

/** Texts that would do harm, or break a file, where they are not escaped. Each is one line. */
export const hostileLines = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '</style></title></textarea><iframe src=//evil.example>',
  '<!-- --> ]]> <![CDATA[ <?xml ?>',
  '&lt;b&gt; &amp; &#x3c;',
  '[here](javascript:alert(1)) ![](http://evil.example/a.png)',
  '[^1]: not a note [^9]',
  '# not a heading',
  '- not a list',
  '1. not a list either',
  '| not | a | table |',
  '`code` ~~~ *bold* __under__ ~struck~',
  'http://evil.example/x www.evil.example mail@evil.example',
  '\\[escaped\\] $& $1 ${x} %PARLEY_PAGE_DATA%',
  '\u202Eevil\u202C שלום مرحبا',
  '😀🏳️‍🌈👩‍👩‍👧',
  '=HYPERLINK("http://evil.example")',
  'x'.repeat(400),
  `${'long words in a title of four hundred characters '.repeat(9).slice(0, 399)}.`,
];

/** A dossier in which every text that a person can write is one of the hostile ones, each on several fields. */
export function hostileDossier(): Dossier {
  const line = (index: number) => hostileLines[index % hostileLines.length] ?? '';
  const all = hostileLines.map((_, index) => index);
  const dossier = buildDossier({
    actors: all.map((index) =>
      buildActor({ id: `actor-${index}`, name: line(index), aliases: [line(index + 1)], office: line(index + 2) }),
    ),
    sources: all.map((index) =>
      buildSource({
        id: `source-${index}`,
        title: line(index),
        publisher: line(index + 3),
        authors: [line(index + 5)],
        url: `https://example.org/?a=1&b="${index}'`.replaceAll('"', '%22'),
        notes: line(index + 6),
      }),
    ),
    tracks: all.map((index) => buildTrack({ id: `track-${index}`, name: line(index) })),
    events: all.map((index) => {
      const common = {
        id: `event-${index}`,
        title: line(index),
        label: line(index + 1),
        summary: `${line(index + 2)}\n    ${line(index + 3)}\n\n${line(index + 4)}`,
        date: index === 0 ? '-2999-05' : `2025-10-${String(index + 1).padStart(2, '0')}`,
        place: { name: line(index + 5), latitude: null, longitude: null },
        tracks: [`track-${index}`],
        participants: [{ actor: `actor-${index}`, role: line(index + 6) }],
        notes: line(index + 7),
        claims: [
          buildClaim({
            id: 'first',
            text: line(index + 8),
            citations: [
              buildCitation({ source: `source-${index}`, quote: line(index + 9), note: line(index + 10) }),
              buildCitation({
                source: `source-${(index + 1) % all.length}`,
                stance: 'denies',
                locator: line(index + 11),
              }),
            ],
          }),
          buildClaim({ id: 'second', text: `${line(index + 12)}\n${line(index + 13)}` }),
        ],
      };
      if (index % 3 === 0) {
        const provisions = [{ id: 'one', number: line(index), heading: line(index + 1), text: line(index + 2) }];
        return buildEvent({ kind: 'document', ...common, version: line(index + 3), provisions });
      }
      return buildEvent({ kind: 'meeting', ...common });
    }),
  });
  return { ...dossier, title: line(0), description: hostileLines.join('\n') };
}
