import { spawnSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
});
