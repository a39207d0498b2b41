import { type Browser, chromium, type Page } from 'playwright-core';
import type { Dossier } from '#core/model/dossier';
import { largeDossier } from '../tests/builders/large-dossier';
import { findChromium, launchArguments } from '../tests/chromium.js';
import { inMs } from './measure';
import { countNodes, framesOf, timeToScreen, weigh, type Frames, type Weight } from './page-probe';
import {
  filterParley,
  fitParley,
  openInParley,
  panParley,
  scrollParley,
  searchParley,
  zoomParley,
  type ParleyPage,
} from './parley-page';
import { fitPlainVis, openPlainVis, panPlainVis, zoomPlainVis } from './plain-vis';
import type { BenchOptions, Table, Topic } from './topic';

const viewport = { width: 1400, height: 800 };
const steps = 80;
/** Panning and zooming plain vis-timeline at 100,000 events takes seconds a step. */
const stepsOfPlainVis = 60;
const seed = 7;
const manyLanes = 100;
const searches = [
  'g',
  'ge',
  'gen',
  'gene',
  'geneva',
  'geneva h',
  'geneva haddad',
  'haddad',
  'hadd',
  'licence',
  'lic',
  'round 12',
];

interface Measured {
  readonly firstDrawingMs: number;
  readonly pan: Frames;
  readonly zoom: Frames;
  readonly fitMs: number;
  readonly weight: Weight;
  /** The most elements at any zoom that was tried. */
  readonly mostNodes: number;
}

interface MeasuredParley extends Measured {
  readonly scroll: Frames;
  readonly fromDiskMs: number;
  readonly parseMs: number;
  readonly searchMs: readonly number[];
  readonly filterMs: readonly number[];
}

/** The timeline in a real browser, beside plain vis-timeline with the same events and an empty page. */
export const timeline: Topic = {
  name: 'timeline',
  title: 'The timeline in Chromium, 1400 x 800, beside plain vis-timeline 8.5.4',
  run: async ({ events, say }: BenchOptions) => {
    const { path } = await findChromium();
    const browser = await chromium.launch({
      executablePath: path,
      args: [...launchArguments, '--enable-precise-memory-info'],
    });
    try {
      const empty = await measureEmptyPage(browser);
      const columns: string[][] = [];
      for (const count of events ?? [1000, 10_000, 100_000]) {
        const name = count.toLocaleString('en-GB');
        const dossier = largeDossier(seed, count);
        say(`Parley, ${name} events`);
        const parley = await measureParley(await openInParley(browser, dossier, viewport));
        say(`Parley, ${name} events in ${manyLanes} lanes`);
        const nodesInManyLanes = await countInManyLanes(browser, largeDossier(seed, count, manyLanes));
        say(`plain vis-timeline, ${name} events`);
        const vis = await measurePlainVis(browser, dossier);
        columns.push(describe(name, { ...parley, nodesInManyLanes }, vis, empty));
      }
      return asTable(columns);
    } finally {
      await browser.close();
    }
  },
};

async function measureEmptyPage(browser: Browser) {
  const page = await browser.newPage({ viewport });
  await page.setContent('<!doctype html><p id="mark">Nothing</p>');
  const frames = await framesOf(page, 'document.getElementById("mark").textContent = String(step)', 120);
  await page.close();
  return frames;
}

async function measureParley(parley: ParleyPage): Promise<MeasuredParley> {
  const { page, firstDrawingMs, fromDiskMs, parseMs } = parley;
  // Counts and the folding of texts for the search come after the drawing.
  await page.waitForSelector('[data-region="rail"] [role="checkbox"]');
  await page.waitForTimeout(3000);
  const pan = await framesOf(page, panParley, steps);
  const zoom = await framesOf(page, zoomParley, steps);
  const scroll = await framesOf(page, scrollParley, steps);
  const fitMs = await timeToScreen(page, fitParley);
  const mostNodes = await mostNodesOf(page, () => page.keyboard.press('+'));
  const searchMs: number[] = [];
  for (const text of searches) searchMs.push(await timeToScreen(page, searchParley(text)));
  await timeToScreen(page, searchParley(''));
  const filterMs: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) filterMs.push(await timeToScreen(page, filterParley));
  const weight = await weigh(page);
  await parley.close();
  return { firstDrawingMs, fromDiskMs, parseMs, pan, zoom, scroll, fitMs, weight, mostNodes, searchMs, filterMs };
}

