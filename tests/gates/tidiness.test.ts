import { describe, expect, it } from 'vitest';
import { plantTree, runGate } from './seeded-tree';

describe('the format gate', () => {
  const settings = ['.prettierrc.json', '.prettierignore'];

  it('passes what Prettier would leave as it is', () => {
    const tree = plantTree('format-kept', { 'src/core/day.ts': "export const day = '2025-12-02';\n" }, settings);
    expect(runGate('prettier', tree)).toMatchObject({ passed: true });
  });

  it('names each file that Prettier would change, components included', () => {
    const files = {
      'src/core/day.ts': 'export const day = "2025-12-02"\n',
      'src/renderer/App.svelte': '<p   >Parley</p>\n',
    };
    const run = runGate('prettier', plantTree('format', files, settings));
    expect(run.passed).toBe(false);
    expect(run.output).toContain('src/core/day.ts');
    expect(run.output).toContain('src/renderer/App.svelte');
  });
});

describe('the dead code gate', () => {
  // The project's own package.json would list every dependency as unused in so small a tree.
  const manifest = (dependencies: Record<string, string>) =>
    JSON.stringify({
      name: 'seeded',
      type: 'module',
      main: 'src/cli/parley.ts',
      imports: { '#core/*': './src/core/*.ts' },
      dependencies,
    });
  const entry = "import { dayMs } from '#core/day';\n\nprocess.exitCode = dayMs;\n";

  // Trees lie in a folder that git ignores.
  const check = (name: string, files: Record<string, string>) =>
    runGate('knip', plantTree(name, files, ['knip.jsonc']), ['--no-gitignore', '--no-config-hints']);

  it('passes a tree in which everything is used', () => {
    const run = check('dead-code-kept', {
      'package.json': manifest({}),
      'src/core/day.ts': 'export const dayMs = 86_400_000;\n',
      'src/cli/parley.ts': entry,
    });
    expect(run).toMatchObject({ passed: true });
  });

  it('notices a file, an export and a dependency that nothing uses', () => {
    const run = check('dead-code', {
      'package.json': manifest({ valibot: '1.5' }),
      'src/core/day.ts': 'export const dayMs = 86_400_000;\nexport const weekMs = 7 * dayMs;\n',
      'src/core/forgotten.ts': 'export const forgotten = 1;\n',
      'src/cli/parley.ts': entry,
    });
    expect(run.passed).toBe(false);
    expect(run.output).toContain('src/core/forgotten.ts');
    expect(run.output).toMatch(/weekMs\s.*src\/core\/day\.ts/);
    expect(run.output).toMatch(/valibot\s.*package\.json/);
  });
});
