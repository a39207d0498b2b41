import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { channels } from '#api/bridge';
import { contentSecurityPolicy } from '#host/content-security-policy';
import { test } from './harness/fixtures';

const ownPage = { url: 'parley://app/', isTop: true };

describe("Electron's main process", () => {
  test('opens its window sandboxed, isolated and without Node', async ({ open }) => {
    const { page, standIn } = await open('electron-stand-in');
    expect(await standIn?.main.call('facts')).toMatchObject({
      isSandboxed: true,
      privilegedSchemes: [
        {
          scheme: 'parley',
          privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: false },
        },
      ],
      preferences: [
        {
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          webviewTag: false,
        },
      ],
    });
    const names = await page.evaluate(() => Object.keys((globalThis as unknown as { parley: object }).parley));
    expect(names).toEqual(['request', 'subscribe', 'saveFile', 'openExternal', 'openAttachment', 'chooseFolder']);
  });

  test('answers its own page alone, and only in text', async ({ open }) => {
    const { standIn } = await open('electron-stand-in');
    const read = (frame: { url: string; isTop: boolean }) =>
      standIn?.invokeAs(frame, channels.request, 'session.read', '{}');
    expect(JSON.parse(String(await read(ownPage)))).toMatchObject({ ok: true });
    for (const url of ['https://evil.example/', 'parley://elsewhere/', 'file:///app/', 'about:blank', '']) {
      await expect(read({ url, isTop: true })).rejects.toThrow('This page may not speak to Parley.');
    }
    await expect(read({ ...ownPage, isTop: false })).rejects.toThrow('This page may not speak to Parley.');
    await expect(standIn?.invokeAs(ownPage, channels.request, 'session.read', {})).rejects.toThrow('in text');
  });

  test('serves the window, and nothing beside it', async ({ open }) => {
    const { standIn } = await open('electron-stand-in');
    const fetch = (url: string, method = 'GET') => standIn?.main.call('fetch', url, method);
    const page = await fetch('parley://app/');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy);
    for (const url of [
      'parley://elsewhere/',
      'parley://app/..%2f..%2fpackage.json',
      'parley://app/%2e%2e/package.json',
    ]) {
      expect([url, (await fetch(url)).status]).toEqual([url, 404]);
    }
    expect((await fetch('parley://app/', 'POST')).status).toBe(404);
  });

  test('keeps its page where it is and denies what it asks for', async ({ open }) => {
    const { page, standIn } = await open('electron-stand-in');
    const before = page.url();
    for (const url of ['https://evil.example/', '/index.html']) {
      const refusal = page.waitForEvent('requestfailed');
      await page.evaluate((address) => location.assign(address), url);
      await refusal;
      expect(page.url()).toBe(before);
    }
    expect(await standIn?.main.call('mayOpenWindow', 1, 'file:///etc/passwd')).toBe(false);
    expect(await standIn?.main.call('mayOpenWindow', 1, 'https://example.org/')).toBe(false);
    expect(standIn?.openedOutside).toEqual(['https://example.org/']);
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal']) {
      expect([permission, await standIn?.main.call('mayUse', permission)]).toEqual([permission, false]);
    }
    expect(await standIn?.main.call('mayUse', 'clipboard-sanitized-write')).toBe(true);
  });

  test('hands only web addresses to the system', async ({ open }) => {
    const { standIn } = await open('electron-stand-in');
    const openExternal = async (url: string) =>
      JSON.parse(String(await standIn?.invokeAs(ownPage, channels.openExternal, url)));
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'ms-settings:', 'not a url']) {
      expect(await openExternal(url)).toMatchObject({ ok: false, fault: { code: 'usage' } });
    }
    expect(await openExternal('https://example.org/report?page=2')).toMatchObject({ ok: true });
    expect(standIn?.openedOutside).toEqual(['https://example.org/report?page=2']);
  });

  test('lets a window with a changed form stay or go, as the person answers', async ({ open }) => {
    const { standIn } = await open('electron-stand-in');
    expect(await standIn?.main.call('mayStay', 1, 0)).toBe(true);
    expect(await standIn?.main.call('mayStay', 1, 1)).toBe(false);
  });

  test('ends with its window, whose place it keeps, and lets go of the dossier', async ({ open, folder, dossier }) => {
    const { standIn } = await open('electron-stand-in');
    const ended = once(standIn!.process, 'exit');
    await standIn?.main.call('closeWindow', 1);
    expect(await ended).toEqual([0, null]);
    const place = JSON.parse(await readFile(join(folder, 'home/window.json'), 'utf8')) as unknown;
    expect(place).toEqual({ x: 0, y: 0, width: 1440, height: 900, isMaximized: false });
    expect(await readdir(dossier)).not.toContain('dossier.lock');
  });

  test('ends with exit code 1 and a sentence when the dossier it was given is not there', async ({ open, folder }) => {
    await expect(open('electron-stand-in', { dossier: `${folder}/nowhere` })).rejects.toThrow('ended with code 1');
  });
});
