import { execFileSync } from 'node:child_process';
import { link, mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { createDossierFolder } from '#host/dossier-folder';
import { checksumOf } from '#host/snapshot-adapter';
import { hostileLines } from '../../builders/hostile';
import { buildDossier } from '../../builders/dossier';
import { buildCitation, buildClaim, buildEvent, buildMeeting, buildSource } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';
import type { ReaderName } from './hostile-readers';

/** An input that somebody made to do harm, or to break its reader. */
export interface HandMade {
  readonly name: string;
  readonly reader: ReaderName;
  /** Puts the input together, where `place` is an empty folder for what it needs. */
  readonly make: (place: string) => Promise<Buffer> | Buffer;
  readonly expected: 'opened' | 'refused' | 'either';
}

type Fields = Record<string, unknown>;
type Change = (snapshot: Fields & { events: Fields[]; actors: Fields[]; sources: Fields[] }) => unknown;

const bytesOf = (text: string) => Buffer.from(text, 'utf8');

const full: Dossier = buildDossier({
  ...listsOf(seededDossier(1, 5)),
});
const fullText = formatSnapshot(toSnapshot(full, 3));

function listsOf({ events, actors, sources, tracks }: Dossier) {
  const [events_, actors_, sources_, tracks_] = [events, actors, sources, tracks].map((each) => [...each.values()]);
  return { events: events_, actors: actors_, sources: sources_, tracks: tracks_ } as Parameters<typeof buildDossier>[0];
}

/** `dossier.json` as bytes. */
const file = (name: string, expected: HandMade['expected'], make: () => string | Buffer): HandMade => ({
  name: `dossier.json: ${name}`,
  reader: 'dossier.json',
  expected,
  make: () => {
    const made = make();
    return typeof made === 'string' ? bytesOf(made) : made;
  },
});

/** A good `dossier.json` with some of it changed. */
const changed = (name: string, expected: HandMade['expected'], change: Change): HandMade =>
  file(name, expected, () => {
    const snapshot = JSON.parse(fullText) as Parameters<Change>[0];
    change(snapshot);
    return JSON.stringify(snapshot);
  });

const meeting = (fields: Fields) => ({ ...buildMeeting({ id: 'hostile' }), ...fields });
const withMeeting = (name: string, expected: HandMade['expected'], fields: Fields) =>
  changed(name, expected, ({ events }) => events.push(meeting(fields)));
const withSource = (name: string, expected: HandMade['expected'], fields: Fields) =>
  changed(name, expected, ({ sources }) => sources.push({ ...buildSource({ id: 'hostile' }), ...fields }));

const attachment = (fields: Fields) => ({
  sha256: 'a'.repeat(64),
  name: 'report.pdf',
  mediaType: 'application/pdf',
  bytes: 12,
  ...fields,
});

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}0${close.repeat(depth)}`;
const chained = (count: number, isClosed: boolean): string => {
  const events = Array.from({ length: count }, (_, index) => {
    const next = index + 1 < count ? `d-${index + 1}` : isClosed ? 'd-0' : 'anchor';
    const rule = {
      relation: 'within',
      offset: 'P1D',
      from: { event: next, moment: 'starts' },
      count: 'calendar',
      calendar: null,
    } as const;
    return buildEvent({
      kind: 'deadline',
      id: `d-${index}`,
      title: `D ${index}`,
      date: null,
      undated: 'unknown',
      rule,
    });
  });
  return formatSnapshot(toSnapshot(buildDossier({ events: [...events, buildMeeting({ id: 'anchor' })] }), 0));
};
const businessDeadlines = (count: number): string => {
  const events = Array.from({ length: count }, (_, index) =>
    buildEvent({
      kind: 'deadline',
      id: `d-${index}`,
      title: `D ${index}`,
      date: null,
      undated: 'unknown',
      rule: {
        relation: 'within',
        offset: 'P99999D',
        from: { event: `anchor-${index % 100}`, moment: 'starts' },
        count: 'business',
        calendar: 'US',
      },
    }),
  );
  const anchors = Array.from({ length: 100 }, (_, index) =>
    buildMeeting({ id: `anchor-${index}`, date: String(1890 + index) }),
  );
  return formatSnapshot(toSnapshot(buildDossier({ events: [...events, ...anchors] }), 0));
};
const derived = (count: number, isClosed: boolean): string => {
  const sources = Array.from({ length: count }, (_, index) => buildSource({ id: `s-${index}` }));
  const citations = sources.map(({ id }, index) =>
    buildCitation({ source: id, derivedFrom: index + 1 < count ? `s-${index + 1}` : isClosed ? 's-0' : null }),
  );
  const claims = [buildClaim({ id: 'c', text: 'They met.', citations })];
  return formatSnapshot(toSnapshot(buildDossier({ sources, events: [buildMeeting({ id: 'e', claims })] }), 0));
};
const related = (count: number, type: 'supersedes' | 'part-of'): string => {
  const events = Array.from({ length: count }, (_, index) =>
    buildEvent({
      kind: 'waiver',
      id: `w-${index}`,
      title: `W ${index}`,
      relations: [{ type, event: `w-${(index + 1) % count}` }],
    }),
  );
  return formatSnapshot(toSnapshot(buildDossier({ events }), 0));
};

const wholeFiles: readonly HandMade[] = [
  file('nothing', 'refused', () => ''),
  file('spaces', 'refused', () => '  \n\t '),
  ...['null', 'false', '0', '""', '[]', '{}', '"dossier"', '1e400', '-0', 'undefined', 'NaN', 'Infinity'].map((text) =>
    file(text, 'refused', () => text),
  ),
  file('a NUL', 'refused', () => '\u0000'),
  file('NULs for as long as it was', 'refused', () => Buffer.alloc(fullText.length)),
  file('a byte order mark', 'refused', () => `\ufeff${fullText}`),
  file('UTF-16', 'refused', () => Buffer.from(`\ufeff${fullText}`, 'utf16le')),
  file('UTF-7', 'refused', () => fullText.replaceAll('"', '+ACI-')),
  file('Latin-1', 'refused', () => Buffer.from(fullText.replace('A negotiation', 'D\u00e9tente'), 'latin1')),
  file('an overlong form of a slash', 'refused', () => spliced(fullText, 'A negotiation', Buffer.from([0xc0, 0xaf]))),
  file('half of a pair as bytes', 'refused', () => spliced(fullText, 'A negotiation', Buffer.from([0xed, 0xa0, 0x80]))),
  file('a byte that is never in UTF-8', 'refused', () => spliced(fullText, 'A negotiation', Buffer.from([0xff]))),
  file('a character cut short', 'refused', () =>
    Buffer.concat([bytesOf(fullText.slice(0, -3)), Buffer.from([0xe2, 0x82])]),
  ),
  file('comments', 'refused', () => `// a dossier\n${fullText}`),
  file('single quotes', 'refused', () => fullText.replaceAll('"', "'")),
  file('a comma at the end', 'refused', () => fullText.replace(/\}\n$/, ',}\n')),
  file('two dossiers', 'refused', () => fullText + fullText),
  file('half a dossier', 'refused', () => fullText.slice(0, fullText.length / 2)),
  file('gzip', 'refused', () => gzipSync(fullText)),
  file('a gzip bomb', 'refused', () => gzipSync(Buffer.alloc(16 * 1024 * 1024))),
  file('a gzip bomb in a gzip bomb', 'refused', () => gzipSync(gzipSync(Buffer.alloc(16 * 1024 * 1024)))),
  file('the beginning of a zip', 'refused', () => Buffer.from('504b0304140000000800', 'hex')),
  file(
    'XML with entities that grow',
    'refused',
    () => '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>',
  ),
  file('YAML that runs code', 'refused', () => '!!js/function "function(){}"'),
  file('a script', 'refused', () => '<script>alert(1)</script>'),
  file('a JSON that calls', 'refused', () => `callback(${fullText})`),
  file('a million brackets', 'refused', () => '['.repeat(1_000_000)),
  file('a million levels, closed', 'refused', () => nested(1_000_000, '[', ']')),
  file('200,000 objects within each other', 'refused', () => nested(200_000, '{"a":', '}')),
  file('33 levels', 'refused', () => nested(33, '[', ']')),
  file('two million empty lists', 'refused', () => `[${'[],'.repeat(2_000_000)}[]]`),
  file('a million empty objects in a collection', 'refused', () =>
    fullText.replace('"actors": [', `"actors": [${'{},'.repeat(1_000_000)}`),
  ),
  file('200,000 citations of nothing', 'refused', () =>
    JSON.stringify({
      ...(JSON.parse(fullText) as Fields),
      events: [meeting({ claims: [{ id: 'c', text: 'x', citations: Array.from({ length: 200_000 }, () => ({})) }] })],
    }),
  ),
  file(
    '200,000 unknown fields',
    'refused',
    () => `{"schema":1,${Array.from({ length: 200_000 }, (_, index) => `"f${index}":0`).join()}}`,
  ),
  file('a number of a million digits', 'refused', () =>
    fullText.replace('"sequence": 3', `"sequence": ${'9'.repeat(1_000_000)}`),
  ),
  file('a fraction of a million digits', 'refused', () =>
    fullText.replace('"sequence": 3', `"sequence": 0.${'3'.repeat(1_000_000)}`),
  ),
  file('a text of 4 million characters', 'refused', () => fullText.replace('A negotiation', 'x'.repeat(4_000_000))),
  file('a text of half a million escapes', 'refused', () =>
    fullText.replace('A negotiation', '\\u0041'.repeat(500_000)),
  ),
  file('a key of 4 million characters', 'refused', () => `{"${'x'.repeat(4_000_000)}":1}`),
  file('a line of 4 million spaces', 'opened', () => `${' '.repeat(4_000_000)}${fullText}`),
  ...['__proto__', 'constructor', 'prototype'].flatMap((key) => [
    file(`${key} at the top`, 'refused', () => fullText.replace('{', `{"${key}":{"polluted":1},`)),
    file(`${key} in letters of escape`, 'refused', () =>
      fullText.replace('{', `{"\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}":{"polluted":1},`),
    ),
    file(`${key} in an event`, 'refused', () => fullText.replace('"kind":', `"${key}":{"polluted":1},"kind":`)),
    changed(`${key} as an id`, 'refused', ({ actors }) => actors.push({ ...actors[0], id: key })),
    changed(`${key} as a scheme of identifiers`, 'refused', ({ actors }) => {
      actors[0] = JSON.parse(
        JSON.stringify(actors[0]).replace('"identifiers":{', `"identifiers":{"${key}":"x"`),
      ) as Fields;
    }),
  ]),
  ...['toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'toJSON', 'then'].map((key) =>
    changed(`${key} as a field`, 'refused', ({ events }) => Object.assign(events[0] as Fields, { [key]: 'x' })),
  ),
  file('a key twice', 'refused', () => fullText.replace('"sequence": 3', '"sequence": 3, "sequence": 4')),
  file('a key twice, once in letters of escape', 'refused', () =>
    fullText.replace('"sequence": 3', '"sequence": 3, "\\u0073equence": 4'),
  ),
  file('a key twice, deep inside', 'refused', () => fullText.replace('"kind":', '"kind":"action","kind":')),
  file('a chain of 10,000 deadlines', 'opened', () => chained(10_000, false)),
  file('a circle of 20,000 deadlines', 'refused', () => chained(20_000, true)),
  // The fewer are looked at as well as opened.
  file('5,000 deadlines of the most business days', 'opened', () => businessDeadlines(5_000)),
  file('900 deadlines of the most business days', 'opened', () => businessDeadlines(900)),
  file('a chain of 1,000 sources that repeat each other', 'opened', () => derived(1_000, false)),
  file('a circle of 1,000 sources that repeat each other', 'opened', () => derived(1_000, true)),
  file('a claim of 1,001 citations', 'refused', () => derived(1_001, false)),
  file('a circle of 5,000 waivers that follow each other', 'either', () => related(5_000, 'supersedes')),
  file('a circle of 5,000 waivers that are part of each other', 'either', () => related(5_000, 'part-of')),
];

