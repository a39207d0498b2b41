import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { keepAttachment, readAttachment } from '#host/attachments';
import type { DossierStore } from '#host/dossier-store';
import { addTrack, trackIds } from '../unit/host/folder-edits';
import { newDossier, openIt, readIt } from '../unit/host/folder-fixture';

const run = promisify(execFile);

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** A small disk of its own with a new dossier on it. */
async function smallDisk(type: 'tmpfs' | 'ext4'): Promise<{ disk: string; path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-small-'));
  undo.push(() => rm(folder, { recursive: true }));
  const disk = join(folder, 'disk');
  await mkdir(disk);
  if (type === 'tmpfs') await run('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]);
  else {
    const image = join(folder, 'image');
    await run('truncate', ['--size', '2M', image]);
    await run('mkfs.ext4', ['-q', '-m', '0', image]);
    await run('mount', ['-o', 'loop', image, disk]);
  }
  undo.push(() => run('umount', [disk]));
  const path = join(disk, 'dossier');
  await cp(await newDossier(), path, { recursive: true });
  return { disk, path };
}

/** Takes all room that is left; answers what gives it back. */
async function fillUp(disk: string): Promise<() => Promise<void>> {
  const file = join(disk, 'filler');
  await run('dd', ['if=/dev/zero', `of=${file}`, 'bs=1k', 'status=none']).catch(() => undefined);
  await run('sync', ['-f', disk]);
  return () => rm(file);
}

/** Adds tracks with long names until the disk takes no more; answers the refusal. */
async function editUntilRefused(store: DossierStore): Promise<unknown> {
  for (let count = 0; count < 1000; count += 1) {
    const id = `track-${count}`;
    const after = { id, name: 'x'.repeat(900), order: count };
    const edits = [{ collection: 'tracks', id, before: null, after }] as const;
    const refusal = await store
      .commit({ label: `add ${id}`, at: '2025-12-02T09:30:00.000Z', author: 'Analyst', edits })
      .then(
        () => null,
        (error: unknown) => error,
      );
    if (refusal !== null) return refusal;
  }
  throw new Error('The disk took everything.');
}

describe.each(['tmpfs', 'ext4'] as const)('a full disk (%s)', (type) => {
  it('refuses the edit in words, keeps memory as the disk, and goes on once there is room', async () => {
    const { disk, path } = await smallDisk(type);
    const { store } = await openIt(path);
    await addTrack(store, 'before');
    const giveBack = await fillUp(disk);
    expect(await editUntilRefused(store)).toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/not saved.*the disk is full.*try again/s),
    });
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(trackIds(store.dossier));
    await giveBack();
    await addTrack(store, 'after');
    await store.close();
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(trackIds(store.dossier));
  });
});

describe('a disk that becomes read-only under a running app', () => {
  it('refuses the edit in words, and goes on once it can be written again', async () => {
    const { disk, path } = await smallDisk('ext4');
    const { store } = await openIt(path);
    await addTrack(store, 'before');
    await run('mount', ['-o', 'remount,ro', disk]);
    await expect(addTrack(store, 'meanwhile')).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining('it stands on a read-only disk'),
    });
    expect(trackIds(store.dossier)).toEqual(['before']);
    const reader = await openIt(path);
    expect(reader.store.access.mode).toBe('read-only');
    await run('mount', ['-o', 'remount,rw', disk]);
    await addTrack(store, 'after');
    expect(trackIds(store.dossier)).toEqual(['after', 'before']);
    await store.close();
  });
});

describe('a folder that goes away under a running app', () => {
  it('takes no edit while it is gone, and the next one once it is back', async () => {
    const { path } = await smallDisk('tmpfs');
    const { store } = await openIt(path);
    await addTrack(store, 'before');
    await rename(path, `${path}-elsewhere`);
    await expect(addTrack(store, 'meanwhile')).rejects.toMatchObject({ code: 'disk' });
    expect(trackIds(store.dossier)).toEqual(['before']);
    await rename(`${path}-elsewhere`, path);
    await addTrack(store, 'after');
    await store.close();
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['after', 'before']);
  });

  it('is not made anew by an app that still has it open when it was deleted', async () => {
    const { path } = await smallDisk('tmpfs');
    const { store } = await openIt(path);
    await addTrack(store, 'before');
    await rm(path, { recursive: true });
    await expect(addTrack(store, 'meanwhile')).rejects.toMatchObject({ code: 'disk' });
    expect((await store.close()).join(' ')).toMatch(/dossier\.json could not be brought up to date|cannot be reached/);
    await expect(readFile(join(path, 'dossier.json'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('an offline copy that is no longer there', () => {
  it('is said to be missing, disturbs no edit, and opens again once it is back', async () => {
    const { path } = await smallDisk('tmpfs');
    const { store } = await openIt(path);
    const file = { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('The text.') };
    const { sha256 } = await keepAttachment(store, file, () => new Date());
    const copy = join(path, 'attachments', sha256);
    await rename(copy, `${copy}-elsewhere`);
    await expect(readAttachment(join(path, 'attachments'), sha256, 0)).rejects.toThrow(/missing/);
    await addTrack(store, 'meanwhile');
    await rename(`${copy}-elsewhere`, copy);
    const { content } = await readAttachment(join(path, 'attachments'), sha256, 0);
    expect(Buffer.from(content, 'base64')).toEqual(file.content);
    await store.close();
  });

  it('is kept in words or not at all on a full disk, and once there is room it is', async () => {
    const { disk, path } = await smallDisk('tmpfs');
    const { store } = await openIt(path);
    const giveBack = await fillUp(disk);
    const file = { name: 'a.bin', mediaType: 'application/octet-stream', content: Buffer.alloc(50_000, 1) };
    await expect(keepAttachment(store, file, () => new Date())).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/not attached: the disk is full.*attach it again/s),
    });
    await giveBack();
    await keepAttachment(store, file, () => new Date());
    await store.close();
  });
});

describe('a folder that this user may not write', () => {
  it('is shown, and says why it takes no edit', async () => {
    const { path } = await smallDisk('ext4');
    await run('chattr', ['+i', path]);
    undo.push(() => run('chattr', ['-i', path]));
    const { store } = await openIt(path);
    expect(store.access).toMatchObject({ mode: 'read-only', reason: expect.stringContaining('cannot be written') });
  });
});
