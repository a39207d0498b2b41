import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { addTrack, trackIds } from '../unit/host/folder-edits';
import { newDossier, openIt, readIt } from '../unit/host/folder-fixture';
import { buildProgram, Editor } from './harness/program';
import { fingerprintOf } from './harness/plain-model';

describe('two processes on one folder', () => {
  it('have exactly one writer; the other is told who it is, and reads what it wrote', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const editing = new Editor(editor, path, 'single edits', '1');
    await editing.hasAcknowledged(3);
    const { store } = await openIt(path);
    expect(store.access).toMatchObject({
      mode: 'read-only',
      reason: expect.stringContaining(`process ${editing.child.pid}`),
    });
    const before = editing.account.acknowledged;
    await editing.hasAcknowledged(before + 3);
    const { done, will } = await editing.kill();
    expect([done, will]).toContain(fingerprintOf((await readIt(path)).store.dossier.tracks));
  });

  it('of many that start at once, one writes', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const started = Array.from({ length: 6 }, () => spawn(process.execPath, [editor, path, 'single edits', '1']));
    const outcomes = started.map((child) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      return { child, wrote: () => said.includes('done') };
    });
    await Promise.all(
      started.map((child) => Promise.race([new Promise((resolve) => child.once('close', resolve)), pause(4000)])),
    );
    expect(outcomes.filter(({ wrote }) => wrote())).toHaveLength(1);
    for (const { child } of outcomes) child.kill('SIGKILL');
  });
});

describe('a process that was paused', () => {
  it('writes nothing when it wakes after another has taken over', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const sleeping = new Editor(editor, path, 'single edits', '1');
    await sleeping.hasAcknowledged(3);
    sleeping.child.kill('SIGSTOP');
    await pause(50);
    // A person who knows that it hangs removes its lock, as the refusal advises.
    await rm(join(path, 'dossier.lock'));
    const { store } = await openIt(path);
    await addTrack(store, 'mine');
    const held = trackIds(store.dossier);

    const ended = new Promise((resolve) => sleeping.child.once('close', resolve));
    sleeping.child.kill('SIGCONT');
    await ended;
    expect(trackIds((await readIt(path)).store.dossier)).toEqual(held);
    await addTrack(store, 'more');
    await store.close();
    expect(trackIds((await readIt(path)).store.dossier)).toEqual([...held, 'more'].sort());
  });

  it('has its lock taken over once it is gone', async () => {
    const editor = await buildProgram('editor');
    const path = await newDossier();
    const editing = new Editor(editor, path, 'single edits', '1');
    await editing.hasAcknowledged(2);
    await editing.kill();
    expect((await openIt(path)).store.access).toEqual({ mode: 'write' });
  });
});
