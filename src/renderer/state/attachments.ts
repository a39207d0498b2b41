import type { Client } from '#api/client';
import type { KeptAttachment } from '#api/contract';
import type { Shell } from '#api/transport';
import { mediaTypeOf, refusalOfSize } from '#core/model/attachment';
import { ParleyError } from '#core/parley-error';

// A multiple of three, so that the base64 of the pieces can be joined; well under what a shell carries at once.
const pieceBytes = 3 * 1024 * 1024;
const longestName = 255;

/** Offline copies on their way into the dossier's folder, and out of it again. */
export class Attachments {
  readonly #client: Client;
  readonly #shell: Shell;

  constructor(client: Client, shell: Shell) {
    this.#client = client;
    this.#shell = shell;
  }

  /** Whether the shell hands files to the system's programs; otherwise a copy is saved. */
  get canOpen(): boolean {
    return this.#shell.canOpenFiles;
  }

  /**
   * Sends a file to be kept in the dossier's folder. Rejects before anything is sent when it is larger than a dossier
   * takes. `onprogress` hears which share has arrived, from 0 to 1.
   */
  async keep(file: File, onprogress: (share: number) => void = () => {}): Promise<KeptAttachment> {
    return await this.#client.call('attachment.keep', { upload: await this.send(file, onprogress) });
  }

  /** Sends a file to the host, which does not keep it yet; answers the name of the upload. Rejects as `keep` does. */
  async send(file: File, onprogress: (share: number) => void = () => {}): Promise<string> {
    const refusal = refusalOfSize(file.name, file.size);
    if (refusal !== null) throw new ParleyError({ code: 'too-large', message: refusal });
    const name = file.name.trim().slice(0, longestName).toWellFormed() || 'file';
    const { upload } = await this.#client.call('attachment.begin', {
      name,
      mediaType: mediaTypeOf(name, file.type),
      bytes: file.size,
    });
    for (let sent = 0; sent < file.size; sent += pieceBytes) {
      const content = await base64Of(file.slice(sent, sent + pieceBytes), file.name);
      await this.#client.call('attachment.append', { upload, content });
      onprogress(Math.min(1, (sent + pieceBytes) / file.size));
    }
    return upload;
  }

  /** Hands an offline copy to the program that the system has for it. */
  open({ sha256, name }: KeptAttachment): Promise<void> {
    return this.#shell.openAttachment({ sha256, name });
  }

  /** Saves a copy where the person says; answers the name, or null when they changed their mind. */
  async save({ sha256, name }: KeptAttachment): Promise<string | null> {
    const pieces: string[] = [];
    for (let offset = 0, bytes = 1; offset < bytes; offset += pieceBytes) {
      const piece = await this.#client.call('attachment.read', { sha256, offset });
      pieces.push(piece.content);
      bytes = piece.bytes;
    }
    // Bytes of no particular kind: whatever it is, the browser keeps it and never shows it as a page of Parley's.
    return await this.#shell.saveFile({
      name,
      mediaType: 'application/octet-stream',
      encoding: 'base64',
      content: pieces.join(''),
    });
  }
}

/** A part of a file as base64. */
function base64Of(part: Blob, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () =>
      reject(
        new ParleyError({
          code: 'disk',
          message: `${name} cannot be read. Check that it is still there, and try again.`,
        }),
      );
    reader.readAsDataURL(part);
  });
}
