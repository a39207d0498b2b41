import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';
import { clickLabel, labelOn, partsOf, seen, shells } from './journey';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

describe.each(shells)('in the shell %s', (shell) => {
  test('a source and an actor are created while an event is written, and go with it', ({ open }) =>
    createOnTheWay(open, shell));

  test('the timeline goes to the date that was written, and not to one on the way there', ({ open }) =>
    followDate(open, shell));

  test('an event is dragged to another day and to another track', ({ open }) => drag(open, shell));
});

/** By keys alone; what is made on the way is one step with the event. */
async function createOnTheWay(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { form, inspector, status, undo } = partsOf(page);
  await seen(status.getByText('15 events, 20 actors, 9 sources'));
  const create = async (typed: string, offer: RegExp) => {
    await page.keyboard.type(typed);
    await seen(page.getByRole('option', { name: offer }).and(page.locator('[data-highlighted]')));
    await page.keyboard.press('Enter');
    await seen(form.getByText(typed));
  };

  await page.keyboard.press('n');
  await seen(form);
  await page.keyboard.type('A call about the framework');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1 Dec 2025');
  await page.keyboard.press('Tab');
  await create('The evening paper', /^Create a source titled “The evening paper”/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await create('Yuri Ushakov', /^Create an actor named “Yuri Ushakov”/);
  await page.keyboard.press('Control+Enter');

  await seen(inspector.getByRole('heading', { level: 1, name: 'A call about the framework' }));
  await seen(inspector.getByText('Yuri Ushakov'));
  await seen(inspector.getByText('The evening paper'));
  await seen(status.getByText('16 events, 21 actors, 10 sources'));
  await undo.click();
  await seen(status.getByText('15 events, 20 actors, 9 sources'));
  expect(faults).toEqual([]);
}

/** "2 Jun", half-written, is of next year. */
async function followDate(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { form, inspector, status, timeline } = partsOf(page);
  await seen(status.getByText('15 events'));
  await page.keyboard.press('n');
  await seen(form);
  await page.keyboard.type('A quiet contact');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2 June 2025', { delay: 60 });
  await seen(form.getByText('Mon 2 June 2025'));
  await page.keyboard.press('Control+Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: 'A quiet contact' }));
  await seen(labelOn(timeline, 'A quiet contact'));
  const inView = page.getByRole('button', { name: /^Go to a date; in view/ });
  await expect.poll(() => inView.textContent()).toContain('2025');
  expect(faults).toEqual([]);
}

async function drag(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { inspector, status, timeline, undo } = partsOf(page);
  await seen(status.getByText('15 events'));
  await clickLabel(timeline, 'Miami meeting');
  await seen(inspector.getByText('2025-10-24/2025-10-26'));
  await seen(inspector.getByText('in Back channel'));

  const event = await boxOf(page, labelOn(timeline, 'Miami meeting'));
  const lane = await boxOf(page, timeline.getByRole('button', { name: /^Kyiv/ }).first());
  await page.mouse.move(event.x, event.y);
  await page.mouse.down();
  await page.mouse.move(event.x, lane.y, { steps: 5 });
  await seen(page.getByRole('status').filter({ hasText: 'to Kyiv' }));
  await page.mouse.up();
  await seen(inspector.getByText('in Kyiv'));
  await seen(inspector.getByText('2025-10-24/2025-10-26'));
  await expect.poll(() => undo.getAttribute('aria-label')).toBe('Undo: move Miami meeting');
  await undo.click();
  await seen(inspector.getByText('in Back channel'));

  const back = await boxOf(page, labelOn(timeline, 'Miami meeting'));
  await page.mouse.move(back.x, back.y);
  await page.mouse.down();
  await page.mouse.move(back.x + 90, back.y, { steps: 5 });
  await page.mouse.up();
  // Three days stay three days, to the day.
  await seen(inspector.getByText(/^2025-(10|11)-\d\d\/2025-(10|11)-\d\d$/));
  await expect.poll(() => inspector.getByText('2025-10-24/2025-10-26').count()).toBe(0);
  await seen(inspector.getByText('exact, 3 days'));
  await seen(inspector.getByText('in Back channel'));
  await undo.click();
  await seen(inspector.getByText('2025-10-24/2025-10-26'));
  expect(faults).toEqual([]);
}

async function boxOf(page: Page, locator: ReturnType<Page['locator']>): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`Nothing to take hold of on ${page.url()}`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
