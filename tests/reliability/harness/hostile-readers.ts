import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { KeptDraft, Settings } from '#api/contract';
import { createDispatcher } from '#api/dispatcher';
import { composeBrief } from '#core/brief/compose-brief';
import { toHtml } from '#core/brief/html';
import { toMarkdown } from '#core/brief/markdown';
import { pageKey } from '#core/capture/web-address';
import { sourceAtAddress, sourceFromAddress } from '#core/capture/source-from-address';
import { parseDay } from '#core/dates/calendar-day';
import { placementOf } from '#core/dates/deadline';
import { parseEdtf } from '#core/dates/edtf';
import { readPlainDate } from '#core/dates/plain-english';
import { findBrokenLinks } from '#core/dossier/integrity';
import { mergeDossiers } from '#core/dossier/merge';
import { formatSnapshot, toSnapshot, type ReadSnapshot } from '#core/dossier/snapshot';
import { eventsAsCsv } from '#core/interchange/csv';
import { collectionNames, type Dossier } from '#core/model/dossier';
import { Source } from '#core/model/source';
import { noFilters } from '#core/model/view';
import { ParleyError } from '#core/parley-error';
import { deadlinesAmong } from '#core/query/deadlines';
import { lanesOf } from '#core/query/lanes';
import { measuresOn } from '#core/query/measures';
import { readSearch } from '#core/query/search-query';
import { search, searchWords } from '#core/query/search';
import { searchIndexOf } from '#core/query/search-index';
import { everything, select } from '#core/query/selection';
import { standingOfEvent } from '#core/query/standing';
import { readCell } from '#core/query/table';
import { tableColumns } from '#core/query/table-columns';
import { createApplication } from '#host/application';
import { createDossierFolder, openDossierFolder } from '#host/dossier-folder';
import { nodeDisk } from '#host/disk';
import { formatLine, readHistoryEntries, readJournal, type JournalHeader } from '#host/journal-format';
import { readKept } from '#host/kept-file';
import { RecentList } from '#host/recent';
import { checksumOf, readSnapshotBytes } from '#host/snapshot-adapter';
import type { Random } from '../../builders/random';
import { buildEvent, buildFigure, buildView } from '../../builders/records';
import { seededDossier } from '../../builders/seeded-dossier';
import { addition } from '../../unit/host/folder-edits';

/** What reading came to: a state, or a refusal in words; `fault` is what should not have happened. */
export interface Found {
  readonly outcome: 'opened' | 'refused';
  readonly message: string;
  readonly fault: string | null;
}

interface Reader {
  /** A good input. */
  readonly good: (random: Random) => Buffer | Promise<Buffer>;
  readonly read: (bytes: Buffer) => Promise<Found & { readonly cpuMs: number }>;
}

const today = parseDay('2025-12-02');
const now = new Date('2025-12-02T09:30:00Z');
const mostCpuMs = 5_000;
/** What a window makes of large dossiers is measured elsewhere. */
const mostLookedAt = 1_000;

/**
 * What a reader makes of an input, with every refusal in words told from what only a bug can cause. `check` looks at what
 * was read, which is not counted as reading; a text that is answered is a fault.
 */
async function attempt<T>(
  read: () => Promise<T> | T,
  check: (value: T) => string | null = (value) => (typeof value === 'string' ? value : null),
): Promise<Found & { readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const taken = () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  try {
    const value = await read();
    const cpuMs = taken();
    const fault = cpuMs > mostCpuMs ? slowness(cpuMs) : check(value);
    return { outcome: 'opened', message: '', fault, cpuMs };
  } catch (error) {
    const cpuMs = taken();
    const message = error instanceof Error ? error.message : String(error);
    const fault = cpuMs > mostCpuMs ? slowness(cpuMs) : refusalFault(error);
    return { outcome: 'refused', message: message.slice(0, 500), fault, cpuMs };
  }
}

const slowness = (cpuMs: number) => `took ${Math.round(cpuMs)} ms of computing`;

/** What is wrong with a refusal: it is none, it says no sentence, or it says more than anybody reads. */
function refusalFault(error: unknown): string | null {
  if (!(error instanceof ParleyError))
    return `threw ${error instanceof Error ? error.stack?.slice(0, 400) : String(error)}`;
  const { code, message } = error;
  if (code === 'bug' || !/\S{3,}\s\S/.test(message)) return `refused without a sentence: ${message.slice(0, 200)}`;
  return message.length > 30_000 ? `refused with ${message.length} characters` : null;
}

