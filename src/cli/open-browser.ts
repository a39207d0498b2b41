import { join } from 'node:path';
import { createDispatcher } from '#api/dispatcher';
import { createApplication } from '#host/application';
import { pageTemplatePath } from '#host/page/render-page';
import { userDataFolder } from '#host/user-data';
import { openWindowFiles } from '#host/window-files';
import { openAppWindow, type AppWindow } from '#loopback/app-window';
import { findInstalledBrowser } from '#loopback/find-browser';
import { startLoopbackServer } from '#loopback/server';
import type { Terminal } from './command';
import { Ending } from './ending';
import type { OpenRequest } from './open';

/**
 * Serves a dossier on 127.0.0.1, prints the address, and opens it in an installed browser where that is wanted. Answers
 * the exit code at the end, with the dossier closed.
 */
export async function openInBrowser(request: OpenRequest, terminal: Terminal): Promise<number> {
  const { environment, installation, version, say } = terminal;
  const ending = new Ending();
  const userData = userDataFolder(environment, process.platform);
  const application = createApplication({
    userData,
    sampleFolder: join(installation, 'data/miami-back-channel'),
    pageTemplate: join(installation, pageTemplatePath),
    today: request.today,
    version,
    log: say,
  });
  try {
    await application.openInitial(request.path, request.acceptOutsideChanges);
    const server = await startLoopbackServer({
      dispatch: createDispatcher(application.handlers, (error) => say(stackOf(error))),
      readFile: await openWindowFiles(join(installation, 'out/renderer')),
      port: request.port,
      onWindows: (count) => ending.seeWindows(count),
      now: Date.now,
    });
    application.onNotice((notice) => server.send(notice));
    let window: AppWindow | null = null;
    let isWindowOpen = true;
    try {
      terminal.print(`Parley is ready at ${server.issueAddress()}`);
      if (request.window === 'browser') window = await openWindow(server.issueAddress(), userData, ending, say);
      isWindowOpen = (await ending.come) !== 'window-closed';
    } finally {
      await window?.close(isWindowOpen);
      await server.close();
    }
  } finally {
    ending.dispose();
    await application.close();
  }
  return 0;
}

async function openWindow(address: string, userData: string, ending: Ending, say: Terminal['say']) {
  const browser = findInstalledBrowser();
  if (browser === null) {
    say('No browser of the Chromium family was found. Open the address above in one.');
    return null;
  }
  const window = await openAppWindow(browser, address, userData);
  ending.followWindows(true);
  void window.ended.then((failure) => {
    if (failure === null) ending.seeBrowserEnd();
    if (failure === null || ending.hasSeenWindow) return;
    say(`${failure} Open the address above in a browser of the Chromium family.`);
    // That window is then the reader's own, and may be closed and opened again.
    ending.followWindows(false);
  });
  return window;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
