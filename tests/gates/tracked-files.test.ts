import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../runner/steps.js';

const trackedFiles = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)));

const textFiles = trackedFiles.filter((path) =>
  ['', '.cjs', '.css', '.html', '.js', '.json', '.jsonl', '.md', '.svelte', '.ts', '.yml'].includes(extname(path)),
);

/** Where a text says so, as `path:line`. */
const placesOf = (pattern: RegExp): string[] =>
  textFiles.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages: lockedPackages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pascalCase = /^([A-Z][a-z0-9]*)+$/;

/** A module is named after its main export in kebab-case, a component in PascalCase. */
function isWellNamed(path: string): boolean {
  const [stem = ''] = basename(path).split('.');
  return path.endsWith('.svelte') ? pascalCase.test(stem) : kebabCase.test(stem);
}

describe('the files of the project', () => {
  it('are named in kebab-case, components in PascalCase', () => {
    const modules = trackedFiles.filter((path) => /^(src|tests|bench|bin)\/.*\.(js|ts|svelte|css)$/.test(path));
    expect(modules.filter((path) => !isWellNamed(path))).toEqual([]);
  });

  it('name no path of the machine they were written on', () => {
    expect(placesOf(/(?<![\w.~$})-])\/(work|root|tmp)\//)).toEqual([]);
  });

  it('name no package registry', () => {
    expect(
      placesOf(/registry\.(npmjs|yarnpkg|npmmirror)|npm\.pkg\.github|https?:\/\/[^/\s]*(registry|artifactory)/),
    ).toEqual([]);
  });

  it('lock packages by their content, wherever they are fetched from', () => {
    const packages = Object.entries(lockedPackages).filter(([path]) => path !== '');
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  it('lock what other systems need too', () => {
    // npm leaves out in silence what the registry did not have that day, and npm ci then refuses the lock file.
    const missing = Object.entries(lockedPackages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in lockedPackages) && !(`${path}/node_modules/${name}` in lockedPackages),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('keep the continuous integration command executable', () => {
    expect(execFileSync('git', ['ls-files', '--stage', '.ci/run'], { cwd: root, encoding: 'utf8' })).toMatch(
      /^100755 /,
    );
  });
});

describe('the naming rule', () => {
  it.each(['src/core/dates/calendar-day.ts', 'src/renderer/state/dossier-store.svelte.ts', 'src/renderer/App.svelte'])(
    'accepts %s',
    (path) => expect(isWellNamed(path)).toBe(true),
  );

  it.each([
    'src/core/calendarDay.ts',
    'src/core/Calendar.ts',
    'src/core/calendar_day.ts',
    'src/renderer/event-row.svelte',
  ])('refuses %s', (path) => expect(isWellNamed(path)).toBe(false));
});
