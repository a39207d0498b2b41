import { dialog, type BrowserWindow } from 'electron';

const discard = 1;

/** Asks before a window with a changed form closes. Electron asks nothing by itself: the window would just stay. */
export function askBeforeClosing(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const answer = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Discard what you changed?',
      detail: 'The form has changes that are not saved.',
      buttons: ['Keep editing', 'Discard changes'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // What is prevented here is the page's wish to stay.
    if (answer === discard) event.preventDefault();
  });
}
