import { chromium, type Page } from 'playwright-core';
import { figurePresets } from '#core/model/view';
import { seededDossier } from '../tests/builders/seeded-dossier';
import { findChromium, launchArguments } from '../tests/chromium.js';
import { inMs, percentile } from './measure';
import { openInParley } from './parley-page';
import type { BenchOptions, Topic } from './topic';

const viewport = { width: 1440, height: 900 };
const title = 'Who met whom in Miami';
const presets = figurePresets.filter((preset) => preset !== 'custom');

/** The export dialog in Chromium: from a change to the frame that shows it. */
export const preview: Topic = {
  name: 'preview',
  title: 'The preview in the export dialog, 1440 x 900: from a change to the frame that shows it',
  run: async ({ events, say }: BenchOptions) => {
    const { path } = await findChromium();
    const browser = await chromium.launch({ executablePath: path, args: [...launchArguments] });
    const rows: string[][] = [];
    try {
      for (const count of events ?? [20, 60, 100]) {
        say(`preview, ${count} events`);
        const parley = await openInParley(browser, seededDossier(count, count), viewport);
        // The host makes ready what previews need while a person looks around.
        await parley.page.waitForTimeout(5000);
        rows.push(...(await measure(parley.page)).map((cells) => [String(count), ...cells]));
        await parley.close();
      }
    } finally {
      await browser.close();
    }
    return { columns: ['events', 'change', 'times', 'p50', 'p95', 'max'], rows };
  },
};

async function measure(page: Page): Promise<string[][]> {
  await page.keyboard.press('Control+e');
  await page.waitForSelector('.stage[aria-busy="false"] svg');
  await page.getByRole('combobox', { name: 'Shows' }).selectOption({ label: 'The whole dossier' });
  await page.waitForTimeout(1000);
  const first = await each(presets.slice(1), (preset) => choose(page, preset));
  const again = await each(presets, (preset) => choose(page, preset));
  const letters: number[] = [];
  const switches: number[] = [];
  for (const preset of presets) {
    await choose(page, preset);
    letters.push(...(await each([...title], (_, index) => write(page, title.slice(0, index + 1)))));
    await write(page, '');
    // Each on and off.
    const parts = page.locator('.two input[type="checkbox"]');
    const count = await parts.count();
    switches.push(...(await each(Array.from({ length: count * 2 }), (_, index) => toggle(page, index >> 1))));
  }
  const row = (name: string, times: readonly number[]) => {
    const at = (part: number) => inMs(percentile(times, part));
    return [name, String(times.length), at(0.5), at(0.95), at(1)];
  };
  return [
    row('a letter of the title', letters),
    row('a part shown or hidden', switches),
    row('another page, the first time', first),
    row('another page, again', again),
  ];
}

async function each<T>(items: readonly T[], act: (item: T, index: number) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (const [index, item] of items.entries()) times.push(await act(item, index));
  return times;
}

const choose = (page: Page, preset: string) =>
  timeToPaper(page, `document.querySelector('input[name="preset"][value="${preset}"]').click()`);

const toggle = (page: Page, index: number) =>
  timeToPaper(page, `document.querySelectorAll('.two input[type="checkbox"]')[${index}].click()`);

const write = (page: Page, text: string) =>
  timeToPaper(
    page,
    `const field = document.querySelector('input[aria-label="Title"]');
     field.value = ${JSON.stringify(text)};
     field.dispatchEvent(new Event('input', { bubbles: true }))`,
  );

/** How long an act takes until the page that it changes is on screen, in milliseconds: to the end of the frame that shows it. */
async function timeToPaper(page: Page, act: string): Promise<number> {
  const ms = await page.evaluate(
    `new Promise((resolve) => {
      requestAnimationFrame(() => {
        const shown = document.querySelector('.paper svg');
        const start = performance.now();
        ${act};
        const look = () => {
          const isNew = document.querySelector('.paper svg') !== shown;
          if (isNew) setTimeout(() => resolve(performance.now() - start));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    })`,
  );
  return ms as number;
}