const fields: readonly HandMade[] = [
  ...[-1, 0.5, 1e21, 2 ** 53, null, '3', true, [3]].map((sequence) =>
    changed(`sequence ${JSON.stringify(sequence)}`, 'refused', (snapshot) => Object.assign(snapshot, { sequence })),
  ),
  ...[0, -1, 1.5, 2, 99, 1e300, '1', null, [1]].map((schema) =>
    changed(`schema ${JSON.stringify(schema)}`, 'refused', (snapshot) => Object.assign(snapshot, { schema })),
  ),
  ...['events', 'actors', 'sources', 'tracks', 'views', 'figures'].flatMap((name) => [
    changed(`${name} as an object`, 'refused', (snapshot) => Object.assign(snapshot, { [name]: { 0: {}, length: 1 } })),
    changed(`${name} with a null`, 'refused', (snapshot) => Object.assign(snapshot, { [name]: [null] })),
  ]),
  changed('two records of one id', 'refused', ({ actors }) => actors.push(actors[0] as Fields)),
  ...[
    ['a NUL', 'a\u0000b'],
    ['a bell', 'a\u0007b'],
    ['an escape', '\u001b]0;title\u0007'],
    ['the first half of a pair', 'a\ud800b'],
    ['the second half of a pair', 'a\udc00b'],
    ['halves in the wrong order', '\udc00\ud800'],
    ['a line break', 'a\nb'],
    ['nothing', ''],
    ['spaces', '  '],
    ['1,001 characters', 'x'.repeat(1001)],
  ].map(([what = '', title]) => withMeeting(`a title of ${what}`, 'refused', { title })),
  ...[
    ['right-to-left overrides', '\u202Eevil\u202C'],
    ['a thousand marks on one letter', `a${'\u0301'.repeat(900)}`],
    ['letters that look like others', 'рeuters'],
    ['no width', 'a\u200b\u200d\ufeffb'],
    ['a character that is none', 'a\uffffb'],
    ['a million to one', 'ﷺ'.repeat(1000)],
    ...hostileLines.map((line) => [line, line]),
  ].map(([what = '', title]) => withMeeting(`a title of ${what}`, 'opened', { title })),
  withMeeting('a summary of 100,001 characters', 'refused', { summary: 'x'.repeat(100_001) }),
  withMeeting('an importance beyond all bounds', 'refused', { importance: 1e300 }),
  withMeeting('a latitude of no place', 'refused', { place: { name: 'x', latitude: 1e9, longitude: 0 } }),
  withMeeting('a place with a method', 'refused', { place: { name: 'x', latitude: 0, longitude: 0, toString: 'x' } }),
  withMeeting('a kind that every object has', 'refused', { kind: 'constructor' }),
  withMeeting('a kind that is a list', 'refused', { kind: ['meeting'] }),
  withMeeting('an id that is a path', 'refused', { id: '../../etc/passwd' }),
  withMeeting('an id of markup', 'refused', { id: '<img src=x>' }),
  withMeeting('a link to an actor that every object has', 'refused', {
    participants: [{ actor: 'constructor', role: 'x' }],
  }),
  withMeeting('a link to itself', 'refused', { relations: [{ type: 'part-of', event: 'hostile' }] }),
  ...[
    '2025-02-30',
    '2025-13',
    '99999-01-01',
    'Y1e99',
    'Y-17E7',
    '[..]',
    '{',
    '../..',
    '2025-10-24/2025-10-01',
    `${'2025-10-24,'.repeat(40)}`,
    '{1..9999999}',
    '٢٠٢٥',
    '2025-10-24T00:00:00Z',
    '\u20282025',
  ].map((date) => withMeeting(`the date ${JSON.stringify(date.slice(0, 40))}`, 'either', { date })),
  ...['Etc/../../etc/passwd', '/etc/localtime', 'x'.repeat(100_000), 'UTC\u0000'].map((zone) =>
    withMeeting(`the zone ${JSON.stringify(zone.slice(0, 30))}`, 'refused', { clock: { time: '00:01', zone } }),
  ),
  ...[
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'JaVaScRiPt://example.org/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'https://a.example/\u0001',
    'https://a.example/\ud800',
    'https://a.example/ b',
    'https://a.example/"onclick=x',
    'https://a.example/<script>',
    'https:/\\evil.example',
    'http://',
    `https://a.example/${'x'.repeat(2000)}`,
  ].map((url) => withSource(`the link ${JSON.stringify(url.slice(0, 50))}`, 'refused', { url })),
  ...[
    ['a path in place of a digest', { sha256: '../../../../../../etc/passwd' }],
    ['a path that looks like a digest', { sha256: `${'a'.repeat(61)}/..` }],
    ['a digest in capitals', { sha256: 'A'.repeat(64) }],
    ['a digest with a line break', { sha256: `${'a'.repeat(64)}\n` }],
    ['a negative size', { bytes: -1 }],
    ['a size that is none', { bytes: 1e300 }],
    ['a media type with a header', { mediaType: 'text/html\r\nSet-Cookie: x' }],
    ['a name of two lines', { name: 'a\nb.pdf' }],
    ['a name with a NUL', { name: 'a.exe\u0000.pdf' }],
  ].map(([what, wrong]) =>
    withSource(`an offline copy with ${what as string}`, 'refused', { attachment: attachment(wrong as Fields) }),
  ),
  ...[
    '../../../etc/passwd',
    '..\\..\\windows\\system32\\x.pdf',
    '/etc/passwd',
    'C:\\x.pdf',
    'file:///x.pdf',
    'CON',
    '.pdf',
    '..',
    'a.pdf.exe',
    'fdp.\u202Eexe.pdf',
    '-rf.pdf',
    '$(touch x).pdf',
    '%00.pdf',
  ].map((name) =>
    withSource(`an offline copy called ${JSON.stringify(name)}`, 'opened', { attachment: attachment({ name }) }),
  ),
];

