import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startStandIn, type StandIn } from '../electron-stand-in/window-host';
import { watchFaults } from './faults';
import { endProcess, startParley } from './parley-process';
import { startRealElectron } from './real-electron';

/** What Parley runs in: the loopback host, Electron, or Electron's bundles with a stand-in for Electron itself. */
export type ShellName = 'loopback' | 'electron-stand-in' | 'electron';

export interface OpenOptions {
  /** The dossier's folder; null leaves the choice to Parley. */
  readonly dossier: string | null;
  /** The reader's data folder. */
  readonly home: string;
  readonly today: string;
  /** The time zone of host and browser; the machine's own by default. */
  readonly timeZone?: string;
  readonly colorScheme?: 'light' | 'dark';
}

export interface RunningParley {
  readonly page: Page;
  /** What the page did that it should not have, see `watchFaults`. */
  readonly faults: readonly string[];
  /** There where the shell is the stand-in. */
  readonly standIn: StandIn | null;
  /** Ends the host at once, without a word of warning, and leaves the page alone. */
  killHost(): Promise<unknown>;
  /** Ends the host at once and the page with it. */
  kill(): Promise<void>;
  /** Asks the host to end, and answers its exit code. */
  close(): Promise<number | null>;
}

interface Started {
  readonly page: Page;
  readonly child: ChildProcess;
  readonly standIn: StandIn | null;
}

/** Opens Parley in a browser's new context; the same specs run over every shell. */
export async function openParley(browser: Browser, shell: ShellName, options: OpenOptions): Promise<RunningParley> {
  const look = {
    colorScheme: options.colorScheme ?? 'light',
    ...(options.timeZone === undefined ? {} : { timezoneId: options.timeZone }),
  };
  const faults: string[] = [];
  const context = await browser.newContext({
    ...look,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  context.on('page', (page) => watchFaults(page, faults));
  const { page, child, standIn } = await start(shell, options, context, look);
  if (page.context() !== context) watchFaults(page, faults);

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const code = await endProcess(child, signal);
    await context.close();
    return code;
  };
  return {
    page,
    faults,
    standIn,
    killHost: () => endProcess(child, 'SIGKILL'),
    kill: async () => void (await end('SIGKILL')),
    close: () => end('SIGTERM'),
  };
}

async function start(
  shell: ShellName,
  { dossier, home, today, timeZone }: OpenOptions,
  context: BrowserContext,
  look: Parameters<typeof startRealElectron>[3],
): Promise<Started> {
  const environment = {
    ...(process.env as Record<string, string>),
    PARLEY_HOME: home,
    ...(timeZone === undefined ? {} : { TZ: timeZone }),
  };
  if (shell === 'loopback') {
    const programArguments = [...(dossier === null ? [] : [dossier]), '--today', today];
    const { process: child, address } = await startParley(programArguments, environment);
    try {
      const page = await context.newPage();
      await page.goto(address);
      return { page, child, standIn: null };
    } catch (error) {
      await endProcess(child, 'SIGKILL');
      throw error;
    }
  }
  const programArguments = [...(dossier === null ? [] : [`--dossier=${dossier}`]), `--today=${today}`];
  const savePath = join(home, 'saved');
  if (shell === 'electron') {
    return { ...(await startRealElectron(programArguments, environment, savePath, look)), standIn: null };
  }
  const standIn = await startStandIn(context, programArguments, environment, savePath);
  return { page: standIn.page, child: standIn.process, standIn };
}
