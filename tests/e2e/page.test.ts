import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { hostileDossier } from '../builders/hostile';
import { watchFaults } from './harness/faults';
import { test } from './harness/fixtures';
import { clickLabel, partsOf, seen, wholeSample } from './journey';

const run = promisify(execFile);

/** Writes a page with the built command, as a person does. */
async function writePage(dossier: string, file: string, ...options: string[]): Promise<string> {
  const program = join(inject('installation'), 'bin/parley.js');
  await run(process.execPath, [program, 'page', dossier, '--out', file, '--today', '2025-12-02', ...options]);
  return await readFile(file, 'utf8');
}

/** Opens a file from the disk with the network off. */
async function openFile(context: BrowserContext, file: string): Promise<{ page: Page; faults: string[] }> {
  const faults: string[] = [];
  const page = await context.newPage();
  watchFaults(page, faults);
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, faults };
}

describe('an interactive page', () => {
  test('opens from the disk without a network: timeline, filters, inspector and sources', async ({
    browser,
    dossier,
    folder,
  }) => {
    const file = join(folder, 'page.html');
    await writePage(dossier, file);
    const context = await browser.newContext({
      offline: true,
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    });
    const { page, faults } = await openFile(context, file);
    const { events, filters, inspector, status, timeline } = partsOf(page);
    await seen(status.getByText('15 events, 20 actors, 9 sources'));
    await seen(page.getByText('A page for reading: the whole dossier as of 2 Dec 2025.'));

    await filters.getByRole('button', { name: 'Only Meetings' }).click();
    await expect.poll(() => events.count()).toBe(2);
    await filters.getByRole('button', { name: 'Show all: Kind' }).click();
    await page.getByRole('combobox', { name: 'Search, or type a command' }).fill('zelensky');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => events.count()).toBeLessThan(wholeSample);
    await filters.getByRole('button', { name: 'Show all: Search' }).click();

    await clickLabel(timeline, 'Miami meeting');
    await inspector.getByRole('region', { name: 'Sources' }).getByRole('button', { name: 'Reuters' }).click();
    await seen(inspector.getByRole('heading', { level: 1, name: /^Reporting on the Miami meeting/ }));
    for (const name of [/^Edit/, /^Delete/, /Export/, /Undo/]) {
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  test('holds what was asked for and shows hostile text as text', async ({ browser, dossier, folder }) => {
    const shown = await writePage(dossier, join(folder, 'november.html'), '--from', '2025-11', '--to', '2025-11');
    expect(shown).toContain('Wicker finds real problems in the plan');
    expect(shown).not.toContain('A special waiver lets Dmitriev into the United States');
    expect(shown).not.toContain('Three-day meeting in Miami drafts the framework');

    await writeFile(join(dossier, 'dossier.json'), formatSnapshot(toSnapshot(hostileDossier(), 0)));
    const file = join(folder, 'hostile.html');
    await writePage(dossier, file);
    const context = await browser.newContext({ offline: true });
    const { page, faults } = await openFile(context, file);
    const { events, status } = partsOf(page);
    await seen(status.getByText('21 events'));
    await expect.poll(() => events.count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
    await context.close();
  });
});
