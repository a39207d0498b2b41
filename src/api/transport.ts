/**
 * How a window reaches its host. Both shells carry JSON text, so that what is tested over one is what runs over the
 * other. `request` resolves with the answer envelope's text and rejects only when the host cannot be reached.
 */
export interface Transport {
  request(command: string, inputText: string): Promise<string>;
  /** Calls back with each notice's text; returns a function that stops it. */
  subscribe(listener: (noticeText: string) => void, onLost: () => void): () => void;
}

/** What a shell can do for a window besides talking to the host. */
export interface Shell {
  /** Names the shell, for the status bar and bug reports; `page` is a file for reading, with no host behind it. */
  readonly name: 'electron' | 'browser' | 'page';
  /** Whether the shell can ask for a folder with the system's own dialog. */
  readonly canChooseFolder: boolean;
  /** Saves where the person says; answers the name saved under, or null when they changed their mind. */
  saveFile(file: FileToSave): Promise<string | null>;
  /** Opens an http(s) address outside Parley; any other address is refused. */
  openExternal(url: string): Promise<void>;
  /** Whether the shell can hand an offline copy to the system's programs. */
  readonly canOpenFiles: boolean;
  /** Hands an offline copy to the system's program for it; refused where `canOpenFiles` is false. */
  openAttachment(attachment: { readonly sha256: string; readonly name: string }): Promise<void>;
  /** Asks for a folder; null when they changed their mind. */
  chooseFolder(purpose: 'open' | 'create'): Promise<string | null>;
}

/** A file for the person to keep: its suggested name, and its content as text or base64. */
export interface FileToSave {
  readonly name: string;
  readonly mediaType: string;
  readonly encoding: 'text' | 'base64';
  readonly content: string;
}
