import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron, installElectron } from '#cli/electron-runtime';

let folder: string;
let electron: string;
let userData: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-electron-test-'));
  electron = join(folder, 'node_modules/electron');
  userData = join(folder, 'user-data');
  said = [];
  await mkdir(electron, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const install = (isInsisted = false) => installElectron(folder, userData, isInsisted, (line) => said.push(line));
const writeInstaller = (script: string) => writeFile(join(electron, 'install.js'), script);

const failing = 'process.exit(3);';
const working = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  mkdirSync(__dirname + '/dist');
  writeFileSync(__dirname + '/dist/electron', '');
  writeFileSync(__dirname + '/path.txt', 'electron');
`;

describe("Electron's runtime", () => {
  it('is found where an earlier download left it, and only whole', async () => {
    expect(await findElectron(folder)).toBeNull();
    await writeFile(join(electron, 'path.txt'), 'electron');
    expect(await findElectron(folder)).toBeNull();
    await mkdir(join(electron, 'dist'));
    await writeFile(join(electron, 'dist/electron'), '');
    expect(await findElectron(folder)).toBe(join(electron, 'dist/electron'));
  });

  it("is downloaded by Electron's own installer", async () => {
    await writeInstaller(working);
    expect(await install()).toBe(join(electron, 'dist/electron'));
  });

  it('is not asked for again for a day after a failure, unless the person insists', async () => {
    await writeInstaller(failing);
    expect(await install()).toBeNull();
    expect(said.at(-1)).toContain('could not be downloaded (its installer ended with 3)');

    said.length = 0;
    await writeInstaller(working);
    expect(await install()).toBeNull();
    expect(said).toEqual([]);

    expect(await install(true)).toBe(join(electron, 'dist/electron'));
    expect(existsSync(join(userData, 'electron-not-installed'))).toBe(false);
  });

  it("is missing for the reason that the installer's error gives", async () => {
    await writeInstaller("throw new TypeError('fetch failed');");
    expect(await install()).toBeNull();
    expect(said.at(-1)).toContain('could not be downloaded (fetch failed)');
  });

  it('is asked for again a day later', async () => {
    await writeInstaller(failing);
    await install();
    const dayBefore = new Date(Date.now() - 25 * 3_600_000);
    await utimes(join(userData, 'electron-not-installed'), dayBefore, dayBefore);
    await writeInstaller(working);
    expect(await install()).toBe(join(electron, 'dist/electron'));
  });

  it('is no matter where the package is missing altogether', async () => {
    expect(await install()).toBeNull();
    expect(said).toEqual([]);
  });
});
