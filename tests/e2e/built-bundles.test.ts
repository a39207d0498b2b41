import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { channels } from '#api/bridge';
import { contentSecurityPolicy } from '#host/content-security-policy';
import { test as base } from './harness/fixtures';
import { installed } from './harness/installation';
import { openParley } from './harness/open-parley';
import type { StandIn } from './electron-stand-in/window-host';

/** One Parley for all of these tests, since they look and change nothing. */
const test = base.extend<{ readonly running: { readonly page: Page; readonly standIn: StandIn } }>({
  running: [
    async ({ browser }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'parley-built-'));
      const dossier = join(folder, 'miami-back-channel');
      await cp(installed('data/miami-back-channel'), dossier, { recursive: true });
      const options = { dossier, home: join(folder, 'home'), today: '2025-12-02' };
      const { page, standIn, kill } = await openParley(browser, 'electron-stand-in', options);
      if (standIn === null) throw new Error('There is no stand-in.');
      await use({ page, standIn });
      await kill();
      await rm(folder, { recursive: true });
    },
    { scope: 'file' },
  ],
});

/** Every file of what was built under a folder, by its name, as text. */
async function builtIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const root = installed('out', folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(c?js|html|css)$/.test(entry.name));
  return new Map(
    await Promise.all(
      files.map(async ({ name, parentPath }) => [name, await readFile(join(parentPath, name), 'utf8')] as const),
    ),
  );
}

/** Where a pattern stands in files, with what stands around it. */
function placesOf(pattern: RegExp, files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) =>
    [...text.matchAll(new RegExp(pattern.source, 'g'))].map(({ index }) => `${name}: ${text.slice(index, index + 80)}`),
  );
}

