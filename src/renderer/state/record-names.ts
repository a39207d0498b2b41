import type { Actor } from '#core/model/actor';
import type { DossierEvent } from '#core/model/event';
import type { Source } from '#core/model/source';
import type { Track } from '#core/model/track';

/** What an event is called where there is little room. */
export function shortTitle(event: DossierEvent): string {
  return event.label ?? event.title;
}

/** What any record is called in a sentence. */
export function nameOfRecord(record: DossierEvent | Actor | Source | Track): string {
  if ('name' in record) return record.name;
  return 'kind' in record ? shortTitle(record) : record.title;
}

/** What an undo step is called: "edit Miami meeting". */
export function stepLabel(verb: string, record: DossierEvent | Actor | Source | Track): string {
  return shortLabel(`${verb} ${nameOfRecord(record)}`);
}

/** A label of a length for a menu. The cut spares whole characters, since half of one is refused. */
export function shortLabel(label: string): string {
  const mostUnits = 200;
  const start = label.slice(0, mostUnits);
  return start.isWellFormed() ? start : start.slice(0, -1);
}

/** The grades of importance in words, from 1 to 5. */
export const importanceWords = ['marginal', 'minor', 'usual', 'major', 'pivotal'] as const;

/** The importance that goes without saying. */
export const usualImportance = 3;

/** A source's type as a reader would say it: "Newspaper article". */
export function sourceTypeName(type: Source['type']): string {
  const words = sourceTypeWords[type] ?? type.replaceAll(/[-_]/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

// The types of the Citation Style Language whose names do not read as they stand.
const sourceTypeWords: Readonly<Partial<Record<Source['type'], string>>> = {
  'article-journal': 'journal article',
  'article-magazine': 'magazine article',
  'article-newspaper': 'newspaper article',
  entry: 'reference entry',
  motion_picture: 'film',
  'paper-conference': 'conference paper',
  post: 'social media post',
  'post-weblog': 'blog post',
  webpage: 'web page',
};
