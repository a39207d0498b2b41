import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { BriefRequest } from '#api/contract';
import { pageDataId, type PageData } from '#api/page';
import { readSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { noFilters } from '#core/model/view';
import { everything } from '#core/query/selection';
import { renderBrief } from '#host/brief/render-brief';
import { renderPage } from '#host/page/render-page';
import { buildDossier } from '../../builders/dossier';
import { hostileDossier, hostileLines } from '../../builders/hostile';
import { buildEvent, buildMeeting } from '../../builders/records';
import { today } from './briefs';

const root = join(import.meta.dirname, '../../..');
const { dossier: sample } = readSnapshot(
  JSON.parse(readFileSync(join(root, 'data/miami-back-channel/dossier.json'), 'utf8')),
);
const request: BriefRequest = { format: 'docx', selection: everything, asKnownOn: null, order: 'date', title: null };

async function unzip(dossier: Dossier, asked = request): Promise<Record<string, string>> {
  const { content } = await renderBrief(dossier, asked, today);
  const zip = await JSZip.loadAsync(content, { base64: true });
  const names = Object.keys(zip.files);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await zip.files[name]!.async('string')])),
  );
}

/** The text of WordprocessingML, its elements taken away and its entities read. */
function textOf(xml: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return xml.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

describe('the brief as a Word file', () => {
  it('has real footnotes, each referred to once, with the sources in them', async () => {
    const parts = await unzip(sample);
    const places = [...parts['word/document.xml']!.matchAll(/<w:footnoteReference w:id="(\d+)"/g)].map(([, id]) =>
      Number(id),
    );
    const notes = [...parts['word/footnotes.xml']!.matchAll(/<w:footnote w:id="(\d+)">/g)].map(([, id]) => Number(id));
    expect(places.length).toBeGreaterThan(10);
    expect(places).toEqual(places.map((_, index) => index + 1));
    expect(notes).toEqual(places);
    expect(textOf(parts['word/footnotes.xml']!)).toContain(
      '“Designation of RDIF under Executive Order 14024”, US Treasury, OFAC, Feb 2022',
    );
  });

  it('has headings, a table of actors with a repeated head, and the figure as vectors and as a picture', async () => {
    const parts = await unzip(sample);
    const document = parts['word/document.xml']!;
    expect(document).toMatch(/<w:pStyle w:val="Title"\/>/);
    expect(document).toMatch(/<w:pStyle w:val="Heading1"\/>/);
    expect(document).toMatch(/<w:tblHeader\/>/);
    const media = Object.keys(parts).filter((name) => /^word\/media\/./.test(name));
    expect(media.map((name) => name.slice(-4)).sort()).toEqual(['.png', '.svg']);
  });

  it('is the same file for the same dossier on the same day', async () => {
    const [first, second] = [await renderBrief(sample, request, today), await renderBrief(sample, request, today)];
    expect(first.content === second.content).toBe(true);
  });

  it('refers to nothing outside itself and runs nothing', async () => {
    const parts = await unzip(hostileDossier());
    for (const [name, xml] of Object.entries(parts)) {
      if (name.endsWith('.rels')) expect(xml, name).not.toContain('TargetMode="External"');
      expect(name).not.toMatch(/vba|\.bin$/i);
    }
  });

  it('holds hostile text as text', async () => {
    const parts = await unzip(hostileDossier());
    const text = textOf(parts['word/document.xml']!);
    for (const line of hostileLines) expect(text).toContain(line);
    expect(parts['word/document.xml']).not.toMatch(/<(script|img|iframe)/);
  });
});

describe('the interactive page', () => {
  const templatePath = join(root, 'tests/fixtures/page-template.html');
  const making = { today, templatePath, version: '1.2.3' };
  const page = async (dossier: Dossier, selection = everything) =>
    (await renderPage(dossier, { selection, asKnownOn: null, grouping: 'track' }, making)).content;

  function dataOf(html: string): PageData {
    const [, json] = new RegExp(`<script type="application/json" id="${pageDataId}">(.*)</script>`).exec(html)!;
    return JSON.parse(json!) as PageData;
  }

  it('holds a valid dossier, read-only, on the day it was made', async () => {
    const { session } = dataOf(await page(sample));
    expect(session).toMatchObject({
      today: '2025-12-02',
      recent: [],
      dossier: { path: '', access: { mode: 'read-only' } },
    });
    expect(readSnapshot(session.dossier!.snapshot).dossier.events.size).toBe(15);
  });

  it('holds nothing of what the filters hide', async () => {
    const selection = { ...everything, filters: { ...noFilters, kinds: ['statement' as const] } };
    const html = await page(sample, selection);
    const hidden = [...sample.events.values()].filter(({ kind }) => kind !== 'statement');
    const texts = hidden.flatMap(({ id, title, summary, notes, claims }) => [
      ...[`"${id}"`, title, summary, notes],
      ...claims.map(({ text }) => text),
    ]);
    for (const text of texts) if (text !== null) expect(html).not.toContain(text);
    expect(html).not.toContain(sample.description);
    expect(html).not.toContain('Executive Order');
    expect(html).toContain('Putin: the American plan could be a basis for a resolution');
  });

  it('lets no text end the element that it stands in', async () => {
    const html = await page(hostileDossier());
    expect(html.match(/<\/script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<!--|<img|<svg/);
    expect(
      dataOf(html)
        .session.dossier!.snapshot.events.map(({ title }) => title)
        .sort(),
    ).toEqual([...hostileLines].sort());
  });

  it.each([
    // Counted from when a document that has no date of its own took effect, on the other side of what is drawn.
    [
      buildEvent({ kind: 'document', id: 'a', date: null, undated: 'unknown', inForce: '2018-01-02' }),
      { relation: 'within', offset: 'P900D', moment: 'takes-effect' },
      2021,
    ],
    // What is due "not before" has no end, but a latest day to begin on.
    [
      buildMeeting({ id: 'a', date: '[2018-01-02..2021-01-09]' }),
      { relation: 'after', offset: 'P1500D', moment: 'starts' },
      2026,
    ],
  ] as const)(
    'holds each holiday from what a deadline is counted from to when it is due',
    async (anchor, counted, last) => {
      const { moment, ...rest } = counted;
      const deadline = buildEvent({
        kind: 'deadline',
        id: 'd',
        rule: { ...rest, from: { event: 'a', moment }, count: 'business', calendar: 'US' },
      });
      const dossier = buildDossier({ events: [anchor, deadline] });
      const { holidays } = dataOf(await page(dossier));
      const years = new Set(holidays['US']!.map((day) => Number(day.slice(0, 4))));
      for (let year = 2018; year <= last; year++) expect(years).toContain(year);
    },
  );

  it('of nothing is refused with a sentence', async () => {
    await expect(page(sample, { ...everything, events: [] })).rejects.toThrow('No event is in the selection');
  });
});
