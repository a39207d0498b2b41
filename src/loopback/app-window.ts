import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A window of an installed browser that shows Parley. */
export interface AppWindow {
  /**
   * Resolves when the browser that was started has ended, with a sentence when that was a fault. Ending well may also
   * mean that one which was running already took over.
   */
  readonly ended: Promise<string | null>;
  /**
   * Removes the file that led to the window, and ends the browser if the window `isStillOpen`. A browser whose window was
   * closed ends by itself, and may meanwhile show that of another Parley, which is not ours to close.
   */
  close(isStillOpen: boolean): Promise<void>;
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
    ended: endOf(child),
    close: async (isStillOpen) => {
      if (isStillOpen) child.kill();
      else child.unref();
      await rm(file, { force: true });
    },
  };
}

function redirectTo(address: string): string {
  const url = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!doctype html><meta charset="utf-8"><title>Parley</title><meta http-equiv="refresh" content="0;url=${url}">\n`;
}

function endOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`The browser could not be started: ${error.message}.`));
    child.once('exit', (code) => resolve(code === 0 || code === null ? null : `The browser ended with code ${code}.`));
  });
}
