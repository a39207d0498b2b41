import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '#host/disk';
import { mergeFiles } from '#host/merge-files';
import { findBackups, listingOf, readPresent } from '#host/recovery';
import { restoreFolder, restoreOpen, restoreTo, type RestoreParts } from '#host/restore';
import { buildSource } from '../../builders/records';
import { addTrack, signature, trackIds } from './folder-edits';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

const isALink = (name: string) => ({
  code: 'not-a-dossier',
  message: expect.stringMatching(
    new RegExp(`${name} is a link, and what belongs to a dossier stands in its own folder`),
  ),
});

describe.skipIf(process.platform === 'win32')('a folder that somebody sent', () => {
  it.each(['journal.jsonl', 'history', 'backups', 'attachments'])('is refused where its %s is a link', async (name) => {
    const outside = await temporaryFolder();
    const path = await newDossier();
    await symlink(outside, join(path, name));
    await expect(openIt(path)).rejects.toMatchObject(isALink(name));
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
    const told: unknown[] = [];
    const read = async () => {
      for await (const entry of store.history(Infinity, null)) told.push(entry);
    };
    await expect(read()).rejects.toThrow(/1-2\.jsonl cannot be read: it is not an ordinary file/);
    expect(told).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('a dossier whose folder gets a link while it is open', () => {
  it.each(['history', 'backups', 'attachments', 'journal.jsonl'])(
    'takes no edit while its %s is one, writes nothing there, and goes on once it is put right',
    async (name) => {
      const outside = await temporaryFolder();
      const path = await newDossier();
      const { store } = await openIt(path);
      const there = join(outside, name);
      const place = join(path, name);
      await mkdir(join(path, 'history'), { recursive: true });
      await mkdir(join(path, 'attachments'));
      await rename(place, there);
      await symlink(there, place);
      const before = await contentOf(there);
      await expect(addTrack(store, 'a')).rejects.toMatchObject(isALink(name));
      expect(await contentOf(there)).toEqual(before);

      await rm(place);
      await rename(there, place);
      await addTrack(store, 'a');
      expect(trackIds(store.dossier)).toEqual(['a']);
    },
  );

  it('tells nothing of a folder that its history leads to', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'a');
    await symlink('/etc', join(path, 'history'));
    const read = async () => {
      for await (const { change } of store.history(1, null)) throw new Error(`It told of ${change.label}.`);
    };
    await expect(read()).rejects.toMatchObject(isALink('history'));
  });

  it('does not take a link to the file that was there for its dossier.json', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'a');
    const elsewhere = join(await temporaryFolder(), 'elsewhere.json');
    await rename(join(path, 'dossier.json'), elsewhere);
    await symlink(elsewhere, join(path, 'dossier.json'));
    const before = await readFile(elsewhere);
    expect(await store.close()).toEqual([expect.stringMatching(/dossier\.json is a link/)]);
    expect(await readFile(elsewhere)).toEqual(before);
  });
});

describe.skipIf(process.platform === 'win32')('a merge of files', () => {
  it.each(['base', 'ours', 'theirs', 'journal'])('follows no link in place of %s', async (name) => {
    const path = await newDossier();
    const elsewhere = await temporaryFolder();
    const whole = await readFile(join(path, 'dossier.json'));
    for (const each of ['base', 'ours', 'theirs']) await writeFile(join(elsewhere, each), whole);
    await rename(join(elsewhere, name), join(elsewhere, 'secret')).catch(() =>
      writeFile(join(elsewhere, 'secret'), ''),
    );
    await symlink(join(elsewhere, 'secret'), name === 'journal' ? join(path, 'journal.jsonl') : join(elsewhere, name));
    const [base, ours, theirs] = [join(elsewhere, 'base'), join(elsewhere, 'ours'), join(elsewhere, 'theirs')];
    const files = { base, ours, theirs, home: join(path, 'dossier.json') };
    await expect(mergeFiles(files, () => null)).rejects.toThrow(/not an ordinary file/);
  });
});

/** A dossier with a backup in its folder and one outside, and a folder that a link in it may lead to. */
async function backedUp() {
  const outside = await temporaryFolder();
  const path = await newDossier();
  const { store } = await openIt(path, { outsideBackups: outside });
  await addTrack(store, 'a');
  await store.close();
  const backups = await findBackups(path, outside);
  const of = (wanted: string) => {
    const backup = backups.find(({ entry }) => entry.place === wanted);
    if (backup === undefined) throw new Error(`There is no backup ${wanted}.`);
    return backup;
  };
  const parts: RestoreParts = {
    outside,
    author: 'Analyst',
    now: () => new Date('2025-12-02T11:30:00Z'),
    disk: nodeDisk,
    log: () => undefined,
    committed: () => undefined,
  };
  return { path, outside, inside: of('inside'), kept: of('outside'), parts, elsewhere: await temporaryFolder() };
}