const line = (record: string) => `${checksumOf(record)} ${record}\n`;
const head = (fields: Fields = {}) =>
  JSON.stringify({
    journal: 1,
    generation: 1,
    snapshot: { sequence: 0, crc: '00000000' },
    undo: [],
    redo: [],
    ...fields,
  });
const edit = (fields: Fields = {}, changeFields: Fields = {}) =>
  JSON.stringify({
    sequence: 1,
    kind: 'edit',
    of: null,
    change: {
      label: 'add',
      at: '2025-12-02T09:30:00.000Z',
      author: 'Analyst',
      edits: [{ collection: 'tracks', id: 'a', before: null, after: { id: 'a', name: 'A', order: 0 } }],
      ...changeFields,
    },
    ...fields,
  });

const journals: readonly HandMade[] = [
  ...(
    [
      ['nothing', ''],
      ['a newline', '\n'],
      ['NULs', '\u0000'.repeat(4096)],
      ['a line without its checksum', head()],
      ['a wrong checksum', `00000000 ${head()}\n`],
      ['a checksum in capitals', line(head()).toUpperCase()],
      ['no newline at the end', line(head()).trimEnd()],
      ['a newer version', line(head({ journal: 2 }))],
      ['a version beyond all bounds', line(head({ journal: 1e300 }))],
      ['no generation', line(head({ generation: null }))],
      ['generation 0', line(head({ generation: 0 }))],
      ['a generation that cannot grow', line(head({ generation: 2 ** 53 }))],
      ['a snapshot of another form', line(head({ snapshot: 'x' }))],
      ['a checksum that is a path', line(head({ snapshot: { sequence: 0, crc: '../../..' } }))],
      ['undo of what never was', line(head({ undo: [-1] }))],
      ['undo of texts', line(head({ undo: ['__proto__'] }))],
      ['a field more', line(head({ more: 1 }))],
      ['__proto__ in its head', line(head().replace('{', '{"__proto__":{},'))],
      ['a key twice in its head', line(head().replace('{', '{"journal":1,'))],
      ['two heads', line(head()) + line(head())],
      ['an edit of no number', line(head()) + line(edit({ sequence: null }))],
      ['an edit numbered 0', line(head()) + line(edit({ sequence: 0 }))],
      ['an edit numbered beyond all bounds', line(head()) + line(edit({ sequence: 1e300 }))],
      ['a number twice', line(head()) + line(edit()) + line(edit())],
      ['a gap in the numbers', line(head()) + line(edit()) + line(edit({ sequence: 3 }))],
      ['an undo of nothing', line(head()) + line(edit({ kind: 'undo', of: null }))],
      ['an edit of something', line(head()) + line(edit({ of: 1 }))],
      ['a kind that is none', line(head()) + line(edit({ kind: '__proto__' }))],
      ['a time that is none', line(head()) + line(edit({}, { at: 'yesterday' }))],
      ['an author of markup and NULs', line(head()) + line(edit({}, { author: '<b>\u0000' }))],
      ['edits that are no list', line(head()) + line(edit({}, { edits: { length: 1 } }))],
      [
        'an edit of a collection that is none',
        line(head()) + line(edit({}, { edits: [{ collection: 'constructor', id: 'a', before: null, after: null }] })),
      ],
      [
        'an edit that does nothing',
        line(head()) + line(edit({}, { edits: [{ collection: 'tracks', id: 'a', before: null, after: null }] })),
      ],
      [
        'an edit whose record has another id',
        line(head()) +
          line(
            edit(
              {},
              { edits: [{ collection: 'tracks', id: 'b', before: null, after: { id: 'a', name: 'A', order: 0 } }] },
            ),
          ),
      ],
      [
        'an edit of a hundred thousand levels',
        line(head()) + line(`{"sequence":1,"kind":"edit","of":null,"change":${nested(100_000, '[', ']')}}`),
      ],
      ['half a line before good ones', line(head()) + line(edit()).slice(20) + line(edit({ sequence: 2 }))],
      ['lines that end as on Windows', line(head()).replace('\n', '\r\n')],
      ['a line of two million characters', line(head()) + line(edit({}, { label: 'x'.repeat(2_000_000) }))],
    ] as const
  ).map(([name, text]): HandMade => ({
    name: `journal.jsonl: ${name}`,
    reader: 'journal.jsonl',
    expected: 'refused',
    make: () => bytesOf(text),
  })),
  ...(
    [
      ['nothing', '', 'opened'],
      ['noise', 'noise\n', 'refused'],
      ['a head', line(head()), 'refused'],
      ['an edit twice', line(edit()) + line(edit()), 'opened'],
      ['an edit cut short', line(edit()).slice(0, -10), 'refused'],
      ['a hundred thousand newlines', '\n'.repeat(100_000), 'refused'],
    ] as const
  ).map(([name, text, expected]): HandMade => ({
    name: `history: ${name}`,
    reader: 'history',
    expected,
    make: () => bytesOf(text),
  })),
];

