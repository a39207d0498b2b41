import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import { partsOf, seen, shells } from './journey';

const report = Buffer.from('%PDF-1.7 as the agency printed it');

describe('the pages of actors and sources', () => {
  test.for(shells)(
    'lead through an offline copy, a double and a merge, in the shell %s',
    async (shell, { open, folder, dossier }) => {
      // Where Electron's stand-in keeps the system's temporary files.
      await mkdir(join(folder, 'home/temp'), { recursive: true });
      const { page, faults, standIn } = await open(shell);
      const { inspector, status, undo } = partsOf(page);
      await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
      await seen(status.getByText('15 events, 20 actors, 9 sources'));

      await page.getByRole('button', { name: /^All actors/ }).click();
      await inspector.getByRole('button', { name: /Kirill Dmitriev/ }).click();
      await seen(inspector.getByRole('region', { name: 'Affiliations' }));
      await seen(inspector.getByRole('region', { name: 'Statements' }).getByText('favourable'));

      await openSource(page, 'Reuters');
      await seen(
        inspector.getByRole('region', { name: 'Unsourced without it' }).getByText('Waiver for Dmitriev’s visit'),
      );
      const picker = inspector.getByLabel('File to attach');
      const film = join(folder, 'film.mp4');
      await writeFile(film, '');
      await truncate(film, 300 * 1024 * 1024);
      await picker.setInputFiles(film);
      await seen(inspector.getByText('film.mp4 is 300 MB, and a dossier takes files up to 50 MB.', { exact: false }));

      await drop(page, inspector.getByRole('heading', { level: 1 }), 'report.pdf', report);
      await seen(inspector.getByText('report.pdf'));
      const [sha256 = ''] = await readdir(join(dossier, 'attachments'));
      const kept = join(dossier, 'attachments', sha256);
      expect(await readFile(kept)).toEqual(report);
      const download = shell === 'loopback' ? page.waitForEvent('download') : null;
      await inspector.getByRole('button', { name: 'Save a copy' }).click();
      const saved = download === null ? join(folder, 'home/saved') : await (await download).path();
      await expect.poll(() => readFile(saved).catch(() => null)).toEqual(report);
      if (standIn !== null) {
        await inspector.getByRole('button', { name: 'Open', exact: true }).click();
        await expect.poll(() => standIn.openedOutside.at(-1)).toMatch(/report\.pdf$/);
      }
      await writeFile(kept, 'altered');
      await inspector.getByRole('button', { name: 'Save a copy' }).click();
      await seen(inspector.getByText('The offline copy was altered', { exact: false }));
      await inspector.getByRole('button', { name: 'Remove', exact: true }).click();
      await seen(inspector.getByRole('button', { name: 'Attach a file…' }));
      await undo.click();
      await seen(inspector.getByText('report.pdf'));

      await inspector.getByRole('button', { name: 'Edit', exact: true }).click();
      const address = page.getByRole('textbox', { name: 'Address' });
      await address.fill('javascript:alert(1)');
      await page.keyboard.press('Control+Enter');
      await seen(page.getByText('must be a web address that begins with http:// or https://', { exact: false }));
      expect(await address.inputValue()).toBe('javascript:alert(1)');
      await address.fill('');
      await page.keyboard.press('Control+Enter');

      await inspector.getByRole('button', { name: 'More actions' }).click();
      await page.getByRole('menuitem', { name: 'Merge with another…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'The source that goes' }).fill('CBS');
      await page.getByRole('option', { name: /CBS News/ }).click();
      await seen(dialog.getByText('Miami meeting: corroborated becomes single source'));
      await dialog.getByRole('button', { name: 'Merge' }).click();
      await seen(status.getByText('8 sources', { exact: false }));
      await undo.click();
      await seen(status.getByText('9 sources', { exact: false }));

      await page.getByRole('button', { name: /^All actors/ }).click();
      await inspector.getByRole('button', { name: 'Add an actor' }).click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Kiril Dmitreiv');
      const hint = page.getByRole('status', { name: 'Possible duplicates' });
      await seen(hint.getByText('Kirill Dmitriev has nearly the same name.'));
      await hint.getByRole('button', { name: 'Use it instead' }).click();
      await seen(inspector.getByRole('heading', { level: 1, name: 'Kirill Dmitriev' }));
      await seen(status.getByText('20 actors', { exact: false }));
      expect(faults).toEqual([]);
    },
  );
});

/** Drops a file on a part of the page, as from a folder of the system. */
async function drop(page: Page, target: Locator, name: string, content: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], fileName, { type: 'application/pdf' }));
      return data;
    },
    [name, content.toString()] as const,
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
}

async function openSource(page: Page, name: string): Promise<void> {
  const { inspector } = partsOf(page);
  await page.getByRole('button', { name: /^All sources/ }).click();
  await inspector.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await seen(inspector.getByRole('region', { name: 'Offline copy' }));
}