/** The most elements at any zoom of a timeline with as many lanes as a large desk has tracks. */
async function countInManyLanes(browser: Browser, dossier: Dossier): Promise<number> {
  const parley = await openInParley(browser, dossier, viewport);
  await parley.page.waitForSelector('[data-region="rail"] [role="checkbox"]');
  await timeToScreen(parley.page, fitParley);
  const most = await mostNodesOf(parley.page, () => parley.page.keyboard.press('+'));
  await parley.close();
  return most;
}

async function mostNodesOf(page: Page, comeCloser: () => Promise<void>): Promise<number> {
  let most = await countNodes(page);
  for (let step = 0; step < 24; step += 1) {
    await comeCloser();
    await page.waitForTimeout(60);
    most = Math.max(most, await countNodes(page));
  }
  return most;
}

async function measurePlainVis(browser: Browser, dossier: Parameters<typeof openPlainVis>[1]): Promise<Measured> {
  const { page, firstDrawingMs } = await openPlainVis(browser, dossier, viewport);
  await page.evaluate(() => {
    const { timeline: shown } = window as unknown as {
      timeline: { setWindow(from: number, to: number, options: object): void };
    };
    shown.setWindow(Date.UTC(2020, 5), Date.UTC(2021, 5), { animation: false });
  });
  const pan = await framesOf(page, panPlainVis, stepsOfPlainVis);
  const zoom = await framesOf(page, zoomPlainVis, stepsOfPlainVis);
  const fitMs = await timeToScreen(page, fitPlainVis);
  const weight = await weigh(page);
  await page.close();
  return { firstDrawingMs, pan, zoom, fitMs, weight, mostNodes: weight.nodes };
}

const measures = [
  'first drawing, data in the page',
  'pan p50 / p95 / max',
  'zoom p50 / p95 / max',
  'fit all',
  'elements, most at any zoom',
  `elements, in ${manyLanes} lanes`,
  'JS heap',
  'scroll lanes p50 / p95 / max',
  'from disk to first drawing',
  'search p50 / p95',
  'filter p50 / max',
];

function describe(
  name: string,
  parley: MeasuredParley & { readonly nodesInManyLanes: number },
  vis: Measured,
  empty: Frames,
): string[] {
  const inFrames = ({ p50, p95, max }: Frames) => `${p50.toFixed(1)} / ${p95.toFixed(1)} / ${max.toFixed(1)} ms`;
  const times = (one: number, other: number) =>
    `${(other / one).toLocaleString('en-GB', { maximumFractionDigits: 1 })} x`;
  const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  const middle = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
  const allowed = 3 * parley.parseMs + 1000;
  const cells: readonly (readonly [ofParley: string, ofVis: string, ratio: string])[] = [
    [
      inMs(parley.firstDrawingMs),
      inMs(vis.firstDrawingMs),
      `${times(parley.firstDrawingMs, vis.firstDrawingMs)} sooner`,
    ],
    [
      inFrames(parley.pan),
      inFrames(vis.pan),
      `${times(empty.p95, parley.pan.p95)} an empty page’s p95 (${empty.p95.toFixed(1)} ms)`,
    ],
    [inFrames(parley.zoom), inFrames(vis.zoom), `${times(empty.p95, parley.zoom.p95)} an empty page’s p95`],
    [inMs(parley.fitMs), inMs(vis.fitMs), `${times(parley.fitMs, vis.fitMs)} sooner`],
    [String(parley.mostNodes), String(vis.mostNodes), ''],
    [String(parley.nodesInManyLanes), '–', ''],
    [`${parley.weight.heapMb.toFixed(0)} MiB`, `${vis.weight.heapMb.toFixed(0)} MiB`, ''],
    [inFrames(parley.scroll), '–', ''],
    [inMs(parley.fromDiskMs), '–', `JSON.parse ${inMs(parley.parseMs)}; allowed ${inMs(allowed)}`],
    [`${inMs(middle(parley.searchMs))} / ${inMs(Math.max(...parley.searchMs))}`, '–', ''],
    [`${inMs(middle(parley.filterMs))} / ${inMs(Math.max(...parley.filterMs))}`, '–', ''],
  ];
  return cells.flatMap(([ofParley, ofVis, ratio], index) => [name, measures[index] ?? '', ofParley, ofVis, ratio]);
}

function asTable(columns: readonly (readonly string[])[]): Table {
  const width = 5;
  const rows = columns.flatMap((cells) =>
    Array.from({ length: cells.length / width }, (_, row) => cells.slice(row * width, (row + 1) * width)),
  );
  return { columns: ['events', 'what', 'Parley', 'plain vis-timeline', 'ratio'], rows };
}
