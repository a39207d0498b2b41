import { describe, expect, it } from 'vitest';
import type { FigureRequest, RenderedFigure } from '#api/contract';
import { parseDay } from '#core/dates/calendar-day';
import { noFilters } from '#core/model/view';
import { renderFigure } from '#host/figure/render';
import { buildDossier } from '../builders/dossier';
import { buildFigure, buildMeeting, buildTrack, buildView, type FigureFields } from '../builders/records';

const today = parseDay('2025-12-02');
const look = { filters: noFilters, grouping: 'track', window: null } as const;
const dossier = buildDossier({
  events: [
    buildMeeting({ id: 'miami', title: 'Miami meeting', date: '2025-10-24/2025-10-26', tags: ['talks'] }),
    buildMeeting({ id: 'geneva', title: 'Geneva meeting', date: '2025-11-23' }),
  ],
  views: [buildView({ id: 'autumn', filters: { ...noFilters, tags: ['talks'] } })],
});

function requestFor(fields: FigureFields = {}, more: Partial<FigureRequest> = {}): FigureRequest {
  return { format: 'svg', figure: buildFigure(fields), look, asKnownOn: null, scale: 1, ...more };
}

const render = (...request: Parameters<typeof requestFor>) => renderFigure(dossier, requestFor(...request), today);
const warningsOf = ({ checks }: RenderedFigure) =>
  checks.flatMap(({ level, text }) => (level === 'warning' ? [text] : []));

/** Width, height and pixels to a metre as a PNG says them (PNG specification, 11.2.2 and 11.3.4.3). */
function sizeOf(png: Buffer) {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const physical = png.indexOf('pHYs', 0, 'latin1');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), perMetre: png.readUInt32BE(physical + 4) };
}

describe('rendering a figure', () => {
  it('gives the same SVG for the same request', async () => {
    const [first, second] = await Promise.all([render(), render()]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ mediaType: 'image/svg+xml', width: 960, height: 540 });
    expect(first.content).toContain('Miami meeting');
    expect(warningsOf(first)).toEqual([]);
  });

  it.each([
    [1, 1280, 720],
    [2, 2560, 1440],
    [300 / 96, 4000, 2250],
  ])('paints a PNG at a scale of %d, and says how large its pixels are', async (scale, width, height) => {
    const figure = await render({}, { format: 'png', scale });
    expect(figure.mediaType).toBe('image/png');
    const perMetre = Math.round((96 * scale) / 0.0254);
    expect(sizeOf(Buffer.from(figure.content, 'base64'))).toEqual({ width, height, perMetre });
  });

  it('writes a PDF as large as the page, the same for the same day', async () => {
    const figure = await render({ preset: 'a4-portrait' }, { format: 'pdf' });
    expect(figure).toMatchObject({ mediaType: 'application/pdf', encoding: 'base64' });
    expect(Buffer.from(figure.content, 'base64').toString('latin1')).toMatch(/\/MediaBox \[0 0 595\.2\d+ 841\.8\d+\]/);
    expect(await render({ preset: 'a4-portrait' }, { format: 'pdf' })).toEqual(figure);
  });

  it('shows only what the filters, the figure’s view and its range let through', async () => {
    const filtered = await render({}, { look: { ...look, filters: { ...noFilters, tags: ['talks'] } } });
    const viewed = await render({ view: 'autumn' });
    for (const { content } of [filtered, viewed]) {
      expect(content).toContain('Miami meeting');
      expect(content).not.toContain('Geneva meeting');
    }
    const ranged = await render({ options: { from: '2025-11-01', to: '2025-11-30' } });
    expect(ranged.content).not.toContain('Miami meeting');
    expect(ranged.content).toContain('Geneva meeting');
  });

  it('takes a title and a standfirst, and makes them from the record where none is given', async () => {
    const named = await render({ title: 'Two rounds', standfirst: 'What is known.' });
    expect(named.content).toContain('>Two rounds</tspan>');
    expect(named.content).toContain('>What is known.</tspan>');
    const plain = await render();
    expect(plain.content).toContain('>A negotiation</tspan>');
    expect(plain.content).toContain('>Two events, October to November 2025.</tspan>');
  });

  it.each(['png', 'pdf'] as const)('names the scripts that its fonts have no letters for: %s', async (format) => {
    const events = [
      buildMeeting({ title: '会談 🤝' }),
      buildMeeting({ id: 'kyiv', title: 'Переговори — Αθήνα' }),
      buildMeeting({ id: 'doha', title: 'محادثات שיחות' }),
    ];
    const figure = await renderFigure(buildDossier({ events }), requestFor({}, { format }), today);
    expect(warningsOf(figure)).toEqual([
      "The figure's fonts have no letters for Chinese characters, emoji: they appear as empty boxes.",
    ]);
  });

  it('refuses a range that ends before it begins', async () => {
    await expect(render({ options: { from: '2025-12-01', to: '2025-11-01' } })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('2025-11-01') as string,
    });
  });

  it('refuses an image too large to open', async () => {
    const size = { width: 14_000, height: 14_000 };
    const huge = render({ preset: 'custom', options: { size } }, { format: 'png', scale: 4 });
    await expect(huge).rejects.toMatchObject({ code: 'too-large' });
  });

  it('says what has no room, and how high the page would have to be, without making it higher', async () => {
    const tracks = Array.from({ length: 12 }, (_, index) => buildTrack({ id: `track-${index}`, order: index }));
    const events = Array.from({ length: 60 }, (_, index) =>
      buildMeeting({ id: `event-${index}`, tracks: tracks.map(({ id }) => id), importance: 1 + (index % 5) }),
    );
    const figure = await renderFigure(buildDossier({ events, tracks }), requestFor(), today);
    expect(figure.height).toBe(540);
    const left = figure.checks.find(({ level }) => level === 'warning');
    expect(left?.text).toMatch(/^\d+ events have no room in “track-0”.*A height of \d+ mm would show everything/);
    expect(left?.remedies.map(({ type }) => type)).toEqual(['height', 'brief']);
  });
});