/** A value with its keys and its records in one order, so that two texts that say the same are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (Array.isArray(each)) {
      const isCollection = (collectionNames as readonly string[]).includes(key);
      return isCollection ? each.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) : each;
    }
    if (typeof each !== 'object' || each === null) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

const smallDossiers = [1, 2, 3].map((seed): Dossier => {
  const dossier = seededDossier(seed, 6);
  const view = buildView({ id: 'view', filters: { ...noFilters, text: 'border', before: '2026-01-01' } });
  const figure = buildFigure({ id: 'figure', view: 'view', title: 'A figure' });
  return { ...dossier, views: new Map([['view', view]]), figures: new Map([['figure', figure]]) };
});
const snapshots = smallDossiers.map((dossier) => Buffer.from(formatSnapshot(toSnapshot(dossier, 7)), 'utf8'));
const sample = smallDossiers[0] as Dossier;

/** All that a window and its exports compute from a dossier, so that none of it breaks on one that was let in. */
function lookAt(dossier: Dossier): void {
  const events = [...dossier.events.values()];
  for (const event of events) {
    standingOfEvent(event, dossier);
    placementOf(event, dossier.events);
  }
  deadlinesAmong(events, dossier.events, { today, instant: now.getTime() });
  measuresOn(dossier, today);
  lanesOf(events, 'actor', dossier);
  eventsAsCsv(events, tableColumns, { dossier, today });
  searchIndexOf(dossier);
  if (events.length === 0) return;
  const brief = composeBrief(select(dossier, everything, today), { order: 'date', title: null });
  toMarkdown(brief, 'figure.svg');
  toHtml(brief, '<svg/>');
}

function stateFault(bytes: Buffer, { dossier, sequence }: ReadSnapshot): string | null {
  const encoded = canonical(JSON.parse(bytes.toString('utf8')));
  const held = canonical(JSON.parse(formatSnapshot(toSnapshot(dossier, sequence))));
  if (encoded !== held) return 'it opened to another state than it says';
  if (findBrokenLinks(dossier).length > 0) return 'it opened with broken links';
  if (dossier.events.size <= mostLookedAt) lookAt(dossier);
  return null;
}

const header: JournalHeader = {
  journal: 1,
  generation: 1,
  snapshot: { sequence: 0, crc: '00000000' },
  undo: [],
  redo: [],
};
const entry = (sequence: number) =>
  ({ sequence, kind: 'edit', of: null, change: addition(`track-${sequence}`) }) as const;
const journal = Buffer.concat([header, entry(1), entry(2), entry(3)].map((record) => Buffer.from(formatLine(record))));

/** Reads a journal; each entry must be what its line says. */
function readLines(bytes: Buffer): string | null {
  const { lines, ending, rest } = readJournal(bytes, 'journal.jsonl');
  for (const line of lines) {
    const said: unknown = JSON.parse(Buffer.from(line.bytes).toString('utf8').slice(9));
    if (canonical(said) !== canonical(line.entry)) return 'an entry says other than its line';
  }
  if (ending === 'whole' && rest.length > 0) return 'it counts as whole with bytes to spare';
  if (ending !== 'whole') throw new ParleyError({ code: 'damaged', message: `The journal is ${ending} from here on.` });
  return null;
}

