import type { Session } from '#api/contract';
import type { Grouping } from '#core/model/view';

/** The id of the element that holds an interactive page's `PageData` as JSON. */
export const pageDataId = 'parley-page';

/** Stands in the page's template where the JSON goes. */
export const pageDataPlace = '%PARLEY_PAGE_DATA%';

/** All that an interactive page knows: what its window would have read from a host. */
export interface PageData {
  readonly session: Session;
  readonly grouping: Grouping;
  /** The holidays that its deadlines can come upon, as days, by the calendar that a rule names. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
}
