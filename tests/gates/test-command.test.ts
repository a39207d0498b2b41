import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../runner/steps.js';
import { plantTree, runNode } from './seeded-tree';

/** Runs the test command over a planted tree; `lines` are what it printed on standard output. */
function runTests(name: string, files: Readonly<Record<string, string>>, only: readonly string[], env = {}) {
  const tree = plantTree(`test-command-${name}`, files);
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'junction');
  const run = runNode(['tests/run.js', ...only.flatMap((step) => ['--only', step])], tree, env);
  const lines = run.output.trimEnd().split('\n');
  return { ...run, lines, lastLine: lines.at(-1) };
}

const noBrowser = { PARLEY_CHROMIUM: join(root, 'no-such-browser') };
const passing = "import { expect, it } from 'vitest';\n\nit('adds', () => expect(1 + 1).toBe(2));\n";
const failing = "import { expect, it } from 'vitest';\n\nit('subtracts', () => expect(1 - 1).toBe(1));\n";
const skipped =
  "import { it } from 'vitest';\n\nit('multiplies', ({ skip }) => skip('there is no table'));\n\nit.skip('divides', () => {});\n";

describe('the test command', () => {
  it('ends with the totals and exit code 0 when all pass', () => {
    const run = runTests('passing', { 'tests/unit/a.test.ts': passing, 'tests/unit/b.test.ts': passing }, ['unit']);
    expect(run.lastLine).toBe('2 passed, 0 failed, 0 skipped');
    expect(run.passed).toBe(true);
  });

  it('fails on one failing test, shows it, and counts the others', () => {
    const run = runTests('failing', { 'tests/unit/a.test.ts': passing, 'tests/unit/b.test.ts': failing }, ['unit']);
    expect(run.lastLine).toBe('1 passed, 1 failed, 0 skipped');
    expect(run.passed).toBe(false);
    expect(run.output).toContain('b.test.ts > subtracts');
  });

  it('lists each skipped test with its reason before the totals', () => {
    const run = runTests('skipped', { 'tests/unit/a.test.ts': passing, 'tests/unit/b.test.ts': skipped }, ['unit']);
    expect(run.lines.slice(-3)).toEqual([
      'skipped multiplies: there is no table',
      'skipped divides: marked so in the test',
      '1 passed, 0 failed, 2 skipped',
    ]);
  });

  it.each([
    ['a test file that cannot be loaded', { 'tests/unit/a.test.ts': "import './nowhere';\n" }],
    [
      'a suite whose preparation breaks',
      {
        'tests/unit/a.test.ts':
          "import { beforeAll, describe, it } from 'vitest';\n\ndescribe('sums', () => {\n  beforeAll(() => {\n    throw new Error('no paper');\n  });\n  it('adds', () => {});\n});\n",
      },
    ],
    [
      'a promise that breaks outside a test',
      {
        'tests/unit/a.test.ts':
          "import { it } from 'vitest';\n\nit('adds', () => void Promise.reject(new Error('unheard')));\n",
      },
    ],
    ['a run without any test', {}],
  ])('counts %s as failed', (what, files) => {
    const run = runTests(what.replaceAll(' ', '-'), files, ['unit']);
    expect(run.lastLine).toMatch(/^\d+ passed, 1 failed, \d+ skipped$/);
    expect(run.passed).toBe(false);
  });

  it('counts a step as failed that could not run because an earlier one failed', () => {
    const run = runTests('not-built', { 'tests/e2e/a.test.ts': passing }, ['build', 'e2e'], noBrowser);
    expect(run.output).toContain('Not run, because "build" failed.');
    expect(run.lastLine).toBe('0 passed, 3 failed, 0 skipped');
    expect(run.passed).toBe(false);
  });

  it('counts the browser tests as failed when there is no browser to run them in', () => {
    const run = runTests('no-browser', { 'tests/e2e/a.test.ts': passing }, ['e2e'], noBrowser);
    expect(run.output).toContain('there is no such file');
    expect(run.output).toContain('Not run, because "chromium" failed.');
    expect(run.lastLine).toBe('0 passed, 2 failed, 0 skipped');
    expect(run.passed).toBe(false);
  });

  it('repeats what speaks of dates at both ends of the world, where a local date moves', () => {
    const local =
      "import { expect, it } from 'vitest';\n\nit('is the 2nd', () => expect(new Date('2025-12-02').getDate()).toBe(2));\n";
    const zones = ['dates in Pacific/Kiritimati', 'dates in America/Los_Angeles'];
    const run = runTests('zones', { 'tests/unit/a.test.ts': local }, zones);
    expect(run.output).toMatch(/^passed {2}dates in Pacific\/Kiritimati/m);
    expect(run.output).toMatch(/^failed {2}dates in America\/Los_Angeles/m);
    expect(run.lastLine).toBe('1 passed, 1 failed, 0 skipped');
  });

  it('refuses the name of a step that it does not have', () => {
    const run = runTests('unknown-step', {}, ['uint']);
    expect(run.output).toContain('There is no step "uint".');
    expect(run.passed).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('the continuous integration command', () => {
  /** Runs a copy of .ci/run with an npm that only says what it was asked and answers `exitCode` to one subcommand. */
  function runCi(name: string, subcommand: string, exitCode: number) {
    const tree = plantTree(`ci-${name}`, {}, []);
    mkdirSync(join(tree, 'bin'), { recursive: true });
    cpSync(join(root, '.ci/run'), join(tree, '.ci/run'));
    const npm = join(tree, 'bin/npm');
    writeFileSync(
      npm,
      `#!/bin/sh\nif [ "$1" = test ]; then echo '3 passed, 1 failed, 0 skipped'; fi\n[ "$1" != ${subcommand} ] || exit ${exitCode}\n`,
    );
    chmodSync(npm, 0o755);
    const run = spawnSync(join(tree, '.ci/run'), {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(tree, 'bin')}${delimiter}${process.env.PATH}` },
    });
    return { exitCode: run.status, lastLine: run.stdout.trimEnd().split('\n').at(-1) };
  }

  it('ends with the totals of the test command and its exit code', () => {
    expect(runCi('failed', 'test', 1)).toEqual({ exitCode: 1, lastLine: '3 passed, 1 failed, 0 skipped' });
  });

  it('counts an installation that fails as one failure', () => {
    expect(runCi('not-installed', 'ci', 7)).toEqual({ exitCode: 1, lastLine: '0 passed, 1 failed, 0 skipped' });
  });
});
