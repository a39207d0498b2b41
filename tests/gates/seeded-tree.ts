import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, stages } from '../runner/steps.js';

/** What the gates are configured by; a seeded tree is judged by the project's own settings. */
const settings = [
  '.dependency-cruiser.cjs',
  '.prettierignore',
  '.prettierrc.json',
  'eslint.config.js',
  'knip.jsonc',
  'package.json',
  'svelte.config.js',
  'tsconfig.base.json',
  'vitest.config.ts',
  'tests/chromium.js',
  'tests/disk-tools.js',
  'tests/gates/doc-comment-rule.js',
  'tests/run.js',
  'tests/runner',
  'tests/seed.ts',
  ...['core', 'api', 'host', 'main', 'preload', 'loopback', 'cli', 'renderer'].map(
    (layer) => `src/${layer}/tsconfig.json`,
  ),
];

/** A small project under .cache/gates of the given files and of settings copied from this one. Answers its folder. */
export function plantTree(name: string, files: Readonly<Record<string, string>>, copied = settings): string {
  const tree = join(root, '.cache/gates', name);
  rmSync(tree, { recursive: true, force: true });
  for (const path of copied) cpSync(join(root, path), join(tree, path), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  return tree;
}

export interface GateRun {
  readonly passed: boolean;
  readonly output: string;
}

/** Runs one gate of the test command, as the test command does, over a planted tree. */
export function runGate(name: string, tree: string, moreArguments: readonly string[] = []): GateRun {
  const step = stages.flat().find((one) => one.name === name);
  if (step === undefined) throw new Error(`The test command has no step "${name}".`);
  return runNode([...step.command, ...moreArguments], tree);
}

/** Runs a script of a planted tree with this Node. */
export function runNode(command: readonly string[], tree: string, env: Readonly<Record<string, string>> = {}): GateRun {
  const run = spawnSync(process.execPath, command, {
    cwd: tree,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
  return { passed: run.status === 0, output: run.stdout + run.stderr };
}
