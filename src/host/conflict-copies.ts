import { readdir } from 'node:fs/promises';
import type { FolderPaths } from '#host/folder-paths';

// Parley's own files of these stems, see docs/dossier-format.md.
const ownNames = /^(dossier\.json|journal\.jsonl|journal\.(torn|damaged|set-aside)-.+)$/;
// Syncthing, Dropbox, OneDrive, iCloud and Finder each put a word, a machine or a number between stem and ending.
const copyNames = /^(dossier|journal)\b.*\.jsonl?$/i;

/**
 * Files beside a dossier's snapshot and journal that look like copies of them: another machine's, left by a program that
 * keeps folders alike, or Parley's own state from before a change from outside. Answers a sentence for the person, or none.
 */
export async function remarkOnCopies({ root }: FolderPaths): Promise<string[]> {
  const copies = (await readdir(root)).filter((name) => copyNames.test(name) && !ownNames.test(name)).sort();
  if (copies.length === 0) return [];
  const [what, them] = copies.length === 1 ? ['a copy', 'it'] : ['copies', 'each'];
  return [
    `The folder holds ${what} that Parley does not read: ${copies.join(', ')}. Edits that only stand there are not shown. Look at ${them}, bring in what is missing (parley merge), and delete ${them} then.`,
  ];
}