function withChecksum(json: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${checksumOf(json)} `), json, Buffer.from('\n')]);
}

/** Reads a small file of the user's data folder; a broken one must be set aside whole. */
function keptReader(schema: v.GenericSchema, goods: readonly unknown[]): Reader {
  return {
    good: (random) => Buffer.from(JSON.stringify(random.pick(goods)), 'utf8'),
    read: (bytes) =>
      attempt(async () => {
        const path = join(await folder(), 'kept.json');
        await writeFile(path, bytes);
        const { value, remark } = await readKept(path, schema, new Date(), nodeDisk);
        if (value === null) throw new ParleyError({ code: 'damaged', message: remark ?? '' });
        const said: unknown = JSON.parse(bytes.toString('utf8'));
        // What an older Parley left out is filled in; nothing that was said may be lost.
        return canonical(Array.isArray(value) ? said : { ...(value as object), ...(said as object) }) ===
          canonical(value)
          ? null
          : 'it was read as something else';
      }),
  };
}

/** A reader of text that answers something for any text. */
function textReader(texts: readonly string[], read: (text: string) => string | null): Reader {
  return {
    good: (random) => Buffer.from(random.pick(texts), 'utf8'),
    read: (bytes) => attempt(() => read(bytes.toString('utf8'))),
  };
}

let made: Promise<string> | null = null;
/** A folder of this process alone; who started it removes it. */
function folder(): Promise<string> {
  made ??= mkdtemp(join(process.env['PARLEY_HOSTILE'] ?? tmpdir(), 'reader-'));
  return made;
}

let host: Promise<{ dispatch: ReturnType<typeof createDispatcher>; bugs: unknown[] }> | null = null;
function startHost() {
  host ??= (async () => {
    const place = await folder();
    const dossier = await createDossierFolder(join(place, 'commanded'), 'Talks');
    const application = createApplication({
      userData: join(place, 'home'),
      sampleFolder: dossier,
      pageTemplate: dossier,
      today: '2025-12-02',
      version: '0',
      log: () => undefined,
    });
    await application.openInitial(dossier);
    const bugs: unknown[] = [];
    return { dispatch: createDispatcher(application.handlers, (error) => bugs.push(error)), bugs };
  })();
  return host;
}

const track = { id: 'a', name: 'A', order: 0 };
const commandTexts = [
  ['change.commit', { label: 'add', edits: [{ collection: 'tracks', id: 'a', before: null, after: track }] }],
  ['change.commit', { label: 'drop', edits: [{ collection: 'tracks', id: 'a', before: track, after: null }] }],
  [
    'change.commit',
    {
      label: 'add',
      edits: [{ collection: 'events', id: 'e', before: null, after: buildEvent({ kind: 'action', id: 'e' }) }],
    },
  ],
  ['settings.put', { theme: 'dark', author: 'Analyst' }],
  [
    'draft.keep',
    { id: 'd', draft: { collection: 'events', id: 'd', before: null, value: { title: 'x' }, actors: [], sources: [] } },
  ],
  ['draft.read', {}],
  ['history.read', { record: null, before: null, limit: 10 }],
  ['history.record', { record: { collection: 'tracks', id: 'a' }, sequence: 1 }],
  ['attachment.begin', { name: 'a.pdf', mediaType: 'application/pdf', bytes: 3 }],
  ['attachment.append', { upload: '00000000-0000-4000-8000-000000000000', content: 'AAAA' }],
  ['attachment.read', { sha256: '0'.repeat(64), offset: 0 }],
  ['brief.render', { format: 'md', selection: everything, asKnownOn: null, order: 'date', title: null, work: 'work' }],
].map(([name, input]) => `${String(name)}\n${JSON.stringify(input)}`);

const readers = {
  'dossier.json': {
    good: (random: Random) => random.pick(snapshots),
    read: (bytes: Buffer) =>
      attempt(
        () => readSnapshotBytes(bytes, 'dossier.json'),
        (read) => stateFault(bytes, read),
      ),
  },
  'journal.jsonl': { good: () => journal, read: (bytes: Buffer) => attempt(() => readLines(bytes)) },
  'a record with a good checksum': {
    good: (random: Random) => {
      const events = [...sample.events.values()];
      const after = random.pick(events);
      const edits = [{ collection: 'events', id: after.id, before: null, after }];
      return Buffer.from(JSON.stringify({ ...entry(1), change: { ...addition('x'), edits } }), 'utf8');
    },
    read: (bytes: Buffer) => attempt(() => readLines(Buffer.concat([formatLine(header), withChecksum(bytes)]))),
  },
  'a header with a good checksum': {
    good: () => Buffer.from(JSON.stringify(header), 'utf8'),
    read: (bytes: Buffer) => attempt(() => readLines(withChecksum(bytes))),
  },
  history: {
    good: () => journal.subarray(journal.indexOf(0x0a) + 1),
    read: (bytes: Buffer) => attempt(() => readHistoryEntries(bytes, 'history/1-3.jsonl')),
  },
  settings: keptReader(Settings, [
    {
      theme: 'dark',
      author: 'Analyst',
      isAuthorSettled: true,
      isKeyShown: true,
      isRailFolded: false,
      tableColumns: ['title', 'date'],
    },
    { theme: 'system', author: 'A', isKeyShown: false, isRailFolded: true },
  ]),
  'recent dossiers': keptReader(RecentList, [[{ path: '/a/dossier', title: 'Talks' }], []]),
  drafts: keptReader(v.array(KeptDraft), [
    [
      {
        collection: 'events',
        id: 'e',
        before: null,
        value: { title: 'x', claims: [{ text: 'y' }] },
        actors: [],
        sources: [{ id: 's' }],
        at: '2025-12-02T09:30:00.000Z',
      },
    ],
  ]),
  'a date': textReader(
    [
      '24–26 Oct 2025',
      'late October 2025',
      'before 24 October',
      '2025-10-24/2025-10-26',
      '[..2025-10-23]',
      '2025-11~',
      'next Friday',
      'Q3 2025',
      'since February 2022',
      '10/11/2025',
    ],
    (text) => {
      const edtf = parseEdtf(text);
      const plain = readPlainDate(text, today);
      if (plain.outcome === 'read' && !parseEdtf(plain.reading.edtf).ok)
        return `${text} was read as ${plain.reading.edtf}`;
      return edtf.ok && edtf.reading.edtf !== text ? `${text} was widened to ${edtf.reading.edtf}` : null;
    },
  ),
  'an address': textReader(
    [
      'https://www.reuters.com/world/europe/talks-in-miami-2025-11-21/',
      'https://web.archive.org/web/20251121/https://example.org/a?b=c#d',
      'http://example.org:8080/%D0%BF',
    ],
    (text) => {
      const source = sourceFromAddress(text, 'new', sample.sources.values());
      sourceAtAddress(text, sample.sources.values());
      pageKey(text);
      if (source === null)
        throw new ParleyError({ code: 'usage', message: 'This is no web address that Parley takes.' });
      return v.is(Source.entries.title, source.title) && !/^https?:/i.test(source.url ?? 'https:')
        ? 'it took another scheme'
        : null;
    },
  ),
  'a search': textReader(
    [
      'kind:meeting actor:"Steve Witkoff" before: late October guarantees',
      'tag:a standing:disputed "frozen assets"',
      'after: 24 to 26 October 2025',
    ],
    (text) => {
      const { text: words } = readSearch(text, sample, today);
      search(searchIndexOf(sample), { words: searchWords(words), matches: () => true }, 10);
      return null;
    },
  ),
  'a cell of the table': textReader(['24 October 2025', 'Talks', '3', 'talks, miami', 'supportive'], (text) => {
    for (const event of sample.events.values())
      for (const column of tableColumns) readCell(event, column, text, { dossier: sample, today });
    return null;
  }),
  'another copy to merge': {
    good: (random: Random) => random.pick(snapshots),
    read: (bytes: Buffer) =>
      attempt(() => {
        const theirs = readSnapshotBytes(bytes, 'theirs');
        const { dossier } = mergeDossiers(sample, { ...sample, title: 'Ours' }, theirs.dossier);
        readSnapshotBytes(Buffer.from(formatSnapshot(toSnapshot(dossier, 1)), 'utf8'), 'merged');
        return null;
      }),
  },
  'a command': {
    good: (random: Random) => Buffer.from(random.pick(commandTexts), 'utf8'),
    read: (bytes: Buffer) =>
      attempt(async () => {
        const { dispatch, bugs } = await startHost();
        const text = bytes.toString('utf8');
        const end = text.indexOf('\n');
        const answer = JSON.parse(await dispatch(text.slice(0, end), text.slice(end + 1))) as Answer;
        const [bug] = bugs.splice(0);
        if (bug !== undefined) return `a bug: ${bug instanceof Error ? bug.stack : String(bug)}`;
        if (!answer.ok) throw new ParleyError({ code: 'usage', message: answer.fault.message });
        return null;
      }),
  },
  /** The path of a dossier's folder, opened as a person opens it, edited, looked at and closed. */
  folder: {
    good: () => Buffer.alloc(0),
    read: (bytes: Buffer) =>
      attempt(async () => {
        const path = bytes.toString('utf8');
        const { store } = await openDossierFolder(path, {
          mode: 'write',
          acceptOutsideChanges: false,
          outsideBackups: null,
          now: () => now,
          log: () => undefined,
        });
        try {
          if (store.access.mode === 'read-only')
            throw new ParleyError({ code: 'damaged', message: store.access.reason });
          lookAt(store.dossier);
          for await (const _ of store.history(Infinity, null)) void _;
          await store.commit(addition('added'));
          return null;
        } finally {
          await store.close();
        }
      }),
  },
} satisfies Readonly<Record<string, Reader>>;

type Answer = { readonly ok: true } | { readonly ok: false; readonly fault: { readonly message: string } };

export type ReaderName = keyof typeof readers;

/** What a reading process is told: to read one file, or many inputs made from good ones by a seed. */
export type Order =
  | { readonly type: 'one'; readonly reader: ReaderName; readonly path: string }
  | { readonly type: 'many'; readonly reader: ReaderName; readonly seed: number; readonly count: number };

/** The readers that take inputs by themselves, without a folder around them. */
export const readerNames = (Object.keys(readers) as ReaderName[]).filter((name) => name !== 'folder');

export function readerOf(name: ReaderName): Reader {
  return readers[name];
}
