import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { channels, type Bridge } from '#api/bridge';

const bridge: Bridge = {
  request: (command, inputText) => ipcRenderer.invoke(channels.request, command, inputText),
  subscribe: (listener) => {
    // The event itself stays here: its sender would give the page the whole of IPC.
    const receive = (_event: IpcRendererEvent, noticeText: string) => listener(noticeText);
    ipcRenderer.on(channels.notice, receive);
    return () => void ipcRenderer.off(channels.notice, receive);
  },
  saveFile: (fileText) => ipcRenderer.invoke(channels.saveFile, fileText),
  openExternal: (url) => ipcRenderer.invoke(channels.openExternal, url),
  openAttachment: (attachmentText) => ipcRenderer.invoke(channels.openAttachment, attachmentText),
  chooseFolder: (purpose) => ipcRenderer.invoke(channels.chooseFolder, purpose),
};

contextBridge.exposeInMainWorld('parley', bridge);