/** A folder as somebody might send it. */
const folder = (
  name: string,
  expected: HandMade['expected'],
  plant: (dossier: string, outside: string) => Promise<unknown>,
): HandMade => ({
  name: `a folder: ${name}`,
  reader: 'folder',
  expected,
  make: async (place) => {
    const path = await createDossierFolder(join(place, 'dossier'), 'Talks');
    await writeFile(join(path, 'dossier.json'), fullText);
    await plant(path, join(place, 'outside'));
    return bytesOf(path);
  },
});

const linked = ['dossier.json', 'journal.jsonl', 'dossier.lock', 'history', 'backups', 'attachments'];

const folders: readonly HandMade[] = [
  folder('as it should be', 'opened', () => Promise.resolve()),
  ...linked.map((name) =>
    folder(`${name} is a link that leads out of it`, 'refused', async (path, outside) => {
      await rm(join(path, name), { recursive: true, force: true });
      await symlink(join(outside, name), join(path, name));
    }),
  ),
  ...linked
    .slice(1)
    .map((name) =>
      folder(`${name} is a link that leads nowhere`, 'refused', (path) => symlink('/nowhere/at/all', join(path, name))),
    ),
  folder('dossier.json is a link to a secret', 'refused', async (path) => {
    await rm(join(path, 'dossier.json'));
    await symlink('/etc/passwd', join(path, 'dossier.json'));
  }),
  folder('dossier.json is a link to a device', 'refused', async (path) => {
    await rm(join(path, 'dossier.json'));
    await symlink('/dev/zero', join(path, 'dossier.json'));
  }),
  folder('dossier.json is a second name of another file', 'refused', async (path, outside) => {
    await rm(join(path, 'dossier.json'));
    await link(join(outside, 'dossier.json'), join(path, 'dossier.json'));
  }),
  ...['dossier.json', 'journal.jsonl', 'dossier.lock', 'history/1-2.jsonl'].map((name) =>
    folder(`${name} is a pipe`, name === 'dossier.lock' ? 'either' : 'refused', async (path) => {
      await mkdir(join(path, 'history'), { recursive: true });
      await rm(join(path, name), { force: true });
      mkfifo(join(path, name));
    }),
  ),
  ...['dossier.json', 'journal.jsonl', 'dossier.lock', 'history/1-2.jsonl'].map((name) =>
    folder(`${name} is a folder`, 'refused', async (path) => {
      await rm(join(path, name), { force: true });
      await mkdir(join(path, name), { recursive: true });
    }),
  ),
  ...['dossier.json', 'journal.jsonl', 'history/1-2.jsonl'].map((name) =>
    folder(`${name} is 8 GB of nothing`, 'refused', async (path) => {
      await mkdir(join(path, 'history'), { recursive: true });
      await sparse(join(path, name));
    }),
  ),
  folder('the lock is text', 'opened', (path) => writeFile(join(path, 'dossier.lock'), 'mine')),
  folder('the lock is of a process that is none', 'either', (path) =>
    writeFile(
      join(path, 'dossier.lock'),
      JSON.stringify({ pid: 2 ** 53 - 1, host: 'x', started: null, since: '2025-12-02T09:30:00.000Z', token: 'x' }),
    ),
  ),
  folder('the lock is 100,000 levels deep', 'opened', (path) =>
    writeFile(join(path, 'dossier.lock'), nested(100_000, '[', ']')),
  ),
  folder('the history holds a link to a secret', 'refused', async (path) => {
    await mkdir(join(path, 'history'));
    await symlink('/etc/passwd', join(path, 'history/1-2.jsonl'));
  }),
  folder('the history has numbers beyond all bounds', 'either', async (path) => {
    await mkdir(join(path, 'history'));
    await writeFile(join(path, `history/1-${'9'.repeat(200)}.jsonl`), '');
  }),
  folder('a journal of another dossier', 'refused', async (path) => {
    await writeFile(join(path, 'journal.jsonl'), line(head()) + line(edit()));
  }),
  folder('ten thousand files that are none of ours', 'opened', async (path) => {
    for (let index = 0; index < 1000; index += 1)
      await writeFile(join(path, `.x.${String(index).padStart(16, '0')}.tmp`), '');
  }),
  folder('backups that are pipes and bombs', 'opened', async (path) => {
    await mkdir(join(path, 'backups'));
    mkfifo(join(path, backup('000')));
    await symlink('/dev/zero', join(path, 'backups/dossier-2025-12-01T09-31-00-000Z.json'));
  }),
  folder('a broken dossier beside backups that are pipes', 'refused', async (path) => {
    await mkdir(join(path, 'backups'));
    mkfifo(join(path, backup('000')));
    await writeFile(join(path, 'dossier.json'), '{');
  }),
];

