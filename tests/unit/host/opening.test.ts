import { cp, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDossierFolder, createDossierFolder } from '#host/dossier-folder';
import { newDossier, openIt, rewrite, temporaryFolder } from './folder-fixture';

const sample = join(import.meta.dirname, '../../../data/miami-back-channel');

describe('opening what is no dossier', () => {
  it('says that nothing is there, and how to create one', async () => {
    const path = join(await temporaryFolder(), 'nowhere');
    await expect(openIt(path)).rejects.toMatchObject({
      code: 'not-found',
      message: `There is no dossier at ${path}. Check the path, or create a new dossier there.`,
    });
  });

  it('does not say that nothing is there when it could not look', async () => {
    const path = join(await temporaryFolder(), 'loop');
    await symlink(path, path);
    await expect(openIt(path)).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining(`${path} cannot be read`),
    });
  });

  it('says what a file or a folder lacks', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'notes.txt');
    await writeFile(file, 'notes');
    await expect(openIt(file)).rejects.toMatchObject({ code: 'not-a-dossier', message: expect.stringContaining(file) });
    await expect(openIt(folder)).rejects.toMatchObject({
      code: 'not-a-dossier',
      message: expect.stringContaining('has no dossier.json'),
    });
    expect(await readdir(folder)).toEqual(['notes.txt']);
  });

  it.each([
    ['broken JSON', '{ "schema": 1,, }', 'broken-json'],
    ['an emptied file', '', 'broken-json'],
    ['null', 'null', 'not-a-dossier'],
    ['zero', '0', 'not-a-dossier'],
    ['a newer schema', '{ "schema": 2 }', 'newer-schema'],
    ['fields that are missing', '{ "schema": 1 }', 'invalid-record'],
  ])('refuses %s, names the file and leaves it alone', async (_, text, code) => {
    const path = await newDossier();
    const file = join(path, 'dossier.json');
    await writeFile(file, text);
    const before = await readdir(path);
    await expect(openIt(path)).rejects.toMatchObject({ code, message: expect.stringContaining(file) });
    await expect(checkDossierFolder(path)).rejects.toMatchObject({ code });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(path)).toEqual(before);
  });

  it('points to the newest backup that is good', async () => {
    const path = await newDossier();
    await (await openIt(path)).store.close();
    const [backup] = await readdir(join(path, 'backups'));
    await writeFile(join(path, 'backups', 'dossier-2026-01-01T00-00-00-000Z.json'), 'not good');
    await rewrite(join(path, 'dossier.json'), (text) => text.slice(0, 30));
    await expect(openIt(path)).rejects.toMatchObject({
      message: expect.stringContaining(join('backups', backup ?? '')),
    });
  });
});

describe('a dossier', () => {
  it('opens by the path of its file too', async () => {
    const path = await newDossier();
    expect((await openIt(join(path, 'dossier.json'))).path).toBe(path);
  });

  it('is created only in a new or empty folder', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'new');
    await mkdir(path);
    await createDossierFolder(path, 'Talks');
    expect((await readdir(path)).sort()).toEqual(['.gitattributes', '.gitignore', 'dossier.json']);
    await expect(createDossierFolder(path, 'Again')).rejects.toMatchObject({ code: 'exists' });
    await expect(createDossierFolder(folder, 'Again')).rejects.toMatchObject({ code: 'exists' });
    await expect(createDossierFolder(join(path, 'dossier.json'), 'Again')).rejects.toMatchObject({ code: 'exists' });
    await expect(createDossierFolder(join(folder, 'b'), ' ')).rejects.toMatchObject({ code: 'usage' });
    expect((await checkDossierFolder(path)).dossier.title).toBe('Talks');
  });

  it('is checked without changing anything in its folder', async () => {
    const path = join(await temporaryFolder(), 'sample');
    await cp(sample, path, { recursive: true });
    const before = await stat(join(path, 'dossier.json'));
    const { dossier } = await checkDossierFolder(path);
    expect(dossier.events.size).toBe(15);
    expect((await stat(join(path, 'dossier.json'))).mtimeMs).toBe(before.mtimeMs);
    expect(await readdir(path)).toEqual(await readdir(sample));
  });
});
