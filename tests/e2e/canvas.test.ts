import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';
import { clickLabel, partsOf, seen } from './journey';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

describe('moving about the timeline, and events about it', () => {
  test('in a browser, over the loopback host', ({ open }) => useCanvas(open, 'loopback'));

  test("in Electron's bundles, with a stand-in for Electron itself", ({ open }) =>
    useCanvas(open, 'electron-stand-in'));
});

async function useCanvas(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  await seen(partsOf(page).status.getByText('15 events'));
  await brush(page);
  await goTo(page);
  await followRelation(page);
  await openBand(page);
  await moveInTime(page);
  await moveLane(page);
  expect(faults).toEqual([]);
}

const inView = (page: Page) => page.getByRole('button', { name: /^Go to a date; in view/ });
const reads = (locator: Locator, words: string) => expect.poll(() => locator.textContent()).toContain(words);

/** The overview's brush by pointer and by keys. */
async function brush(page: Page): Promise<void> {
  const body = page.getByRole('slider', { name: 'Part in view', exact: true });
  const words = () => body.getAttribute('aria-valuetext');
  const before = await words();
  const box = await boxOf(body);
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 120, box.y + 10, { steps: 3 });
  await page.mouse.up();
  await expect.poll(words).not.toBe(before);

  await page.getByRole('slider', { name: 'End of the part in view' }).focus();
  await page.keyboard.press('End');
  await expect.poll(words).toContain('2026');
  await body.focus();
  await page.keyboard.press('Home');
  await expect.poll(words).toContain('Jan 2022');
  await seen(page.getByRole('group', { name: /3 years 7 months without an event/ }));
}

/** To a date in plain English, as far as dates are drawn, and back again. */
async function goTo(page: Page): Promise<void> {
  const { inspector } = partsOf(page);
  for (const [words, shown] of [
    ['15 March 44 BC', '44 BCE'],
    ['9999', '9999'],
    ['24 October 2025', '2025'],
  ] as const) {
    await page.keyboard.press('g');
    await page.getByRole('textbox', { name: 'Go to' }).fill(words);
    await page.keyboard.press('Enter');
    await reads(inView(page), shown);
  }
  await page.keyboard.press('Backspace');
  await reads(inView(page), '9999');
  await page.keyboard.press('Shift+Backspace');
  await reads(inView(page), '2025');
  await page.keyboard.press('.');
  await seen(inspector.getByRole('heading', { level: 1 }));
}

/** A relation that leads out of the view, by its hint at the edge. */
async function followRelation(page: Page): Promise<void> {
  const { events, inspector } = partsOf(page);
  await events.filter({ hasText: 'Three-day meeting in Miami' }).dispatchEvent('click');
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: 'Go to' }).fill('24 October 2025');
  await page.keyboard.press('Enter');
  await inView(page).click();
  await page.getByRole('group', { name: 'Zoom to' }).getByRole('button', { name: 'day' }).click();
  await page.keyboard.press('Escape');
  const hint = page.getByRole('button', { name: 'produced 28-point framework', exact: true });
  await hint.focus();
  await page.keyboard.press('Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: /28-point/ }));
}

/** What a band hides, listed to choose from. */
async function openBand(page: Page): Promise<void> {
  const { events, inspector, timeline } = partsOf(page);
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: 'Go to' }).fill('1 October 2025 to 18 December 2025');
  await page.keyboard.press('Enter');
  await reads(inView(page), 'Jan 2026');
  await clickLabel(timeline, '3 more');
  const list = timeline.getByRole('list').filter({ hasText: 'not consulted' });
  await seen(list);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: /European officials/ }));

  // The keys go through what is drawn from top to bottom, and come to the band last. What lies under the pointer stays drawn.
  await page.mouse.move(2, 2);
  await events.filter({ hasText: 'Kallas' }).first().dispatchEvent('click');
  await page.getByRole('listbox', { name: 'Events on the timeline' }).focus();
  await page.keyboard.press('ArrowRight');
  const band = events.filter({ hasText: '3 more' });
  await expect.poll(() => band.getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => band.getAttribute('aria-selected')).toBe('false');
  await page.keyboard.press('ArrowLeft');
  await seen(inspector.getByRole('heading', { level: 1, name: /^Zelenskyy/ }));
}

/** An event by the pointer and by keys, each as one step that can be undone. */
async function moveInTime(page: Page): Promise<void> {
  const { events, inspector, timeline, undo } = partsOf(page);
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: 'Go to' }).fill('1 October 2025 to 18 December 2025');
  await page.keyboard.press('Enter');
  await reads(inView(page), 'Jan 2026');

  const name = timeline.getByText('Miami meeting').first();
  await clickLabel(timeline, 'Miami meeting');
  await seen(inspector.getByText('2025-10-24/2025-10-26'));
  const box = await boxOf(name);
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 8, { steps: 4 });
  await seen(page.getByRole('status').filter({ hasText: /October 2025|November 2025/ }));
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await seen(inspector.getByText('2025-10-24/2025-10-26'));

  await events.filter({ hasText: 'Three-day meeting in Miami' }).dispatchEvent('click');
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await seen(inspector.getByText('2025-10-26/2025-10-28'));
  expect(await undo.getAttribute('aria-label')).toContain('move Miami meeting');
  await undo.click();
  await seen(inspector.getByText('2025-10-24/2025-10-26'));
}

/** A track's lane past its neighbour, from its head. */
async function moveLane(page: Page): Promise<void> {
  const heads = partsOf(page).timeline.getByRole('button', {
    name: /^(Sanctions and waivers|Back channel|Kyiv|Reactions)/,
  });
  await heads.filter({ hasText: 'Back channel' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => heads.first().textContent()).toContain('Back channel');
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('It is not on screen');
  return box;
}
