import { ParleyError } from '#core/parley-error';
import { noticesPath, refusedClose, subscribed } from '#api/loopback-protocol';
import type { Transport } from '#api/transport';
import { canSaveInPlace, saveByDownload, saveInPlace } from '#renderer/shell/browser-files.ts';
import type { Connection } from '#renderer/shell/connect.ts';
import { LoopbackSession } from '#renderer/shell/loopback-session.ts';
import { openAddress } from '#renderer/shell/open-address.ts';

const firstRetryMs = 250;
const longestRetryMs = 5_000;

/** The shell around a page in a browser, with the host behind 127.0.0.1. */
export async function createLoopbackShell(): Promise<Connection> {
  const session = await LoopbackSession.start();
  return {
    transport: {
      request: (command, inputText) => session.post(command, inputText),
      subscribe: (listener, onLost) => listenForNotices(session, listener, onLost),
    },
    shell: {
      name: 'browser',
      canChooseFolder: false,
      saveFile: (file) => (canSaveInPlace() ? saveInPlace(file) : saveByDownload(file)),
      openExternal: openAddress,
      canOpenFiles: false,
      openAttachment: async ({ name }) => {
        throw new ParleyError({
          code: 'usage',
          message: `A browser opens no files of this machine. Save a copy of ${name}.`,
        });
      },
      chooseFolder: async () => null,
    },
  };
}

/**
 * Listens over a WebSocket, which is opened again for as long as it takes. `onLost` is called when the connection breaks
 * and once more when it is back, since notices sent in between are gone and the window must read the session again.
 */
function listenForNotices(session: LoopbackSession, ...[listener, onLost]: Parameters<Transport['subscribe']>) {
  let isStopped = false;
  let isLost = false;
  let retryMs = firstRetryMs;
  let retry: number | undefined;
  let socket: WebSocket;

  const open = () => {
    const current = new WebSocket(`ws://${location.host}${noticesPath}`);
    socket = current;
    current.addEventListener('open', () => current.send(session.token));
    current.addEventListener('message', ({ data }) => {
      if (data !== subscribed) return listener(String(data));
      retryMs = firstRetryMs;
      if (isLost) {
        isLost = false;
        onLost();
      }
    });
    current.addEventListener('close', ({ code }) => {
      if (isStopped) return;
      if (!isLost) {
        isLost = true;
        onLost();
      }
      // Another host has taken this port, and no number of attempts will make it know this page.
      if (code === refusedClose) return;
      retry = window.setTimeout(open, retryMs);
      retryMs = Math.min(2 * retryMs, longestRetryMs);
    });
  };
  open();

  return () => {
    isStopped = true;
    window.clearTimeout(retry);
    socket.close();
  };
}
