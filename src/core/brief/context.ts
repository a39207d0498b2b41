import type { NoteBook } from '#core/brief/note-book';
import type { Selected } from '#core/query/selection';

/** How the chronology is arranged. */
export const briefOrders = ['date', 'track'] as const;
export type BriefOrder = (typeof briefOrders)[number];

/** What every section of a brief is made from. */
export interface BriefContext extends Selected {
  readonly order: BriefOrder;
  /** The ids of the events selected. */
  readonly shown: ReadonlySet<string>;
  readonly notes: NoteBook;
}
