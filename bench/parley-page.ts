import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';

const root = join(import.meta.dirname, '..');
const fiveMinutesMs = 300_000;

/** A dossier open in Parley, as it was built. */
export interface ParleyPage {
  readonly page: Page;
  /** From the start of the host's process to the first drawn timeline in a browser that runs already. */
  readonly fromDiskMs: number;
  /** What `JSON.parse` of the dossier's file alone takes here. */
  readonly parseMs: number;
  /** From the dossier as objects in the page, as plain vis-timeline is given its items, to the first drawn timeline. */
  readonly firstDrawingMs: number;
  close(): Promise<void>;
}

/** Writes a dossier to disk and opens it in Parley's loopback shell. Needs a build in `out/`. */
export async function openInParley(
  browser: Browser,
  dossier: Dossier,
  viewport: { width: number; height: number },
): Promise<ParleyPage> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const path = join(folder, 'dossier');
  await mkdir(path);
  const text = formatSnapshot(toSnapshot(dossier, 0));
  await writeFile(join(path, 'dossier.json'), text);
  const parseStart = performance.now();
  JSON.parse(text);
  const parseMs = performance.now() - parseStart;

  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  page.setDefaultTimeout(fiveMinutesMs);
  await page.addInitScript(() => {
    const seen = window as unknown as { drawnAt: number; readAt: number };
    const parse = JSON.parse.bind(JSON);
    let longest = 0;
    JSON.parse = (text: string, reviver?: Parameters<typeof parse>[1]): unknown => {
      const value: unknown = parse(text, reviver);
      if (text.length > longest) [longest, seen.readAt] = [text.length, performance.now()];
      return value;
    };
    const look = () => {
      if (document.querySelector('.vis-item') === null) requestAnimationFrame(look);
      else requestAnimationFrame((now) => (seen.drawnAt = now));
    };
    requestAnimationFrame(look);
  });
  const start = Date.now();
  const host = spawn(process.execPath, [join(root, 'bin/parley.js'), 'open', path, '--no-window'], {
    env: { ...process.env, PARLEY_HOME: join(folder, 'home'), PARLEY_TODAY: '2025-12-02' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await page.goto(await addressOf(host));
  await page.waitForFunction(() => 'drawnAt' in window);
  // By the page's own clock: it answers no question while it counts what it has drawn.
  const { drawnAt, firstDrawingMs } = await page.evaluate(() => {
    const { drawnAt, readAt } = window as unknown as { drawnAt: number; readAt: number };
    return { drawnAt: performance.timeOrigin + drawnAt, firstDrawingMs: drawnAt - readAt };
  });
  const fromDiskMs = drawnAt - start;
  return {
    page,
    fromDiskMs,
    parseMs,
    firstDrawingMs,
    async close() {
      await page.close();
      const ended = new Promise((resolve) => host.once('exit', resolve));
      host.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    host.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const address = /http:\S+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    });
    host.once('exit', () => reject(new Error(`Parley ended before it answered: ${said}`)));
  });
}

/** One step of panning, by the wheel with Shift, to and fro. */
export const panParley = `
  document.querySelector('.scroller').dispatchEvent(
    new WheelEvent('wheel', { deltaY: step % 40 < 20 ? 20 : -20, shiftKey: true, bubbles: true, cancelable: true }))`;

/** One step of zooming about the middle, by the wheel with Ctrl as vis-timeline takes it, in and out. */
export const zoomParley = `
  const box = document.querySelector('.vis-panel.vis-center').getBoundingClientRect();
  document.querySelector('.vis-panel.vis-center').dispatchEvent(
    new WheelEvent('wheel', { deltaY: step % 40 < 20 ? -30 : 30, ctrlKey: true, bubbles: true, cancelable: true,
      clientX: box.left + box.width / 2, clientY: box.top + 100 }))`;

/** One step of scrolling through the lanes. */
export const scrollParley = `document.querySelector('.scroller').scrollTop += step % 60 < 30 ? 60 : -60`;

/** Shows the whole dossier. */
export const fitParley = `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '0', bubbles: true, cancelable: true }))`;

/** Types a text into the search. */
export function searchParley(text: string): string {
  return `const field = document.querySelector('input[type="search"], .search input');
    field.value = ${JSON.stringify(text)};
    field.dispatchEvent(new Event('input', { bubbles: true }))`;
}

/** Turns the first kind in the rail off or on. */
export const filterParley = `document.querySelector('[data-region="rail"] [role="checkbox"]').click()`;
