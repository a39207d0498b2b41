import type { HistoryEntry, RecordChange, RecordKey } from '#core/history/history-entry';
import { collectionNouns } from '#core/model/problems';
import { ParleyError } from '#core/parley-error';
import { openDossierFolder } from '#host/dossier-folder';
import type { DossierStore } from '#host/dossier-store';
import { readHistoryPage } from '#host/history-page';
import { defineCommand } from './command';

export const historyCommand = defineCommand({
  name: 'history',
  summary: 'List who changed what and when, the last change first.',
  operands: ['DOSSIER'],
  options: {
    event: { value: 'ID', help: 'only the changes of one event' },
    json: { help: 'as JSON: one step a line' },
  },
  async run([path], given, _, terminal) {
    const { store } = await openDossierFolder(path ?? '.', {
      mode: 'read',
      acceptOutsideChanges: false,
      outsideBackups: null,
      now: () => new Date(),
      log: (message) => terminal.say(message),
    });
    const only: RecordKey | null = given.event === undefined ? null : { collection: 'events', id: given.event };
    let isEmpty = true;
    for await (const entry of entriesOf(store, only)) {
      isEmpty = false;
      if (given.json) terminal.print(JSON.stringify(entry));
      else for (const line of inLines(entry)) terminal.print(line);
    }
    if (isEmpty && given.event !== undefined && !store.dossier.events.has(given.event)) {
      throw new ParleyError({ code: 'usage', message: `The dossier has never had an event "${given.event}".` });
    }
    if (isEmpty) terminal.say(`No change of ${only === null ? 'the dossier' : 'the event'} is recorded.`);
    return 0;
  },
});

const pageLength = 100;

async function* entriesOf(store: DossierStore, only: RecordKey | null): AsyncGenerator<HistoryEntry> {
  let before: number | null = null;
  do {
    const page = await readHistoryPage(store, only, before, pageLength);
    yield* page.entries;
    before = page.next;
  } while (before !== null);
}

function inLines({ at, author, kind, label, records, moreRecords }: HistoryEntry): string[] {
  const verb = kind === 'edit' ? '' : `${kind}: `;
  return [
    `${at.slice(0, 16).replace('T', ' ')} UTC  ${author}  ${verb}${label}`,
    ...records.flatMap(recordLines),
    ...(moreRecords > 0 ? [`    and ${moreRecords} more records`] : []),
  ];
}

function recordLines({ collection, name, act, changes, moreChanges }: RecordChange): string[] {
  const heading = `    ${collectionNouns[collection]} ${name} ${act}`;
  if (act !== 'changed') return [heading];
  return [
    heading,
    ...changes.map(({ field, from, to }) => `      ${field}: ${from ?? 'not given'} -> ${to ?? 'not given'}`),
    ...(moreChanges > 0 ? [`      and ${moreChanges} more fields`] : []),
  ];
}
