import { describe, expect, it } from 'vitest';
import type { FigureRequest } from '#api/contract';
import { parseDay } from '#core/dates/calendar-day';
import { noFilters } from '#core/model/view';
import { renderFigure } from '#host/figure/render';
import { buildDossier } from '../builders/dossier';
import { buildMeeting, buildTrack } from '../builders/records';

const today = parseDay('2025-12-02');
const request: FigureRequest = {
  format: 'svg',
  range: null,
  filters: noFilters,
  grouping: 'track',
  title: null,
  standfirst: null,
  theme: 'light',
  asKnownOn: null,
  width: 1280,
};
const dossier = buildDossier({
  events: [
    buildMeeting({ id: 'miami', title: 'Miami meeting', date: '2025-10-24/2025-10-26', tags: ['talks'] }),
    buildMeeting({ id: 'geneva', title: 'Geneva meeting', date: '2025-11-23' }),
  ],
});

/** Width and height as a PNG's header gives them (PNG specification, 11.2.2). */
function sizeOf(png: Buffer) {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('rendering a figure', () => {
  it('gives the same SVG for the same request', async () => {
    const [first, second] = await Promise.all([
      renderFigure(dossier, request, today),
      renderFigure(dossier, request, today),
    ]);
    expect(first).toEqual(second);
    expect(first.mediaType).toBe('image/svg+xml');
    expect(first.content).toContain('Miami meeting');
    expect(first.warnings).toEqual([]);
  });

  it.each([480, 1280, 2001])('paints a PNG exactly %i pixels wide', async (width) => {
    const figure = await renderFigure(dossier, { ...request, format: 'png', width }, today);
    expect(figure.mediaType).toBe('image/png');
    expect(sizeOf(Buffer.from(figure.content, 'base64')).width).toBe(width);
  });

  it('writes a PDF as wide as the pixels asked for at 96 to the inch, the same for the same day', async () => {
    const asked = { ...request, format: 'pdf', width: 960 } as const;
    const figure = await renderFigure(dossier, asked, today);
    expect(figure).toMatchObject({ mediaType: 'application/pdf', encoding: 'base64', warnings: [] });
    expect(Buffer.from(figure.content, 'base64').toString('latin1')).toMatch(/\/MediaBox \[0 0 720 /);
    expect(await renderFigure(dossier, asked, today)).toEqual(figure);
  });

  it('shows only what the filters and the range let through', async () => {
    const filtered = await renderFigure(dossier, { ...request, filters: { ...noFilters, tags: ['talks'] } }, today);
    expect(filtered.content).toContain('Miami meeting');
    expect(filtered.content).not.toContain('Geneva meeting');
    const range = { from: '2025-11-01', to: '2025-11-30' };
    const ranged = await renderFigure(dossier, { ...request, range }, today);
    expect(ranged.content).not.toContain('Miami meeting');
    expect(ranged.content).toContain('Geneva meeting');
  });

  it('takes a title and a standfirst, and makes them from the record where none is given', async () => {
    const named = await renderFigure(dossier, { ...request, title: 'Two rounds', standfirst: 'What is known.' }, today);
    expect(named.content).toContain('>Two rounds</tspan>');
    expect(named.content).toContain('>What is known.</tspan>');
    const plain = await renderFigure(dossier, request, today);
    expect(plain.content).toContain('>A negotiation</tspan>');
    expect(plain.content).toContain('>Two events, October to November 2025.</tspan>');
  });

  it.each(['png', 'pdf'] as const)('names the scripts that its fonts have no letters for: %s', async (format) => {
    const events = [buildMeeting({ title: 'محادثات 会談' }), buildMeeting({ id: 'kyiv', title: 'Переговори — Αθήνα' })];
    const figure = await renderFigure(buildDossier({ events }), { ...request, format }, today);
    expect(figure.warnings).toEqual([
      "The figure's fonts have no letters for Arabic, Chinese characters: they appear as empty boxes.",
    ]);
  });

  it('refuses a range that ends before it begins', async () => {
    const range = { from: '2025-12-01', to: '2025-11-01' };
    await expect(renderFigure(dossier, { ...request, range }, today)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('2025-11-01') as string,
    });
  });

  it('refuses an image or a page too large to open', async () => {
    const tracks = Array.from({ length: 40 }, (_, index) => buildTrack({ id: `track-${index}`, order: index }));
    const everywhere = tracks.map(({ id }) => id);
    const events = Array.from({ length: 60 }, (_, index) => buildMeeting({ id: `event-${index}`, tracks: everywhere }));
    const many = buildDossier({ events, tracks });
    const wide = { ...request, format: 'png', width: 8000 } as const;
    await expect(renderFigure(many, wide, today)).rejects.toMatchObject({ code: 'too-large' });
    const page = { ...request, format: 'pdf' } as const;
    await expect(renderFigure(many, page, today)).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/^The figure would be \d+ inches high; a PDF page ends at 200\./) as string,
    });
  });
});
