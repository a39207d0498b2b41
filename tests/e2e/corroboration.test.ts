import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';
import { partsOf, seen, shells } from './journey';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

describe('what events rest on, with the keyboard alone', () => {
  test.for(shells)('in the shell %s', (shell, { open }) => weighSources(open, shell));
});

/** Finds a disputed event among the single-sourced, opens it into its claims, changes what a source says, and undoes it. */
async function weighSources(open: Open, shell: ShellName): Promise<void> {
  const { page, faults } = await open(shell);
  const { inspector, status } = partsOf(page);
  await seen(status.getByText('15 events'));
  await page.keyboard.press('Control+2');
  const grid = page.getByRole('grid', { name: 'Events by sources' });
  await seen(grid.getByRole('row', { name: /^Single source 7/ }));
  await seen(page.getByText('Reuters is the only support for 6 of 15 events.'));
  const disputed = page.getByRole('button', { name: /^Disputed/ });
  await expect.poll(() => disputed.textContent()).toMatch(/Disputed\s+2/);

  await pressUntil(page, 'F6', (now) => now.region === 'timeline');
  await pressUntil(page, 'Tab', (now) => now.role === 'grid');
  await pressUntil(page, 'ArrowDown', (now) => now.active.includes('Umerov briefed'));
  await page.keyboard.press('Space');
  await seen(grid.getByRole('rowheader', { name: 'Umerov agreed to the terms.' }));
  await pressUntil(page, 'ArrowRight', (now) => now.active === 'Reuters reports and disputes');
  await page.keyboard.press('Enter');
  await seen(inspector.getByRole('region', { name: 'What the source says' }));
  await seen(inspector.getByText('Disputed: Reuters reports a denial.'));

  await pressUntil(page, 'Tab', (now) => now.active === 'Stance on claim 2');
  await page.keyboard.press('Home');
  await seen(page.getByRole('button', { name: 'Undo: cite for Umerov briefed, denies agreeing' }));
  await expect.poll(() => disputed.textContent()).toMatch(/Disputed\s+1/);
  expect((await focused(page)).active).toBe('Stance on claim 2');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await focused(page)).role).toBe('grid');
  await seen(grid.getByRole('gridcell', { name: 'Reuters reports', exact: true }));
  await page.keyboard.press('Control+z');
  await expect.poll(() => disputed.textContent()).toMatch(/Disputed\s+2/);

  await pressUntil(page, 'Shift+Tab', (now) => now.active.startsWith('Disputed'));
  await page.keyboard.press('Enter');
  await expect.poll(() => grid.getByRole('row', { name: /Miami meeting/ }).count()).toBe(0);
  await pressUntil(page, 'Shift+Tab', (now) => now.active.startsWith('All events'));
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', (now) => now.role === 'grid');
  await pressUntil(page, 'ArrowDown', (now) => now.row.includes('Miami meeting'));
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await seen(inspector.getByText('Corroborated: Reuters and CBS News confirm it independently; nobody disputes it.'));
  expect(faults).toEqual([]);
}

interface Focus {
  /** The region of the window that the focus is in. */
  readonly region: string;
  readonly role: string;
  /** The name of what has the focus, or of the active cell of the grid that has it. */
  readonly active: string;
  /** The text of the active cell's row. */
  readonly row: string;
}

function focused(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const descendant = document.getElementById(element?.getAttribute('aria-activedescendant') ?? '');
    const named = descendant ?? element;
    return {
      region: element?.closest('[data-region]')?.getAttribute('data-region') ?? '',
      role: element?.getAttribute('role') ?? '',
      active: named?.getAttribute('aria-label') ?? named?.textContent?.trim() ?? '',
      row: descendant?.closest('[role="row"]')?.textContent ?? '',
    };
  });
}

async function pressUntil(page: Page, key: string, isThere: (focus: Focus) => boolean): Promise<void> {
  const most = 60;
  for (let presses = 0; presses < most; presses++) {
    if (isThere(await focused(page))) return;
    await page.keyboard.press(key);
  }
  expect(await focused(page), `after pressing ${key}`).toBe('where it should be');
}
