import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { test as base } from 'vitest';
import { findChromium, launchArguments } from '../../chromium.js';
import { obstacleToElectron } from './real-electron';
import { openParley, type OpenOptions, type RunningParley, type ShellName } from './open-parley';

const sample = join(import.meta.dirname, '../../../data/miami-back-channel');

interface Fixtures {
  readonly browser: Browser;
  /** A folder of the test's own, removed after it. */
  readonly folder: string;
  /** A copy of the sample that the test may change. */
  readonly dossier: string;
  /**
   * Opens the test's dossier on 2 December 2025; what is still open after the test is ended. A test that asks for
   * Electron where it cannot run is skipped, and says why.
   */
  readonly open: (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;
}

/** A test with Parley at hand. */
export const test = base.extend<Fixtures>({
  browser: [
    // eslint-disable-next-line no-empty-pattern -- Vitest reads from the pattern which fixtures this one needs.
    async ({}, use) => {
      const { path } = await findChromium();
      const browser = await chromium.launch({ executablePath: path, args: launchArguments });
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  // eslint-disable-next-line no-empty-pattern -- As above.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-e2e-'));
    await use(folder);
    // A browser's processes end one after another, and the last may still write to the profile in this folder.
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 100 });
  },
  dossier: async ({ folder }, use) => {
    const dossier = join(folder, 'miami-back-channel');
    await cp(sample, dossier, { recursive: true });
    await use(dossier);
  },
  open: async ({ browser, folder, dossier, skip }, use) => {
    const running: RunningParley[] = [];
    await use(async (shell, options = {}) => {
      const obstacle = shell === 'electron' ? await obstacleToElectron() : null;
      skip(obstacle !== null, obstacle ?? '');
      const parley = await openParley(browser, shell, {
        dossier,
        home: join(folder, 'home'),
        today: '2025-12-02',
        ...options,
      });
      running.push(parley);
      return parley;
    });
    for (const parley of running) await parley.kill();
  },
});
