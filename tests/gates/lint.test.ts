import { beforeAll, describe, expect, it } from 'vitest';
import { plantTree, runGate } from './seeded-tree';

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

const good = {
  'src/core/day.ts': '/** A day in milliseconds. */\nexport const dayMs = 86_400_000;\n',
  'src/renderer/ui/Badge.svelte':
    '<script lang="ts">\n  const { text, width }: { text: string; width: number } = $props();\n</script>\n\n' +
    '<b style:width="{width}px">{text}</b>\n',
};

const documented = '/** Promised. */\n';

const seeds: readonly { rule: string; file: string; text: string; breaks: string }[] = [
  {
    rule: 'no-restricted-syntax',
    breaks: 'an enum',
    file: 'src/main/enum.ts',
    text: 'export enum Kind {\n  Meeting,\n}\n',
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'a default export',
    file: 'src/main/default.ts',
    text: 'export default 1;\n',
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'a barrel',
    file: 'src/main/barrel.ts',
    text: "export * from './enum';\n",
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'a name passed on from another module',
    file: 'src/main/passed-on.ts',
    text: "export { Kind } from './enum';\n",
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'core reading the clock',
    file: 'src/core/clock.ts',
    text: `${documented}export const now = () => Date.now();\n`,
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'core taking today by itself',
    file: 'src/core/today.ts',
    text: `${documented}export const today = () => new Date();\n`,
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'core reading a date in local time',
    file: 'src/core/local.ts',
    text: `${documented}export const month = (date: Date) => date.getMonth();\n`,
  },
  {
    rule: 'no-restricted-syntax',
    breaks: 'a style written into a component',
    file: 'src/renderer/Styled.svelte',
    text: '<p style="color: red">Red</p>\n',
  },
  {
    rule: 'svelte/no-at-html-tags',
    breaks: 'raw HTML in a component',
    file: 'src/renderer/Raw.svelte',
    text: '<script lang="ts">\n  const { text }: { text: string } = $props();\n</script>\n\n{@html text}\n',
  },
  {
    rule: 'svelte/require-each-key',
    breaks: 'a list without keys',
    file: 'src/renderer/List.svelte',
    text: '<script lang="ts">\n  const { names }: { names: string[] } = $props();\n</script>\n\n{#each names as name}{name}{/each}\n',
  },
  {
    rule: 'no-restricted-globals',
    breaks: 'state kept in the browser',
    file: 'src/renderer/storage.ts',
    text: "export const keep = () => localStorage.setItem('a', 'b');\n",
  },
  {
    rule: 'no-restricted-properties',
    breaks: 'state kept in the browser by way of window',
    file: 'src/renderer/window-storage.ts',
    text: "export const keep = () => window.localStorage.setItem('a', 'b');\n",
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'a path through two parents',
    file: 'src/renderer/features/rail/rail.ts',
    text: "import { keep } from '../../storage';\n\nexport const rail = keep;\n",
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'core importing Node',
    file: 'src/core/disk.ts',
    text: "import { sep } from 'node:path';\n\n/** Promised. */\nexport const separator = sep;\n",
  },
  {
    rule: 'no-restricted-imports',
    breaks: 'the window importing the host',
    file: 'src/renderer/host.ts',
    text: "import { host } from '#host/application';\n\nexport const window = host;\n",
  },
  {
    rule: 'parley/doc-comment',
    breaks: 'an export of core without a doc comment',
    file: 'src/core/undocumented.ts',
    text: 'export function promise(): number {\n  return 1;\n}\n',
  },
  {
    rule: '@typescript-eslint/no-floating-promises',
    breaks: 'a promise nobody waits for',
    file: 'src/host/floating.ts',
    text: `${documented}export function start(write: () => Promise<void>): void {\n  write();\n}\n`,
  },
  {
    rule: '@typescript-eslint/no-explicit-any',
    breaks: 'an any',
    file: 'src/host/any.ts',
    text: `${documented}export const anything = (value: any): unknown => value;\n`,
  },
  {
    rule: 'no-console',
    breaks: 'a line printed from a window',
    file: 'src/renderer/printing.ts',
    text: "export const print = () => console.log('here');\n",
  },
];

describe('the lint gate', () => {
  let found: LintedFile[];

  beforeAll(() => {
    const planted = Object.fromEntries(seeds.map(({ file, text }) => [file, text]));
    const run = runGate('eslint', plantTree('lint', { ...good, ...planted }), ['--format', 'json']);
    expect(run.passed).toBe(false);
    found = JSON.parse(run.output) as LintedFile[];
  });

  const rulesBrokenBy = (file: string): (string | null)[] =>
    found
      .filter(({ filePath }) => filePath.replaceAll('\\', '/').endsWith(`/lint/${file}`))
      .flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));

  it.each(seeds)('notices $breaks ($file)', ({ rule, file }) => {
    expect(rulesBrokenBy(file)).toContain(rule);
  });

  it.each(Object.keys(good))('finds nothing in a file that keeps the rules (%s)', (file) => {
    expect(rulesBrokenBy(file)).toEqual([]);
  });

  it('lints its own settings and the test command too', () => {
    expect(found.map(({ filePath }) => filePath.replaceAll('\\', '/').split('/lint/')[1])).toEqual(
      expect.arrayContaining(['eslint.config.js', 'tests/run.js']),
    );
  });
});
