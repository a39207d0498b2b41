import type { Page } from 'playwright-core';

/** The times between frames while something moves, in milliseconds. */
export interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What a page weighs. */
export interface Weight {
  readonly nodes: number;
  readonly heapMb: number;
}

/** How a page is moved by one step: an expression that takes the number of the step as `step`. */
export type Motion = string;

const settleFrames = 20;

/** Runs a motion for so many frames, one step a frame, and answers how long each took. */
export async function framesOf(page: Page, motion: Motion, steps: number): Promise<Frames> {
  const times = await page.evaluate(
    `new Promise((resolve) => {
      const times = [];
      let last = 0;
      let step = -${settleFrames};
      const tick = (now) => {
        if (step > 0) times.push(now - last);
        last = now;
        if (step >= ${steps}) return resolve(times);
        if (step >= 0) { ${motion}; }
        step += 1;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    })`,
  );
  const sorted = (times as number[]).toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(Math.ceil(sorted.length * part) - 1, sorted.length - 1)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** How long an act takes until what it changes is on screen: to the second frame after it. */
export async function timeToScreen(page: Page, act: string): Promise<number> {
  const ms = await page.evaluate(
    `new Promise((resolve) => {
      requestAnimationFrame(() => {
        const start = performance.now();
        ${act};
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      });
    })`,
  );
  return ms as number;
}

/** How many elements a page has and how much its scripts hold, after what they dropped was collected. */
export async function weigh(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return { nodes: await countNodes(page), heapMb: usedSize / 2 ** 20 };
}

/** How many elements a page has. */
export async function countNodes(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelectorAll('*').length);
}
