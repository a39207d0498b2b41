import { app, BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import { channels } from '#api/bridge';
import type { Notice, Steps } from '#api/contract';
import type { Application } from '#host/application';

/**
 * The application menu. Undo and redo name their step, as the window's own buttons do. A page is offered each key before
 * the menu is; what the menu takes goes to the window, which alone can tell whether a text field is meant.
 */
export function followSteps(application: Pick<Application, 'onNotice'>): void {
  setApplicationMenu({ undo: null, redo: null });
  application.onNotice((notice) => {
    if (notice.name === 'dossier.changed') setApplicationMenu(notice.steps);
    if (notice.name === 'dossier.opened') setApplicationMenu(notice.dossier.steps);
  });
}

function setApplicationMenu(steps: Steps): void {
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin' ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'quit' }] },
    { label: 'Edit', submenu: editItems(steps) },
    { label: 'View', submenu: [{ role: 'togglefullscreen' }, ...developerItems()] },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function editItems({ undo, redo }: Steps): MenuItemConstructorOptions[] {
  return [
    { label: itemLabel('Undo', undo), accelerator: 'CmdOrCtrl+Z', click: () => choose('undo') },
    { label: itemLabel('Redo', redo), accelerator: 'CmdOrCtrl+Shift+Z', click: () => choose('redo') },
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ];
}

// An ampersand would be taken for the mark of a shortcut.
function itemLabel(word: string, step: string | null): string {
  return step === null ? word : `${word}: ${step.replaceAll('&', '&&')}`;
}

function choose(act: 'undo' | 'redo'): void {
  const notice: Notice = { name: 'menu.chosen', act };
  BrowserWindow.getFocusedWindow()?.webContents.send(channels.notice, JSON.stringify(notice));
}

function developerItems(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'toggleDevTools' }];
}
