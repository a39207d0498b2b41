import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';
import { partsOf, seen } from './journey';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

describe('a date as people write it, with the keyboard alone', () => {
  test('in a browser, over the loopback host', ({ open }) => writeDates(open, 'loopback'));

  test("in Electron's bundles, with a stand-in for Electron itself", ({ open }) =>
    writeDates(open, 'electron-stand-in'));

  test('in Electron itself', ({ open }) => writeDates(open, 'electron'));
});

/** Adds an event on a date in plain English, then changes the date to what the words may also mean. */
async function writeDates(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { form, inspector, status } = partsOf(page);
  const date = form.getByRole('textbox', { name: 'Date', exact: true });
  await seen(status.getByText('15 events'));

  await page.keyboard.press('n');
  await seen(form);
  await page.keyboard.type('A second meeting');
  await page.keyboard.press('Tab');
  await page.keyboard.type('bananas');
  await page.keyboard.press('Enter');
  await seen(form.getByText('“bananas” is not a word that Parley knows in a date', { exact: false }));
  expect(await date.inputValue()).toBe('bananas');

  await page.keyboard.press('Control+A');
  await page.keyboard.type('10/11/2025');
  await seen(form.getByText('Which is meant?'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('24–26 Oct 2025');
  await seen(form.getByText('Fri 24 – Sun 26 October 2025'));
  await page.keyboard.press('Enter');
  expect(await date.inputValue()).toBe('24–26 Oct 2025');
  await page.keyboard.press('Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: 'A second meeting' }));
  await seen(inspector.getByText('2025-10-24/2025-10-26'));

  await page.keyboard.press('e');
  await seen(form);
  await date.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('late October 2025');
  await page.keyboard.press('ArrowDown');
  await seen(form.getByText('2025-10-24~/2025-10-31~'));
  await page.keyboard.press('Control+Enter');
  await seen(inspector.getByText('2025-10-24~/2025-10-31~'));
  expect(faults).toEqual([]);
}
