import { readFile } from 'node:fs/promises';
import type { ExportedFile, PageRequest } from '#api/contract';
import { pageDataPlace, type PageData } from '#api/page';
import { formatDay } from '#core/dates/calendar-day';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { narrow } from '#core/dossier/narrow';
import { toSnapshot } from '#core/dossier/snapshot';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { select } from '#core/query/selection';
import { usualColumns } from '#core/query/table-columns';

/** Where the build puts the page's template, within Parley's own folder. */
export const pageTemplatePath = 'out/page/page.html';

/** What a page is made with besides the dossier. */
export interface PageMaking {
  /** UTC midnight of the reader's day, in milliseconds. */
  readonly today: number;
  /** The page's template, as the build wrote it. */
  readonly templatePath: string;
  readonly version: string;
}

/**
 * Writes the interactive page: one HTML file with the events selected and nothing of the others. It stays at the day it
 * was made for. Throws `usage` where no event is selected.
 */
export async function renderPage(dossier: Dossier, request: PageRequest, making: PageMaking): Promise<ExportedFile> {
  const selected = select(dossier, request.selection, making.today);
  if (selected.events.length === 0) {
    throw new ParleyError({
      code: 'usage',
      message: 'No event is in the selection, so the page would be empty. Lift a filter or widen the range.',
    });
  }
  const day = formatDay(selected.today);
  const data: PageData = {
    grouping: request.grouping,
    session: {
      version: making.version,
      today: day,
      settings: {
        theme: 'system',
        author: 'Reader',
        isAuthorSettled: true,
        isKeyShown: true,
        isRailFolded: false,
        tableColumns: [...usualColumns],
      },
      recent: [],
      failure: null,
      dossier: {
        path: '',
        access: { mode: 'read-only', reason: 'This page is for reading.' },
        snapshot: toSnapshot(narrow(selected.dossier, selected.events), 0),
        steps: { undo: null, redo: null },
        remarks: [remarkOf(selected.events.length, selected.dossier.events.size, day)],
      },
    },
  };
  const template = await readFile(making.templatePath, 'utf8');
  const [before = '', after] = template.split(pageDataPlace);
  if (after === undefined) throw new Error('The template of the page has no place for its data.');
  return { mediaType: 'text/html', encoding: 'text', content: `${before}${asDataBlock(data)}${after}` };
}

function remarkOf(shown: number, all: number, day: string): string {
  const events = shown === 1 ? 'one event' : `${shown} events`;
  const what = shown === all ? 'the whole dossier' : `${events} of a dossier,`;
  return `A page for reading: ${what} as of ${dateInWords(readEdtf(day), 'short')}.`;
}

/** JSON that stays inside its element: "<" begins every tag and comment (HTML, 4.12.1.3), and JSON can spell it otherwise. */
function asDataBlock(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
