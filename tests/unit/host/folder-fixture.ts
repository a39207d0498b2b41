import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createDossierFolder, openDossierFolder, type DossierFolder, type OpenOptions } from '#host/dossier-folder';

const folders: string[] = [];
const opened: DossierFolder[] = [];

afterEach(async () => {
  for (const { store } of opened.splice(0)) await store.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A new folder that is removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'));
  folders.push(folder);
  return folder;
}

/** A new empty dossier. */
export async function newDossier(): Promise<string> {
  return await createDossierFolder(join(await temporaryFolder(), 'dossier'), 'Talks');
}

/** Opens for writing, with a clock that stands still; closed after the test if not before. */
export async function openIt(path: string, options: Partial<OpenOptions> = {}): Promise<DossierFolder> {
  const folder = await openDossierFolder(path, {
    mode: 'write',
    acceptOutsideChanges: false,
    outsideBackups: null,
    now: () => new Date('2025-12-02T09:30:00Z'),
    log: () => undefined,
    ...options,
  });
  opened.push(folder);
  // So that the calls of a test are its own.
  await folder.backedUp;
  return folder;
}

/** The same folder, read by somebody who changes nothing. */
export function readIt(path: string): Promise<DossierFolder> {
  return openIt(path, { mode: 'read' });
}

/** Changes a file's text the way another program would. */
export async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

/** Copies what a writer had on disk at this moment, without its lock: what a kill would leave. */
export async function copyWithoutLock(path: string): Promise<string> {
  const target = join(await temporaryFolder(), 'copy');
  await cp(path, target, { recursive: true, filter: (source) => !source.endsWith('dossier.lock') });
  return target;
}
