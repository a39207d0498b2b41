/**
 * What each layer may import. Everything a layer does not list here is forbidden to it, so that a new library or folder
 * is a decision and not an accident. The same table stands in docs/architecture.md.
 */
const layers = {
  core: {
    folders: [],
    packages: ['valibot', 'date-fns', '@date-fns/tz', '@date-fns/utc', 'date-holidays', 'minisearch', 'papaparse'],
    node: false,
  },
  api: { folders: ['core'], packages: ['valibot'], node: false },
  host: {
    folders: ['core', 'api'],
    packages: [
      'bidi-js',
      'date-holidays',
      'valibot',
      'lowdb',
      '@resvg/resvg-js',
      'fontkit',
      'pdfkit',
      'docx',
      'jszip',
      '@expo-google-fonts/[^/]+',
    ],
    node: true,
  },
  main: { folders: ['core', 'api', 'host'], packages: ['electron', 'valibot'], node: true },
  preload: { folders: ['api'], packages: ['electron'], node: false },
  loopback: {
    folders: ['core', 'api', 'host'],
    packages: ['hono', '@hono/node-server', 'ws', 'valibot'],
    node: true,
  },
  cli: { folders: ['core', 'api', 'host', 'loopback'], packages: ['citty', 'valibot'], node: true },
  renderer: {
    folders: ['core', 'api'],
    packages: [
      'svelte',
      'vis-timeline',
      'vis-data',
      'bits-ui',
      '@lucide/svelte',
      '@fontsource-variable/[^/]+',
      'valibot',
      'date-fns',
    ],
    node: false,
  },
};

const layerRules = Object.entries(layers).map(([layer, may]) => {
  const folders = [layer, ...may.folders].join('|');
  // A package's types may come from @types/, where a scoped name is written with two underscores.
  const packages = may.packages.flatMap((name) => [name, `@types/${name.replace('@', '').replace('/', '__')}`]);
  const allowed = [`^src/(${folders})/`, `node_modules/(${packages.join('|')})(/|$)`];
  return {
    name: `layer-${layer}`,
    comment: `src/${layer} imports src/{${[layer, ...may.folders]}}, ${may.packages.join(', ')}${may.node ? ' and Node' : ''}; nothing else.`,
    severity: 'error',
    from: { path: `^src/${layer}/` },
    to: may.node ? { pathNot: allowed, dependencyTypesNot: ['core'] } : { pathNot: allowed },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-circular',
      comment: 'Modules in a circle cannot be read, tested or moved one at a time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing imports this module and it is not an entry.',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: ['\\.d\\.ts$', '^src/preload/preload\\.ts$'] },
      to: {},
    },
    {
      name: 'not-to-unresolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'not-to-tests',
      comment: 'The product does not import its tests, benches or data.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(tests|bench|data|docs)/' },
    },
    {
      name: 'not-to-dev-dependencies',
      comment: 'The window is bundled; everything else runs from node_modules, where only dependencies are installed.',
      severity: 'error',
      from: { path: '^src/(core|api|host|main|preload|loopback|cli)/' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: ['node_modules/electron/', 'node_modules/@types/'],
      },
    },
    {
      name: 'not-to-undeclared',
      comment: 'A package that package.json does not name may be gone after the next install.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'node', 'svelte', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.d.ts', '.json'],
    },
    cache: { folder: '.cache/dependency-cruiser', strategy: 'content' },
  },
};
