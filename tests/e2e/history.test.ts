import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import { clickLabel, partsOf, seen, shells } from './journey';

const asItWas = 'Three-day meeting in Miami drafts the framework';

describe('the history, with the keyboard', () => {
  test.for(shells)(
    'tells who changed what, and gives an earlier state back, in the shell %s',
    async (shell, { open }) => {
      const { page, faults } = await open(shell);
      const { inspector, status, timeline, undo } = partsOf(page);
      await seen(status.getByText('15 events'));

      await page.keyboard.press('Control+k');
      await page.keyboard.type('settings');
      await seen(page.getByRole('option', { name: /^Settings/ }));
      await page.keyboard.press('Enter');
      const settings = page.getByRole('dialog', { name: 'Settings' });
      await settings.getByRole('textbox', { name: 'Author' }).fill('Olena Analyst');
      await page.keyboard.press('Enter');
      await settings.waitFor({ state: 'detached' });

      await clickLabel(timeline, 'Miami meeting');
      await rename(page, 'Three days in Miami');
      await rename(page, 'Talks in Miami');

      await page.keyboard.press('h');
      const steps = inspector.getByRole('listitem');
      await expect.poll(() => steps.count()).toBe(2);
      await seen(steps.nth(0).getByText('Olena Analyst', { exact: false }));
      expect(await steps.nth(0).getByRole('deletion').allTextContents()).toEqual(['Three days in Miami']);
      expect(await steps.nth(0).getByRole('insertion').allTextContents()).toEqual(['Talks in Miami']);
      expect(await steps.nth(1).getByRole('deletion').allTextContents()).toEqual([asItWas]);

      await steps.nth(1).getByRole('button', { name: 'Restore this' }).press('Enter');
      await expect.poll(() => steps.count()).toBe(3);
      await seen(steps.nth(0).getByText('Three days in Miami'));
      await page.keyboard.press('Escape');
      await seen(inspector.getByRole('heading', { level: 1, name: 'Three days in Miami', exact: true }));

      await undo.press('Enter');
      await seen(inspector.getByRole('heading', { level: 1, name: 'Talks in Miami', exact: true }));
      expect(faults).toEqual([]);
    },
  );
});

async function rename(page: Page, title: string): Promise<void> {
  const { form, inspector } = partsOf(page);
  await page.keyboard.press('e');
  await form.getByRole('textbox', { name: 'Title' }).fill(title);
  await page.keyboard.press('Control+Enter');
  await seen(inspector.getByRole('heading', { level: 1, name: title, exact: true }));
}
