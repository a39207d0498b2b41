import { lstat, open, stat } from 'node:fs/promises';
import { maxFileBytes } from '#host/bounded-json';
import { ParleyError } from '#core/parley-error';

/**
 * Reads a file whole. A dossier may come from anybody: a pipe in place of a file would be waited on without end, and a
 * file larger than Parley reads would fill the memory before it was refused. A link is followed, unless `followsLinks` is
 * false. Throws the system's error; `disk` for what is no ordinary file, `too-large`.
 */
export async function readOrdinaryFile(path: string, followsLinks = true): Promise<Buffer> {
  await requireOrdinaryFile(path, followsLinks);
  const file = await open(path, 'r');
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Refuses what `readOrdinaryFile` does not read. */
export async function requireOrdinaryFile(path: string, followsLinks = true): Promise<void> {
  const found = await (followsLinks ? stat : lstat)(path);
  if (!found.isFile()) {
    throw new ParleyError({
      code: 'disk',
      message: `${path} cannot be read: it is not an ordinary file. Put the file that belongs there in its place.`,
    });
  }
  if (found.size > maxFileBytes) {
    const mebibytes = maxFileBytes / 1024 / 1024;
    throw new ParleyError({
      code: 'too-large',
      message: `${path} is larger than ${mebibytes} MiB, which Parley does not read.`,
    });
  }
}
