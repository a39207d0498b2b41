import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import { partsOf, seen, shells } from './journey';

describe.for(shells)('in the shell %s', (shell) => {
  test('a figure is copied as SVG and as a picture', async ({ open }) => {
    const { page, faults } = await open(shell);
    await seen(partsOf(page).events);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('Control+e');
    const dialog = page.getByRole('dialog');
    await seen(dialog.getByRole('img'));
    await dialog.getByRole('button', { name: 'Copy SVG' }).click();
    await seen(dialog.getByText('Copied as SVG.'));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^<svg [^]*<\/svg>\s*$/);
    await dialog.getByRole('button', { name: 'Copy PNG' }).click();
    await seen(dialog.getByText('Copied as PNG.'));
    expect(await copiedPicture(page)).toEqual({ width: 2560, height: 1440 });
    expect(faults).toEqual([]);
  });

  test('a brief and a page are made of a saved view, between two days, and saved', async ({ open, folder }) => {
    const { page, faults } = await open(shell);
    await seen(partsOf(page).events);
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const saved = async (button: RegExp) => {
      const download = shell === 'loopback' ? page.waitForEvent('download') : null;
      await page.getByRole('dialog').getByRole('button', { name: button }).click();
      await seen(page.getByRole('dialog').getByText(/^Saved as /));
      return download === null ? join(folder, 'home/saved') : await (await download).path();
    };
    await page.keyboard.press('Control+Shift+e');
    const brief = page.getByRole('dialog', { name: 'Export brief' });
    await brief.getByRole('combobox', { name: 'Events' }).selectOption({ label: 'View: Sanctions and relief' });
    await brief.getByRole('textbox', { name: 'From' }).fill('Oct 2025');
    await page.keyboard.press('Enter');
    await seen(brief.getByText(/^3 of 15 events, 1 Oct – 7 Dec 2025/));
    await brief.getByRole('combobox', { name: 'File' }).selectOption({ label: 'Markdown, plain text' });
    const text = await readFile(await saved(/^Save Markdown/), 'utf8');
    expect(text).toContain('# Miami back channel');
    expect(text).not.toContain('Umerov');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Other exports' }).click();
    await page.getByRole('menuitem', { name: 'Export page…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export page' });
    await dialog.getByRole('combobox', { name: 'Events' }).selectOption({ label: 'View: Deadlines' });
    await seen(dialog.getByText(/^2 of 15 events/));
    const file = await readFile(await saved(/^Save page/), 'utf8');
    expect(file).toContain('An event that is not shown here');
    expect(faults).toEqual([]);
  });
});

/** The size of the picture on the clipboard. */
function copiedPicture(page: Page): Promise<{ width: number; height: number }> {
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await createImageBitmap((await item?.getType('image/png')) ?? new Blob());
    return { width: picture.width, height: picture.height };
  });
}
