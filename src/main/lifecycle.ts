import { app, BrowserWindow, dialog } from 'electron';
import * as v from 'valibot';
import type { Application } from '#host/application';
import { LaunchOptions } from './launch-options';
import { inWords, log } from './log';

/** Ends with the last window, except on a Mac, where an application outlives its windows and opens one when asked. */
export function followWindows(openWindow: () => Promise<unknown>): void {
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow();
  });
}

/** Takes over the dossier of a second start, which has ended already. */
export function takeOverSecondStarts(application: Application): void {
  app.on('second-instance', (_event, _commandLine, _folder, data) => {
    const { path, acceptOutsideChanges } = v.parse(LaunchOptions, data);
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
    if (path === null) return;
    application.handlers['dossier.open']({ path, acceptOutsideChanges }).catch((error: unknown) => {
      dialog.showErrorBox('The dossier could not be opened', inWords(error));
    });
  });
}

/** Holds the end back until `close` is done. */
export function closeBeforeQuit(close: () => Promise<unknown>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    close()
      .catch((error: unknown) => log(inWords(error)))
      .finally(() => {
        isClosed = true;
        app.quit();
      });
  });
}