describe.skipIf(process.platform === 'win32')('going back to a backup in a folder that somebody sent', () => {
  const secret = 'a secret';
  const named = createHash('sha256').update(secret).digest('hex');

  it.each(['history/7-9.deadbeef.jsonl', `attachments/${named}`])(
    'does not bring along what its %s links to',
    async (name) => {
      const { path, outside, elsewhere, parts } = await backedUp();
      const attachment = { sha256: named, name: 'page.txt', mediaType: 'text/plain', bytes: secret.length };
      const after = buildSource({ id: 'agency', attachment });
      const { store } = await openIt(path, { now: () => new Date('2025-12-02T10:30:00Z') });
      const edits = [{ collection: 'sources', id: 'agency', before: null, after }] as const;
      await store.commit({ label: 'add the agency', ...signature, edits });
      await store.close();
      await writeFile(join(elsewhere, 'secret.txt'), secret);
      await mkdir(join(path, 'attachments'), { recursive: true });
      await symlink(join(elsewhere, 'secret.txt'), join(path, name));
      const [newest] = await findBackups(path, outside);
      if (newest === undefined) throw new Error('There is no backup.');
      await expect(restoreTo(join(elsewhere, 'restored'), newest, parts)).rejects.toMatchObject(isALink(name));
      expect(await readdir(elsewhere)).toEqual(['secret.txt']);
    },
  );

  it.each(['dossier.json', 'history', 'backups', 'attachments'])(
    'is refused where its %s is a link, and nothing is written there',
    async (name) => {
      const { path, outside, kept, parts, elsewhere } = await backedUp();
      await rm(join(path, name), { recursive: true, force: true });
      await symlink(elsewhere, join(path, name));
      await expect(findBackups(path, outside)).rejects.toMatchObject(isALink(name));
      await expect(listingOf(path, outside)).rejects.toMatchObject(isALink(name));
      expect(await readPresent(path)).toBeNull();
      await expect(restoreFolder(path, kept, parts)).rejects.toMatchObject(isALink(name));
      expect(await readdir(elsewhere)).toEqual([]);
    },
  );

  it('is refused for the open dossier as for any other', async () => {
    const { path, kept, parts, elsewhere } = await backedUp();
    const { store } = await openIt(path);
    await rm(join(path, 'backups'), { recursive: true });
    await symlink(elsewhere, join(path, 'backups'));
    await expect(restoreOpen(store, kept, parts)).rejects.toMatchObject(isALink('backups'));
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('neither lists nor opens what was set aside where that is a link', async () => {
    const { path, outside, inside, elsewhere } = await backedUp();
    const whole = await readFile(inside.path);
    await writeFile(join(elsewhere, 'dossier.json'), whole);
    await symlink(elsewhere, join(path, 'backups/replaced-2025-12-02T09-00-00-000Z'));
    await mkdir(join(path, 'backups/replaced-2025-12-02T09-00-01-000Z'));
    await symlink(
      join(elsewhere, 'dossier.json'),
      join(path, 'backups/replaced-2025-12-02T09-00-01-000Z/dossier.json'),
    );
    await mkdir(join(path, 'backups/replaced-2025-12-02T09-00-02-000Z'));
    await writeFile(join(path, 'backups/replaced-2025-12-02T09-00-02-000Z/dossier.json'), whole);
    const aside = (await findBackups(path, outside)).filter(({ entry }) => entry.place === 'set-aside');
    expect(aside.map(({ entry }) => entry.id)).toEqual(['replaced-2025-12-02T09-00-02-000Z']);
  });

  it('does not open a backup that became a link', async () => {
    const { inside, parts, elsewhere } = await backedUp();
    await rename(inside.path, join(elsewhere, 'backup.json'));
    await symlink(join(elsewhere, 'backup.json'), inside.path);
    await expect(restoreTo(join(elsewhere, 'restored'), inside, parts)).rejects.toThrow(/not an ordinary file/);
    expect(await readdir(elsewhere)).toEqual(['backup.json']);
  });
});

/** A file's bytes, or the names in a folder. */
async function contentOf(path: string): Promise<unknown> {
  return await readdir(path).catch(() => readFile(path));
}
