import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { channels } from '#api/bridge';
import { createDispatcher } from '#api/dispatcher';
import { createApplication } from '#host/application';
import { pageTemplatePath } from '#host/page/render-page';
import { userDataFolder } from '#host/user-data';
import { openWindowFiles } from '#host/window-files';
import { bindIpc } from './ipc';
import { readLaunchOptions } from './launch-options';
import { closeBeforeQuit, followWindows, takeOverSecondStarts } from './lifecycle';
import { inWords, log } from './log';
import { openMainWindow } from './main-window';
import { followSteps } from './menu';
import { confineContents, denyPermissions } from './restrictions';
import { declareScheme, serveScheme } from './scheme';
import { WindowBoundsFile } from './window-bounds';

const installation = join(import.meta.dirname, '../..');
const userData = userDataFolder(process.env, process.platform);
const options = readLaunchOptions(process.argv.slice(1), process.env);

app.setName('Parley');
// Chromium's own files stand apart from Parley's.
app.setPath('userData', join(userData, 'electron'));
app.enableSandbox();
declareScheme();
confineContents();

// One Parley per user: a second start hands its dossier to the first and ends.
if (app.requestSingleInstanceLock(options)) {
  start().catch((error: unknown) => {
    log(inWords(error));
    app.exit(1);
  });
} else {
  app.exit(0);
}

async function start(): Promise<void> {
  await app.whenReady();
  denyPermissions();
  serveScheme(await openWindowFiles(join(installation, 'out/renderer')));

  const { version } = JSON.parse(readFileSync(join(installation, 'package.json'), 'utf8')) as { version: string };
  const application = createApplication({
    userData,
    sampleFolder: join(installation, 'data/miami-back-channel'),
    pageTemplate: join(installation, pageTemplatePath),
    today: options.today,
    version,
    log,
  });
  followSteps(application);
  bindIpc(
    createDispatcher(application.handlers, (error) => log(inWords(error))),
    application,
  );
  application.onNotice((notice) => {
    const text = JSON.stringify(notice);
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channels.notice, text);
  });
  const boundsFile = new WindowBoundsFile(join(userData, 'window.json'));
  closeBeforeQuit(() => Promise.all([application.close(), boundsFile.settled()]));
  takeOverSecondStarts(application);
  await application.openInitial(options.path, options.acceptOutsideChanges);

  const openWindow = () => openMainWindow(join(installation, 'out/preload/preload.cjs'), boundsFile);
  followWindows(openWindow);
  await openWindow();
}
