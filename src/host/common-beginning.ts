import { join } from 'node:path';
import type { Change } from '#core/dossier/change';
import { editsBetween } from '#core/dossier/difference';
import { rewind } from '#core/dossier/rewind';
import type { Dossier } from '#core/model/dossier';
import { listBackups } from '#host/backups';
import type { DossierStore } from '#host/dossier-store';
import { pathsIn } from '#host/folder-paths';
import { formatLine, type JournalEntry } from '#host/journal-format';
import { readOrdinaryFile } from '#host/ordinary-file';
import { checksumOf, readSnapshotBytes } from '#host/snapshot-adapter';

/** What two copies of a dossier began as, and the last edit that both have; null where they began before any edit. */
export interface CommonBeginning {
  readonly dossier: Dossier;
  readonly at: string | null;
}

/**
 * What two copies of a dossier were when they parted: as both their histories tell, or else the newest backup that both
 * folders hold. Null where neither shows it; a guess could undo somebody's work in silence.
 */
export async function commonBeginning(ours: DossierStore, theirs: DossierStore): Promise<CommonBeginning | null> {
  return (await byHistory(ours, theirs)) ?? (await byBackups(ours.root, theirs.root));
}

/** Whether a dossier is a state that another was in, at the edit of a number. */
export async function wasOnce(store: DossierStore, past: Dossier, sequence: number): Promise<boolean> {
  const { changes } = await changesBackTo(store, (entry) => entry.sequence <= sequence);
  const then = rewind(store.dossier, changes);
  return then !== null && isSameDossier(then, past);
}

async function byHistory(ours: DossierStore, theirs: DossierStore): Promise<CommonBeginning | null> {
  const known = new Set<string>();
  for await (const entry of ours.history(Infinity, null)) known.add(keyOf(entry));
  const their = await changesBackTo(theirs, (entry) => known.has(keyOf(entry)));
  const shared = their.stop === null ? null : keyOf(their.stop);
  const our = await changesBackTo(ours, (entry) => keyOf(entry) === shared);
  const [ourBeginning, theirBeginning] = [rewind(ours.dossier, our.changes), rewind(theirs.dossier, their.changes)];
  if (ourBeginning === null || theirBeginning === null || !isSameDossier(ourBeginning, theirBeginning)) return null;
  return { dossier: ourBeginning, at: their.stop?.change.at ?? null };
}

/** A dossier's changes from the last one back to, and without, the first entry that is wanted; all where none is. */
async function changesBackTo(store: DossierStore, isWanted: (entry: JournalEntry) => boolean) {
  const changes: Change[] = [];
  for await (const entry of store.history(Infinity, null)) {
    if (isWanted(entry)) return { changes, stop: entry };
    changes.push(entry.change);
  }
  return { changes, stop: null };
}

async function byBackups(ourRoot: string, theirRoot: string): Promise<CommonBeginning | null> {
  const theirs = new Set((await backupsIn(theirRoot)).map(({ crc }) => crc));
  const shared = (await backupsIn(ourRoot)).find(({ crc }) => theirs.has(crc));
  if (shared === undefined) return null;
  return { dossier: readSnapshotBytes(shared.content, shared.name).dossier, at: shared.at };
}

async function backupsIn(root: string) {
  const { backups } = pathsIn(root);
  const files = await listBackups(backups);
  return await Promise.all(
    files.map(async ({ name, at, bytes }) => {
      const content = await readOrdinaryFile(join(backups, name), false);
      return { name, at, content, crc: `${checksumOf(content)} ${bytes}` };
    }),
  );
}

// Two people's edits may share a number; the line's own bytes tell them apart.
function keyOf(entry: JournalEntry): string {
  return `${entry.sequence} ${checksumOf(formatLine(entry))}`;
}

function isSameDossier(one: Dossier, other: Dossier): boolean {
  return one.id === other.id && editsBetween(one, other).length === 0;
}
