import { app, session } from 'electron';
import { openExternal } from './external-links';

/** Denies every permission a page could ask for or be found to have; Electron grants most of them by default. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
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
