import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';

/**
 * A Chromium for the browser tests.
 * @typedef {object} FoundChromium
 * @property {string} path
 * @property {string} how where it came from, in words that follow its path
 * @property {string} version
 */

const root = join(import.meta.dirname, '..');

/** How the tests start a browser: without a sandbox only where Chromium refuses to have one. */
export const launchArguments = [
  '--disable-gpu',
  '--disable-background-networking',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * The Chromium to test with: the one PARLEY_CHROMIUM names, else an installed one, else one that is installed now (by
 * apt on Debian as root, elsewhere by Playwright into its own folder). It is started once to see that it runs.
 * @param {(line: string) => void} [say] hears of an installation, which takes a while
 * @returns {Promise<FoundChromium>}
 * @throws {Error} when there is none and none can be installed, or when it does not start
 */
export async function findChromium(say = () => undefined) {
  const found = named() ?? (await installed()) ?? (await install(say));
  return { ...found, version: await versionOf(found.path) };
}

function named() {
  const path = process.env.PARLEY_CHROMIUM;
  if (!path) return null;
  if (!existsSync(path)) throw new Error(`PARLEY_CHROMIUM names ${path}, and there is no such file.`);
  return { path, how: 'named by PARLEY_CHROMIUM' };
}

async function installed() {
  // The product's own search, so that the tests drive what `npm start` would open.
  const { module } = await runnerImport(join(root, 'src/loopback/find-browser.ts'));
  const path = /** @type {{ findInstalledBrowser(): string | null }} */ (module).findInstalledBrowser();
  if (path !== null) return { path, how: 'already installed' };
  const playwrightPath = chromium.executablePath();
  return existsSync(playwrightPath) ? { path: playwrightPath, how: 'already installed by Playwright' } : null;
}

/** @param {(line: string) => void} say */
async function install(say) {
  say('No Chromium was found; one is being installed.');
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    await run('apt-get', ['update']);
    await run('apt-get', ['install', '-y', 'chromium']);
    return { path: '/usr/bin/chromium', how: 'installed now with apt-get' };
  }
  await run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium']);
  return { path: chromium.executablePath(), how: 'installed now by Playwright' };
}

/**
 * @param {string} program
 * @param {string[]} programArguments
 * @returns {Promise<void>}
 */
function run(program, programArguments) {
  const asWritten = [basename(program), ...programArguments].join(' ').replace(root, '.');
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${adviceAfter(asWritten)}\n${complaintsIn(output)}`));
    });
  });
}

/** @param {string} asWritten */
const adviceAfter = (asWritten) =>
  `No Chromium was found, and this could not install one: ${asWritten}\n` +
  'Install Chromium, Chrome, Brave or Edge, or name one: PARLEY_CHROMIUM=PATH npm test';

/**
 * What apt or Playwright says went wrong, each thing once; otherwise its last lines.
 * @param {string} output
 */
function complaintsIn(output) {
  return [...new Set(output.match(/^(?:E|Error): .+$/gm) ?? output.trim().split('\n').slice(-5))].join('\n');
}

/** @param {string} path */
async function versionOf(path) {
  const browser = await chromium.launch({ executablePath: path, args: launchArguments });
  try {
    return browser.version();
  } finally {
    await browser.close();
  }
}
