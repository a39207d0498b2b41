import { readFile } from 'node:fs/promises';
import type { ExportedFile, PageRequest } from '#api/contract';
import { pageDataPlace, type PageData } from '#api/page';
import { formatDay, msToDay } from '#core/dates/calendar-day';
import { anchorReading, placementOf } from '#core/dates/deadline';
import { readEdtf } from '#core/dates/edtf';
import { holidaysBetween } from '#core/dates/holiday-calendar';
import type { DateReading } from '#core/dates/reading';
import { dateInWords } from '#core/dates/words';
import { narrow } from '#core/dossier/narrow';
import { toSnapshot } from '#core/dossier/snapshot';
import { isDerived } from '#core/model/deadline-rule';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { nothingToShow, select } from '#core/query/selection';

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
 * was made for. Throws `nothing-to-show` where no event is selected.
 */
export async function renderPage(dossier: Dossier, request: PageRequest, making: PageMaking): Promise<ExportedFile> {
  const selected = select(dossier, request.selection, making.today);
  if (selected.events.length === 0) throw nothingToShow(selected.dossier);
  const day = formatDay(selected.today);
  const shown = narrow(selected.dossier, selected.events);
  const data: PageData = {
    grouping: request.grouping,
    holidays: holidaysOf(shown),
    session: {
      version: making.version,
      today: day,
      settings: {
        theme: 'system',
        author: 'Reader',
        isAuthorSettled: true,
        isKeyShown: true,
        isRailFolded: false,
        tables: [],
      },
      recent: [],
      failure: null,
      dossier: {
        path: '',
        access: { mode: 'read-only', reason: 'This page is for reading.' },
        isDamaged: false,
        snapshot: toSnapshot(shown, 0),
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

/** The holidays that the deadlines of a dossier can come upon, by the calendars that their rules name. */
function holidaysOf(dossier: Dossier): PageData['holidays'] {
  const events = [...dossier.events.values()];
  const calendars = new Set(
    events.flatMap((event) => (event.kind === 'deadline' && isDerived(event.rule) ? (event.rule.calendar ?? []) : [])),
  );
  const readings = events.flatMap((event) => [placementOf(event, dossier.events), countedFrom(event, dossier)]);
  const years = readings.flatMap(boundsOf).map((bound) => msToDay(bound).year);
  const first = years.reduce((least, year) => Math.min(least, year), Infinity);
  const last = years.reduce((most, year) => Math.max(most, year), -Infinity);
  return Object.fromEntries(
    [...calendars].map((calendar) => [calendar, holidaysBetween(calendar, first - 1, last + 1).map(formatDay)]),
  );
}

/** What a deadline is counted from, which may be another date than the one that its anchor stands at. */
function countedFrom(event: DossierEvent, { events }: Dossier): DateReading | null {
  if (event.kind !== 'deadline' || !isDerived(event.rule)) return null;
  const { from } = event.rule;
  const anchor = events.get(from.event);
  return anchor === undefined ? null : anchorReading(anchor, from.moment, events);
}

/** The days that bound a date at either of its ends; a deadline without end has a latest day to begin on. */
function boundsOf(reading: DateReading | null): number[] {
  if (reading === null) return [];
  const edges = reading.nature === 'moment' ? [reading.edge] : [reading.start, reading.end];
  return edges.flatMap((edge) => (edge === null ? [] : [edge.span.from, edge.span.to])).filter((day) => day !== null);
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