const kept: readonly HandMade[] = (['settings', 'recent dossiers', 'drafts'] as const).flatMap((reader) =>
  (
    [
      ['nothing', ''],
      ['null', 'null'],
      ['a NUL', '\u0000'],
      ['a byte order mark', '\ufeff{}'],
      ['depth', nested(100_000, '[', ']')],
      ['__proto__', '{"__proto__":{"author":"x"}}'],
      ['a list with __proto__', '[{"__proto__":{"path":"/x","title":"x"}}]'],
      ['a text', '"x"'],
      ['a number', '1e400'],
    ] as const
  ).map(([name, text]): HandMade => ({
    name: `${reader}: ${name}`,
    reader,
    expected: 'refused',
    make: () => bytesOf(text),
  })),
);

const listForRecord: HandMade = {
  name: 'drafts: a list in place of a record',
  reader: 'drafts',
  expected: 'refused',
  make: () =>
    bytesOf(
      JSON.stringify([
        {
          collection: 'events',
          id: 'e',
          before: [],
          value: {},
          actors: [],
          sources: [],
          at: '2025-12-02T09:30:00.000Z',
        },
      ]),
    ),
};

const texts: readonly HandMade[] = [
  ...(['a date', 'a search', 'a cell of the table'] as const).flatMap((reader) =>
    [
      '',
      '\u0000',
      '\ud800',
      '🙂'.repeat(50_000),
      '9'.repeat(100_000),
      '1/'.repeat(50_000),
      ' '.repeat(100_000),
      'late '.repeat(20_000),
      '"'.repeat(100_000),
      'before: '.repeat(10_000),
      'kind:"'.repeat(10_000),
      '('.repeat(100_000),
      '- '.repeat(50_000),
      '\u202e24 Oct 2025',
      '__proto__',
      'constructor:constructor',
      '[2025-10-23..2025-10-23,'.repeat(1000),
    ].map((text): HandMade => ({
      name: `${reader}: ${JSON.stringify(text.slice(0, 24))} (${text.length})`,
      reader,
      expected: 'opened',
      make: () => bytesOf(text),
    })),
  ),
  ...[
    'javascript:alert(1)',
    'https://',
    `https://a.example/${'-'.repeat(100_000)}`,
    `https://a.example/${'a-'.repeat(50_000)}`,
    `https://${'a.'.repeat(50_000)}example/`,
    `https://a.example/${'%'.repeat(50_000)}`,
    `https://a.example/?${'&'.repeat(100_000)}`,
    `https://web.archive.org/web/${'https://web.archive.org/web/'.repeat(2000)}`,
    'https://a.example/%00%ff',
    'https://user:password@a.example/',
    'https://a.example/2025/99/99/',
  ].map((text): HandMade => ({
    name: `an address: ${JSON.stringify(text.slice(0, 40))} (${text.length})`,
    reader: 'an address',
    expected: 'either',
    make: () => bytesOf(text),
  })),
];

