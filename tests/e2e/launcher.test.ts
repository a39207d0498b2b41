import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { findChromium, launchArguments } from '../chromium.js';
import { test } from './harness/fixtures';
import { endProcess } from './harness/parley-process';

const root = join(import.meta.dirname, '../..');
const limitMs = 20_000;

describe('parley open', () => {
  test('opens a window of an installed browser, and ends when it is closed', async ({
    dossier,
    folder,
    onTestFinished,
  }) => {
    const { path: chromium } = await findChromium();
    // What the launcher finds on its path: the real browser, without need of a screen, noting where it can be asked.
    const program = join(folder, 'chromium');
    const options = [...launchArguments, '--headless', '--remote-debugging-port=0'].join(' ');
    await writeFile(program, `#!/bin/sh\necho $$ > '${folder}/pid'\nexec '${chromium}' ${options} "$@"\n`, {
      mode: 0o755,
    });
    const home = join(folder, 'home');
    const parley = spawn(process.execPath, [join(root, 'bin/parley.js'), 'open', dossier, '--shell', 'browser'], {
      env: { ...process.env, PATH: folder, DISPLAY: ':0', PARLEY_HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(async () => void (await endProcess(parley, 'SIGKILL')));
    const ended = once(parley, 'exit');

    const portFile = join(home, 'browser/profile/DevToolsActivePort');
    const titles = async () => {
      const [port] = (await readFile(portFile, 'utf8')).split('\n');
      const pages = (await (
        await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(1_000) })
      ).json()) as { title: string }[];
      return pages.map(({ title }) => title).join();
    };
    await expect.poll(() => titles().catch(() => ''), { timeout: limitMs }).toBe('Miami back channel – Parley');

    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')));
    expect(await ended).toEqual([0, null]);
  });

  test('says when its port is taken, and ends with exit code 1', async ({ dossier, folder, open }) => {
    const { page } = await open('loopback');
    const { port } = new URL(page.url());
    const programArguments = [join(root, 'bin/parley.js'), 'open', dossier, '--no-window', '--port', port];
    const second = spawn(process.execPath, programArguments, {
      env: { ...process.env, PARLEY_HOME: join(folder, 'second-home') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let words = '';
    second.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    expect(await once(second, 'close')).toEqual([1, null]);
    expect(words).toBe(`Port ${port} is taken. Name another with --port, or leave it out.\n`);
  });
});
