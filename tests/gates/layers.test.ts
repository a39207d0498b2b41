import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../runner/steps.js';
import { type GateRun, plantTree, runGate } from './seeded-tree';

const good = {
  'src/core/day.ts': 'export const dayMs = 86_400_000;\n',
  'src/api/contract.ts': "import { dayMs } from '#core/day';\n\nexport const weekMs = 7 * dayMs;\n",
  'src/host/application.ts':
    "import { sep } from 'node:path';\nimport { weekMs } from '#api/contract';\n\nexport const limit = [sep, weekMs];\n",
  'src/loopback/server.ts': "import { limit } from '#host/application';\n\nexport const server = limit;\n",
  'src/cli/parley.ts': "import { server } from '../loopback/server';\n\nprocess.exitCode = server.length;\n",
  'src/main/main.ts': "import { limit } from '#host/application';\n\nprocess.exitCode = limit.length;\n",
  'src/preload/preload.ts': 'export {};\n',
  'src/renderer/App.svelte':
    '<script lang="ts">\n  import { weekMs } from \'#api/contract\';\n</script>\n\n<p>{weekMs}</p>\n',
  'src/renderer/main.ts': "import App from '#renderer/App.svelte';\n\nwindow.name = String(App);\n",
};

/** One file for each rule and each way of breaking it that has been thought of. */
const seeds: readonly { rule: string; file: string; text: string; breaks: string }[] = [
  { rule: 'layer-core', breaks: 'core reads the disk', file: 'src/core/a.ts', text: "import 'node:fs';\n" },
  { rule: 'layer-core', breaks: 'core knows Svelte', file: 'src/core/b.ts', text: "import 'svelte';\n" },
  { rule: 'layer-core', breaks: 'core knows the contract', file: 'src/core/c.ts', text: "import '#api/contract';\n" },
  {
    rule: 'layer-core',
    breaks: 'core knows a type of the host',
    file: 'src/core/d.ts',
    text: "import type { limit } from '#host/application';\n\nexport type Limit = typeof limit;\n",
  },
  {
    rule: 'layer-api',
    breaks: 'the contract knows the host',
    file: 'src/api/a.ts',
    text: "import '#host/application';\n",
  },
  { rule: 'layer-api', breaks: 'the contract reads the disk', file: 'src/api/b.ts', text: "import 'node:fs';\n" },
  {
    rule: 'layer-host',
    breaks: 'the host knows a shell',
    file: 'src/host/a.ts',
    text: "import '../loopback/server';\n",
  },
  { rule: 'layer-host', breaks: 'the host knows a web server', file: 'src/host/b.ts', text: "import 'hono';\n" },
  {
    rule: 'layer-main',
    breaks: 'one shell knows the other',
    file: 'src/main/a.ts',
    text: "import '../loopback/server';\n",
  },
  {
    rule: 'layer-loopback',
    breaks: 'a shell knows the command line',
    file: 'src/loopback/a.ts',
    text: "import '../cli/parley';\n",
  },
  {
    rule: 'layer-cli',
    breaks: 'the command line knows Electron',
    file: 'src/cli/a.ts',
    text: "import '../main/main';\n",
  },
  {
    rule: 'layer-preload',
    breaks: 'the preload knows the host',
    file: 'src/preload/a.ts',
    text: "import '#host/application';\n",
  },
  { rule: 'layer-preload', breaks: 'the preload uses Node', file: 'src/preload/b.ts', text: "import 'node:fs';\n" },
  {
    rule: 'layer-renderer',
    breaks: 'the window knows the host',
    file: 'src/renderer/a.ts',
    text: "import '#host/application';\n",
  },
  {
    rule: 'layer-renderer',
    breaks: 'a component uses Node',
    file: 'src/renderer/B.svelte',
    text: '<script lang="ts">\n  import { sep } from \'node:path\';\n</script>\n\n<p>{sep}</p>\n',
  },
  {
    rule: 'no-circular',
    breaks: 'two modules need each other',
    file: 'src/core/chicken.ts',
    text: "import './egg';\n",
  },
  {
    rule: 'no-orphans',
    breaks: 'nothing uses a module',
    file: 'src/core/orphan.ts',
    text: 'export const alone = 1;\n',
  },
  {
    rule: 'not-to-unresolvable',
    breaks: 'an import leads nowhere',
    file: 'src/core/e.ts',
    text: "import '#core/nowhere';\n",
  },
  {
    rule: 'not-to-tests',
    breaks: 'the product needs its tests',
    file: 'src/core/f.ts',
    text: "import '../../tests/help';\n",
  },
  {
    rule: 'not-to-dev-dependencies',
    breaks: 'the host needs what is not installed with it',
    file: 'src/host/c.ts',
    text: "import 'fast-check';\n",
  },
  {
    rule: 'not-to-undeclared',
    breaks: 'a package is not declared',
    file: 'src/host/d.ts',
    text: "import 'minimatch';\n",
  },
];

describe('the layer gate', () => {
  let run: GateRun;

  beforeAll(() => {
    const planted = Object.fromEntries(seeds.map(({ file, text }) => [file, text]));
    const besides = { 'src/core/egg.ts': "import './chicken';\n", 'tests/help.ts': 'export const help = 1;\n' };
    run = runGate('dependency-cruiser', plantTree('layers', { ...good, ...planted, ...besides }));
  });

  it('passes a tree in which each layer keeps to its own', () => {
    expect(runGate('dependency-cruiser', plantTree('layers-kept', good))).toMatchObject({ passed: true });
  });

  it('fails a tree in which they do not', () => {
    expect(run.passed).toBe(false);
  });

  it.each(seeds)('notices that $breaks ($file)', ({ rule, file }) => {
    expect(run.output).toMatch(new RegExp(`error ${rule}: ${file.replaceAll('.', '\\.')}(\\s|$)`, 'm'));
  });

  it('has a seed for each of its rules', () => {
    const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
      forbidden: { name: string }[];
    };
    const seeded = new Set(seeds.map(({ rule }) => rule));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !seeded.has(name))).toEqual([]);
  });
});
