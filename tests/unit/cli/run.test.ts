import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '#cli/run';
import { checkDossierFolder, openDossierFolder } from '#host/dossier-folder';
import { formatSnapshot } from '#core/dossier/snapshot';
import { noFilters } from '#core/model/view';
import { contentsOf, plantBadDossiers } from '../../builders/bad-dossiers';
import { buildFigure, buildView } from '../../builders/records';

const installation = join(import.meta.dirname, '../../..');
const sample = join(installation, 'data/miami-back-channel');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function parley(...commandLine: string[]) {
  return parleyWith({}, ...commandLine);
}

async function parleyWith(environment: NodeJS.ProcessEnv, ...commandLine: string[]) {
  return parleyIn(installation, environment, ...commandLine);
}

async function parleyIn(installedAt: string, environment: NodeJS.ProcessEnv, ...commandLine: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(commandLine, {
    print: (line) => out.push(line),
    say: (line) => err.push(line),
    environment: { PARLEY_HOME: join(folder, 'home'), ...environment },
    installation: installedAt,
    version: '1.2.3',
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** A copy of the sample whose text was changed. */
async function brokenSample(name: string, change: (text: string) => string): Promise<string> {
  const path = join(folder, name);
  await cp(sample, path, { recursive: true });
  const file = join(path, 'dossier.json');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return path;
}

describe('the command line', () => {
  it('explains itself and each command', async () => {
    const overview = await parley('--help');
    expect(overview.code).toBe(0);
    for (const name of [
      'open',
      'new',
      'check',
      'figure',
      'brief',
      'page',
      'list',
      'history',
      'actors',
      'merge',
      'clean',
      'restore',
    ]) {
      expect(overview.out).toContain(`  ${name} `);
      const help = await parley(name, '--help');
      expect(help).toMatchObject({ code: 0, err: '' });
      expect(help.out).toMatch(new RegExp(`^Usage: parley ${name} `));
      expect(help.out).toContain('--today DATE');
    }
    expect(await parley('--version')).toEqual({ code: 0, out: '1.2.3', err: '' });
  });

  it.each([
    [[], 'Say what to do. See: parley --help'],
    [['shut'], 'There is no command "shut". See: parley --help'],
    [['check'], 'Name the folder of a dossier. See: parley check --help'],
    [['check', 'a', 'b'], '"b" is one argument too many. See: parley check --help'],
    [['list', sample, '--jso'], "Unknown option '--jso'. See: parley list --help"],
    [['list', sample, '--today', '2025-11'], '--today must be a single day, such as 2025-12-02; "2025-11" is not.'],
    [['actors', sample, '--on', '2025-10'], '--on must be a single day, such as 2025-12-02; "2025-10" is not.'],
    [['figure', sample], 'Say where to write the figure with --out FILE.svg, .png or .pdf.'],
    [['figure', sample, '--out', 'a.gif'], '"a.gif" ends in none of them'],
    [['figure', sample, '--out', 'a.svg', '--scale', '12'], '--scale must be a number from 0.5 to 8; "12" is not.'],
    [['figure', sample, '--out', 'a.svg', '--size', 'big'], '--size must be like 190x120mm or 1200x800px'],
    [['figure', sample, '--out', 'a.svg', '--size', '1x1mm'], '--size: a page has sides from 25.4 mm'],
    [['figure', sample, '--out', 'a.svg', '--size', '190x120mm', '--preset', 'slide'], 'leave --preset out'],
    [['figure', sample, '--out', 'a.svg', '--preset', 'custom'], 'Say how large the page is with --size'],
    [['figure', sample, '--out', 'a.svg', '--preset', 'poster'], '--preset must be one of slide, a4-portrait'],
    [['figure', sample, '--out', 'a.svg', '--theme', 'pink'], '--theme must be one of light, dark, grey, ink'],
    [['figure', sample, '--out', 'a.svg', '--locale', 'la'], '--locale must be one of en-GB, en-US, de, fr, uk'],
    [['figure', sample, '--out', 'a.svg', '--figure', 'Lead'], 'The dossier has no figure "Lead".'],
    [['figure', sample, '--out', 'a.svg', '--as-of', 'May'], '--as-of is not a date Parley can read'],
    [['figure', sample, '--out', 'a.svg', '--from', 'May'], '--from is not a date Parley can read'],
    [['figure', sample, '--out', 'a.svg', '--from', '2026', '--to', '2025'], 'before it begins on 2026-01-01'],
    [['figure', sample, '--out', 'a.svg', '--to', '2025/..'], 'has no last day'],
    [['brief', sample], 'Say where to write the brief with --out FILE.docx, .html or .md. See: parley brief --help'],
    [['brief', sample, '--out', 'a.rtf'], 'A brief is written as .docx, .html or .md; "a.rtf" ends in none of them.'],
    [['brief', sample, '--out', 'a.md', '--order', 'size'], '--order must be date or track; "size" is not.'],
    [['brief', sample, '--out', 'a.md', '--title', ' '], '--title must not be empty.'],
    [['brief', sample, '--out', 'a.md', '--as-of', '2025'], '--as-of must be a single day, such as 2025-12-02'],
    [['page', sample], 'Say where to write the page with --out FILE.html.'],
    [['page', sample, '--out', 'a.pdf'], 'A page is written as .html; "a.pdf" does not end so.'],
    [['open', '--shell', 'tent'], '--shell must be auto, electron or browser; "tent" is not.'],
    [['open', '--port', '70000'], '--port must be a number from 1 to 65535; "70000" is not.'],
    [['open', '--shell', 'electron', '--no-window'], '--no-window and --port are for the browser shell'],
  ])('answers wrong usage %j with exit code 2 and a sentence', async (commandLine, sentence) => {
    const { code, out, err } = await parley(...commandLine);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err.split('\n')).toHaveLength(1);
  });

  it('says how to go on where Electron was asked for and cannot be had', async () => {
    const { code, out, err } = await parleyIn(folder, {}, 'open', sample, '--shell', 'electron');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('Electron cannot be had here. To open Parley in a browser: parley open --shell browser');
  });

  it('takes today from the environment, and refuses a bad one by its name', async () => {
    const before = JSON.parse((await parleyWith({ PARLEY_TODAY: '2025-10-01' }, 'list', sample, '--json')).out);
    expect(before.events.filter((event: { planned: boolean }) => event.planned).length).toBeGreaterThan(2);
    expect((await parleyWith({ PARLEY_TODAY: 'soon' }, 'list', sample)).err).toContain('PARLEY_TODAY must be');
  });

  it.each(['check', 'list', 'figure', 'open'])(
    'explains bad input to %s with exit code 1, and writes nothing',
    async (name) => {
      const place = join(folder, `bad-${name}`);
      await mkdir(place);
      const bad = await plantBadDossiers(place);
      const before = await contentsOf(place);
      const options =
        { check: [], list: [], figure: ['--out', join(place, 'figure.svg')], open: ['--no-window'] }[name] ?? [];
      for (const { what, path, words } of bad) {
        const { code, out, err } = await parley(name, path, ...options);
        expect({ what, code, out }).toEqual({ what, code: 1, out: '' });
        for (const part of words) expect(err).toContain(part);
        expect(err).not.toContain('    at ');
      }
      expect(await contentsOf(place)).toEqual(before);
    },
  );

  it('names what is not there or not a dossier, with exit code 1', async () => {
    const missing = await parley('check', join(folder, 'nowhere'));
    expect(missing).toMatchObject({ code: 1, out: '' });
    expect(missing.err).toContain('There is no dossier at');
    const other = await parley('check', join(installation, 'package.json'));
    expect(other).toMatchObject({ code: 1, out: '' });
    expect(other.err).not.toContain('    at ');
    expect((await parley('check', join(folder, 'nowhere'), '--verbose')).err).toContain('    at ');
  });
});

describe('parley check', () => {
  it('finds no problems in the sample', async () => {
    expect(await parley('check', sample)).toEqual({
      code: 0,
      out: 'No problems: 15 events, 20 actors, 9 sources.',
      err: '',
    });
  });

  it('prints every problem with its record and field', async () => {
    const path = await brokenSample('broken', (text) => {
      const dossier = JSON.parse(text);
      dossier.events[0].date = '2025-13-40';
      dossier.events[1].importance = 9;
      return JSON.stringify(dossier);
    });
    const { code, out, err } = await parley('check', path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n').length).toBeGreaterThanOrEqual(2);
    expect(err).toMatch(/Event ".+": date is not a date Parley can read/);
    expect(err).toMatch(/Event ".+": importance /);
  });

  it('says where broken JSON breaks and leaves the file alone', async () => {
    const path = await brokenSample('torn', (text) => text.slice(0, 300));
    const { code, err } = await parley('check', path);
    expect(code).toBe(1);
    expect(err).toContain('dossier.json');
    expect(await readFile(join(path, 'dossier.json'), 'utf8')).toHaveLength(300);
  });
});

describe('offline copies', () => {
  const nameOf = (content: string) => createHash('sha256').update(content).digest('hex');
  const put = (path: string, content: string) => writeFile(join(path, 'attachments', nameOf(content)), content);

  /** A copy of the sample in which a source has an offline copy with this content. */
  async function withCopy(name: string, content: string): Promise<string> {
    const path = await brokenSample(name, (text) => {
      const dossier = JSON.parse(text);
      const bytes = content.length;
      dossier.sources[0].attachment = { sha256: nameOf(content), name: 'page.txt', mediaType: 'text/plain', bytes };
      return JSON.stringify(dossier);
    });
    await mkdir(join(path, 'attachments'));
    return path;
  }

  it('that are missing or altered are named by the check', async () => {
    const path = await withCopy('copies', 'a page');
    const missing = await parley('check', path);
    expect(missing).toMatchObject({
      code: 1,
      err: expect.stringMatching(/The offline copy of ".+" \(page\.txt, .+\) is missing/),
    });
    await writeFile(join(path, 'attachments', nameOf('a page')), 'another page');
    expect(await parley('check', path)).toMatchObject({ code: 1, err: expect.stringContaining('was altered') });
    await put(path, 'a page');
    expect(await parley('check', path)).toMatchObject({ code: 0, err: '' });
  });

  it('are deleted only when no record, step, backup or unsaved form names them', async () => {
    const path = await withCopy('spares', 'on a source');
    for (const content of ['on a source', 'in the history', 'in a form', 'nowhere']) await put(path, content);
    await writeFile(join(path, 'attachments', 'notes.txt'), 'Of somebody.');
    await mkdir(join(path, 'history'));
    // Across the place where a file is read on.
    const long = `${'-'.repeat(64 * 1024 - 30)}${nameOf('in the history')}`;
    await writeFile(join(path, 'journal.set-aside-1.jsonl'), long);
    const drafts = join(folder, 'home', 'drafts');
    await mkdir(drafts, { recursive: true });
    await writeFile(join(drafts, 'form.json'), JSON.stringify({ sha256: nameOf('in a form') }));

    const { code, out } = await parley('check', path);
    expect(code).toBe(0);
    expect(out).toContain(`attachments/${nameOf('in the history')} is on no source now, and kept`);
    expect(out).toContain(`attachments/${nameOf('nowhere')} is named nowhere`);
    expect(out).toContain('attachments/notes.txt is no offline copy by its name, and left alone.');

    const names = async () => (await readdir(join(path, 'attachments'))).toSorted();
    const all = await names();
    expect((await parley('clean', path, '--dry-run')).out).toBe(
      `Would delete attachments/${nameOf('nowhere')}, 7 bytes`,
    );
    expect(await names()).toEqual(all);
    expect((await parley('clean', path)).out).toBe(`Deleted attachments/${nameOf('nowhere')}, 7 bytes`);
    expect(await names()).toEqual(all.filter((name) => name !== nameOf('nowhere')));
    expect((await parley('clean', path)).out).toContain('Nothing to delete');
  });
});

describe('parley list', () => {
  it('shows events, actors and sources in readable columns', async () => {
    const { code, out } = await parley('list', sample, '--today', '2025-12-02');
    expect(code).toBe(0);
    for (const heading of ['Events (15)', 'Actors (20)', 'Sources (9)']) expect(out).toContain(heading);
    expect(out).toMatch(/24–26 Oct 2025 +Meeting +Confirmed +/);
  });

  it('gives the records as stored, events with standing, due and planned', async () => {
    const stored = JSON.parse(await readFile(join(sample, 'dossier.json'), 'utf8'));
    const { out } = await parley('list', sample, '--json', '--today', '2025-12-02');
    const listed = JSON.parse(out);
    expect(Object.keys(listed)).toEqual(['events', 'actors', 'sources', 'views']);
    expect(listed.actors).toEqual(stored.actors);
    expect(listed.sources).toEqual(stored.sources);
    for (const { standing, due, planned, ...event } of listed.events) {
      expect(event).toEqual(stored.events.find(({ id }: { id: string }) => id === event.id));
      expect(typeof standing).toBe('string');
      expect(typeof planned).toBe('boolean');
      expect(due === null).toBe(event.kind !== 'deadline');
    }
  });
});

describe('parley actors', () => {
  it('says what is in force against each on a day', async () => {
    const { code, out } = await parley('actors', sample, '--on', '2025-10-25');
    expect(code).toBe(0);
    expect(out).toMatch(/^On 25 Oct 2025 +Type +In force +By\n/);
    expect(out).toMatch(/Kirill Dmitriev +Person +Sanction suspended +Under sanction since February 2022/);
    expect(out).toContain('Suspended 24–26 Oct 2025 by Waiver for Dmitriev’s visit.');
    expect(out).toMatch(/Russian Direct Investment Fund +Organisation +Under sanction +/);
  });

  it('asks about today where no day is given', async () => {
    const { out } = await parley('actors', sample, '--today', '2022-01-01');
    expect(out).toMatch(/^On 1 Jan 2022/);
    expect(out).toMatch(/Kirill Dmitriev +Person +Under no sanction/);
  });

  it('gives the measures with the events that made them, as JSON', async () => {
    const { out } = await parley('actors', sample, '--on', '2025-10-25', '--json');
    const { on, actors } = JSON.parse(out);
    expect(on).toBe('2025-10-25');
    expect(actors).toHaveLength(20);
    expect(actors.find(({ id }: { id: string }) => id === 'kirill-dmitriev')).toMatchObject({
      verdict: 'suspended',
      measures: [
        {
          event: 'rdif-designation',
          period: '2022-02/..',
          phase: 'in-force',
          suspensions: [
            { event: 'dmitriev-waiver', period: '2025-10-24/2025-10-26', phase: 'in-force', supersedes: [] },
          ],
        },
      ],
    });
    expect(actors.find(({ id }: { id: string }) => id === 'ukraine')).toMatchObject({ verdict: 'free', measures: [] });
  });
});

describe('a saved view in parley list', () => {
  it('shows its events alone, and those there are', async () => {
    const { out } = await parley('list', sample, '--view', 'needs a second source', '--json');
    const events = (JSON.parse(out) as { events: { id: string }[] }).events;
    expect(events.length).toBeGreaterThan(0);
    expect(events.length).toBeLessThan(15);
    expect((await parley('list', sample)).out).toContain('Needs a second source');
  });

  it('is asked for by a name that exists', async () => {
    for (const command of [['list'], ['figure', '--out', 'a.svg'], ['brief', '--out', 'a.md']]) {
      const [name = '', ...options] = command;
      const { code, err } = await parley(name, sample, ...options, '--view', 'Nowhere');
      expect(code).toBe(1);
      expect(err).toContain('There is no view "Nowhere". This dossier has: "Miami back channel"');
    }
  });
});

describe('parley new', () => {
  it('creates a dossier that passes its check, and never a second one in its place', async () => {
    const path = join(folder, 'grain-corridor');
    expect(await parley('new', path, '--title', 'Grain corridor')).toMatchObject({ code: 0, err: '' });
    expect((await parley('check', path)).out).toBe('No problems: 0 events, 0 actors, 0 sources.');
    const again = await parley('new', path);
    expect(again.code).toBe(1);
    expect(again.err).toContain('nothing was changed');
  });
});

describe('parley figure', () => {
  it('writes SVG, PNG and PDF', async () => {
    const svg = join(folder, 'figure.svg');
    expect((await parley('figure', sample, '--out', svg, '--from', '2025-10', '--to', '2025-11')).code).toBe(0);
    expect(await readFile(svg, 'utf8')).toMatch(/^<svg /);
    const png = join(folder, 'figure.PNG');
    const options = ['--size', '190x120mm', '--scale', '2', '--theme', 'grey', '--locale', 'uk', '--as-of', '2025-12'];
    expect((await parley('figure', sample, '--out', png, ...options, '--today', '2025-12-02')).code).toBe(0);
    const bytes = await readFile(png);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(bytes.readUInt32BE(16)).toBe(Math.round((190 / 25.4) * 192));
    const pdf = join(folder, 'figure.pdf');
    expect((await parley('figure', sample, '--out', pdf, '--preset', 'a4-portrait')).code).toBe(0);
    expect(await readFile(pdf, 'latin1')).toMatch(/^%PDF-1\.7\n[^]*%%EOF\n$/);
  });

  it('draws a figure that the dossier keeps, with what the command line changes of it', async () => {
    const place = join(folder, 'kept-figure');
    await cp(sample, place, { recursive: true });
    const file = join(place, 'dossier.json');
    const snapshot = JSON.parse(await readFile(file, 'utf8'));
    const view = buildView({ id: 'talks', name: 'Only talks', filters: { ...noFilters, kinds: ['meeting'] } });
    const figure = buildFigure({ name: 'Lead picture', title: 'Kept title', preset: 'column', view: 'talks' });
    await writeFile(file, formatSnapshot({ ...snapshot, views: [view], figures: [figure] }));
    const out = join(folder, 'kept.svg');
    const { code, err } = await parley('figure', place, '--figure', 'Lead picture', '--out', out, '--theme', 'dark');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const svg = await readFile(out, 'utf8');
    for (const part of ['>Kept title<', 'Miami', '#14171C', 'viewBox="0 0 255.12 ']) expect(svg).toContain(part);
    expect(svg).not.toContain('Putin');
    expect((await parley('figure', place, '--figure', 'Lead', '--out', out)).err).toContain('It has "Lead picture".');
  });
});

describe('parley merge', () => {
  const file = (name: string) => join(folder, name);
  const sampleWith = async (name: string, change: (text: string) => string) => {
    await writeFile(file(name), change(await readFile(join(sample, 'dossier.json'), 'utf8')));
    return file(name);
  };
  const title = '"title": "Miami back channel"';

  it('writes what both sides changed over our copy', async () => {
    const base = await sampleWith('base.json', (text) => text);
    const ours = await sampleWith('ours.json', (text) => text.replace(title, '"title": "Ours"'));
    const theirs = await sampleWith('theirs.json', (text) =>
      text.replace('"label": "Miami meeting"', '"label": "Theirs"'),
    );
    expect(await parley('merge', base, ours, theirs)).toMatchObject({ code: 0, err: '' });
    const merged = await readFile(ours, 'utf8');
    expect(merged).toContain('"title": "Ours"');
    expect(merged).toContain('"label": "Theirs"');
  });

  it('says what is open and exits with 1, unless it was told whom to prefer', async () => {
    const base = await sampleWith('base.json', (text) => text);
    const ours = await sampleWith('ours.json', (text) => text.replace(title, '"title": "Ours"'));
    const theirs = await sampleWith('theirs.json', (text) => text.replace(title, '"title": "Theirs"'));
    const open = await parley('merge', base, ours, theirs);
    expect(open.code).toBe(1);
    expect(open.err).toContain('1 conflict');
    expect(open.err).toContain('theirs: "Theirs"');
    expect(await readFile(ours, 'utf8')).toContain('"title": "Ours"');
    expect((await parley('merge', base, ours, theirs, '--prefer', 'theirs')).code).toBe(0);
    expect(await readFile(ours, 'utf8')).toContain('"title": "Theirs"');
  });

  it('takes an empty file for copies that have no common beginning, as git gives one', async () => {
    await writeFile(file('empty.json'), '');
    const ours = await sampleWith('ours.json', (text) => text);
    const theirs = await sampleWith('theirs.json', (text) =>
      text.replace('"label": "Miami meeting"', '"label": "Theirs"'),
    );
    const { code, err } = await parley('merge', file('empty.json'), ours, theirs);
    expect(code).toBe(1);
    expect(err).toContain('label');
  });

  it('wants three files, and each of them a dossier', async () => {
    const ours = await sampleWith('ours.json', (text) => text);
    expect(await parley('merge', ours, ours)).toMatchObject({
      code: 2,
      err: expect.stringContaining('THEIRS is not given'),
    });
    expect(await parley('merge', ours, ours, file('nowhere.json'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('nowhere.json'),
    });
    expect((await parley('merge', ours, ours, ours, '--prefer', 'mine')).code).toBe(2);
  });
});

describe('parley history', () => {
  it('tells who changed what, for all or for one event, also as JSON', async () => {
    const path = join(folder, 'storied');
    await cp(sample, path, { recursive: true });
    const { store } = await openDossierFolder(path, {
      mode: 'write',
      acceptOutsideChanges: false,
      outsideBackups: null,
      now: () => new Date('2025-12-02T09:30:00Z'),
      log: () => undefined,
    });
    const before = store.dossier.events.get('miami-meeting');
    if (before === undefined) throw new Error('The sample should have the meeting.');
    const after = { ...before, date: '2025-10-24' };
    const edits = [{ collection: 'events', id: before.id, before, after }] as const;
    await store.commit({ label: 'edit Miami meeting', at: '2025-12-02T09:30:00.000Z', author: 'Analyst', edits });
    await store.close();

    const text = await parley('history', path);
    expect(text.out.split('\n')).toEqual([
      '2025-12-02 09:30 UTC  Analyst  edit Miami meeting',
      '    event Miami meeting changed',
      '      Date: Fri 24 – Sun 26 October 2025 -> Fri 24 October 2025',
    ]);
    const json = await parley('history', path, '--event', 'miami-meeting', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      author: 'Analyst',
      records: [{ id: 'miami-meeting', act: 'changed' }],
    });
    expect(await parley('history', path, '--event', 'nobody')).toMatchObject({ code: 2 });
  });
});

describe('parley brief', () => {
  it('writes Word, HTML and Markdown', async () => {
    for (const [name, beginning] of [
      ['brief.docx', /^PK/],
      ['brief.html', /^<!doctype html>/],
      ['brief.md', /^# Miami back channel\n/],
    ] as const) {
      const out = join(folder, name);
      const options = ['--from', '2025-11', '--order', 'track', '--today', '2025-12-02'];
      expect(await parley('brief', sample, '--out', out, ...options)).toEqual({
        code: 0,
        out: `Wrote ${out}`,
        err: '',
      });
      expect(await readFile(out, 'latin1')).toMatch(beginning);
    }
  });

  it('tells what had been reported by a day', async () => {
    const out = join(folder, 'known.md');
    await parley('brief', sample, '--out', out, '--as-of', '2025-10-31', '--today', '2025-12-02');
    const brief = await readFile(out, 'utf8');
    expect(brief).toContain('Background brief, as of 31 Oct 2025.');
    expect(brief).toContain('New American sanctions hit Rosneft and Lukoil');
    expect(brief).not.toContain('Wicker');
  });

  it.each(['brief', 'page'])(
    '%s says why a file cannot be written, and what to do about an empty range',
    async (name) => {
      const nowhere = await parley(name, sample, '--out', join(folder, 'no/such/folder/a.html'));
      expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('cannot be written') });
      const empty = await parley(
        name,
        sample,
        '--out',
        join(folder, 'a.html'),
        '--from',
        '1990',
        '--to',
        '1991',
        '--as-of',
        '2022-03-01',
      );
      expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('No event is in the selection') });
    },
  );

  it.each([
    ['brief', 'md'],
    ['page', 'html'],
    ['figure', 'svg'],
  ])('%s writes nothing where there is nothing to show, and says why', async (name, ending) => {
    const out = join(folder, `nothing-${name}.${ending}`);
    const blank = join(folder, `blank-${name}`);
    await parley('new', blank);
    const ofNothing = await parley(name, blank, '--out', out);
    expect(ofNothing).toMatchObject({ code: 1, err: expect.stringContaining('The dossier has no events yet') });
    const tooEarly = await parley(name, sample, '--out', out, '--as-of', '2020-01-01');
    expect(tooEarly).toMatchObject({ code: 1, err: expect.stringContaining('was known on 2020-01-01') });
    await expect(readFile(out)).rejects.toThrow();
  });
});

