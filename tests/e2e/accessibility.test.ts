import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import { clickLabel, partsOf, seen } from './journey';

const axeSource = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds serious or critical, one line each: the rule and the first element that breaks it. */
async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}, first ${nodes[0]?.html.slice(0, 160)})`);
}

describe.for(['light', 'dark'] as const)('axe finds nothing serious in the %s theme', (colorScheme) => {
  test('in the window, the inspector, a form and the dialogs', async ({ open }) => {
    const { page, faults } = await open('loopback', { colorScheme });
    const { form, inspector, status, timeline } = partsOf(page);
    await seen(status.getByText('15 events'));
    expect(await seriousFaults(page)).toEqual([]);

    await clickLabel(timeline, 'Miami meeting');
    await seen(inspector.getByRole('heading', { level: 1, name: /^Three-day meeting/ }));
    expect(await seriousFaults(page)).toEqual([]);

    await inspector.getByRole('button', { name: 'Edit', exact: true }).click();
    await seen(form);
    expect(await seriousFaults(page)).toEqual([]);

    await form.getByRole('textbox', { name: 'Date', exact: true }).fill('2025-02-30');
    await form.getByRole('button', { name: 'Save event' }).click();
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole('textbox', { name: 'Date', exact: true }).fill('2025-10-24/2025-10-26');
    await form.getByRole('button', { name: 'Cancel' }).click();

    await page.getByRole('button', { name: 'Export figure' }).click();
    await seen(page.getByRole('dialog').getByRole('img'));
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');

    await page.keyboard.press('?');
    await seen(page.getByRole('dialog'));
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