const main = () => builtIn('main');
const window = () => builtIn('renderer');
const manifest = async () => JSON.parse(await readFile(installed('package.json'), 'utf8')) as Manifest;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe("Electron's security checklist, on what was built", () => {
  test('1 and 18: the one page that is loaded is its own, by a scheme of its own, neither from the web nor from file:', async () => {
    const files = await main();
    expect(placesOf(/\.loadURL\(/, files).map((place) => place.replace(/^.*loadURL/, 'loadURL').slice(0, 17))).toEqual([
      'loadURL(pageUrl);',
    ]);
    expect(placesOf(/\.loadFile\(|WebContentsView|BrowserView/, files)).toEqual([]);
    const { 'index.html': page = '' } = Object.fromEntries(await window());
    expect(page.match(/(src|href)="(?!\.\/|\/assets\/|data:image)[^"]*"/g)).toBeNull();
  });

  test('2, 3, 4, 6, 8, 9 and 10: no window is opened with less than the safe settings, and none is loosened later', async ({
    running: { standIn },
  }) => {
    const { isSandboxed, preferences } = await standIn.main.call('facts');
    expect(isSandboxed).toBe(true);
    expect(preferences).toEqual([
      {
        preload: installed('out/preload/preload.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
      },
    ]);
    const files = await main();
    expect(placesOf(/new BrowserWindow\(/, files)).toHaveLength(1);
    expect(
      placesOf(
        /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|appendSwitch|appendArgument|disable-web-security|no-sandbox/,
        files,
      ),
    ).toEqual([]);
  });

  test('5: every permission is denied but the one to write to the clipboard after a press', async ({
    running: { standIn },
  }) => {
    const permissions = [
      'media',
      'geolocation',
      'notifications',
      'midi',
      'midiSysex',
      'pointerLock',
      'fullscreen',
      'openExternal',
      'clipboard-read',
      'display-capture',
      'fileSystem',
      'hid',
      'serial',
      'usb',
      'idle-detection',
      'storage-access',
      'window-management',
      'unknown',
    ];
    for (const permission of permissions) {
      expect([permission, await standIn.main.call('mayUse', permission)]).toEqual([permission, false]);
    }
  });

  test('7: the policy lets in own files alone, and nothing in them needs more', async ({ running: { standIn } }) => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|http|script-src[^;]*(data|blob):/);
    for (const url of ['parley://app/', 'parley://app/nowhere']) {
      const { headers } = await standIn.main.call('fetch', url, 'GET');
      expect(headers['content-security-policy']).toBe(contentSecurityPolicy);
    }
    const files = await window();
    expect(placesOf(/\beval\(|new Function\(|setTimeout\(["'`]/, files)).toEqual([]);
    expect(files.get('index.html')?.match(/<script(?![^>]*\ssrc=)|<style|\son\w+=|style="/g)).toBeNull();
  });

  test('11 and 12: there is no webview, and one that was made all the same is not attached', async ({
    running: { standIn },
  }) => {
    expect(placesOf(/<webview|allowpopups|createElement\(["'`]webview/, await window())).toEqual([]);
    expect(await standIn.main.call('isPrevented', 1, 'will-attach-webview', 'https://evil.example/')).toBe(true);
  });

  test('13 and 14: no page navigates, is redirected, or opens a window, in whatever frame', async ({
    running: { standIn },
  }) => {
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      for (const url of ['https://evil.example/', 'parley://app/elsewhere', 'file:///etc/passwd']) {
        expect([event, url, await standIn.main.call('isPrevented', 1, event, url)]).toEqual([event, url, true]);
      }
    }
    for (const url of ['https://example.org/', 'about:blank', 'javascript:alert(1)', 'parley://app/']) {
      expect([url, await standIn.main.call('mayOpenWindow', 1, url)]).toEqual([url, false]);
    }
    expect(standIn.openedOutside).toEqual(['https://example.org/']);
  });

  test('15: the system is handed web addresses alone, from one place', async () => {
    const files = await main();
    expect(placesOf(/shell\.openExternal\(/, files)).toHaveLength(1);
    expect(placesOf(/shell\.openPath\(/, files)).toHaveLength(1);
    expect(placesOf(/\bexec(File)?(Sync)?\(["'`]|shell: true/, files)).toEqual([]);
  });

  test('16: Electron is the newest of the versions that the project was tried with', async () => {
    const { version } = JSON.parse(await readFile(installed('node_modules/electron/package.json'), 'utf8')) as {
      version: string;
    };
    const { devDependencies } = await manifest();
    expect(devDependencies['electron']).toMatch(/^\^\d/);
    expect(Number.parseInt(version)).toBeGreaterThanOrEqual(45);
  });

  test('17: each channel answers the own page alone', async ({ running: { standIn } }) => {
    const asked = Object.values(channels).filter((channel) => channel !== channels.notice);
    expect(asked.length).toBeGreaterThan(4);
    for (const channel of asked) {
      for (const frame of [
        { url: 'https://evil.example/', isTop: true },
        { url: 'parley://app/', isTop: false },
      ]) {
        const answer = await standIn.invokeAs(frame, channel, '{}', '{}').catch((error: Error) => error.message);
        expect([channel, String(answer)]).toEqual([
          channel,
          expect.stringContaining('This page may not speak to Parley.'),
        ]);
      }
    }
    expect(placesOf(/ipcMain\.on\(|ipcMain\.handleOnce\(/, await main())).toEqual([]);
  });

  test('19: there is no package whose fuses could be set', async () => {
    const { dependencies, devDependencies } = await manifest();
    const names = Object.keys({ ...dependencies, ...devDependencies });
    expect(names.filter((name) => /electron-(builder|packager|forge)|@electron(-forge)?\//.test(name))).toEqual([]);
  });

  test('20: a page gets named functions, and nothing of Electron itself', async ({ running: { page } }) => {
    const preload = await builtIn('preload');
    expect(placesOf(/exposeInMainWorld\(/, preload)).toHaveLength(1);
    expect(placesOf(/require\((?!"electron"\))/, preload)).toEqual([]);
    const types = await page.evaluate(() => {
      const { parley } = globalThis as unknown as { parley: Record<string, unknown> };
      return [...new Set(Object.values(parley).map((value) => typeof value)), Object.isFrozen(parley)];
    });
    expect(types).toEqual(['function', true]);
  });
});

describe('what was built', () => {
  test('unpacks nothing but the Word file that it has just made, and so no bomb', async () => {
    const files = await main();
    expect(placesOf(/gunzip|createGunzip|inflate|brotliDecompress|createUnzip|DecompressionStream/, files)).toEqual([]);
    expect(placesOf(/loadAsync\(/, files).map((place) => place.replace(/-[^]*/, ''))).toEqual(['docx']);
  });

  test('keeps nothing in cookies or in the browser’s own store, and lets no other origin read', async () => {
    expect(placesOf(/document\.cookie|localStorage|indexedDB/, await window())).toEqual([]);
    expect(placesOf(/[Ss]et-[Cc]ookie|[Aa]ccess-[Cc]ontrol-[Aa]llow/, await main())).toEqual([]);
  });
});
