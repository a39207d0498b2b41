import { readEdtf } from '#core/dates/edtf';
import { dateInWords } from '#core/dates/words';
import { emphasis, plain, type Span } from '#core/brief/brief';
import type { Source } from '#core/model/source';
import { listInWords, originLabels, outletOf } from '#core/query/vocabulary';

/** Longer titles are cut where a source is named again. */
const shortTitleLength = 48;

/**
 * A source in full, as its first note gives it: authors, “title”, publisher, date as known; then where it stands and what
 * it is graded, its address, and the day it was read. Only what the record holds is said.
 */
export function fullReference(source: Source): Span[] {
  const { authors, publisher, published, accessed, url, archiveUrl } = source;
  const by = authors.length > 0 ? `${listInWords(authors)}, ` : '';
  const who = publisher === null ? '' : `, ${publisher}`;
  const date = published === null ? 'date not given' : dateInWords(readEdtf(published), 'short');
  const address = url ?? archiveUrl;
  return [
    plain(`${by}“${source.title}”${who}, ${date} (${standingOfSource(source)})`),
    ...(address === null ? [] : [plain(', '), { type: 'link', url: address } as const]),
    ...(accessed === null ? [] : [plain(`, read ${dateInWords(readEdtf(accessed), 'short')}`)]),
  ];
}

/** A source named again: its outlet, the beginning of its title, and the note that gives it in full. */
export function shortReference(source: Source, firstNote: number): Span[] {
  return [plain(`${outletOf(source)}, “${shortened(source.title)}” (`), emphasis(`note ${firstNote}`), plain(')')];
}

function standingOfSource({ origin, reliability, credibility }: Source): string {
  const kind = originLabels[origin].toLowerCase();
  if (reliability === null && credibility === null) return `${kind}, not graded`;
  return `${kind}, graded ${reliability ?? ''}${credibility ?? ''}`;
}

function shortened(title: string): string {
  if (title.length <= shortTitleLength) return title;
  const cut = title
    .slice(0, shortTitleLength)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > shortTitleLength / 2 ? cut.slice(0, lastSpace) : cut).replace(/[,;:]$/, '')}…`;
}
