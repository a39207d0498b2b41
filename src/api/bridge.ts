/**
 * What the preload script puts on `window.parley`, and all that a page in Electron can reach. Every argument and answer
 * is text; those of `request`, `saveFile`, `openExternal` and `chooseFolder` are answer envelopes.
 */
export interface Bridge {
  request(command: string, inputText: string): Promise<string>;
  /** Calls back with each notice's text; returns a function that stops it. */
  subscribe(listener: (noticeText: string) => void): () => void;
  /** Takes a `FileToSave`; answers the name saved under, or null. */
  saveFile(fileText: string): Promise<string>;
  openExternal(url: string): Promise<string>;
  /** Takes `open` or `create`; answers a path, or null. */
  chooseFolder(purpose: string): Promise<string>;
}

/** The IPC channels behind the bridge. */
export const channels = {
  request: 'parley:request',
  notice: 'parley:notice',
  saveFile: 'parley:save-file',
  openExternal: 'parley:open-external',
  chooseFolder: 'parley:choose-folder',
} as const;
