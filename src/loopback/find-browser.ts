import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

const namesOnPath = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'brave-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
  'vivaldi',
];

const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Brave Browser.app/Contents/MacOS/Brave Browser',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPaths = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/** The program of an installed Chromium-family browser that can open an app window; null when there is none. */
export function findInstalledBrowser(): string | null {
  return candidates().find(isUsable) ?? null;
}

function candidates(): string[] {
  if (process.platform === 'darwin') return macPaths;
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return folders.flatMap((folder) => (folder ? windowsPaths.map((path) => join(folder, path)) : []));
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(isAbsolute);
  return namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isUsable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    // A browser from a snap may not read the file through which the launcher hands over the code.
    const realPath = realpathSync(path);
    return !realPath.startsWith('/snap/') && realPath !== '/usr/bin/snap';
  } catch {
    return false;
  }
}
