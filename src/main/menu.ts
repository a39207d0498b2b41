import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The application menu: roles only. A page is offered each key before the menu is, so that the window's own undo and redo
 * come first wherever it takes those keys.
 */
export function setApplicationMenu(): void {
  const template: MenuItemConstructorOptions[] = [
    process.platform === 'darwin' ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'quit' }] },
    { role: 'editMenu' },
    { label: 'View', submenu: [{ role: 'togglefullscreen' }, ...developerItems()] },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function developerItems(): MenuItemConstructorOptions[] {
  return app.isPackaged ? [] : [{ type: 'separator' }, { role: 'toggleDevTools' }];
}
