import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { contentsOf, plantBadDossiers } from '../builders/bad-dossiers';
import { test } from './harness/fixtures';
import { partsOf, seen, shells } from './journey';

describe.for(shells)('bad input in the shell %s', (shell) => {
  test('is explained by the window, which keeps its dossier and writes nothing', async ({ open, folder }) => {
    const place = join(folder, 'bad');
    await mkdir(place);
    const bad = await plantBadDossiers(place);
    const before = await contentsOf(place);
    const { page, faults } = await open(shell);
    const { status } = partsOf(page);
    await seen(status.getByText('All changes saved'));

    await page.keyboard.press('Control+o');
    const dialog = page.getByRole('dialog', { name: 'Open a dossier' });
    for (const { path, words } of bad) {
      await dialog.getByRole('textbox', { name: 'Folder' }).fill(path);
      await dialog.getByRole('button', { name: 'Open', exact: true }).click();
      for (const part of words) await seen(dialog.getByRole('alert').filter({ hasText: part }));
    }
    await page.keyboard.press('Escape');
    await seen(status.getByText('15 events'));
    expect(await contentsOf(place)).toEqual(before);
    expect(faults).toEqual([]);
  });

  test('in a form is explained beside its field, and nothing is written', async ({ open, dossier }) => {
    const { page, faults } = await open(shell);
    const { form, status } = partsOf(page);
    await seen(status.getByText('All changes saved'));
    const before = await contentsOf(dossier);
    await page.keyboard.press('n');
    await form.getByRole('textbox', { name: 'Title' }).fill('A meeting on no day');
    await form.getByRole('textbox', { name: 'Date', exact: true }).fill('2025-02-30');
    await form.getByRole('button', { name: 'Save event' }).click();
    await seen(form.getByText('February has 28 days'));
    // One word of 2 MB from the real clipboard, over which Chromium would stand still.
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => navigator.clipboard.writeText('w'.repeat(2_000_000)));
    const notes = form.getByRole('textbox', { name: 'Notes' });
    await notes.fill('What stood there.');
    await page.keyboard.press('Control+v');
    await seen(form.getByText('was given 2,000,000 characters to paste', { exact: false }));
    expect(await notes.inputValue()).toBe('What stood there.');
    expect(await form.getByRole('textbox', { name: 'Date', exact: true }).getAttribute('aria-invalid')).toBe('true');
    await seen(status.getByText('15 events'));
    expect(await contentsOf(dossier)).toEqual(before);
    expect(faults).toEqual([]);
  });

  test('in the dossier that was open last is explained at the next start', async ({ open, dossier }) => {
    const first = await open(shell);
    await seen(partsOf(first.page).status.getByText('All changes saved'));
    await first.close();
    const file = join(dossier, 'dossier.json');
    await rm(join(dossier, 'journal.jsonl'));
    await writeFile(file, '{ "schema": 1,');
    const before = await contentsOf(dossier);

    const second = await open(shell, { dossier: null });
    await seen(second.page.getByRole('alert').filter({ hasText: `${file} is not valid JSON` }));
    await second.page.keyboard.press('Escape');
    await seen(second.page.getByRole('button', { name: /^Open the sample dossier/ }));
    expect(await contentsOf(dossier)).toEqual(before);
    expect(second.faults).toEqual([]);
  });
});
