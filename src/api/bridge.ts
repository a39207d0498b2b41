/**
 * What the preload script puts on `window.parley`, and all that a page in Electron can reach. Every argument and answer
 * is text; all but those of `subscribe` are answer envelopes.
 */
export interface Bridge {
  request(command: string, inputText: string): Promise<string>;
  /** Calls back with each notice's text; returns a function that stops it. */
  subscribe(listener: (noticeText: string) => void): () => void;
  /** Takes a `FileToSave`; answers the name saved under, or null. */
  saveFile(fileText: string): Promise<string>;
  openExternal(url: string): Promise<string>;
  /** Takes the `sha256` and `name` of an offline copy. */
  openAttachment(attachmentText: string): Promise<string>;
  /** Takes `open` or `create`; answers a path, or null. */
  chooseFolder(purpose: string): Promise<string>;
}

/** The IPC channels behind the bridge. */
export const channels = {
  request: 'parley:request',
  notice: 'parley:notice',
  saveFile: 'parley:save-file',
  openExternal: 'parley:open-external',
  openAttachment: 'parley:open-attachment',
  chooseFolder: 'parley:choose-folder',
} as const;