const commands: readonly HandMade[] = (
  [
    ['__proto__', '{}'],
    ['constructor', '{}'],
    ['toString', '{}'],
    ['', ''],
    ['session.read', ''],
    ['session.read', 'null'],
    ['session.read', '"x"'],
    ['session.read', '{"__proto__":{"x":1}}'],
    ['session.read', nested(1_000_000, '[', ']')],
    [
      'change.commit',
      `{"label":"x","edits":[{"collection":"tracks","id":"a","before":null,"after":${nested(100_000, '{"a":', '}')}}]}`,
    ],
    [
      'draft.keep',
      `{"id":"d","draft":{"collection":"events","id":"d","before":null,"value":${nested(100_000, '{"a":', '}')},"actors":[],"sources":[]}}`,
    ],
    [
      'change.commit',
      '{"label":"x","edits":[{"collection":"tracks","id":"a","before":null,"after":{"__proto__":{"id":"a"},"id":"a","name":"A","order":0}}]}',
    ],
    [
      'change.commit',
      '{"label":"\\ud800","edits":[{"collection":"tracks","id":"a","before":null,"after":{"id":"a","name":"A","order":0}}]}',
    ],
    [
      'change.commit',
      '{"label":"x","edits":[{"collection":"tracks","id":"a","before":null,"after":{"id":"a","name":"\\u0000","order":0}}]}',
    ],
    [
      'change.commit',
      '{"label":"x","edits":[{"collection":"tracks","id":"a","before":null,"after":{"id":"a","name":"A","order":1e400}}]}',
    ],
    ['dossier.open', '{"path":"\\u0000","acceptOutsideChanges":false}'],
    ['dossier.open', '{"path":"/dev/zero","acceptOutsideChanges":true}'],
    ['dossier.open', '{"path":"/proc/self/environ","acceptOutsideChanges":true}'],
    ['dossier.create', '{"path":"/proc/x","title":"x"}'],
    ['attachment.begin', '{"name":"../../x","mediaType":"text/html","bytes":1e300}'],
    ['attachment.begin', '{"name":"x","mediaType":"text/html","bytes":999999999999}'],
    ['attachment.append', '{"upload":"../../x","content":"AAAA"}'],
    ['attachment.append', '{"upload":"00000000-0000-4000-8000-000000000000","content":"not base64!"}'],
    ['attachment.read', '{"sha256":"../../../../../etc/passwd","offset":0}'],
    ['attachment.read', `{"sha256":"${'0'.repeat(64)}","offset":-1}`],
    ['attachment.read', `{"sha256":"${'0'.repeat(64)}","offset":9007199254740991}`],
    ['history.record', '{"record":{"collection":"constructor","id":"a"},"sequence":1}'],
    ['history.read', '{"record":{"collection":"tracks","id":"../.."},"before":null,"limit":1}'],
    ['history.read', '{"record":null,"before":null,"limit":1e9}'],
    ['settings.put', '{"theme":"<script>"}'],
  ] as const
).map(([command, input], index): HandMade => ({
  name: `a command: ${command || 'none'} (${index})`,
  reader: 'a command',
  expected: 'refused',
  make: () => bytesOf(`${command}\n${input}`),
}));

