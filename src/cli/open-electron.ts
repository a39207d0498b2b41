import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { endSignals } from './ending';
import type { OpenRequest } from './open';

/** Runs Parley in Electron and answers its exit code once its last window is closed. */
export function openInElectron(program: string, installation: string, request: OpenRequest): Promise<number> {
  const { path, today, acceptOutsideChanges } = request;
  const programArguments = [
    join(installation, 'out/main/main.js'),
    // One word each and absolute, so that no path can pass for an option.
    ...(path === null ? [] : [`--dossier=${resolve(path)}`]),
    ...(today === null ? [] : [`--today=${today}`]),
    ...(acceptOutsideChanges ? ['--accept'] : []),
  ];
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const child = spawn(program, programArguments, { stdio: ['ignore', 'inherit', 'inherit'], env: environment });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  for (const signal of endSignals) process.on(signal, stop);

  return new Promise<number>((settle, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => settle(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  }).finally(() => {
    for (const signal of endSignals) process.off(signal, stop);
  });
}
