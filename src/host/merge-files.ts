import { dirname, join, resolve } from 'node:path';
import { mergeDossiers, type Merged, type Resolve } from '#core/dossier/merge';
import { emptyDossier, formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { ParleyError } from '#core/parley-error';
import { diskTrouble, nodeDisk, systemCode, unreadable, type Disk } from '#host/disk';
import { writeDurably } from '#host/durable-file';
import { pathsIn } from '#host/folder-paths';
import { readJournal } from '#host/journal-format';
import { readOrdinaryFile } from '#host/ordinary-file';
import { readSnapshotBytes } from '#host/snapshot-adapter';

/** Three snapshots: what both copies began as, our copy, which takes the result, and theirs. */
export interface MergeFiles {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Where our `dossier.json` stands in its folder, when `ours` is a copy of it that git made. */
  readonly home: string;
}

/**
 * Combines two copies of a dossier and writes the result over our copy, durably. An empty base stands for copies with no
 * common beginning. Throws `conflict`, changing nothing, while our copy has edits that are not in its snapshot yet, and
 * as `mergeDossiers` does; any fault of a file by its own name.
 */
export async function mergeFiles(files: MergeFiles, resolveConflict: Resolve, disk: Disk = nodeDisk): Promise<Merged> {
  const [base, ours, theirs] = await Promise.all([files.base, files.ours, files.theirs].map(readBytes));
  if (base === undefined || ours === undefined || theirs === undefined) throw new Error('A merge takes three files.');
  const our = readSnapshotBytes(ours, files.ours);
  const their = readSnapshotBytes(theirs, files.theirs);
  await refusePendingEdits(files.home, our.sequence);
  const common = base.length === 0 ? emptyDossier(our.dossier.id, '') : readSnapshotBytes(base, files.base).dossier;
  const merged = mergeDossiers(common, our.dossier, their.dossier, resolveConflict);
  const text = formatSnapshot(toSnapshot(merged.dossier, Math.max(our.sequence, their.sequence)));
  try {
    await writeDurably(resolve(files.ours), text, disk);
  } catch (cause) {
    const message = `${files.ours} could not be written: ${diskTrouble(cause)}. It is as it was; mend that and try again.`;
    throw new ParleyError({ code: 'disk', message, cause });
  }
  return merged;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    // Each is a dossier's own file, or a copy of one that git made.
    return await readOrdinaryFile(path, false);
  } catch (cause) {
    if (systemCode(cause) !== 'ENOENT') throw unreadable(path, cause);
    throw new ParleyError({ code: 'not-found', message: `There is no file ${path}. Check the path.`, cause });
  }
}

async function refusePendingEdits(home: string, sequence: number): Promise<void> {
  const { root, journal } = pathsIn(dirname(resolve(home)));
  const bytes = await readOrdinaryFile(journal, false).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') return null;
    throw unreadable(journal, cause);
  });
  if (bytes === null) return;
  const pending = readJournal(bytes, journal).lines.filter(({ entry }) => entry.sequence > sequence);
  if (pending.length === 0) return;
  const edits = pending.length === 1 ? 'an edit' : `${pending.length} edits`;
  throw new ParleyError({
    code: 'conflict',
    message: `${join(root, 'dossier.json')} does not hold ${edits} that the journal beside it does. Open the dossier in Parley and close it again, which writes them into it, commit that, and merge then.`,
  });
}
