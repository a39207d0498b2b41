import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect } from 'vitest';
import type { Edit } from '#core/dossier/change';
import { toSnapshot } from '#core/dossier/snapshot';
import type { DossierEvent } from '#core/model/event';
import { checkDossierFolder, openDossierFolder } from '#host/dossier-folder';
import { gitattributes, gitignore } from '#host/folder-paths';
import { test } from './harness/fixtures';
import { installed } from './harness/installation';

const run = promisify(execFile);
const options = {
  mode: 'write',
  acceptOutsideChanges: true,
  outsideBackups: null,
  now: () => new Date('2025-12-02T09:30:00Z'),
  log: () => undefined,
} as const;

/** A repository that holds a dossier, with Parley as its merge driver. */
async function repositoryOf(dossier: string) {
  const git = async (...words: string[]) => {
    const identity = [
      '-c',
      'user.name=Analyst',
      '-c',
      'user.email=analyst@example.org',
      '-c',
      'init.defaultBranch=main',
    ];
    return (await run('git', [...identity, ...words], { cwd: dossier })).stdout;
  };
  const driver = `"${process.execPath}" "${installed('bin/parley.js')}" merge %O %A %B --path %P`;
  await writeFile(join(dossier, '.gitignore'), gitignore);
  await writeFile(join(dossier, '.gitattributes'), gitattributes);
  await git('init', '--quiet');
  await git('config', 'merge.parley.driver', driver);
  const commit = async (message: string) => {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
  };
  return { git, commit };
}

/** Edits one event in Parley, and closes it, so that the edit is in the snapshot and in the history. */
async function edit(dossier: string, id: string, change: Partial<DossierEvent>): Promise<void> {
  const { store } = await openDossierFolder(dossier, options);
  const before = store.dossier.events.get(id);
  if (before === undefined) throw new Error(`The dossier has no event ${id}.`);
  const edits = [{ collection: 'events', id, before, after: { ...before, ...change } as DossierEvent } as Edit];
  await store.commit({ label: `edit ${id}`, at: '2025-12-02T09:30:00.000Z', author: 'Analyst', edits });
  await store.close();
}

const event = async (dossier: string, id: string) => (await checkDossierFolder(dossier)).dossier.events.get(id);

describe('a dossier that two people edit over git', () => {
  test('is merged field by field, and keeps both trails', async ({ dossier }) => {
    const { git, commit } = await repositoryOf(dossier);
    await commit('As it was');
    await git('checkout', '--quiet', '-b', 'colleague');
    await edit(dossier, 'miami-meeting', { importance: 4 });
    await commit('Weigh the meeting');
    await git('checkout', '--quiet', 'main');
    await edit(dossier, 'miami-meeting', { label: 'Three days in Miami' });
    await commit('Name the meeting');

    await git('merge', '--quiet', '--no-edit', 'colleague');
    expect(await git('status', '--porcelain')).toBe('');
    const merged = (await openDossierFolder(dossier, options)).store;
    expect(merged.dossier.events.get('miami-meeting')).toMatchObject({ importance: 4, label: 'Three days in Miami' });
    await merged.close();
    const trail = await Promise.all(
      (await readdir(join(dossier, 'history'))).map((name) => readFile(join(dossier, 'history', name), 'utf8')),
    );
    expect(trail.join('')).toContain('"label":"Three days in Miami"');
    expect(trail.join('')).toContain('"importance":4');
  });

  test('is left with our value and a conflict for git where both changed the same field', async ({ dossier }) => {
    const { git, commit } = await repositoryOf(dossier);
    await commit('As it was');
    await git('checkout', '--quiet', '-b', 'colleague');
    await edit(dossier, 'miami-meeting', { label: 'Theirs', importance: 4 });
    await commit('Name the meeting');
    await git('checkout', '--quiet', 'main');
    await edit(dossier, 'miami-meeting', { label: 'Ours' });
    await commit('Name it otherwise');

    const refusal = await git('merge', '--no-edit', 'colleague').then(
      () => null,
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    expect(refusal?.stderr).toContain('event "Three-day meeting in Miami drafts the framework": label');
    expect(await git('diff', '--name-only', '--diff-filter=U')).toBe('dossier.json\n');
    const { snapshot } = await openSnapshot(dossier);
    expect(snapshot.events.find(({ id }) => id === 'miami-meeting')).toMatchObject({ label: 'Ours', importance: 4 });
  });

  test('is not merged while an edit is not in its snapshot yet', async ({ dossier }) => {
    const { store } = await openDossierFolder(dossier, options);
    const before = store.dossier.events.get('miami-meeting') ?? null;
    const edits = [{ collection: 'events', id: 'miami-meeting', before, after: { ...before, importance: 2 } } as Edit];
    await store.commit({ label: 'weigh', at: '2025-12-02T09:30:00.000Z', author: 'Analyst', edits });
    const file = join(dossier, 'dossier.json');
    const bytes = await readFile(file, 'utf8');
    const refusal = await run(process.execPath, [installed('bin/parley.js'), 'merge', file, file, file]).then(
      () => null,
      (error: unknown) => error as { code: number; stderr: string },
    );
    expect(refusal?.code).toBe(1);
    expect(refusal?.stderr).toContain('does not hold an edit that the journal beside it does');
    expect(await readFile(file, 'utf8')).toBe(bytes);
    await store.close();
    expect((await event(dossier, 'miami-meeting'))?.importance).toBe(2);
  });
});

/** The snapshot as it stands after git has merged, which no journal continues yet. */
async function openSnapshot(dossier: string) {
  const { store } = await openDossierFolder(dossier, { ...options, mode: 'read' });
  return { snapshot: toSnapshot(store.dossier, store.sequence) };
}
