import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';
import { clickLabel, partsOf, seen, shells, wholeSample } from './journey';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

describe.each(shells)('in %s', (shell) => {
  test('a deadline waits on its anchor, falls due with it, and is marked as one step', ({ open }) =>
    followDeadlines(open, shell));

  test('an actor’s page says what is in force on a day', ({ open }) => askForMeasures(open, shell));

  test('the window looks back to what was known on a day', ({ open }) => lookBack(open, shell));
});

async function followDeadlines(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { form, inspector, status, undo } = partsOf(page);
  await status.getByRole('button', { name: 'Next: Accept within one week, 5 days at most' }).click();
  await seen(page.getByRole('heading', { level: 2, name: 'Conditional 1' }));
  await seen(page.getByText('waits on 28-point framework'));

  const elections = page.getByRole('button', { name: /^Elections/ });
  await elections.click();
  await inspector.getByRole('button', { name: '28-point framework' }).first().click();
  await seen(inspector.getByRole('heading', { level: 1, name: /^A 28-point framework/ }));
  await page.keyboard.press('e');
  await form.getByRole('textbox', { name: 'In force' }).fill('1 Dec 2025');
  await page.keyboard.press('Control+Enter');
  await seen(inspector.getByText('2025-12-01'));
  await seen(elections.getByText('in 99 days'));

  await elections.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemradio', { name: 'Met' }).click();
  await seen(page.getByRole('heading', { level: 2, name: 'Met 1' }));
  await undo.click();
  await page.getByRole('heading', { level: 2, name: 'Met 1' }).waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
}

async function askForMeasures(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { filters, inspector } = partsOf(page);
  await filters.getByRole('button', { name: 'All actors' }).click();
  await inspector.getByRole('button', { name: /Kirill Dmitriev/ }).click();
  const measures = inspector.getByRole('region', { name: 'Measures' });
  await seen(measures.getByText('Under sanction since February 2022 (Executive Order 14024).'));
  await seen(measures.getByText('Was suspended 24–26 Oct 2025 by'));

  await measures.getByRole('textbox', { name: 'Measures on' }).fill('25 Oct 2025');
  await page.keyboard.press('Enter');
  await seen(measures.getByText('Sanction suspended'));
  await measures.getByRole('button', { name: 'Waiver for Dmitriev’s visit' }).click();
  await seen(inspector.getByRole('heading', { level: 1, name: /^A special waiver/ }));
  expect(faults).toEqual([]);
}

async function lookBack(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { events, inspector, status, timeline } = partsOf(page);
  await expect.poll(() => events.count()).toBe(wholeSample);
  // The reports of November are dated to the month, and so known from its last day.
  for (let days = 0; days < 3; days += 1) await page.keyboard.press('[');
  await seen(page.getByText('As known on Sat 29 November 2025.'));
  await expect.poll(() => events.count()).toBe(2);
  await seen(status.getByText('2 events'));
  await seen(timeline.getByText('As known, 29 Nov'));
  await clickLabel(timeline, 'Energy sanctions');
  await seen(inspector.getByRole('heading', { level: 1, name: /Rosneft and Lukoil/ }));
  expect(await inspector.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0);

  await page.keyboard.press('Control+e');
  await seen(page.getByRole('dialog').getByText('As known on 29 Nov 2025.', { exact: false }));
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await expect.poll(() => events.count()).toBe(wholeSample);
  await page.getByRole('button', { name: 'Today', exact: true }).click();
  await seen(timeline.getByText('Today, 2 Dec'));
  await seen(inspector.getByRole('button', { name: 'Edit', exact: true }));
  expect(faults).toEqual([]);
}
