import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the Parley that the tests run. */
    installation: string;
  }
}

const root = join(import.meta.dirname, '../../..');

/**
 * Copies what was built, before the first test: Parley reads its files for as long as it runs, and a build that is made
 * meanwhile removes them.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const copy = await mkdtemp(join(tmpdir(), 'parley-installation-'));
  for (const part of ['bin', 'data', 'out', 'package.json']) {
    await cp(join(root, part), join(copy, part), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  project.provide('installation', copy);
  return () => rm(copy, { recursive: true });
}
