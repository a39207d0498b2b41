import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDossierFolder } from '#host/dossier-folder';
import { buildProgram, Editor, type Plant } from './program';

async function withDossier<T>(use: (path: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'parley-two-'));
  try {
    return await use(await createDossierFolder(join(home, 'dossier'), 'Talks'));
  } finally {
    await rm(home, { recursive: true });
  }
}

/** How many of several processes that open a dossier at once get to write into it. */
export function countWriters(plants: readonly Plant[] = []): Promise<number> {
  return withDossier(async (path) => {
    const program = await buildProgram('editor', plants);
    const started = Array.from({ length: 6 }, () => new Editor(program));
    for (const one of started) await one.isReady();
    for (const one of started) one.begin({ path, workload: 'single edits', seed: 1 });
    // Each has either written or given up by then.
    await Promise.all(started.map((one) => Promise.race([one.ended, one.hasAcknowledged(2).catch(() => undefined)])));
    const writers = started.filter(({ account }) => account.acknowledged > 0).length;
    for (const one of started) one.child.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
    return writers;
  });
}

/**
 * Whether a process that was paused, and whose lock was taken away meanwhile, writes more into the journal when it wakes
 * than the line that it may have been in the middle of. Nobody else has opened the dossier in between, so that nothing but
 * the lock can keep it from writing.
 */
export function writesWhenItWakes(plants: readonly Plant[] = []): Promise<boolean> {
  return withDossier(async (path) => {
    const sleeping = new Editor(await buildProgram('editor', plants));
    sleeping.begin({ path, workload: 'single edits', seed: 1 });
    await sleeping.hasAcknowledged(3);
    sleeping.child.kill('SIGSTOP');
    await pause(50);
    await rm(join(path, 'dossier.lock'));
    const before = sleeping.account.acknowledged;
    const linesBefore = await countLines(join(path, 'journal.jsonl'));
    sleeping.child.kill('SIGCONT');
    await Promise.race([sleeping.ended, sleeping.hasAcknowledged(before + 5).catch(() => undefined)]);
    const written = (await countLines(join(path, 'journal.jsonl'))) - linesBefore;
    sleeping.child.kill('SIGKILL');
    await sleeping.ended;
    return written > 1;
  });
}

async function countLines(path: string): Promise<number> {
  return (await readFile(path, 'utf8')).split('\n').length;
}
