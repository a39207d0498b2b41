import type { EventKind } from '#core/model/event';

/** A record as it stands in a list to choose from. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly detail: string | null;
  readonly kind?: EventKind;
  /** A country's code that stands before the name; null keeps its place empty. */
  readonly code?: string | null;
}
