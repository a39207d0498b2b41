import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import { test } from './harness/fixtures';
import { installed } from './harness/installation';
import { partsOf, seen, shells } from './journey';

const run = promisify(execFile);

describe.for(shells)('in the shell %s', (shell) => {
  test('a dossier that cannot be read is recovered from a backup, and what stood there is kept', async ({
    open,
    dossier,
  }) => {
    const first = await open(shell);
    await seen(partsOf(first.page).status.getByText('All changes saved'));
    expect(await first.close()).toBe(0);
    const file = join(dossier, 'dossier.json');
    await writeFile(file, '{ "schema": 1,');

    const { page, faults } = await open(shell);
    await seen(page.getByRole('heading', { name: 'Recover a dossier' }));
    await seen(page.getByRole('alert').filter({ hasText: `${file} is not valid JSON` }));
    await seen(
      page.getByRole('region', { name: 'What the backup holds' }).getByText('15 events, 20 actors, 9 sources'),
    );
    expect(await readFile(file, 'utf8')).toBe('{ "schema": 1,');
    await page.keyboard.press('Control+Enter');
    await seen(partsOf(page).status.getByText('15 events, 20 actors, 9 sources'));
    await seen(page.getByText(/The backup was restored\. What was there before is kept in/));
    const aside = (await readdir(join(dossier, 'backups'))).find((name) => name.startsWith('replaced-')) ?? '';
    expect(await readFile(join(dossier, 'backups', aside, 'dossier.json'), 'utf8')).toBe('{ "schema": 1,');
    expect(faults).toEqual([]);
  });

  test('an open dossier goes back to a backup, and undo takes that back', async ({ open }) => {
    const { page, faults } = await open(shell);
    const { form, status, undo } = partsOf(page);
    await seen(status.getByText('15 events'));
    await page.keyboard.press('n');
    await form.getByRole('textbox', { name: 'Title' }).fill('A second meeting is prepared');
    await form.getByRole('textbox', { name: 'Date', exact: true }).fill('2025-11');
    await form.getByRole('button', { name: 'Save event' }).click();
    await seen(status.getByText('16 events'));

    await page.getByRole('button', { name: 'Dossier: Miami back channel' }).click();
    await page.getByRole('menuitem', { name: 'Restore from a backup…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore from a backup' });
    await seen(dialog.getByText('1 deleted'));
    await page.keyboard.press('Control+Enter');
    await seen(status.getByText('15 events'));
    await undo.click();
    await seen(status.getByText('16 events'));
    expect(faults).toEqual([]);
  });
});

describe('the command line', () => {
  test('lists what is kept of a dossier and brings it back when its folder is gone', async ({
    open,
    dossier,
    folder,
  }) => {
    const { page, close } = await open('loopback');
    await seen(partsOf(page).status.getByText('All changes saved'));
    const parley = (...words: string[]) =>
      run(process.execPath, [installed('bin/parley.js'), 'restore', ...words], {
        env: { ...process.env, PARLEY_HOME: join(folder, 'home') },
      }).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (error: { code: number; stdout: string; stderr: string }) => error,
      );
    const listed = await parley(dossier);
    expect(listed.stdout).toContain('Miami back channel: 15 events, 20 actors, 9 sources');
    const name = /^dossier-\S+\.json/m.exec(listed.stdout)?.[0] ?? '';
    expect(await parley(dossier, '--backup', name)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/not restored.*Another Parley has it open/s),
    });
    expect(await close()).toBe(0);

    await rm(dossier, { recursive: true });
    expect((await parley()).stdout).toContain(dossier);
    expect(await parley(dossier, '--backup', 'newest')).toMatchObject({ code: 0 });
    const check = await run(process.execPath, [installed('bin/parley.js'), 'check', dossier]);
    expect(check.stdout).toContain('No problems: 15 events');
  });
});
