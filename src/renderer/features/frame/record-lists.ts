import FileText from '@lucide/svelte/icons/file-text';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Users from '@lucide/svelte/icons/users';
import type { ListName } from '#renderer/state/inspector-pages.svelte.ts';

/** The lists of records that the rail leads to. */
export const recordLists: readonly { readonly of: ListName; readonly label: string; readonly Icon: typeof Users }[] = [
  { of: 'actors', label: 'All actors', Icon: Users },
  { of: 'sources', label: 'All sources', Icon: FileText },
  { of: 'tracks', label: 'Tracks', Icon: Rows3 },
];
