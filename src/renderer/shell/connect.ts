import type { Bridge } from '#api/bridge';
import type { Shell, Transport } from '#api/transport';
import { createElectronShell } from '#renderer/shell/electron-shell.ts';
import { createLoopbackShell } from '#renderer/shell/loopback-shell.ts';

declare global {
  interface Window {
    /** There in Electron only. */
    readonly parley?: Bridge;
  }
}

export interface Connection {
  readonly transport: Transport;
  readonly shell: Shell;
}

/**
 * Connects this page to the host of whichever shell it runs in. Rejects with a ParleyError: `unauthorised` when the page
 * was not opened by Parley's launcher, or its code has been used.
 */
export async function connect(): Promise<Connection> {
  return window.parley === undefined ? await createLoopbackShell() : createElectronShell(window.parley);
}
