import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A window of an installed browser that shows Parley. */
export interface AppWindow {
  /** Resolves with a sentence when the browser ended with a fault; never, when it did not. */
  readonly failed: Promise<string>;
  /** Closes the window and removes the file that led to it. */
  close(): Promise<void>;
}

/**
 * Opens `address` as an app window of `browser`, with a profile of Parley's own under `userData`. The address holds a
 * single-use code, and command lines are visible to every user of the machine, so the browser is given a file that only
 * this user may read and that leads on to the address.
 */
export async function openAppWindow(browser: string, address: string, userData: string): Promise<AppWindow> {
  const folder = join(userData, 'browser');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `open-${randomBytes(8).toString('hex')}.html`);
  await writeFile(file, redirectTo(address), { mode: 0o600, flag: 'wx' });

  const child = spawn(
    browser,
    [
      `--app=${pathToFileURL(file)}`,
      `--user-data-dir=${join(folder, 'profile')}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--window-size=1440,900',
    ],
    { stdio: 'ignore' },
  );
  return {
    failed: failureOf(child),
    close: async () => {
      child.kill();
      await rm(file, { force: true });
    },
  };
}

function redirectTo(address: string): string {
  const url = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html><meta charset="utf-8"><title>Parley</title><meta http-equiv="refresh" content="0;url=${url}">\n`;
}

function failureOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`The browser could not be started: ${error.message}.`));
    child.once('exit', (code) => {
      // Zero is also how a browser that was running already says that it took over.
      if (code !== 0 && code !== null) resolve(`The browser ended with code ${code}.`);
    });
  });
}
