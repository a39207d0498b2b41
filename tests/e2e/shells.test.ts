import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { openAppWindow } from '#loopback/app-window';
import { test } from './harness/fixtures';
import { endProcess, startParley } from './harness/parley-process';
import { partsOf, seen, shells } from './journey';

describe.for(shells)('in the shell %s', (shell) => {
  test("opens the reader's own copy of the sample on the first run", async ({ open, folder }) => {
    const { page, faults } = await open(shell, { dossier: null });
    await seen(partsOf(page).status.getByText('15 events, 20 actors, 9 sources'));
    const copy = join(folder, 'home/dossiers/miami-back-channel/dossier.json');
    expect(JSON.parse(await readFile(copy, 'utf8'))).toMatchObject({ title: 'Miami back channel' });
    expect(faults).toEqual([]);
  });

  test('a second window onto the same dossier may read it and is told why it may not write', async ({
    open,
    folder,
  }) => {
    const writer = await open(shell);
    const reader = await open(shell, { home: join(folder, 'second-home') });
    await seen(partsOf(writer.page).status.getByText('All changes saved'));
    await seen(partsOf(reader.page).status.getByText('Read-only'));
    await seen(reader.page.getByText(/Another Parley has it open for editing: process \d+/));
    expect(await reader.page.getByRole('button', { name: 'Add an event' }).count()).toBe(0);
    expect([...writer.faults, ...reader.faults]).toEqual([]);
  });

  test('a break of the content security policy does not go unnoticed', async ({ open }) => {
    const { page, faults } = await open(shell);
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await expect.poll(() => faults.join()).toMatch(/Content Security Policy/);
  });

  test.for([
    { file: 'SVG', content: /^<svg [^]*<\/svg>\s*$/ },
    { file: 'PDF', content: /^%PDF-1\.7\n[^]*%%EOF\n$/ },
  ])('saves an exported figure as $file', async ({ file, content }, { open, folder }) => {
    const { page, faults } = await open(shell);
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await page.getByRole('button', { name: 'Export figure' }).click();
    const dialog = page.getByRole('dialog');
    await seen(dialog.getByRole('img'));
    await dialog.getByRole('button', { name: file, exact: true }).click();
    const download = shell === 'loopback' ? page.waitForEvent('download') : null;
    await dialog.getByRole('button', { name: /^Export/ }).click();
    const path = download === null ? join(folder, 'home/saved') : await (await download).path();
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toMatch(content);
    expect(faults).toEqual([]);
  });
});

describe('one dossier in both shells', () => {
  test('is written by the one, and by the other read along', async ({ open, folder }) => {
    const writer = await open('loopback');
    const reader = await open('electron-stand-in', { home: join(folder, 'second-home') });
    await seen(partsOf(reader.page).status.getByText('Read-only'));
    await renameElsewhere(writer.page);
    await seen(reader.page.getByRole('heading', { level: 1, name: 'Renamed elsewhere' }));
    expect(await reader.page.getByRole('button', { name: 'Add an event' }).count()).toBe(0);
    expect([...writer.faults, ...reader.faults]).toEqual([]);
  });
});

describe('the loopback shell', () => {
  test('hands its address to the browser in a file, not on the command line', async ({
    browser,
    folder,
    dossier,
    onTestFinished,
  }) => {
    const program = join(folder, 'browser');
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/arguments'\nexec sleep 60\n`, {
      mode: 0o755,
    });
    const home = join(folder, 'home');
    const { process: host, address } = await startParley([dossier], { ...process.env, PARLEY_HOME: home });
    onTestFinished(async () => void (await endProcess(host, 'SIGKILL')));
    const window = await openAppWindow(program, address, home);
    await expect.poll(() => readFile(join(folder, 'arguments'), 'utf8').catch(() => '')).toContain('--user-data-dir');
    const programArguments = await readFile(join(folder, 'arguments'), 'utf8');
    expect(programArguments).not.toContain('code=');
    const file = /^--app=(.+)$/m.exec(programArguments)?.[1] ?? '';
    expect((await stat(fileURLToPath(file))).mode & 0o777).toBe(0o600);

    const page = await browser.newPage();
    await page.goto(file);
    await seen(partsOf(page).status.getByText('15 events'));
    await window.close(true);
    await expect(stat(fileURLToPath(file))).rejects.toThrow('ENOENT');
    await page.close();
    expect(await endProcess(host, 'SIGTERM')).toBe(0);
  });

  test('survives a reload, and lets in no second page by the same address', async ({ open }) => {
    const { page, faults } = await open('loopback');
    await seen(partsOf(page).status.getByText('15 events'));
    expect(new URL(page.url()).hash).toBe('');
    await page.reload();
    await seen(partsOf(page).status.getByText('15 events'));
    expect(faults).toEqual([]);

    const other = await page.context().newPage();
    await other.goto(page.url());
    await seen(other.getByText('Open Parley from its launcher again.'));
  });

  test('shows each window what another one changed', async ({ open, dossier }) => {
    const { page } = await open('loopback');
    await seen(partsOf(page).status.getByText('15 events'));
    const titled = page.getByRole('heading', { level: 1, name: 'Renamed elsewhere' });
    await renameElsewhere(page);
    await seen(titled);
    expect(await readFile(join(dossier, 'journal.jsonl'), 'utf8')).toContain('Renamed elsewhere');
  });

  test('says in the window when the host is gone', async ({ open }) => {
    const { page, killHost } = await open('loopback');
    await seen(partsOf(page).status.getByText('All changes saved'));
    await killHost();
    await seen(page.getByRole('alert').filter({ hasText: 'host does not answer' }));
  });
});

/** Renames the dossier with the loopback host, past the window. */
function renameElsewhere(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const headers = {
      'Content-Type': 'application/json',
      'x-parley-token': sessionStorage.getItem('parley-token') ?? '',
    };
    const give = async (command: string, input: unknown) => {
      const response = await fetch(`/api/${command}`, { method: 'POST', headers, body: JSON.stringify(input) });
      return (await response.json()) as { value: { dossier: { snapshot: Record<string, unknown> } } };
    };
    const { id, title, description } = (await give('session.read', {})).value.dossier.snapshot;
    const before = { id, title, description };
    const after = { ...before, title: 'Renamed elsewhere' };
    await give('change.commit', { label: 'rename', edits: [{ collection: 'dossier', id, before, after }] });
  });
}
