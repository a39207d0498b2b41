import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dossier } from '#core/model/dossier';
import type { Source } from '#core/model/source';
import { systemCode, unreadable } from '#host/disk';
import { digestOf } from '#host/attachments';
import type { FolderPaths } from '#host/folder-paths';

/** How the files in a dossier's `attachments/` and what its records say of them agree. */
export interface AttachmentAudit {
  /** Sources whose offline copy is not there. */
  readonly missing: readonly Source[];
  /** Sources whose offline copy no longer has the content that was attached. */
  readonly altered: readonly Source[];
  /** Files that no source has now, but some step of the history, backup or unsaved form has: undo may bring them back. */
  readonly spare: readonly string[];
  /** Files that nothing names. */
  readonly unused: readonly string[];
  /** What is no offline copy at all, or was set aside because something altered it. */
  readonly foreign: readonly string[];
}

const sha256Name = /^[0-9a-f]{64}$/;
const sha256Text = /[0-9a-f]{64}/g;

/**
 * Compares every offline copy with its name and with what names it. A file counts as named as soon as its name stands
 * anywhere in the dossier's folder (snapshot, journal, history, backups, what was set aside) or in `elsewhere`, other
 * folders with files that may name it. Throws `disk` where something cannot be read.
 */
export async function auditAttachments(
  { root, attachments }: Pick<FolderPaths, 'root' | 'attachments'>,
  dossier: Dossier,
  elsewhere: readonly string[],
): Promise<AttachmentAudit> {
  const names = await namesIn(attachments);
  const copies = names.filter((name) => sha256Name.test(name));
  const held = [...dossier.sources.values()].filter(({ attachment }) => attachment !== null);
  const holders = new Map(held.map((source) => [source.attachment?.sha256 ?? '', source]));

  const missing = held.filter(({ attachment }) => !copies.includes(attachment?.sha256 ?? ''));
  const altered: Source[] = [];
  for (const name of copies) {
    const holder = holders.get(name);
    if (holder !== undefined && (await digestOf(join(attachments, name))) !== name) altered.push(holder);
  }
  const loose = new Set(copies.filter((name) => !holders.has(name)));
  const named = new Set<string>();
  if (loose.size > 0) {
    for (const path of await filesUnder([root, ...elsewhere], attachments)) await readNames(path, loose, named);
  }
  return {
    missing,
    altered,
    spare: [...loose].filter((name) => named.has(name)),
    unused: [...loose].filter((name) => !named.has(name)),
    foreign: names.filter((name) => !sha256Name.test(name)),
  };
}

/** The size of a file in the folder, in bytes. */
export async function sizeOf(folder: string, name: string): Promise<number> {
  const path = join(folder, name);
  return (await lstat(path).catch(unreadableAt(path))).size;
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return [];
    throw unreadable(folder, cause);
  });
  return names.sort();
}

/**
 * Every file in folders and the folders in them, but for one folder. Links are not followed. What is gone by the time it
 * is looked at was a backup on its way to its name, which names nothing that the dossier's folder does not.
 */
async function filesUnder(folders: readonly string[], exceptFor: string): Promise<string[]> {
  const files: string[] = [];
  for (const folder of folders) {
    for (const name of await namesIn(folder)) {
      const path = join(folder, name);
      const found = await lstat(path).catch(ignoreMissing(path));
      if (found?.isFile() === true) files.push(path);
      else if (found?.isDirectory() === true && path !== exceptFor)
        files.push(...(await filesUnder([path], exceptFor)));
    }
  }
  return files;
}

/** Reads through a file of any size and adds those of the wanted names that stand in it. */
async function readNames(path: string, wanted: ReadonlySet<string>, found: Set<string>): Promise<void> {
  let rest = '';
  try {
    for await (const piece of createReadStream(path, 'latin1') as AsyncIterable<string>) {
      const text = rest + piece;
      for (const [name] of text.matchAll(sha256Text)) if (wanted.has(name)) found.add(name);
      // A name may lie across two pieces.
      rest = text.slice(-63);
    }
  } catch (cause) {
    ignoreMissing(path)(cause);
  }
}

function ignoreMissing(path: string) {
  return (cause: unknown): null => {
    if (systemCode(cause) === 'ENOENT') return null;
    throw unreadable(path, cause);
  };
}

function unreadableAt(path: string) {
  return (cause: unknown): never => {
    throw unreadable(path, cause);
  };
}
