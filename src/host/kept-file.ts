import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import { ParleyError } from '#core/parley-error';
import { parseBoundedJson } from '#host/bounded-json';
import { diskTrouble, systemCode, unreadable, type Disk } from '#host/disk';
import { freePath, writeDurably } from '#host/durable-file';
import { readOrdinaryFile } from '#host/ordinary-file';

/** What a small file of the user's data folder held; `remark` says what was wrong with it, null when nothing was. */
export interface KeptValue<T> {
  readonly value: T | null;
  readonly remark: string | null;
}

/**
 * Reads a small JSON file by its schema; a missing one is null. A broken one is never written over: it is set aside
 * under another name, and the remark says so. Throws `disk` when the file can be neither
 * read nor set aside.
 */
export async function readKept<S extends v.GenericSchema>(
  path: string,
  schema: S,
  now: Date,
  disk: Disk,
): Promise<KeptValue<v.InferOutput<S>>> {
  const bytes = await readOrdinaryFile(path).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return null;
    throw unreadable(path, cause);
  });
  if (bytes === null) return { value: null, remark: null };
  try {
    return { value: v.parse(schema, parseBoundedJson(bytes, path)), remark: null };
  } catch (error) {
    if (!(error instanceof ParleyError) && !(error instanceof v.ValiError)) throw error;
    const aside = await freePath(dirname(path), `${basename(path, '.json')}.broken`, now, 'json');
    await disk.rename(path, aside).catch((cause: unknown) => {
      const message = `${path} is not valid and could not be set aside: ${diskTrouble(cause)}.`;
      throw new ParleyError({ code: 'disk', message, cause });
    });
    return {
      value: null,
      remark: `${path} was not valid. It was set aside as ${basename(aside)}, and a new one begun.`,
    };
  }
}

/** A value as `writeKept` writes it. */
export function formatKept(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Writes a small JSON file durably, its folder included. Throws `disk` when that fails; the old file then stands. */
export async function writeKept(path: string, value: unknown, disk: Disk): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeDurably(path, formatKept(value), disk);
  } catch (cause) {
    throw new ParleyError({ code: 'disk', message: `${path} cannot be written: ${diskTrouble(cause)}.`, cause });
  }
}
