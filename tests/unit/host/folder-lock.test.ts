import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk, type Disk } from '#host/disk';
import { addTrack, trackIds } from './folder-edits';
import { newDossier, openIt, readIt } from './folder-fixture';

const lockOf = (path: string) => join(path, 'dossier.lock');
const deadHolder = (pid: number) =>
  JSON.stringify({ pid, host: hostname(), started: null, since: '2025-12-01T08:00:00.000Z', token: 'dead' });

/** The number of a process that has ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('one writer in a folder', () => {
  it('lets a second one read, and says who has it', async () => {
    const path = await newDossier();
    const first = await openIt(path);
    await addTrack(first.store, 'kyiv');
    const second = await openIt(path);
    expect(second.store.access).toMatchObject({
      mode: 'read-only',
      reason: expect.stringContaining(`process ${process.pid} on ${hostname()}, since 2025-12-02 09:30 UTC`),
    });
    expect(trackIds(second.store.dossier)).toEqual(['kyiv']);
    await expect(addTrack(second.store, 'moscow')).rejects.toMatchObject({ code: 'read-only' });

    await second.store.close();
    await addTrack(first.store, 'moscow');
    await first.store.close();
    expect((await openIt(path)).store.access.mode).toBe('write');
  });

  it('takes over from a process that no longer runs', async () => {
    const path = await newDossier();
    await writeFile(lockOf(path), deadHolder(endedPid()));
    expect((await openIt(path)).store.access.mode).toBe('write');
  });

  it('takes over from a process whose number another one has now', async () => {
    const path = await newDossier();
    const reused = { ...JSON.parse(deadHolder(process.pid)), started: 'another-boot:1' };
    await writeFile(lockOf(path), JSON.stringify(reused));
    // Only Linux tells when a process started; elsewhere the number alone must do.
    const expected = process.platform === 'linux' ? 'write' : 'read-only';
    expect((await openIt(path)).store.access.mode).toBe(expected);
  });

  it('takes over a lock that was never written', async () => {
    const path = await newDossier();
    await writeFile(lockOf(path), '');
    expect((await openIt(path)).store.access.mode).toBe('write');
  });

  it('leaves a lock alone that cannot be read, since its holder may be alive', async () => {
    const path = await newDossier();
    await mkdir(lockOf(path));
    const { store } = await openIt(path);
    expect(store.access.mode).toBe('read-only');
    expect((await stat(lockOf(path))).isDirectory()).toBe(true);
  });

  it('knows the holder in a lock that says more than it understands', async () => {
    const path = await newDossier();
    const later = { ...JSON.parse(deadHolder(process.pid)), purpose: 'import' };
    await writeFile(lockOf(path), JSON.stringify(later));
    expect((await openIt(path)).store.access.mode).toBe('read-only');
  });

  it('gives it to one of several that come at once', async () => {
    const path = await newDossier();
    const folders = await Promise.all(Array.from({ length: 6 }, () => openIt(path)));
    expect(folders.filter(({ store }) => store.access.mode === 'write')).toHaveLength(1);
  });

  it('leaves a lock of another machine alone', async () => {
    const path = await newDossier();
    await writeFile(lockOf(path), deadHolder(1).replace(hostname(), 'another-machine'));
    const { store } = await openIt(path);
    expect(store.access).toMatchObject({ mode: 'read-only', reason: expect.stringContaining('on another-machine') });
  });
});

describe('a folder on read-only media', () => {
  it('is opened to read, and the reader is told why', async () => {
    const path = await newDossier();
    const refuse = () => Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' }));
    const disk = { open: refuse, rename: refuse, remove: refuse, syncFolder: refuse };
    const { store } = await openIt(path, { disk });
    expect(store.access).toMatchObject({ mode: 'read-only', reason: expect.stringMatching(/read-only disk/) });
    expect(store.dossier.title).toBe('Talks');
  });
});

describe('a writer that slept while another took over', () => {
  it('writes nothing when it wakes', async () => {
    const path = await newDossier();
    const sleeper = await openIt(path);
    await addTrack(sleeper.store, 'a');
    // What another machine would do that believes the sleeper dead.
    await writeFile(lockOf(path), deadHolder(endedPid()));
    const taker = await openIt(path);
    await addTrack(taker.store, 'b');
    const journal = await readFile(join(path, 'journal.jsonl'));

    await expect(addTrack(sleeper.store, 'c')).rejects.toMatchObject({ code: 'read-only' });
    expect(trackIds(sleeper.store.dossier)).toEqual(['a']);
    await sleeper.store.close();
    expect(await readFile(join(path, 'journal.jsonl'))).toEqual(journal);
    await addTrack(taker.store, 'd');
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['a', 'b', 'd']);
  });

  it('writes nothing either when the lock is back in place and only the journal is new', async () => {
    const path = await newDossier();
    const sleeper = await openIt(path);
    const ownLock = await readFile(lockOf(path));
    await writeFile(lockOf(path), deadHolder(endedPid()));
    const taker = await openIt(path);
    await addTrack(taker.store, 'b');
    await writeFile(lockOf(path), ownLock);

    await expect(addTrack(sleeper.store, 'c')).rejects.toMatchObject({ code: 'read-only' });
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['b']);
  });

  it('writes nothing into the other’s journal either when it slept between looking and writing', async () => {
    const path = await newDossier();
    let sleep = () => Promise.resolve();
    const disk: Disk = {
      ...nodeDisk,
      open: async (name, flags) => {
        if (flags === 'r+') await sleep();
        return await nodeDisk.open(name, flags);
      },
    };
    const sleeper = await openIt(path, { disk });
    await addTrack(sleeper.store, 'a');
    let held = Buffer.alloc(0);
    sleep = async () => {
      await writeFile(lockOf(path), deadHolder(endedPid()));
      await addTrack((await openIt(path)).store, 'b');
      held = await readFile(join(path, 'journal.jsonl'));
    };
    await expect(addTrack(sleeper.store, 'c')).rejects.toMatchObject({ code: 'disk' });
    expect(held.length).toBeGreaterThan(0);
    expect(await readFile(join(path, 'journal.jsonl'))).toEqual(held);
    expect(trackIds(sleeper.store.dossier)).toEqual(['a']);
    sleep = () => Promise.resolve();
    await expect(addTrack(sleeper.store, 'd')).rejects.toMatchObject({ code: 'read-only' });
  });

  it('replaces no snapshot either when it slept in the middle of a compaction', async () => {
    const path = await newDossier();
    let isSleeping = false;
    const disk: Disk = {
      ...nodeDisk,
      open: async (name, flags) => {
        if (isSleeping && name.includes('.dossier.json.')) {
          isSleeping = false;
          await writeFile(lockOf(path), deadHolder(endedPid()));
          await addTrack((await openIt(path)).store, 'b');
        }
        return await nodeDisk.open(name, flags);
      },
    };
    const sleeper = await openIt(path, { disk });
    await addTrack(sleeper.store, 'a');
    const snapshot = await readFile(join(path, 'dossier.json'));
    isSleeping = true;
    expect((await sleeper.store.close()).join(' ')).toContain('Another program took over');
    expect(isSleeping).toBe(false);
    expect(await readFile(join(path, 'dossier.json'))).toEqual(snapshot);
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['a', 'b']);
  });
});

describe('a folder that is away for a while', () => {
  it('takes no edit meanwhile, and the next one once it is back', async () => {
    const path = await newDossier();
    const { store } = await openIt(path);
    await addTrack(store, 'a');
    await rename(path, `${path}-elsewhere`);
    await expect(addTrack(store, 'b')).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringMatching(/cannot be reached.*its folder does not exist.*try again/s),
    });
    expect(store.access.mode).toBe('write');
    await rename(`${path}-elsewhere`, path);
    await addTrack(store, 'c');
    expect(trackIds(store.dossier)).toEqual(['a', 'c']);
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(['a', 'c']);
  });
});
