import FileText from '@lucide/svelte/icons/file-text';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Users from '@lucide/svelte/icons/users';

/** The lists of records that the rail leads to. */
export const recordLists = [
  { of: 'actors', label: 'All actors', Icon: Users },
  { of: 'sources', label: 'All sources', Icon: FileText },
  { of: 'tracks', label: 'Tracks', Icon: Rows3 },
] as const;
