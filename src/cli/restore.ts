import type { BackupContents, BackupEntry, LastEdit } from '#api/contract';
import type { DossierContents } from '#core/dossier/contents';
import { differenceInWords, type Difference } from '#core/history/difference';
import { collectionNouns } from '#core/model/problems';
import { ParleyError } from '#core/parley-error';
import { listSets } from '#host/backup-sets';
import { outsideBackupsIn } from '#host/current-dossier';
import { nodeDisk } from '#host/disk';
import { ReaderData } from '#host/reader-data';
import { describeBackup, findBackup, findBackups, listingOf, readPresent, type FoundBackup } from '#host/recovery';
import { restoredInWords, restoreFolder, restoreTo } from '#host/restore';
import { userDataFolder } from '#host/user-data';
import { defineCommand, type Terminal, UsageError } from './command';

export const restoreCommand = defineCommand({
  name: 'restore',
  summary: 'List what the backups of a dossier hold, or go back to one; what is there now is set aside.',
  operands: ['[DOSSIER]'],
  options: {
    backup: { value: 'NAME', help: 'restore this backup, as the list names it; newest takes the newest good one' },
    to: { value: 'FOLDER', help: 'make a dossier of the backup in a new folder, and leave DOSSIER alone' },
    json: { help: 'the list as JSON: one backup a line' },
  },
  async run([path], given, _common, terminal) {
    const home = userDataFolder(terminal.environment, process.platform);
    const outside = outsideBackupsIn(home);
    if (path === undefined) return await listDossiers(outside, terminal);
    if (given.backup === undefined) {
      if (given.to !== undefined) throw new UsageError('Say which backup --to is to take: --backup NAME.');
      return await list(path, outside, given.json, terminal);
    }
    const backup = await choose(path, outside, given.backup);
    const now = () => new Date();
    const { author } = await new ReaderData(home, now, nodeDisk).settings();
    const parts = { outside, author, now, disk: nodeDisk, log: terminal.say, committed: () => undefined };
    const restored =
      given.to === undefined ? await restoreFolder(path, backup, parts) : await restoreTo(given.to, backup, parts);
    terminal.print(`${momentInWords(backup.entry.at)}: ${restoredInWords(restored)}`);
    return 0;
  },
});

async function choose(path: string, outside: string, name: string): Promise<FoundBackup> {
  if (name !== 'newest') return await findBackup(path, outside, name);
  for (const backup of await findBackups(path, outside)) {
    if (backup.entry.place !== 'set-aside' && (await describeBackup(backup, null)).isGood) return backup;
  }
  throw new ParleyError({ code: 'not-found', message: `No backup of ${path} can be read. Nothing was changed.` });
}

/** Every dossier that has backups outside its folder, for when nobody knows any more where one stood. */
async function listDossiers(outside: string, { print }: Terminal): Promise<number> {
  const sets = await listSets(outside);
  if (sets.length === 0) print('No dossier has backups outside its folder yet. Name a dossier to see those inside.');
  for (const { title, path } of sets) print(`${title}  ${path}`);
  return 0;
}

async function list(path: string, outside: string, isJson: boolean, { print }: Terminal): Promise<number> {
  const listing = await listingOf(path, outside);
  const present = await readPresent(path);
  const backups = await findBackups(path, outside);
  if (!isJson) {
    print(listing.fault === null ? `${listing.path} opens without fault.` : listing.fault.message);
    if (backups.length === 0) print('There is no backup of it, neither in its folder nor outside.');
  }
  for (const backup of backups) {
    const contents = await describeBackup(backup, present);
    if (isJson) print(JSON.stringify({ ...backup.entry, ...contents }));
    else for (const line of inLines(backup.entry, contents)) print(line);
  }
  if (!isJson && backups.length > 0) print('To go back to one: parley restore DOSSIER --backup NAME');
  return listing.fault === null || backups.length > 0 ? 0 : 1;
}

function inLines(entry: BackupEntry, held: BackupContents): string[] {
  const head = `${entry.id}  ${momentInWords(entry.at)}, ${placeInWords(entry)}`;
  if (!held.isGood) return [head, `    cannot be read: ${held.fault.message}`];
  const [last] = held.lastEdits;
  return [
    head,
    `    ${contentsInWords(held.contents)}`,
    ...(last === undefined ? [] : [`    last edit: ${editInWords(last)}`]),
    ...(held.difference === null ? [] : [`    to restore it: ${differenceLine(held.difference)}`]),
  ];
}

function contentsInWords({ title, events, actors, sources }: DossierContents): string {
  return `${title}: ${events} events, ${actors} actors, ${sources} sources`;
}

function editInWords({ at, author, label }: LastEdit): string {
  return `${momentInWords(at)}, ${author}: ${label}`;
}

function differenceLine(difference: Difference): string {
  const mostNamed = 5;
  const named = difference.records.slice(0, mostNamed);
  const names = named.map(({ collection, name, act }) => `${collectionNouns[collection]} ${name} ${act}`);
  const more = difference.records.length - named.length + difference.moreRecords;
  const list = [...names, ...(more > 0 ? [`${more} more`] : [])].join('; ');
  return list === '' ? differenceInWords(difference) : `${differenceInWords(difference)} (${list})`;
}

function placeInWords({ place, of }: BackupEntry): string {
  const words = {
    inside: 'in the folder',
    outside: 'outside the folder',
    'set-aside': 'set aside when another was restored',
  } as const;
  return of === null ? words[place] : `${words[place]}, of the copy at ${of}`;
}

function momentInWords(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
