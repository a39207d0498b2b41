import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import { partsOf, seen, shells, wholeSample } from './journey';

describe('the search and the table, with the keyboard alone', () => {
  test.for(shells)('in the shell %s', async (shell, { open }) => {
    const { page, faults } = await open(shell);
    await seen(partsOf(page).status.getByText('15 events'));
    await findByAnySpelling(page);
    await narrowAndSave(page);
    await editInTable(page);
    expect(faults).toEqual([]);
  });
});

async function findByAnySpelling(page: Page): Promise<void> {
  const { inspector } = partsOf(page);
  const field = page.getByRole('combobox', { name: 'Search, or type a command' });
  for (const spelling of ['Zelensky', 'Zelenskiy', 'Зеленський', 'Zelnskyy']) {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(spelling);
    await seen(page.getByRole('group', { name: /^Actors/ }).getByRole('option', { name: /Zelenskyy/ }));
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Miami meeting');
  await seen(page.getByRole('option', { name: /^Three-day meeting in Miami/ }));
  await page.keyboard.press('Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: /^Three-day meeting in Miami/ }));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('kind:party');
  await seen(page.getByText('“party” is not a kind.', { exact: false }));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => field.inputValue()).toBe('');
}

async function narrowAndSave(page: Page): Promise<void> {
  const { events, filters } = partsOf(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('kind:st');
  await page.keyboard.press('Tab');
  await page.keyboard.type('after: late October 2025');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => events.count()).toBeLessThan(wholeSample);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('save this view');
  await seen(page.getByRole('option', { name: 'Save this view…' }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('textbox', { name: 'Name of the view' }));
  await page.keyboard.type('What was said');
  await page.keyboard.press('Enter');
  await seen(filters.getByRole('button', { name: 'What was said 7', exact: true }));
}

async function editInTable(page: Page): Promise<void> {
  const { status, undo } = partsOf(page);
  const grid = page.getByRole('grid', { name: 'Events' });
  await page.keyboard.press('Control+5');
  await seen(grid);
  expect(await grid.getAttribute('aria-rowcount')).toBe('8');
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const cell = grid.getByRole('textbox', { name: 'Title' });
  await seen(cell);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await seen(page.getByText('Title must not be empty.'));
  await page.keyboard.type('A title of the table');
  await page.keyboard.press('Enter');
  await seen(grid.getByText('A title of the table'));
  await seen(status.getByText('All changes saved'));
  await seen(undo);
}
