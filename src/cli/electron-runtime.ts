import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeDisk } from '#host/disk';
import { writeDurably } from '#host/durable-file';

const silenceLimitMs = 10_000;
const pollMs = 500;
const dayMs = 86_400_000;
const bytesPerMegabyte = 1_000_000;

type Say = (line: string) => void;

/**
 * The program of Electron's runtime, downloaded earlier; null when it is missing. The package is never required: merely
 * loading it would start a download.
 */
export async function findElectron(installation: string): Promise<string | null> {
  const folder = packageFolder(installation);
  const program = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => null);
  if (program === null) return null;
  const path = join(folder, 'dist', program.trim());
  return existsSync(path) ? path : null;
}

/**
 * Lets Electron's own installer download the runtime, once: a failure is remembered in the user's data for a day, during
 * which only `isInsisted` tries again. Answers the program, or null after saying in one line why there is none.
 */
export async function installElectron(
  installation: string,
  userData: string,
  isInsisted: boolean,
  say: Say,
): Promise<string | null> {
  const failurePath = join(userData, 'electron-not-installed');
  const installer = join(packageFolder(installation), 'install.js');
  if (!existsSync(installer)) return null;
  if (!isInsisted && (await isFresh(failurePath))) return null;

  const failure = await runInstaller(installer, join(packageFolder(installation), 'dist'), say);
  const program = failure === null ? await findElectron(installation) : null;
  if (program !== null) {
    await rm(failurePath, { force: true });
    return program;
  }
  const reason = failure ?? 'it is incomplete';
  const wayOn = isInsisted ? '' : ' To try again before tomorrow: parley open --shell electron';
  say(`Electron's runtime could not be downloaded (${reason}).${wayOn}`);
  await mkdir(userData, { recursive: true });
  await writeDurably(failurePath, `${reason}\n`, nodeDisk);
  return null;
}

const packageFolder = (installation: string) => join(installation, 'node_modules', 'electron');

async function isFresh(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs < dayMs;
}

/** Runs the installer for as long as bytes keep coming; answers what went wrong, null when it ended well. */
async function runInstaller(installer: string, target: string, say: Say): Promise<string | null> {
  // The installer says nothing until it is done, so what arrives in a temporary folder of its own is watched.
  const downloads = await mkdtemp(join(tmpdir(), 'parley-electron-'));
  try {
    say("Looking for Electron's runtime ...");
    return await watchInstaller(installer, downloads, target, say);
  } finally {
    await rm(downloads, { recursive: true, force: true });
  }
}

async function watchInstaller(installer: string, downloads: string, target: string, say: Say): Promise<string | null> {
  const child = spawn(process.execPath, [installer], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: downloads, TEMP: downloads, TMP: downloads },
  });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? null : (reasonIn(complaint) ?? `its installer ended with ${code ?? signal}`)),
    );
  });
  let seenBytes = 0;
  let saidMegabytes = 0;
  let lastAnswerAt = Date.now();
  for (;;) {
    const outcome = await Promise.race([ended, pause(pollMs)]);
    if (outcome !== undefined) return outcome;
    const bytes = (await sizeOf(downloads)) + (await sizeOf(target));
    if (bytes !== seenBytes) lastAnswerAt = Date.now();
    seenBytes = bytes;
    const megabytes = Math.floor(bytes / bytesPerMegabyte);
    if (megabytes >= saidMegabytes + 10) {
      saidMegabytes = megabytes;
      say(`Downloading Electron's runtime: ${megabytes} MB`);
    }
    if (Date.now() - lastAnswerAt > silenceLimitMs) {
      child.kill('SIGKILL');
      return `no answer for ${silenceLimitMs / 1000} seconds`;
    }
  }
}

/** The message of the error that a program died of, without its kind and its stack; null when it named none. */
function reasonIn(complaint: string): string | null {
  return /^(?:\w*Error): (.+)$/m.exec(complaint)?.[1] ?? null;
}

const pause = (ms: number) => new Promise<undefined>((resolve) => setTimeout(resolve, ms, undefined));

/** Bytes in a folder; files that vanish meanwhile count nothing. */
async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = names.map(async (name) => (await stat(join(folder, name)).catch(() => null))?.size ?? 0);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
