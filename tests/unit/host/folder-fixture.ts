import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Change } from '#core/dossier/change';
import type { Dossier } from '#core/model/dossier';
import type { Track } from '#core/model/track';
import { createDossierFolder, openDossierFolder, type DossierFolder, type OpenOptions } from '#host/dossier-folder';
import type { CommittedChange, DossierStore, Signature } from '#host/dossier-store';

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
  return folder;
}

/** The same folder, read by somebody who changes nothing. */
export function readIt(path: string): Promise<DossierFolder> {
  return openIt(path, { mode: 'read' });
}

export const signature: Signature = { at: '2025-12-02T09:30:00.000Z', author: 'Analyst' };

export function track(id: string, name = id): Track {
  return { id, name, order: 0 };
}

/** The change that adds a track; tracks are the smallest records there are. */
export function addition(id: string): Change {
  return { label: `add ${id}`, ...signature, edits: [{ collection: 'tracks', id, before: null, after: track(id) }] };
}

export function addTrack(store: DossierStore, id: string): Promise<CommittedChange> {
  return store.commit(addition(id));
}

export function renameTrack(store: DossierStore, before: Track, name: string): Promise<CommittedChange> {
  const after = { ...before, name };
  const edits = [{ collection: 'tracks', id: before.id, before, after }] as const;
  return store.commit({ label: `rename ${before.id}`, ...signature, edits });
}

export function trackIds(dossier: Dossier): string[] {
  return [...dossier.tracks.keys()].sort();
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
