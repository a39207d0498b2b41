import type { BackupEntry } from '#api/contract';
import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import type { DossierContents } from '#core/dossier/contents';
import { counted } from '#core/counted';
import { momentsDay, momentsTime } from '#renderer/ui/moment-words.ts';

/** When something was done, on the reader's own clock: "2 Dec 2025, 10:30". */
export function momentInWords(at: string): string {
  return `${momentsDay(at)}, ${momentsTime(at)}`;
}

/** Where a backup is kept, for its line in the list. */
export const placeWords: Readonly<Record<BackupEntry['place'], string>> = {
  inside: 'in the folder',
  outside: 'outside the folder',
  'set-aside': 'set aside',
};

/** How much there is in a dossier: "15 events, 20 actors, 9 sources". */
export function countsInWords({ events, actors, sources }: DossierContents): string {
  return [counted(events, 'event'), counted(actors, 'actor'), counted(sources, 'source')].join(', ');
}

/** The months or years that a dossier covers, or that nothing in it has a date. */
export function rangeInWords({ range }: DossierContents): string {
  return range === null ? 'no dated event' : dateInWords(readEdtf(range), 'short');
}

/** A size for a person: "12 KB", "3.4 MB". */
export function sizeInWords(bytes: number): string {
  const kilobytes = bytes / 1000;
  return kilobytes < 1000 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1000).toFixed(1)} MB`;
}
