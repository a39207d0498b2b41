import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Dossier } from '#core/model/dossier';
import { entryOf } from '#core/timeline/timeline-entry';
import { drawnYears } from '#core/timeline/scale';

const script = join(import.meta.dirname, '../node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.cjs');
const tenMinutesMs = 600_000;

/** The same events in vis-timeline with nothing but its defaults and a fixed height. */
export interface PlainVis {
  readonly page: Page;
  /** From the items in the page to the first drawn timeline. */
  readonly firstDrawingMs: number;
}

/** Opens a dossier's events in plain vis-timeline, grouped by track. */
export async function openPlainVis(
  browser: Browser,
  dossier: Dossier,
  viewport: { width: number; height: number },
): Promise<PlainVis> {
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(tenMinutesMs);
  await page.setContent('<!doctype html><div id="timeline"></div>');
  await page.addScriptTag({ path: script });
  const items = [...dossier.events.values()].flatMap((event) => {
    const entry = entryOf(event, dossier);
    if (entry === null) return [];
    const group = event.tracks[0] ?? '';
    const content = event.label ?? event.title;
    if (entry.from === entry.to) return [{ id: event.id, group, content, start: entry.at, type: 'point' }];
    const start = Math.max(entry.from, drawnYears.from);
    return [
      {
        id: event.id,
        group,
        content,
        start: entry.from === -Infinity ? entry.to : start,
        end: Math.min(entry.to, Date.UTC(2030, 0, 1)),
        type: 'range',
      },
    ];
  });
  const groups = [...dossier.tracks.values()].map(({ id, name }) => ({ id, content: name }));
  const firstDrawingMs = await page.evaluate(
    async ({ items, groups, height }) => {
      const { vis } = window as unknown as {
        vis: { Timeline: new (...parts: unknown[]) => unknown; DataSet: new (data: unknown) => unknown };
      };
      const start = performance.now();
      const timeline = new vis.Timeline(
        document.getElementById('timeline'),
        new vis.DataSet(items),
        new vis.DataSet(groups),
        { height },
      );
      (window as unknown as { timeline: unknown }).timeline = timeline;
      while (document.querySelector('.vis-item') === null) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - start;
    },
    { items, groups, height: `${viewport.height - 20}px` },
  );
  return { page, firstDrawingMs };
}

/** One step of panning plain vis-timeline, by a fiftieth of the window to and fro. */
export const panPlainVis = `
  const { start, end } = timeline.getWindow();
  const shift = (end - start) / 50 * (step % 40 < 20 ? 1 : -1);
  timeline.setWindow(+start + shift, +end + shift, { animation: false })`;

/** One step of zooming it, by a twelfth in and out. */
export const zoomPlainVis = `
  const { start, end } = timeline.getWindow();
  const by = (end - start) * (step % 40 < 20 ? -0.04 : 0.0435);
  timeline.setWindow(+start - by, +end + by, { animation: false })`;

/** Shows all of it. */
export const fitPlainVis = 'timeline.fit({ animation: false })';
