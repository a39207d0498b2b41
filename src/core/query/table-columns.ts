/** The columns that a table of events can have, in the order in which they are offered. */
export const tableColumns = [
  'date',
  'title',
  'label',
  'kind',
  'standing',
  'detail',
  'place',
  'tracks',
  'tags',
  'importance',
  'actors',
  'sources',
] as const;
/** One of `tableColumns`. */
export type TableColumn = (typeof tableColumns)[number];

/** The columns that show until the reader chooses others. */
export const usualColumns: readonly TableColumn[] = ['date', 'title', 'kind', 'standing', 'place', 'tracks', 'tags'];

/** What stands at the head of each column. */
export const columnHeadings: Readonly<Record<TableColumn, string>> = {
  date: 'Date',
  title: 'Title',
  label: 'Label',
  kind: 'Kind',
  standing: 'Standing',
  detail: 'Detail',
  place: 'Place',
  tracks: 'Tracks',
  tags: 'Tags',
  importance: 'Importance',
  actors: 'Actors',
  sources: 'Sources',
};
