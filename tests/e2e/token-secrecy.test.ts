import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect } from 'vitest';
import { openAppWindow } from '#loopback/app-window';
import { findChromium, launchArguments } from '../chromium.js';
import { test } from './harness/fixtures';
import { endProcess, startParley } from './harness/parley-process';
import { partsOf, seen } from './journey';

/** What every user of this machine can read of its processes, and of our own also their environment. */
async function processTexts(): Promise<string> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(
    pids.flatMap((pid) =>
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'latin1').catch(() => '')),
    ),
  );
  return texts.join('\n');
}

/** Whether anybody else can read a file: it and every folder on the way from `root` let others in. */
async function isOpenToOthers(root: string, path: string): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode } = await stat(at);
    if ((mode & (at === path ? 0o044 : 0o011)) === 0) return false;
    if (at === root) return true;
  }
}

/** The files under a folder that hold one of some texts. */
async function filesWith(root: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    // A browser keeps texts of a page in either width.
    if (texts.some((text) => content.includes(text) || content.includes(Buffer.from(text, 'utf16le'))))
      found.push(path);
  }
  return found;
}

describe.skipIf(process.platform !== 'linux')('the token of a session', () => {
  test('stands in no argument, environment, address, history, title, referrer or log, and in no file that others can read', async ({
    dossier,
    folder,
    onTestFinished,
  }) => {
    const home = join(folder, 'home');
    const { path } = await findChromium();
    const program = join(folder, 'browser');
    const options = [...launchArguments, '--headless', '--remote-debugging-port=0'].join(' ');
    await writeFile(program, `#!/bin/sh\nexec '${path}' ${options} "$@"\n`, { mode: 0o755 });

    const { process: host, address } = await startParley([dossier], { ...process.env, PARLEY_HOME: home });
    onTestFinished(async () => void (await endProcess(host, 'SIGKILL')));
    let logged = '';
    host.stdout?.on('data', (chunk: Buffer) => (logged += chunk.toString()));
    const referrers: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      // The picture of a page is asked for by that page, so its referrer is the page elsewhere itself.
      if (request.url === '/') referrers.push(request.headers.referer);
      response.end('elsewhere');
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    onTestFinished(() => void elsewhere.close());

    const window = await openAppWindow(program, address, home);
    onTestFinished(() => window.close(true));
    const portFile = join(home, 'browser/profile/DevToolsActivePort');
    await expect.poll(() => readFile(portFile, 'utf8').catch(() => '')).toContain('\n');
    const [port = ''] = (await readFile(portFile, 'utf8')).split('\n');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error('The browser has no page.');
    await seen(partsOf(page).status.getByText('15 events'));

    const token = await page.evaluate(() => sessionStorage.getItem('parley-token') ?? '');
    expect(token).toMatch(/^[\w-]{43}$/);
    const code = new URL(address).hash.replace('#code=', '');
    const told = await page.evaluate(() => {
      const { navigation } = globalThis as unknown as { navigation: { entries(): { url: string }[] } };
      return JSON.stringify([
        location.href,
        document.title,
        document.referrer,
        document.cookie,
        navigation.entries().map(({ url }) => url),
        performance
          .getEntries()
          .filter(({ entryType }) => entryType === 'resource')
          .map(({ name }) => name),
        document.documentElement.outerHTML,
      ]);
    });
    await page.evaluate(
      (url) => void globalThis.open(url, '_blank'),
      `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`,
    );
    await expect.poll(() => referrers.length).toBeGreaterThan(0);
    for (const secret of [token, code]) {
      expect(told).not.toContain(secret);
      expect(await processTexts()).not.toContain(secret);
      expect(logged).not.toContain(secret);
    }
    expect(referrers.filter((referrer) => referrer !== undefined)).toEqual([]);

    await browser.close();
    const holding = await filesWith(folder, [token, code]);
    const open = [];
    for (const file of holding) if (await isOpenToOthers(folder, file)) open.push(relative(folder, file));
    expect(open).toEqual([]);
    expect(holding.filter((file) => !file.startsWith(join(home, 'browser')))).toEqual([]);
  });
});
