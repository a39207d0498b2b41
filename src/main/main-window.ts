import { BrowserWindow, nativeTheme } from 'electron';
import { pageUrl } from './scheme';
import { readWindowBounds, writeWindowBounds } from './window-bounds';

const defaultSize = { width: 1440, height: 900 };
const panelColours = { light: '#ffffff', dark: '#14171c' };

/** Opens Parley's window where it last stood. `boundsPath` is the file that remembers this. */
export async function openMainWindow(preloadPath: string, boundsPath: string): Promise<BrowserWindow> {
  const bounds = await readWindowBounds(boundsPath);
  const { isMaximized = false, ...place } = bounds ?? {};
  const window = new BrowserWindow({
    ...defaultSize,
    ...place,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Parley',
    backgroundColor: panelColours[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const now = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
    // A window that cannot be remembered still has to close.
    writeWindowBounds(boundsPath, now).catch(() => undefined);
  });
  await window.loadURL(pageUrl);
  return window;
}
