import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { ParleyError } from '#core/parley-error';
import { diskTrouble, type Disk } from '#host/disk';
import { writeDurably } from '#host/durable-file';
import { writeOwnFiles } from '#host/dossier-folder';
import { pathsIn } from '#host/folder-paths';

/**
 * The reader's own copy of the sample dossier, in `dossiers/` of the user's data folder; it is made when it is not there
 * yet, whole or not at all. Answers its path. Throws `disk` when it cannot be made.
 */
export async function ownSample(sampleFolder: string, userData: string, disk: Disk): Promise<string> {
  const target = join(userData, 'dossiers', basename(sampleFolder));
  if (await exists(target)) return target;
  const unfinished = `${target}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    await copyFolder(sampleFolder, unfinished, disk);
    await writeOwnFiles(pathsIn(unfinished), disk);
    try {
      await rename(unfinished, target);
    } catch (error) {
      // Another start has made it in the meantime, and just as whole.
      if (!(await exists(target))) throw error;
    }
    await disk.syncFolder(dirname(target));
  } catch (cause) {
    throw new ParleyError({
      code: 'disk',
      message: `The sample dossier could not be copied to ${target}: ${diskTrouble(cause)}. Mend that and try again.`,
      cause,
    });
  } finally {
    // What cannot be removed is in nobody's way.
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
  }
  return target;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

async function copyFolder(from: string, to: string, disk: Disk): Promise<void> {
  const ofThisMachine = new Set([pathsIn(from).lock, pathsIn(from).journal, pathsIn(from).backups]);
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, relative(from, source));
    if (ofThisMachine.has(source)) continue;
    if (entry.isDirectory()) await copyFolder(source, target, disk);
    else if (entry.isFile()) await writeDurably(target, await readFile(source), disk);
  }
}
