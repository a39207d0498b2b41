import type { MergeableCollection } from '#core/dossier/merge-records';
import type { DraftCollection } from '#renderer/state/record-draft.svelte.ts';

/** The dialogs of the window; one at most is open. */
export type Dialog =
  | { readonly type: 'create' }
  | { readonly type: 'open' }
  | { readonly type: 'rename' }
  | { readonly type: 'export' }
  | { readonly type: 'brief' }
  | { readonly type: 'page' }
  | { readonly type: 'keys' }
  | { readonly type: 'delete'; readonly collection: DraftCollection; readonly id: string }
  | { readonly type: 'delete-events'; readonly ids: readonly string[] }
  | { readonly type: 'settings' }
  /** Merges another record into `id`; without one the dialog asks which. */
  | {
      readonly type: 'merge';
      readonly collection: MergeableCollection;
      readonly id: string;
      readonly other: string | null;
    }
  /** Goes back to a backup: of the dossier at a path, or, with null, of the open one. */
  | { readonly type: 'restore'; readonly path: string | null }
  | { readonly type: 'merge-copy' }
  | { readonly type: 'discard'; readonly proceed: () => void };