describe('parley restore', () => {
  it('lists what each backup holds, and goes back to one with the present state set aside', async () => {
    const path = await brokenSample('to-restore', (text) => text);
    const { store } = await openDossierFolder(path, {
      mode: 'write',
      acceptOutsideChanges: false,
      outsideBackups: null,
      now: () => new Date('2025-12-02T09:30:00Z'),
      log: () => undefined,
    });
    const before = store.dossier.events.get('miami-meeting') ?? null;
    const edits = [{ collection: 'events', id: 'miami-meeting', before, after: { ...before, importance: 1 } }] as never;
    await store.commit({ label: 'weigh', at: '2025-12-02T09:30:00.000Z', author: 'Analyst', edits });
    await store.close();
    const name = 'dossier-2025-12-02T09-30-00-000Z.json';

    const listed = await parley('restore', path);
    expect(listed).toMatchObject({ code: 0, err: '' });
    expect(listed.out).toContain(`${path} opens without fault.`);
    expect(listed.out).toContain(`${name}  2025-12-02 09:30 UTC, in the folder`);
    expect(listed.out).toContain('    Miami back channel: 15 events, 20 actors, 9 sources');
    expect(listed.out).toContain('    last edit: 2025-12-02 09:30 UTC, Analyst: weigh');
    expect(listed.out).toContain('    to restore it: 1 changed (event Miami meeting changed)');
    const lines = (await parley('restore', path, '--json')).out.split('\n').map((line) => JSON.parse(line) as object);
    // Other copies of the same dossier, which other tests opened, have backups of their own.
    expect(lines.filter((line) => 'of' in line && line.of === null)).toEqual([
      expect.objectContaining({ isGood: true }),
      expect.objectContaining({ id: name }),
    ]);

    const restored = await parley('restore', path, '--backup', name);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(restored.out).toMatch(
      /The backup was restored\. What was there before is kept in .*replaced-.*Undo takes it back\./,
    );
    expect((await checkDossierFolder(path)).dossier.events.get('miami-meeting')).toEqual(before);
  });

  it('says that there is no backup, that a name is none, and what is missing', async () => {
    const path = await brokenSample('without-backups', (text) => text.slice(0, 50));
    expect(await parley('restore', path)).toMatchObject({ code: 1, out: expect.stringContaining('no backup of it') });
    expect(await parley('restore', path, '--backup', 'newest')).toMatchObject({ code: 1 });
    expect(await parley('restore', path, '--to', '/elsewhere')).toMatchObject({ code: 2 });
  });
});
