import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '#host/disk';
import { ReaderData } from '#host/reader-data';
import { userDataFolder } from '#host/user-data';
import { FaultyDisk } from './faulty-disk';
import { temporaryFolder } from './folder-fixture';

const now = () => new Date('2025-12-02T09:30:00Z');

describe('the reader’s settings', () => {
  it('last from one start to the next', async () => {
    const folder = join(await temporaryFolder(), 'not there yet');
    const first = new ReaderData(folder, now, nodeDisk);
    expect((await first.settings()).theme).toBe('system');
    await first.putSettings({ theme: 'dark' });
    await first.putSettings({ author: 'Analyst' });
    const second = new ReaderData(folder, now, nodeDisk);
    expect(await second.settings()).toMatchObject({ theme: 'dark', author: 'Analyst' });
    expect(await second.remarks()).toEqual([]);
  });

  it('hold although another version of Parley kept more in the file', async () => {
    const folder = await temporaryFolder();
    const kept = { theme: 'dark', author: 'Analyst', isKeyShown: true, isRailFolded: false, tableColumns: ['title'] };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(kept));
    const reader = new ReaderData(folder, now, nodeDisk);
    expect(await reader.settings()).toMatchObject({ theme: 'dark', author: 'Analyst' });
    expect(await reader.remarks()).toEqual([]);
  });

  it('are set aside when the file is broken, and the reader is told', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'settings.json'), '{ "theme": "mauve" }');
    const reader = new ReaderData(folder, now, nodeDisk);
    expect((await reader.settings()).theme).toBe('system');
    expect((await reader.remarks()).join()).toMatch(/settings\.json was not valid.*set aside as settings\.broken-/);
    const [aside] = await readdir(folder);
    expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe('{ "theme": "mauve" }');
  });

  it('are left alone when the broken file cannot be set aside', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'settings.json'), 'broken');
    const reader = new ReaderData(folder, now, new FaultyDisk(1, 'EIO'));
    expect((await reader.settings()).theme).toBe('system');
    expect((await reader.remarks()).join()).toMatch(/settings\.json is not valid and could not be set aside/);
    await expect(reader.putSettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'disk' });
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe('broken');
  });

  it('stay as they were when they cannot be kept', async () => {
    const folder = await temporaryFolder();
    await mkdir(folder, { recursive: true });
    const reader = new ReaderData(folder, now, new FaultyDisk(2, 'ENOSPC'));
    await expect(reader.putSettings({ theme: 'dark' })).rejects.toMatchObject({ code: 'disk' });
    expect((await reader.settings()).theme).toBe('system');
  });
});

describe('the recent dossiers', () => {
  it('are not written over when they could not be read, and the reader is told', async () => {
    const folder = await temporaryFolder();
    // A folder of that name stands for any file that is there and cannot be read.
    await mkdir(join(folder, 'recent.json'));
    const reader = new ReaderData(folder, now, nodeDisk);
    await expect(reader.remember('/dossiers/1', 'One')).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining('recent.json cannot be read'),
    });
    expect((await reader.remarks()).join()).toContain('recent.json cannot be read');
    await reader.putSettings({ theme: 'dark' });
    expect((await reader.settings()).theme).toBe('dark');
  });

  it('are ten at most, the last first, each once', async () => {
    const reader = new ReaderData(await temporaryFolder(), now, nodeDisk);
    for (let count = 0; count < 12; count += 1) await reader.remember(`/dossiers/${count}`, `No. ${count}`);
    await reader.remember('/dossiers/5', 'Five');
    const recent = await reader.recent();
    expect(recent).toHaveLength(10);
    expect(recent[0]).toEqual({ path: '/dossiers/5', title: 'Five' });
    expect(recent.filter(({ path }) => path === '/dossiers/5')).toHaveLength(1);
  });
});

describe('the user’s data folder', () => {
  it.each([
    [{ PARLEY_HOME: '/srv/parley' }, 'linux', '/srv/parley'],
    [{}, 'linux', '/home/ada/.local/share/parley'],
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/parley'],
    [{ XDG_DATA_HOME: 'relative' }, 'linux', '/home/ada/.local/share/parley'],
    [{}, 'darwin', '/home/ada/Library/Application Support/Parley'],
  ] as const)('follows %j on %s', (env, platform, expected) => {
    expect(userDataFolder(env, platform, '/home/ada')).toBe(expected);
  });
});
