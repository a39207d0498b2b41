import { describe, expect, it } from 'vitest';
import { plantTree, runGate } from './seeded-tree';

const good = {
  'src/core/day.ts': 'export const dayMs: number = 86_400_000;\n',
  'src/renderer/main.ts': "import App from '#renderer/App.svelte';\n\nwindow.name = String(App);\n",
  'src/renderer/App.svelte':
    '<script lang="ts">\n  const { text = \'\' }: { text?: string } = $props();\n</script>\n\n<p>{text}</p>\n',
};

describe('the type gate', () => {
  const check = (name: string, text: string) =>
    runGate('types', plantTree(name, { 'src/core/day.ts': text }), ['src/core']);

  it('passes a core of plain TypeScript', () => {
    expect(check('types-kept', good['src/core/day.ts'])).toMatchObject({ passed: true });
  });

  it.each([
    ['the document', 'export const title = () => document.title;\n', 'document'],
    ['Node', "import { sep } from 'node:path';\n\nexport const separator = sep;\n", 'node:path'],
    ['the process', 'export const home = () => process.env;\n', 'process'],
    ['a wrong type', "export const dayMs: number = '86 400 000';\n", "'string' is not assignable"],
    ['an unchecked index', 'export const first = (days: number[]): number => days[0];\n', 'undefined'],
  ])('notices %s in core', (_, text, word) => {
    const run = check('types', text);
    expect(run.passed).toBe(false);
    expect(run.output).toContain('src/core/day.ts');
    expect(run.output).toContain(word);
  });
});

describe('the component gate', () => {
  it('passes components without a warning', () => {
    expect(runGate('svelte-check', plantTree('svelte-kept', good))).toMatchObject({ passed: true });
  });

  it('fails on a warning and on a wrong type, in components that nothing imports too', () => {
    const run = runGate(
      'svelte-check',
      plantTree('svelte', {
        ...good,
        'src/renderer/Picture.svelte': '<script lang="ts"></script>\n\n<img src="figure.png" />\n',
        'src/renderer/Wrong.svelte':
          '<script lang="ts">\n  import App from \'#renderer/App.svelte\';\n</script>\n\n<App text={1} />\n',
      }),
    );
    expect(run.passed).toBe(false);
    expect(run.output).toMatch(/Picture\.svelte[\s\S]*a11y_missing_attribute/);
    expect(run.output).toMatch(/Wrong\.svelte[\s\S]*'number' is not assignable to type 'string'/);
  });
});
