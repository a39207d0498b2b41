import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import Papa from 'papaparse';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { markupDossier, markupVectors, vectorsAnEvent } from '../builders/markup-vectors';
import { test as base } from './harness/fixtures';
import { partsOf, seen } from './journey';

const run = promisify(execFile);

/** A server that nothing should ever ask for anything. */
interface Trap {
  readonly address: string;
  readonly asked: string[];
}

const test = base.extend<{ readonly trap: Trap; readonly hostile: string }>({
  // eslint-disable-next-line no-empty-pattern -- Vitest reads from the pattern which fixtures this one needs.
  trap: async ({}, use) => {
    const asked: string[] = [];
    const server: Server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('Access-Control-Allow-Origin', '*').end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await use({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked });
    server.close();
  },
  /** The test's dossier, with a vector in every text. */
  hostile: async ({ dossier, trap }, use) => {
    await writeFile(join(dossier, 'dossier.json'), formatSnapshot(toSnapshot(markupDossier(trap.address), 0)));
    await use(dossier);
  },
});

/** Notes each sign that a page took a text for more than text. */
function watch(page: Page, signs: string[]): void {
  page.on('dialog', (dialog) => {
    signs.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const own = () => new URL(page.url()).origin;
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(file|data|blob):/.test(url) && (own() === 'null' || !url.startsWith(own())))
      signs.push(`a request: ${url}`);
  });
  page.on('popup', (popup) => signs.push(`a window: ${popup.url()}`));
}

/** What stands in a page that no text should have put there. */
function intruders(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ran = 'scriptRan' in globalThis ? ['a script ran'] : [];
    const all = [...document.querySelectorAll('*')];
    const acting = all.filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')));
    const leading = [...document.querySelectorAll('[href], [src], [action], [data]')].filter((element) =>
      ['href', 'src', 'action', 'data'].some((name) =>
        /^\s*(javascript|vbscript|data:text)/i.test(element.getAttribute(name) ?? ''),
      ),
    );
    const foreign = document.querySelectorAll(
      'iframe, object, embed, base, form[action], foreignObject, applet, meta[http-equiv=refresh]',
    );
    return [...ran, ...[...acting, ...leading, ...foreign].map((element) => element.outerHTML.slice(0, 200))];
  });
}

describe.for(['loopback', 'electron-stand-in'] as const)('markup in every text, in the shell %s', (shell) => {
  test('is shown as text by every view', async ({ open, hostile, trap }) => {
    const { page, faults } = await open(shell, { dossier: hostile });
    const signs: string[] = [];
    watch(page, signs);
    const { inspector, status } = partsOf(page);
    const vectors = markupVectors(trap.address);
    await seen(status.getByText(`${vectors.length} events`));
    const search = page.getByRole('combobox', { name: 'Search, or type a command' });

    // Each vector stands in one of these events, in the fields of its page.
    for (let index = 0; index < vectors.length; index += vectorsAnEvent) {
      await search.fill(`needle${index}`);
      const found = page
        .getByRole('group', { name: /^Events/ })
        .getByRole('option', { name: new RegExp(`needle${index}\\b`) });
      await found.first().click();
      await seen(inspector.getByRole('heading', { level: 1 }).filter({ hasText: `needle${index}` }));
    }
    expect(await intruders(page)).toEqual([]);
    await inspector.getByRole('region', { name: 'Sources' }).getByRole('button').first().click();
    await page.keyboard.press('h');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    for (const screen of ['Sources', 'Deadlines', 'Table', 'Timeline']) {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click();
      await page.mouse.move(700, 450);
      await page.mouse.wheel(0, 2000);
      expect(await intruders(page)).toEqual([]);
    }
    const previews = [
      ['Control+e', page.getByRole('dialog').getByRole('img')],
      ['Control+Shift+e', page.getByRole('region', { name: 'Preview of the brief' })],
    ] as const;
    for (const [keys, preview] of previews) {
      await page.keyboard.press(keys);
      await seen(preview);
      expect(await intruders(page)).toEqual([]);
      await page.keyboard.press('Escape');
    }
    expect(signs).toEqual([]);
    expect(trap.asked).toEqual([]);
    expect(faults).toEqual([]);
  });
});

