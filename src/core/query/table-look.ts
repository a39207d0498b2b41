import * as v from 'valibot';
import { Id } from '#core/model/text';
import { tableColumns, usualColumns, type TableColumn } from '#core/query/table-columns';

/** A column to sort by. */
export const SortKey = v.strictObject({ column: v.picklist(tableColumns), isDescending: v.boolean() });
export type SortKey = v.InferOutput<typeof SortKey>;

/** How a reader has the table of one dossier: which columns, and sorted by which, the first before all others. */
export const TableLook = v.strictObject({
  dossier: Id,
  columns: v.array(v.picklist(tableColumns)),
  sort: v.array(SortKey),
});
export type TableLook = v.InferOutput<typeof TableLook>;

// So many dossiers are remembered that nobody misses one, and the settings stay small.
const mostLooks = 50;

/** How the table of a dossier looks; as usual until the reader changes it. */
export function lookOf(looks: readonly TableLook[], dossier: string): TableLook {
  const usual: TableLook = {
    dossier,
    columns: [...usualColumns],
    sort: [{ column: 'date', isDescending: false }],
  };
  return looks.find((look) => look.dossier === dossier) ?? usual;
}

/** The looks with another one for its dossier, the latest first. */
export function withLook(looks: readonly TableLook[], look: TableLook): TableLook[] {
  return [look, ...looks.filter(({ dossier }) => dossier !== look.dossier)].slice(0, mostLooks);
}

/** The other order when a column is sorted by already; with the other columns when they are kept. */
export function sortedBy(sort: readonly SortKey[], column: TableColumn, keepsOthers: boolean): SortKey[] {
  const known = sort.find((key) => key.column === column);
  const key = { column, isDescending: known !== undefined && !known.isDescending };
  if (!keepsOthers) return [key];
  return known === undefined ? [...sort, key] : sort.map((each) => (each === known ? key : each));
}
