import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { addTrack, trackIds } from '../unit/host/folder-edits';
import { newDossier, openIt, readIt } from '../unit/host/folder-fixture';
import { buildProgram, Editor } from './harness/program';
import { countWriters, writesWhenItWakes } from './harness/two-processes';
import { fingerprintOf } from './harness/plain-model';

describe('two processes on one folder', () => {
  it('have exactly one writer; the other is told who it is, and reads what it wrote', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const editing = new Editor(editor);
    editing.begin({ path, workload: 'single edits', seed: 1 });
    await editing.hasAcknowledged(3);
    const { store } = await openIt(path);
    expect(store.access).toMatchObject({
      mode: 'read-only',
      reason: expect.stringContaining(`process ${editing.child.pid}`),
    });
    const before = editing.account.acknowledged;
    await editing.hasAcknowledged(before + 3);
    const { done, will } = await editing.kill();
    expect([done, will]).toContain(fingerprintOf((await readIt(path)).store.dossier));
  });

  it('of many that start at once, one writes', async () => {
    expect(await countWriters()).toBe(1);
  });
});

describe('a process that was paused', () => {
  it('writes nothing when it wakes after another has taken over', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const sleeping = new Editor(editor);
    sleeping.begin({ path, workload: 'single edits', seed: 1 });
    await sleeping.hasAcknowledged(3);
    sleeping.child.kill('SIGSTOP');
    await pause(50);
    // A person who knows that it hangs removes its lock, as the refusal advises.
    await rm(join(path, 'dossier.lock'));
    const { store } = await openIt(path);
    await addTrack(store, 'mine');
    const held = trackIds(store.dossier);

    sleeping.child.kill('SIGCONT');
    await sleeping.ended;
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(held);
    await addTrack(store, 'more');
    await store.close();
    expect(trackIds((await readIt(path)).store.dossier)).toEqual([...held, 'more'].sort());
  });

  it('writes nothing when it wakes without its lock, though nobody has taken over', async () => {
    expect(await writesWhenItWakes()).toBe(false);
  });

  it('has its lock taken over once it is gone', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const editing = new Editor(editor);
    editing.begin({ path, workload: 'single edits', seed: 1 });
    await editing.hasAcknowledged(2);
    await editing.kill();
    expect((await openIt(path)).store.access).toEqual({ mode: 'write' });
  });
});

describe('a git checkout under a running app', () => {
  it('is noticed at the next edit and never overwritten; what was acknowledged is not lost', async () => {
    const path = await newDossier();
    const git = (...words: string[]) =>
      promisify(execFile)('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...words], { cwd: path });
    const first = await openIt(path);
    await addTrack(first.store, 'old');
    await first.store.close();
    await git('init', '--quiet');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'One track');
    const second = await openIt(path);
    await addTrack(second.store, 'newer');
    await second.store.close();
    await git('commit', '--quiet', '--all', '--message', 'Two tracks');

    const { store } = await openIt(path);
    await addTrack(store, 'mine');
    await git('checkout', '--quiet', 'HEAD~1');
    const theirs = await readFile(join(path, 'dossier.json'));
    await expect(addTrack(store, 'late')).rejects.toMatchObject({
      code: 'read-only',
      message: expect.stringContaining('changed by another program'),
    });
    await store.close();
    expect(await readFile(join(path, 'dossier.json'))).toEqual(theirs);

    await expect(openIt(path)).rejects.toMatchObject({ code: 'foreign-change' });
    const ours = (await readdir(path)).find((name) => name.startsWith('dossier.ours-')) ?? '';
    expect(await readFile(join(path, ours), 'utf8')).toMatch(/"mine"[^]*"newer"[^]*"old"/);
    const accepted = await openIt(path, { acceptOutsideChanges: true });
    expect(trackIds(accepted.store.dossier)).toEqual(['mine', 'old']);
  });
});
