import { toError, type Answer } from '#api/answer';
import type { Bridge } from '#api/bridge';
import type { Connection } from '#renderer/shell/connect.ts';

/** The shell around a window in Electron, over the bridge that its preload script set up. */
export function createElectronShell(bridge: Bridge): Connection {
  return {
    transport: {
      request: (command, inputText) => bridge.request(command, inputText),
      // A window cannot outlive Electron's main process, so its host is never lost.
      subscribe: (listener) => bridge.subscribe(listener),
    },
    shell: {
      name: 'electron',
      canChooseFolder: true,
      saveFile: async (file) => open<string | null>(await bridge.saveFile(JSON.stringify(file))),
      openExternal: async (url) => void open(await bridge.openExternal(url)),
      canOpenFiles: true,
      openAttachment: async (attachment) => void open(await bridge.openAttachment(JSON.stringify(attachment))),
      chooseFolder: async (purpose) => open<string | null>(await bridge.chooseFolder(purpose)),
    },
  };
}

function open<T = unknown>(answerText: string): T {
  const answer = JSON.parse(answerText) as Answer;
  if (!answer.ok) throw toError(answer.fault);
  return answer.value as T;
}
