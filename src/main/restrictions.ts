import { app, session } from 'electron';
import { openExternal } from './external-links';

/** Text and pictures onto the clipboard, cleaned by Chromium and only after a person's press: how a figure is copied. */
const writeToClipboard = 'clipboard-sanitized-write';

/** Denies every other permission a page could ask for or be found to have; Electron grants most of them by default. */
export function denyPermissions(): void {
  const mayUse = (permission: string) => permission === writeToClipboard;
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) => answer(mayUse(permission)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => mayUse(permission));
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** Keeps every page where it is: no navigation, no redirect, no window of its own, no webview. */
export function confineContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      // A link that asks for a new window gets the person's browser, if it leads to the web at all.
      openExternal(url).catch(() => undefined);
      return { action: 'deny' };
    });
  });
}
