import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { findChromium, launchArguments } from '../chromium.js';
import { test as base } from './harness/fixtures';
import { installed } from './harness/installation';
import { endProcess } from './harness/parley-process';

// Generous: it only ends what hangs. A slow machine is no failure.
const limitMs = 30_000;

interface Launcher {
  /** Starts `parley open`, which finds the real browser, made to need no screen. */
  start(): ChildProcess;
  /** Waits for the browser's one window, by its title. */
  seen(title: string): Promise<void>;
  closeWindow(): Promise<void>;
  /** Waits until the browser has ended. */
  gone(): Promise<void>;
}

const test = base.extend<{ readonly launcher: Launcher }>({
  launcher: async ({ dossier, folder }, use) => {
    const { path: chromium } = await findChromium();
    const program = join(folder, 'chromium');
    const pidFile = join(folder, 'pid');
    const options = [...launchArguments, '--headless', '--remote-debugging-port=0'].join(' ');
    await writeFile(program, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${chromium}' ${options} "$@"\n`, {
      mode: 0o755,
    });
    const home = join(folder, 'home');
    let parley: ChildProcess | undefined;

    const ask = async (what: string) => {
      const [port] = (await readFile(join(home, 'browser/profile/DevToolsActivePort'), 'utf8')).split('\n');
      return await fetch(`http://127.0.0.1:${port}/json/${what}`, { signal: AbortSignal.timeout(limitMs) });
    };
    const windows = async () => (await (await ask('list')).json()) as { id: string; title: string }[];
    const browserPid = async () => Number(await readFile(pidFile, 'utf8'));

    const gone = () => expect.poll(async () => isRunning(await browserPid()), { timeout: limitMs }).toBe(false);

    await use({
      start: () => {
        const commandLine = [installed('bin/parley.js'), 'open', dossier, '--shell', 'browser'];
        parley = spawn(process.execPath, commandLine, {
          env: { ...process.env, PATH: folder, DISPLAY: ':0', PARLEY_HOME: home },
          stdio: 'ignore',
        });
        return parley;
      },
      seen: (title) =>
        expect
          .poll(() => windows().catch(() => []), { timeout: limitMs })
          .toEqual([expect.objectContaining({ title })]),
      closeWindow: async () => {
        for (const { id } of await windows()) await ask(`close/${id}`);
      },
      gone,
    });
    if (parley !== undefined) await endProcess(parley, 'SIGKILL');
    const pid = await browserPid();
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    await gone();
  },
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('parley open', () => {
  test('opens a window of an installed browser, and ends when that is closed', async ({ launcher }) => {
    const parley = launcher.start();
    const ended = once(parley, 'exit');
    await launcher.seen('Miami back channel – Parley');
    // Nothing in the window tells that it hears notices by now; without a screen, its browser outlives it.
    await pause(3000);
    await launcher.closeWindow();
    expect(await ended).toEqual([0, null]);
  });

  test('ends the browser when it is told to end, also before the window has come', async ({ launcher }) => {
    const parley = launcher.start();
    await launcher.seen(expect.any(String));
    expect(await endProcess(parley, 'SIGTERM')).toBe(0);
    await launcher.gone();
  });

  test('says when its port is taken, and ends with exit code 1', async ({ dossier, folder, open }) => {
    const { page } = await open('loopback');
    const { port } = new URL(page.url());
    const programArguments = [installed('bin/parley.js'), 'open', dossier, '--no-window', '--port', port];
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
