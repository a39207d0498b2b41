import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { docCommentRule } from './tests/gates/doc-comment-rule.js';

/** What the language has and Parley's style has not. */
const banned = [
  { selector: 'TSEnumDeclaration', message: 'Write a union of string literals.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the module that has it.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'No barrels: import from the module that has it.' },
];

/** What the language has and nobody means; the rest of this kind the compiler finds. */
const mistakes = Object.fromEntries(
  [
    'no-cond-assign',
    'no-constant-binary-expression',
    'no-constant-condition',
    'no-control-regex',
    'no-empty',
    'no-empty-pattern',
    'no-fallthrough',
    'no-irregular-whitespace',
    'no-loss-of-precision',
    'no-misleading-character-class',
    'no-prototype-builtins',
    'no-self-assign',
    'no-self-compare',
    'no-sparse-arrays',
    'no-template-curly-in-string',
    'no-unmodified-loop-condition',
    'no-unsafe-finally',
    'no-unsafe-optional-chaining',
    'no-useless-catch',
    'no-useless-escape',
  ].map((rule) => [rule, 'error']),
);

/** A calendar date has no time zone and today is a parameter: core reads no clock and no local time. */
const clockless = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take today as a parameter.' },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take today as a parameter.',
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)$/]',
    message: 'Use the UTC form: a calendar date is the same day everywhere.',
  },
];

const parentOfParent = { regex: '^\\.\\./\\.\\./', message: 'Use #core/..., #api/..., #host/... or #renderer/....' };
const nodeModules = { regex: '^node:', message: 'This layer runs without Node.' };
const svelteModules = { regex: '^svelte($|/)|\\.svelte(\\.ts)?$', message: 'Only the renderer knows Svelte.' };

/**
 * Import limits the editor shows at once. Dependency-cruiser checks the whole table.
 * @param {string} layer
 * @param {string[]} foreignLayers
 * @param {{ regex: string, message: string }[]} patterns
 */
const layer = (layer, foreignLayers, patterns = []) => ({
  files: [`src/${layer}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          parentOfParent,
          ...patterns,
          ...(foreignLayers.length === 0
            ? []
            : [
                {
                  regex: `^(#|(\\.\\./)+)(${foreignLayers.join('|')})/`,
                  message: `src/${layer} may not import this layer.`,
                },
              ]),
        ],
      },
    ],
  },
});

export default defineConfig(
  globalIgnores(['out/', '.cache/', 'coverage/', 'tests/fixtures/', 'electron.vite.config.*.mjs']),
  ts.configs.strict,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...mistakes,
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...banned],
      'no-restricted-globals': ['error', { name: 'localStorage', message: 'The host keeps what must last.' }],
      'no-restricted-properties': ['error', { property: 'localStorage', message: 'The host keeps what must last.' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['src/**/*.ts', 'tests/**/*.ts', 'bench/**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      // Controllers replace their sets and maps whole; a local one needs no reactive twin.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-syntax': [
        'error',
        ...banned,
        {
          // One that holds an expression is set through the style object, which the policy allows.
          selector: "SvelteAttribute[key.name='style'][value.length=1] > SvelteLiteral",
          message: 'The content security policy blocks style="...": use a class or a style: directive.',
        },
      ],
    },
  },
  layer('core', ['api', 'host', 'main', 'preload', 'loopback', 'cli', 'renderer'], [nodeModules, svelteModules]),
  layer('api', ['host', 'main', 'preload', 'loopback', 'cli', 'renderer'], [nodeModules, svelteModules]),
  layer('host', ['main', 'preload', 'loopback', 'cli', 'renderer'], [svelteModules]),
  layer('main', ['preload', 'loopback', 'cli', 'renderer'], [svelteModules]),
  layer('preload', ['core', 'host', 'main', 'loopback', 'cli', 'renderer'], [nodeModules, svelteModules]),
  layer('loopback', ['main', 'preload', 'cli', 'renderer'], [svelteModules]),
  layer('cli', ['main', 'preload', 'renderer'], [svelteModules]),
  layer('renderer', ['host', 'main', 'preload', 'loopback', 'cli'], [nodeModules]),
  {
    files: ['src/core/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...banned, ...clockless] },
  },
  {
    files: ['src/{core,api,host}/**/*.ts'],
    plugins: { parley: { rules: { 'doc-comment': docCommentRule } } },
    rules: { 'parley/doc-comment': 'error' },
  },
  {
    // Their printed words are what a command line is for.
    files: ['src/cli/**', 'tests/run.js', 'tests/runner/**', 'bin/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['*.config.{js,ts}', '**/*.d.ts', 'tests/runner/reporter.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.cjs', '**/*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
