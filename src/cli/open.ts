import { resolve } from 'node:path';
import { userDataFolder } from '#host/user-data';
import { defineCommand, type Terminal, UsageError } from './command';
import { findElectron, installElectron } from './electron-runtime';
import { openInBrowser } from './open-browser';
import { openInElectron } from './open-electron';

/** What is to be opened, and how. */
export interface OpenRequest {
  /** An absolute path; null leaves the choice to what was open last, and at first to the sample. */
  readonly path: string | null;
  readonly today: string | null;
  readonly acceptOutsideChanges: boolean;
  /** The port of the loopback host; null takes any free one. */
  readonly port: number | null;
  /** Where the loopback host shows itself; nowhere leaves it at printing its address. */
  readonly window: 'browser' | 'none';
}

const shells = ['auto', 'electron', 'browser'] as const;
type ShellChoice = (typeof shells)[number];

export const openCommand = defineCommand({
  name: 'open',
  summary: 'Open a dossier in a window: the one named, else the last one, at first your own copy of the sample.',
  operands: ['[DOSSIER]'],
  options: {
    shell: { value: shells.join('|'), help: 'auto, the default, takes Electron where it can be had, else a browser' },
    'no-window': { help: 'open no window, only print the address' },
    port: { value: 'N', help: 'the port of the address; any free one by default' },
    accept: { help: 'go on with a dossier.json that another program changed, or a journal that was damaged' },
  },
  async run([path], given, { today }, terminal) {
    const shell = readShell(given.shell ?? 'auto');
    const port = given.port === undefined ? null : readPort(given.port);
    if (shell === 'electron' && (given['no-window'] || port !== null)) {
      throw new UsageError('--no-window and --port are for the browser shell, not for --shell electron.');
    }
    const request: OpenRequest = {
      path: path === undefined ? null : resolve(path),
      today,
      acceptOutsideChanges: given.accept,
      port,
      window: given['no-window'] || !hasDisplay(terminal) ? 'none' : 'browser',
    };
    if (shell === 'electron' || (shell === 'auto' && request.window !== 'none' && port === null)) {
      const program = await provideElectron(shell, terminal);
      if (program !== null) return await openInElectron(program, terminal.installation, request);
      if (shell === 'electron') {
        terminal.say('Electron cannot be had here. To open Parley in a browser: parley open --shell browser');
        return 1;
      }
    }
    return await openInBrowser(request, terminal);
  },
});

async function provideElectron(shell: ShellChoice, { environment, installation, say }: Terminal) {
  const found = await findElectron(installation);
  if (found !== null) return found;
  const userData = userDataFolder(environment, process.platform);
  return await installElectron(installation, userData, shell === 'electron', say);
}

function readShell(text: string): ShellChoice {
  const shell = shells.find((name) => name === text);
  if (shell === undefined) throw new UsageError(`--shell must be auto, electron or browser; "${text}" is not.`);
  return shell;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new UsageError(`--port must be a number from 1 to 65535; "${text}" is not.`);
  return port;
}

function hasDisplay({ environment }: Terminal): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}
