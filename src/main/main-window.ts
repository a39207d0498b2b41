import { BrowserWindow, nativeTheme } from 'electron';
import { pageUrl } from './scheme';
import { askBeforeClosing } from './unsaved-form';
import type { WindowBoundsFile } from './window-bounds';

const defaultSize = { width: 1440, height: 900 };
const panelColours = { light: '#ffffff', dark: '#14171c' };

/** Opens Parley's window where it last stood. */
export async function openMainWindow(preloadPath: string, boundsFile: WindowBoundsFile): Promise<BrowserWindow> {
  const { isMaximized = false, ...place } = (await boundsFile.read()) ?? {};
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
  window.on('close', () => boundsFile.keep({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }));
  askBeforeClosing(window);
  await window.loadURL(pageUrl);
  return window;
}
