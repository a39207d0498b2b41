import { ParleyError } from '#core/parley-error';
import type { Answer } from '#api/answer';
import type { Settings } from '#api/contract';
import { pageDataId, type PageData } from '#api/page';
import type { RecordingDays } from '#core/dossier/recording';
import { saveByDownload } from '#renderer/shell/browser-files.ts';
import type { Connection } from '#renderer/shell/connect.ts';
import { openAddress } from '#renderer/shell/open-address.ts';

/** What this page holds in place of a host. Throws where it holds nothing, which only a damaged file does. */
export function readPageData(): PageData {
  const text = document.getElementById(pageDataId)?.textContent ?? '';
  return JSON.parse(text) as PageData;
}

/** What carries no date is known from the day on which the page was made. */
const noHistory: RecordingDays = { since: null, days: [] };

/** The shell of an interactive page: it answers from what the page holds, and keeps settings for as long as it is open. */
export function createPageShell({ session }: PageData): Connection {
  let { settings } = session;
  const answerTo = (command: string, inputText: string): Answer => {
    switch (command) {
      case 'session.read':
        return { ok: true, value: { ...session, settings } };
      case 'settings.put':
        settings = { ...settings, ...(JSON.parse(inputText) as Partial<Settings>) };
        return { ok: true, value: settings };
      case 'history.recorded':
        return { ok: true, value: noHistory };
      // A page has neither unsaved forms nor a history.
      case 'draft.read':
        return { ok: true, value: [] };
      case 'history.read':
        return { ok: true, value: { entries: [], next: null } };
      default: {
        const message = 'This page is for reading. Open the dossier in Parley to change or export it.';
        return { ok: false, fault: { code: 'read-only', message, problems: [] } };
      }
    }
  };
  return {
    transport: {
      request: async (command, inputText) => JSON.stringify(answerTo(command, inputText)),
      subscribe: () => () => {},
    },
    shell: {
      name: 'page',
      canChooseFolder: false,
      saveFile: saveByDownload,
      openExternal: openAddress,
      canOpenFiles: false,
      openAttachment: async ({ name }) => {
        const message = `The offline copy ${name} stays with the dossier. Open the dossier in Parley to see it.`;
        throw new ParleyError({ code: 'not-found', message });
      },
      chooseFolder: async () => null,
    },
  };
}
