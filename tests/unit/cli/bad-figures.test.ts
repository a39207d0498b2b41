import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '#cli/run';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { buildDossier } from '../../builders/dossier';
import { buildMeeting, buildSource, buildTrack } from '../../builders/records';

const installation = join(import.meta.dirname, '../../..');
const talks = buildTrack({ id: 'talks', name: 'Talks' });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-bad-figures-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A dossier of meetings of one track, which differ from a usual one as given. */
function meetings(...fields: Parameters<typeof buildMeeting>[0][]): Dossier {
  const events = fields.map((field, index) => buildMeeting({ id: `meeting-${index}`, tracks: ['talks'], ...field }));
  return buildDossier({ events, tracks: [talks], sources: [buildSource()] });
}

/** Draws a dossier with the command: what it answers, and the text of the figure, its lines joined by spaces. */
async function draw(name: string, dossier: Dossier, ...options: string[]) {
  const place = join(folder, name);
  await mkdir(place, { recursive: true });
  await writeFile(join(place, 'dossier.json'), formatSnapshot(toSnapshot(dossier, 0)));
  const out = join(place, 'figure.svg');
  const said: string[] = [];
  const code = await run(['figure', place, '--today', '2025-12-02', '--out', out, ...options], {
    print: () => {},
    say: (line) => said.push(line),
    environment: { PARLEY_HOME: join(folder, 'home') },
    installation,
    version: '1.2.3',
  });
  const svg = await readFile(out, 'utf8').catch(() => '');
  const text = [...svg.matchAll(/<text[^]*?<\/text>/g)].map(([each]) => each.replace(/<[^>]*>/g, '')).join(' ');
  return { code, said: said.join('\n'), text };
}

const pages = ['slide', 'column'];

describe.each(pages)('on a page of the preset %s', (preset) => {
  const drawn = (name: string, dossier: Dossier, ...options: string[]) =>
    draw(`${name}-${preset}`, dossier, '--preset', preset, ...options);

  it('a range without events is refused in words, and no file is written', async () => {
    const { code, said, text } = await drawn('none', meetings({ title: 'Talks' }), '--from', '2030', '--to', '2031');
    expect(code).toBe(1);
    expect(said).toContain('Lift a filter or widen the range.');
    expect(text).toBe('');
  });

  it('events too far away to draw take no room', async () => {
    const dossier = meetings({ title: 'Talks', date: '2025-10-24' }, { title: 'Far ahead', date: 'Y12000' });
    const { code, text } = await drawn('far', dossier, '--from', '2025-10-01');
    expect(code).toBe(0);
    expect(text).not.toContain('3000s');
  });

  it('a range beyond the years that days can be written in is refused', async () => {
    const { code, said } = await drawn('beyond', meetings({ title: 'Talks' }), '--from', 'Y12000');
    expect(code).toBe(2);
    expect(said).toContain('--from: "Y12000" lies beyond the years -9999 to 9999. Give a date within them.');
  });

  it('one event has its place', async () => {
    const { code, said, text } = await drawn('one', meetings({ title: 'The only talks' }));
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(text).toContain('The only talks');
  });

  it('400 events in one lane: what has no room is named, counted and warned of', async () => {
    const day = (index: number) =>
      `2025-${String(1 + (index % 9)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`;
    const events = Array.from({ length: 400 }, (_, index) => ({ title: `Round ${index}`, date: day(index) }));
    const { code, said, text } = await drawn('many', meetings(...events));
    expect(code).toBe(0);
    expect(said).toMatch(/^\d+ events have no room in “Talks” and are named in a line of “more”/m);
    expect(text).toMatch(/\d+ more: Round \d+/);
  });

  it('a title of 400 characters is broken into lines, and warned of', async () => {
    const title = 'A very long title of talks '.repeat(15).slice(0, 399).trim();
    const { code, said, text } = await drawn('long', { ...meetings({ title: 'Talks' }), title });
    expect(code).toBe(0);
    expect(said).toMatch(/The title takes .* lines; two read better/);
    expect(text.startsWith(title)).toBe(true);
  });

  it('a word longer than its line is broken', async () => {
    const title = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3);
    const { code, text } = await drawn('unbroken', meetings({ title }));
    expect(code).toBe(0);
    expect(text.replace(/[\s,]/g, '')).toContain(title);
  });

  it('emoji are drawn by the viewer, and warned of', async () => {
    const { code, said, text } = await drawn('emoji', meetings({ title: 'Talks 🤝 go on' }));
    expect(code).toBe(0);
    expect(said).toMatch(/no letters for emoji/);
    expect(text).toContain('🤝');
  });

  it('names that run from right to left stay whole', async () => {
    const { code, said, text } = await drawn(
      'right-to-left',
      meetings({ title: 'محادثات القاهرة' }, { title: 'שיחות' }),
    );
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(text).toContain('محادثات القاهرة');
    expect(text).toContain('שיחות');
  });

  it('dates in 3000 BCE have their place', async () => {
    const { code, said, text } = await drawn(
      'antiquity',
      meetings({ title: 'Old talks', date: '-2999' }, { title: 'New talks' }),
    );
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(text).toContain('3000 BC');
    expect(text).toContain('Old talks');
  });
});

describe('a folder that cannot be written', () => {
  it('is named, and what to do', async () => {
    await writeFile(join(folder, 'a-file'), 'in the way');
    const out = join(folder, 'a-file', 'figure.svg');
    const { code, said } = await draw('unwritable', meetings({ title: 'Talks' }), '--out', out);
    expect(code).not.toBe(0);
    expect(said).toContain(out);
    expect(said.split('\n')).toHaveLength(1);
  });
});
