import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One check of the test command.
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} command the program and its arguments, run with this Node
 * @property {'gate' | 'tests'} counts a gate counts as one; of tests each counts
 * @property {string[]} needs steps that must have passed first
 * @property {Record<string, string>} [env]
 * @property {number} [limitMs] the longest it may take, where that is not the usual
 */

export const root = join(import.meta.dirname, '../..');

/**
 * The script behind a package's command, so that a step starts with this Node and without a shell.
 * @param {string} packageName
 * @param {string} [command]
 */
function tool(packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * @param {string} name
 * @param {string[]} command
 * @returns {Step}
 */
const gate = (name, command) => ({ name, command, counts: 'gate', needs: [] });

const reporter = join(import.meta.dirname, 'reporter.js');

/**
 * @param {string} name
 * @param {string[]} filters
 */
const vitest = (name, ...filters) => [
  tool('vitest'),
  'run',
  '--project',
  name,
  '--reporter=dot',
  `--reporter=${reporter}`,
  ...filters,
];

/**
 * A calendar date is the same day everywhere: what speaks of dates also runs at both ends of the world's clocks.
 * @param {string} zone
 * @returns {Step}
 */
const inZone = (zone) => ({
  ...gate(`dates in ${zone}`, [
    tool('vitest'),
    'run',
    '--project',
    'unit',
    '--project',
    'component',
    'tests/unit',
    'tests/figure',
    'tests/component',
  ]),
  env: { TZ: zone },
});

/**
 * Every check, grouped by stage. A stage starts when the one before has ended; its steps run two at a time,
 * the long ones first.
 * @type {Step[][]}
 */
export const stages = [
  [
    gate('build', [tool('electron-vite'), 'build', '--logLevel', 'warn']),
    gate('eslint', [tool('eslint'), '--max-warnings', '0', '.']),
    gate('types', [tool('typescript', 'tsc'), '-b', '--pretty', 'false']),
    gate('svelte-check', [
      tool('svelte-check'),
      '--tsconfig',
      'src/renderer/tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human',
    ]),
    gate('prettier', [tool('prettier'), '--check', '--log-level', 'warn', '.']),
    gate('dependency-cruiser', [
      tool('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      'src',
    ]),
    gate('knip', [tool('knip'), '--no-progress']),
  ],
  [
    { name: 'gates', command: vitest('gates'), counts: 'tests', needs: [] },
    { name: 'unit', command: vitest('unit'), counts: 'tests', needs: [] },
    { name: 'component', command: vitest('component'), counts: 'tests', needs: [] },
    inZone('Pacific/Kiritimati'),
    inZone('America/Los_Angeles'),
  ],
  [{ name: 'e2e', command: vitest('e2e'), counts: 'tests', needs: ['build', 'chromium'] }],
];

const hourMs = 3_600_000;

/**
 * What `npm run test:reliability` runs instead: kills, power cuts and failing disks.
 * @type {Step[][]}
 */
export const reliabilityStages = [
  [
    {
      name: 'reliability',
      command: vitest('reliability'),
      counts: 'tests',
      needs: ['disk tools'],
      limitMs: process.env.PARLEY_RELIABILITY === 'full' ? 24 * hourMs : hourMs / 2,
    },
  ],
];
