import type { TableColumn } from '#core/query/table-columns';

/** How wide each column is, in pixels. */
export const columnWidths: Readonly<Record<TableColumn, number>> = {
  date: 170,
  title: 330,
  label: 180,
  kind: 120,
  standing: 150,
  detail: 130,
  place: 180,
  tracks: 180,
  tags: 170,
  importance: 104,
  actors: 240,
  sources: 220,
};