/** A command that names a folder or a file which somebody sent. */
const sent = (
  name: string,
  expected: HandMade['expected'],
  input: (path: string) => readonly [command: string, input: object],
  plant: (folder: string) => Promise<unknown> = () => Promise.resolve(),
): HandMade => ({
  name: `a command: ${name}`,
  reader: 'a command',
  expected,
  make: async (place) => {
    const path = await createDossierFolder(join(place, 'sent'), 'Sent');
    await plant(path);
    const [command, given] = input(path);
    return bytesOf(`${command}\n${JSON.stringify(given)}`);
  },
});

const merging = (file: string) => (path: string) => ['copy.read', { from: { path: join(path, file) } }] as const;
const backup = (name: string) => `backups/dossier-2025-12-01T09-30-00-${name}Z.json`;

const sentFolders: readonly HandMade[] = [
  sent('a copy to merge that is another dossier', 'refused', merging('')),
  sent('a copy to merge that is a pipe', 'refused', merging('pipe'), async (path) => mkfifo(join(path, 'pipe'))),
  sent('a copy to merge that is 8 GB of nothing', 'refused', merging('bomb'), (path) => sparse(join(path, 'bomb'))),
  sent('a copy to merge that is a bomb of gzip', 'refused', merging('bomb.gz'), (path) =>
    writeFile(join(path, 'bomb.gz'), gzipSync(Buffer.alloc(16 * 1024 * 1024))),
  ),
  sent('a copy to merge that is 100,000 levels deep', 'refused', merging('deep'), (path) =>
    writeFile(join(path, 'deep'), nested(100_000, '[', ']')),
  ),
  sent('a copy to merge whose journal is a pipe', 'refused', merging(''), async (path) =>
    mkfifo(join(path, 'journal.jsonl')),
  ),
  sent('a copy to merge whose history leads out of it', 'refused', merging(''), (path) =>
    symlink('/etc', join(path, 'history')),
  ),
  sent('a copy to merge that is a device', 'refused', () => ['copy.read', { from: { path: '/dev/zero' } }]),
  sent('a copy to merge that is what the system says of this process', 'refused', () => [
    'copy.read',
    { from: { path: '/proc/self/environ' } },
  ]),
  sent(
    'backups that are pipes, links, folders and bombs',
    'opened',
    (path) => ['backup.list', { path }],
    async (path) => {
      await mkdir(join(path, backup('000')), { recursive: true });
      mkfifo(join(path, backup('001')));
      await symlink('/dev/zero', join(path, backup('002')));
      await sparse(join(path, backup('003')));
    },
  ),
  ...['../../../../etc/passwd', '..', '__proto__', 'dossier-2025-12-01T09-30-00-003Z.json', '\u202e'].map((name) =>
    sent(`a backup called ${name}`, 'refused', (path) => ['backup.read', { path, backup: name }]),
  ),
];

function mkfifo(path: string): void {
  execFileSync('mkfifo', [path]);
}

/** A file that claims 8 GB and takes none. */
async function sparse(path: string): Promise<void> {
  await writeFile(path, '');
  await truncate(path, 8 * 1024 ** 3);
}

/** Every input made by hand. */
export const handMade: readonly HandMade[] = [
  ...sentFolders,
  ...wholeFiles,
  ...fields,
  ...journals,
  ...folders,
  ...kept,
  listForRecord,
  ...texts,
  ...commands,
];

function spliced(text: string, at: string, bytes: Buffer): Buffer {
  const [before = '', after = ''] = text.split(at);
  return Buffer.concat([bytesOf(before), bytes, bytesOf(after)]);
}