/** Writes a file with the built command, as a person does. */
async function write(command: string, dossier: string, file: string): Promise<string> {
  const program = join(inject('installation'), 'bin/parley.js');
  await run(process.execPath, [program, command, dossier, '--out', file, '--today', '2025-12-02'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return file;
}

/** Opens a file in a browser that may do as it likes. */
async function signsOf(context: BrowserContext, file: string): Promise<string[]> {
  const page = await context.newPage();
  const signs: string[] = [];
  watch(page, signs);
  await page.goto(pathToFileURL(file).href);
  await page.waitForLoadState('networkidle');
  // A reader moves about and clicks; what waits for that must find nothing either.
  await page.mouse.move(300, 300);
  await page.keyboard.press('Tab');
  signs.push(...(await intruders(page)));
  await page.close();
  return signs;
}

describe('markup in every text', () => {
  test('stays text in what is exported: SVG, HTML, Markdown, the page, Word and PDF', async ({
    browser,
    folder,
    hostile,
    trap,
  }) => {
    const context = await browser.newContext();
    for (const [command, name] of [
      ['figure', 'figure.svg'],
      ['brief', 'brief.html'],
      ['page', 'page.html'],
    ] as const) {
      const file = await write(command, hostile, join(folder, name));
      expect([name, await signsOf(context, file)]).toEqual([name, []]);
    }
    await write('figure', hostile, join(folder, 'figure.png'));

    const markdown = await readFile(await write('brief', hostile, join(folder, 'brief.md')), 'utf8');
    // Neither an element nor an image or a link to elsewhere: each "<" and "[" of a text has a backslash before it.
    const withoutFigure = markdown.replace(/<data:image\/svg\+xml;base64,[\w+/=]+>/g, '');
    expect(withoutFigure.match(/(?<!\\)<(?!https:\/\/example\.org)[a-z!/?].{0,60}/gi) ?? []).toEqual([]);
    expect(withoutFigure.match(/(?<!\\)\]\((?!https:\/\/example\.org).{0,60}/g) ?? []).toEqual([]);

    const word = await JSZip.loadAsync(await readFile(await write('brief', hostile, join(folder, 'brief.docx'))));
    const page = await context.newPage();
    for (const [path, entry] of Object.entries(word.files)) {
      if (!/\.(xml|rels)$/.test(path)) continue;
      const xml = await entry.async('string');
      const problem = await page.evaluate((text) => {
        return (
          new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')?.textContent ?? null
        );
      }, xml);
      expect([path, problem]).toEqual([path, null]);
      expect([path, xml.match(/<w:(instrText|fldSimple|altChunk|object)\b/g)]).toEqual([path, null]);
      const targets = [...xml.matchAll(/Target="([^"]*)"[^>]*TargetMode="External"/g)].map(([, target = '']) => target);
      expect(targets.filter((target) => !target.startsWith('https://example.org/'))).toEqual([]);
    }

    const pdf = await readFile(await write('figure', hostile, join(folder, 'figure.pdf')));
    const objects = pdf.toString('latin1').replace(/stream\r?\n[^]*?endstream/g, '');
    expect(objects.match(/\/(JavaScript|JS|OpenAction|AA|Launch|URI|SubmitForm|EmbeddedFile)\b/g)).toBeNull();
    expect(trap.asked).toEqual([]);
    await context.close();
  });

  test('makes no formula of a copied table', async ({ open, hostile, trap }) => {
    const { page } = await open('loopback', { dossier: hostile });
    await seen(partsOf(page).status.getByText(`${markupVectors(trap.address).length} events`));
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: 'Table' }).click();
    await page.evaluate(() => {
      const put = (_type: string, text: string) => void Object.assign(globalThis, { copied: text });
      DataTransfer.prototype.setData = put;
    });
    await page.getByRole('button', { name: 'Copy all as CSV' }).click();
    const copied = () => page.evaluate(() => (globalThis as unknown as { copied?: string }).copied ?? '');
    await expect.poll(copied).not.toBe('');
    const { data, errors } = Papa.parse<string[]>(await copied());
    expect(errors).toEqual([]);
    expect(data.length).toBeGreaterThan(1);
    expect(data.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  });
});
