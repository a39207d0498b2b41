import Papa from 'papaparse';
import type { DossierEvent } from '#core/model/event';
import { cellText, type TableGround } from '#core/query/table';
import { columnHeadings, type TableColumn } from '#core/query/table-columns';

/**
 * Events as CSV (RFC 4180), with a line of headings. A cell that begins with a character which a spreadsheet takes for the
 * start of a formula, full-width ones among them, gets an apostrophe before it.
 */
export function eventsAsCsv(
  events: readonly DossierEvent[],
  columns: readonly TableColumn[],
  ground: TableGround,
): string {
  const rows = events.map((event) => columns.map((column) => cellText(event, column, ground)));
  const headings = columns.map((column) => columnHeadings[column]);
  return Papa.unparse([headings, ...rows], { escapeFormulae: /^[=+\-@\t\r＝＋－＠]/, newline: '\r\n' });
}
