import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

describe.skipIf(process.platform === 'win32')('a folder that somebody sent', () => {
  it.each(['journal.jsonl', 'history', 'backups', 'attachments'])('is refused where its %s is a link', async (name) => {
    const outside = await temporaryFolder();
    const path = await newDossier();
    await symlink(outside, join(path, name));
    await expect(openIt(path)).rejects.toMatchObject({
      code: 'not-a-dossier',
      message: expect.stringMatching(
        new RegExp(`${name} is a link, and what belongs to a dossier stands in its own folder`),
      ),
    });
    expect(await readdir(outside)).toEqual([]);
  });

  it('is refused where its dossier.json is a link', async () => {
    const path = await newDossier();
    const elsewhere = join(await temporaryFolder(), 'elsewhere.json');
    await rename(join(path, 'dossier.json'), elsewhere);
    await symlink(elsewhere, join(path, 'dossier.json'));
    await expect(openIt(path)).rejects.toMatchObject({ code: 'not-a-dossier' });
  });

  it('is not waited on where its journal is a pipe', async () => {
    const path = await newDossier();
    execFileSync('mkfifo', [join(path, 'journal.jsonl')]);
    await expect(openIt(path)).rejects.toThrow(/journal\.jsonl cannot be read: it is not an ordinary file/);
  });

  it('is not read into memory where its journal is larger than Parley reads', async () => {
    const path = await newDossier();
    await writeFile(join(path, 'journal.jsonl'), '');
    await truncate(join(path, 'journal.jsonl'), 8 * 1024 ** 3);
    await expect(openIt(path)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('tells nothing of a file that its history links to', async () => {
    const path = await newDossier();
    await mkdir(join(path, 'history'));
    await symlink('/etc/hostname', join(path, 'history/1-2.jsonl'));
    const { store } = await openIt(path);
    const read = async () => {
      for await (const entry of store.history(Infinity, null)) expect(entry).toBeDefined();
    };
    await expect(read()).rejects.toThrow(/1-2\.jsonl cannot be read: it is not an ordinary file/);
  });
});
