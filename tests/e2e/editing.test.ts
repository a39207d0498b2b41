import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';
import { partsOf, seen } from './journey';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

describe('editing with the keyboard alone', () => {
  test('in a browser, over the loopback host', ({ open, folder }) => edit(open, 'loopback', folder));

  test("in Electron's bundles, with a stand-in for Electron itself", ({ open, folder }) =>
    edit(open, 'electron-stand-in', folder));

  test('in Electron itself', ({ open, folder }) => edit(open, 'electron', folder));
});

/** Adds an event with evidence, loses the host in the middle of the next edit, goes on, and looks back at it all. */
async function edit(open: Open, shell: ShellName, folder: string): Promise<void> {
  const first = await open(shell);
  const keys = await addWithEvidence(first.page);
  // What is not the title and the date themselves: 22 keys for a saved event with two participants and two citations.
  expect(keys).toBe('Talks in Geneva'.length + '23 Nov 2025'.length + 22);
  await linkIt(first.page);
  await tagTwo(first.page);
  await beginAnEdit(first.page, join(folder, 'home'));
  expect(first.faults).toEqual([]);
  await first.kill();

  const second = await open(shell);
  await goOn(second.page);
  await lookBack(second.page);
  expect(second.faults).toEqual([]);
}

/** From "new event" to saved; answers how many keys it took. */
async function addWithEvidence(page: Page): Promise<number> {
  const { form, inspector, status, undo } = partsOf(page);
  await seen(status.getByText('15 events'));
  let count = 0;
  const press = async (key: string) => {
    count += 1;
    await page.keyboard.press(key);
  };
  const type = async (text: string) => {
    count += text.length;
    await page.keyboard.type(text);
  };
  const take = async (text: string, name: string) => {
    await type(text);
    await seen(page.getByRole('option', { name }).and(page.locator('[data-highlighted]')));
    await press('Enter');
  };

  await press('n');
  await seen(form);
  await type('Talks in Geneva');
  await press('Tab');
  await type('23 Nov 2025');
  await press('Tab');
  await take('reu', 'Reuters');
  await take('cbs', 'CBS News');
  await seen(form.getByText('Confirmed'));
  await press('Tab');
  await press('Tab');
  await take('wit', 'Steve Witkoff');
  await take('kus', 'Jared Kushner');
  await press('Control+Enter');

  await seen(inspector.getByRole('heading', { level: 1, name: 'Talks in Geneva' }));
  await seen(inspector.getByText('Jared Kushner'));
  await seen(status.getByText('16 events'));
  expect(await undo.getAttribute('aria-label')).toBe('Undo: add Talks in Geneva');
  return count;
}

async function linkIt(page: Page): Promise<void> {
  const { inspector } = partsOf(page);
  const bar = page.getByRole('form', { name: 'Link' });
  await page.keyboard.press('l');
  await page.keyboard.type('miami mee');
  await seen(page.getByRole('option', { name: 'Miami meeting' }));
  await page.keyboard.press('Enter');
  await bar.getByRole('combobox', { name: 'Kind of link' }).focus();
  await page.keyboard.press('Enter');
  await seen(inspector.getByRole('region', { name: 'Links' }).getByText('Miami meeting'));
  expect(await partsOf(page).undo.getAttribute('aria-label')).toBe('Undo: link Talks in Geneva to Miami meeting');
}

async function tagTwo(page: Page): Promise<void> {
  const { inspector } = partsOf(page);
  await page.getByRole('listbox', { name: 'Events on the timeline' }).focus();
  await page.keyboard.press('Control+Shift+ArrowUp');
  await seen(inspector.getByText('2 events selected'));
  await inspector.getByRole('combobox', { name: 'Tags' }).focus();
  await page.keyboard.type('shuttle');
  await page.keyboard.press('Enter');
  await expect.poll(() => partsOf(page).undo.getAttribute('aria-label')).toBe('Undo: tag 2 events');
  await page.keyboard.press('Escape');
}

async function beginAnEdit(page: Page, home: string): Promise<void> {
  const { form, inspector } = partsOf(page);
  await seen(inspector.getByRole('heading', { level: 1, name: 'Talks in Geneva' }));
  await page.getByRole('listbox', { name: 'Events on the timeline' }).focus();
  await page.keyboard.press('e');
  await seen(form);
  await page.keyboard.press('End');
  await page.keyboard.type(', and a draft');
  await seen(page.getByRole('option', { name: /^Talks in Geneva, and a draft/ }));
  await expect.poll(() => keptIn(join(home, 'drafts'))).toContain('Talks in Geneva, and a draft');
}

async function keptIn(folder: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  const texts = names.map((name) => readFile(join(folder, name), 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join();
}

async function goOn(page: Page): Promise<void> {
  const { form, inspector, status } = partsOf(page);
  await seen(status.getByText('16 events'));
  const resume = page.getByRole('button', { name: 'Resume' });
  await seen(page.getByText(/Unsaved draft of “Talks in Geneva, and a draft” from/));
  await resume.focus();
  await page.keyboard.press('Enter');
  await seen(form);
  await page.keyboard.press('Control+Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: 'Talks in Geneva, and a draft' }));
  await expect.poll(() => resume.count()).toBe(0);
}

async function lookBack(page: Page): Promise<void> {
  const { inspector } = partsOf(page);
  await page.keyboard.press('h');
  await seen(inspector.locator('ins', { hasText: 'Talks in Geneva, and a draft' }));
  await seen(inspector.getByText('Tag 2 events'));
  const restore = inspector.getByRole('button', { name: 'Restore this' }).first();
  await restore.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => partsOf(page).undo.getAttribute('aria-label')).toBe('Undo: restore Talks in Geneva');
  await page.keyboard.press('Escape');
  await seen(inspector.getByRole('heading', { level: 1, name: 'Talks in Geneva', exact: true }));
}
