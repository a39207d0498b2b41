import { BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { toFault, type Answer } from '#api/answer';
import { channels } from '#api/bridge';
import type { Dispatch } from '#api/dispatcher';
import { ParleyError } from '#core/parley-error';
import type { Application } from '#host/application';
import { openAttachment } from './attachments';
import { chooseFolder, saveFile } from './dialogs';
import { openExternal } from './external-links';
import { isOwnPage } from './scheme';

type Act = (window: BrowserWindow, text: string) => Promise<unknown>;

/** Answers what the preload script passes on. Each call is checked for who makes it and for carrying text alone. */
export function bindIpc(dispatch: Dispatch, application: Application): void {
  ipcMain.handle(channels.request, async (event, command: unknown, inputText: unknown) => {
    windowOf(event);
    return dispatch(asText(command), asText(inputText));
  });
  bindAct(channels.openExternal, (_window, url) => openExternal(url));
  bindAct(channels.openAttachment, (_window, attachment) => openAttachment(application, attachment));
  bindAct(channels.chooseFolder, chooseFolder);
  bindAct(channels.saveFile, saveFile);
}

function bindAct(channel: string, act: Act): void {
  ipcMain.handle(channel, async (event, text: unknown) => {
    const window = windowOf(event);
    let answer: Answer;
    try {
      answer = { ok: true, value: (await act(window, asText(text))) ?? null };
    } catch (error) {
      answer = { ok: false, fault: toFault(error) };
    }
    return JSON.stringify(answer);
  });
}

// A frame that navigated away while its call was under way has no address any more, and is refused as well.
function windowOf(event: IpcMainInvokeEvent): BrowserWindow {
  const { senderFrame, sender } = event;
  const window = BrowserWindow.fromWebContents(sender);
  if (window === null || senderFrame === null || senderFrame.parent !== null || !isOwnPage(senderFrame.url)) {
    throw new ParleyError({ code: 'unauthorised', message: 'This page may not speak to Parley.' });
  }
  return window;
}

function asText(value: unknown): string {
  if (typeof value !== 'string') throw new ParleyError({ code: 'usage', message: 'Windows speak to Parley in text.' });
  return value;
}
