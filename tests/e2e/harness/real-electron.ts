import type { ChildProcess } from 'node:child_process';
import { _electron, type Page } from 'playwright-core';
import { findElectron } from '#cli/electron-runtime';
import { launchArguments } from '../../chromium.js';
import { installed } from './installation';

/** Why Electron itself cannot be driven here; null where it can. */
export async function obstacleToElectron(): Promise<string | null> {
  if ((await findElectron(installed())) === null) return "Electron's runtime is not installed here";
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'Electron needs a display, and there is none here';
  }
  return null;
}

/** Starts the built main bundle in Electron. `savePath` is where every save dialog ends up. */
export async function startRealElectron(
  programArguments: readonly string[],
  environment: Record<string, string>,
  savePath: string,
  look: { readonly colorScheme: 'light' | 'dark'; readonly timezoneId?: string },
): Promise<{ readonly page: Page; readonly child: ChildProcess }> {
  const executablePath = await findElectron(installed());
  if (executablePath === null) throw new Error("Electron's runtime is not installed.");
  const electron = await _electron.launch({
    executablePath,
    args: [...launchArguments, installed('out/main/main.js'), ...programArguments],
    env: environment,
    ...look,
  });
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, savePath);
  return { page: await electron.firstWindow(), child: electron.process() };
}
