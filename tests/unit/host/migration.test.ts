import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type * as Migrate from '#core/dossier/migrate';
import { addTrack, trackIds } from './folder-edits';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

// As if the present schema were the second: every dossier.json on disk is then of an older one.
vi.mock(import('#core/dossier/migrate'), async (original) => {
  const { migrate }: typeof Migrate = await original();
  return {
    migrate: (value: unknown) => migrate(value, [(older) => ({ ...older, description: 'Brought up to date.' })]),
  };
});

/** Puts a file where a folder for backups would be made. */
async function blocked(path: string): Promise<string> {
  await writeFile(path, '');
  return path;
}

describe('a dossier of an older schema', () => {
  it('is backed up as it was found before it is written anew', async () => {
    const path = await newDossier();
    const found = await readFile(join(path, 'dossier.json'), 'utf8');
    const { store } = await openIt(path);
    await addTrack(store, 'kyiv');
    await store.close();
    expect(await readFile(join(path, 'dossier.json'), 'utf8')).toContain('Brought up to date.');
    const backups = (await readdir(join(path, 'backups'))).map((name) => join(path, 'backups', name));
    expect(await Promise.all(backups.map((name) => readFile(name, 'utf8')))).toContain(found);
  });

  it('is shown and left as it is while no backup of it can be made', async () => {
    const path = await newDossier();
    const found = await readFile(join(path, 'dossier.json'), 'utf8');
    await blocked(join(path, 'backups'));
    const outsideBackups = await blocked(join(await temporaryFolder(), 'backups'));
    const names = await readdir(path);

    const { store } = await openIt(path, { outsideBackups });
    expect(store.dossier.description).toBe('Brought up to date.');
    expect(store.access).toMatchObject({
      mode: 'read-only',
      reason: expect.stringMatching(/dossier\.json was written by an older Parley.*no backup.*open the dossier again/s),
    });
    await expect(addTrack(store, 'kyiv')).rejects.toMatchObject({ code: 'read-only' });
    await store.close();
    expect(await readFile(join(path, 'dossier.json'), 'utf8')).toBe(found);
    expect(await readdir(path)).toEqual(names);
  });

  it('goes on when one backup out of two could be made, and says which could not', async () => {
    const path = await newDossier();
    await blocked(join(path, 'backups'));
    const outsideBackups = await temporaryFolder();
    const { store, remarks } = await openIt(path, { outsideBackups });
    expect(remarks).toEqual([expect.stringContaining(join(path, 'backups'))]);
    await addTrack(store, 'kyiv');
    expect(trackIds(store.dossier)).toEqual(['kyiv']);
    expect(await readdir(join(outsideBackups, store.dossier.id))).toHaveLength(1);
  });
});
