import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { KeptAttachment } from '#api/contract';
import { refusalOfSize } from '#core/model/attachment';
import { ParleyError } from '#core/parley-error';
import { diskTrouble, type Disk, SyncFailure, systemCode, unreadable } from '#host/disk';
import { ensureFolder, freePath, writeDurably } from '#host/durable-file';
import type { DossierStore } from '#host/dossier-store';
import { refuseLink } from '#host/folder-paths';
import { requireOrdinaryFile } from '#host/ordinary-file';

/** How much of a file one answer holds, in bytes: a multiple of three, so that the pieces' base64 can be joined. */
export const pieceBytes = 3 * 1024 * 1024;

interface Upload {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly pieces: Buffer[];
  received: number;
}

// A window that goes away in the middle leaves its upload behind; newer ones push it out.
const mostUploads = 4;

/** Files on their way into a dossier, piece by piece, since a message holds less than a file. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();

  /** Announces a file; answers the name of the upload. Throws `too-large` before anything is sent. */
  begin(file: Pick<Upload, 'name' | 'mediaType' | 'bytes'>): string {
    const refusal = refusalOfSize(file.name, file.bytes);
    if (refusal !== null) throw new ParleyError({ code: 'too-large', message: refusal });
    const [oldest] = this.#uploads.keys();
    if (oldest !== undefined && this.#uploads.size >= mostUploads) this.#uploads.delete(oldest);
    const id = randomUUID();
    this.#uploads.set(id, { ...file, pieces: [], received: 0 });
    return id;
  }

  /** Takes the next piece; answers how many bytes have come. Throws `usage` for more than was announced. */
  append(id: string, piece: Buffer): number {
    const upload = this.#find(id);
    upload.received += piece.length;
    if (upload.received > upload.bytes) {
      this.#uploads.delete(id);
      throw new ParleyError({
        code: 'usage',
        message: `More of ${upload.name} came than was announced. It was not attached; attach it again.`,
      });
    }
    upload.pieces.push(piece);
    return upload.received;
  }

  /** The whole file, which then is no upload any more. Throws `usage` when a part of it is missing. */
  take(id: string): Upload & { readonly content: Buffer } {
    const upload = this.#find(id);
    this.#uploads.delete(id);
    if (upload.received !== upload.bytes) {
      throw new ParleyError({
        code: 'usage',
        message: `Only ${upload.received} of ${upload.bytes} bytes of ${upload.name} came. It was not attached; attach it again.`,
      });
    }
    return { ...upload, content: Buffer.concat(upload.pieces) };
  }

  #find(id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload !== undefined) return upload;
    throw new ParleyError({
      code: 'not-found',
      message: 'This upload is not known, or was given up for newer ones. Attach the file again.',
    });
  }
}

/**
 * Keeps a file in the dossier's `attachments/` under its SHA-256, durably, before any edit names it. The same file is
 * kept once, however often it is attached. Throws `disk` when it cannot be written, `read-only` when nothing is.
 */
export async function keepAttachment(
  store: DossierStore,
  { name, mediaType, content }: { name: string; mediaType: string; content: Buffer },
  now: () => Date,
): Promise<KeptAttachment> {
  const sha256 = createHash('sha256').update(content).digest('hex');
  await store.writeBeside(async ({ attachments }, disk) => {
    try {
      await keepOnce(attachments, sha256, content, disk, now);
    } catch (cause) {
      if (cause instanceof SyncFailure) throw cause;
      throw new ParleyError({
        code: 'disk',
        message: `${name} was not attached: ${diskTrouble(cause)}. Nothing was changed; mend that and attach it again.`,
        cause,
      });
    }
  });
  return { sha256, name, mediaType, bytes: content.length };
}

/**
 * The path of an attachment whose content is still what its name says. Throws `not-found` when the file is gone,
 * `damaged` when it was altered, `disk` when it cannot be read, `not-a-dossier` where a link stands for the folder.
 */
export async function checkedAttachment(folder: string, sha256: string): Promise<string> {
  await refuseLink(folder);
  const path = join(folder, sha256);
  const found = await digestOf(path);
  if (found === sha256) return path;
  if (found === null) {
    throw new ParleyError({
      code: 'not-found',
      message: `The offline copy is missing: there is no ${path}. Bring the file back from a backup or from whoever shares the dossier, or attach it again.`,
    });
  }
  throw new ParleyError({
    code: 'damaged',
    message: `The offline copy was altered: ${path} no longer has the content that was attached, so it is not opened. Bring the file back from a backup, or attach it again.`,
  });
}

/** One piece of an attachment from `offset` on. The whole is checked with the first piece; throws as that does. */
export async function readAttachment(folder: string, sha256: string, offset: number) {
  const path = offset === 0 ? await checkedAttachment(folder, sha256) : join(folder, sha256);
  try {
    await requireOrdinaryFile(path, false);
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, offset);
      return { content: buffer.subarray(0, bytesRead).toString('base64'), bytes: size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function keepOnce(folder: string, sha256: string, content: Buffer, disk: Disk, now: () => Date): Promise<void> {
  await ensureFolder(folder, disk);
  const path = join(folder, sha256);
  const found = await digestOf(path);
  if (found === sha256) return;
  // What somebody altered is theirs: it is set aside, not written over.
  if (found !== null) await disk.rename(path, await freePath(folder, `${sha256}.altered`, now(), 'bin'));
  await writeDurably(path, content, disk);
}

/** The SHA-256 of a file's content; null where there is none, empty for what is no file. Throws `disk`. */
export async function digestOf(path: string): Promise<string | null> {
  try {
    // A link is never ours, whatever it leads to.
    if (!(await lstat(path)).isFile()) return '';
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw unreadable(path, cause);
  }
}
