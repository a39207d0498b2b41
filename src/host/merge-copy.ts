import { randomUUID } from 'node:crypto';
import { lstat, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import type { CopyConflict, CopyMerged, CopyProposal, CopySource, LastEdit } from '#api/contract';
import type { Edit } from '#core/dossier/change';
import { conflictInWords } from '#core/dossier/conflict-words';
import { editsBetween } from '#core/dossier/difference';
import { mergeDossiers, type MergeConflict, type Merged } from '#core/dossier/merge';
import type { Side } from '#core/dossier/merge-values';
import { isSame } from '#core/dossier/same';
import { emptyDossier } from '#core/dossier/snapshot';
import { describeDifference } from '#core/history/difference';
import type { Dossier } from '#core/model/dossier';
import { Line } from '#core/model/text';
import { ParleyError } from '#core/parley-error';
import { hasDigest } from '#host/backup-sets';
import { commonBeginning, wasOnce, type CommonBeginning } from '#host/common-beginning';
import { diskTrouble, systemCode, unreadable } from '#host/disk';
import { openDossierFolder } from '#host/dossier-folder';
import { ensureFolder, writeDurably } from '#host/durable-file';
import type { DossierStore } from '#host/dossier-store';
import { pathsIn } from '#host/folder-paths';
import { readOrdinaryFile } from '#host/ordinary-file';
import { readSnapshotBytes } from '#host/snapshot-adapter';

/** Writes the edits of a merge as one step. */
type Commit = (label: string, edits: readonly Edit[]) => Promise<unknown>;

/** Another copy as it was read: its dossier, and its folder where that was given. */
interface OtherCopy {
  readonly name: string;
  readonly dossier: Dossier;
  readonly sequence: number;
  readonly folder: DossierStore | null;
}

interface Pending {
  readonly id: string;
  /** The dossier that the proposal was made for, and its last edit. */
  readonly path: string;
  readonly sequence: number;
  readonly copy: OtherCopy;
  readonly base: CommonBeginning | null;
}

/** Merges other copies of the open dossier into it: first what would come in, then, on the person's word, one edit. */
export class CopyMerges {
  #pending: Pending | null = null;

  /**
   * Reads another copy and says what it would bring, and where both changed the same. Nothing is written. Throws
   * `conflict` for a copy of another dossier, and whatever is wrong with the copy.
   */
  async propose(store: DossierStore, source: CopySource | UploadedCopy): Promise<CopyProposal> {
    const copy = 'content' in source ? readCopy(source.name, source.content) : await openCopy(source.path);
    refuseSelf(store, copy);
    refuseOther(store.dossier, copy.dossier);
    const base = await beginningOf(store, copy);
    const pending = { id: randomUUID(), path: store.root, sequence: store.sequence, copy, base };
    const { dossier, conflicts } = mergeInto(store, pending, new Map());
    this.#pending = pending;
    return {
      merge: pending.id,
      name: copy.name,
      title: copy.dossier.title,
      base: base === null ? null : { at: base.at },
      hasHistory: copy.folder !== null,
      incoming: describeDifference(editsBetween(store.dossier, dossier), dossier),
      conflicts: await Promise.all(conflicts.map((conflict) => describe(conflict, store, copy))),
    };
  }

  /**
   * Merges a copy that was proposed, as one edit; `choices` say which side each conflict goes to. Throws `conflict` when
   * the dossier has changed in the meantime, having written nothing.
   */
  async merge(
    store: DossierStore,
    id: string,
    choices: ReadonlyMap<string, Side>,
    commit: Commit,
  ): Promise<CopyMerged> {
    const pending = this.#pending;
    if (pending?.id !== id || pending.path !== store.root || pending.sequence !== store.sequence) {
      throw new ParleyError({
        code: 'conflict',
        message: 'The dossier has changed since the copy was looked at. Nothing was merged; look at the copy again.',
      });
    }
    const { dossier, conflicts } = mergeInto(store, pending, choices);
    const edits = editsBetween(store.dossier, dossier);
    const missing = await bringAttachments(store, pending.copy, dossier);
    if (edits.length > 0) await commit(labelOf(pending.copy), edits);
    this.#pending = null;
    const { added, changed, deleted } = describeDifference(edits, dossier);
    return { added, changed, deleted, kept: conflicts.map(({ title }) => title), missingAttachments: missing };
  }
}

/** A copy that came as a file: its name and what it holds. */
interface UploadedCopy {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The name of a conflict, by which a choice refers to it. */
function keyOf({ collection, id, field }: MergeConflict): string {
  return `${collection} ${id} ${field}`;
}

function mergeInto(store: DossierStore, { copy, base }: Pending, choices: ReadonlyMap<string, Side>): Merged {
  const beginning = base?.dossier ?? emptyDossier(store.dossier.id, '');
  return mergeDossiers(beginning, store.dossier, copy.dossier, (conflict) => choices.get(keyOf(conflict)) ?? null);
}

/** A file alone shows what it began as only where it has not been edited since. */
async function beginningOf(store: DossierStore, copy: OtherCopy): Promise<CommonBeginning | null> {
  if (copy.folder !== null) return await commonBeginning(store, copy.folder);
  if (!(await wasOnce(store, copy.dossier, copy.sequence))) return null;
  return { dossier: copy.dossier, at: null };
}

async function openCopy(path: string): Promise<OtherCopy> {
  const given = resolve(path);
  const found = await stat(given).catch((cause: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(cause))) return null;
    throw unreadable(given, cause);
  });
  if (found === null) {
    throw new ParleyError({ code: 'not-found', message: `There is no file or folder at ${given}. Check the path.` });
  }
  if (found.isFile() && basename(given) !== basename(pathsIn('').snapshot)) {
    return readCopy(basename(given), await readOrdinaryFile(given));
  }
  const { store } = await openDossierFolder(given, {
    mode: 'read',
    acceptOutsideChanges: true,
    outsideBackups: null,
    now: () => new Date(),
    log: () => undefined,
  });
  return { name: basename(store.root), dossier: store.dossier, sequence: store.sequence, folder: store };
}

function readCopy(name: string, content: Uint8Array): OtherCopy {
  const { dossier, sequence } = readSnapshotBytes(content, name);
  return { name, dossier, sequence, folder: null };
}

function refuseSelf(store: DossierStore, { folder }: OtherCopy): void {
  if (folder?.root !== store.root) return;
  throw new ParleyError({
    code: 'conflict',
    message: `${store.root} is the dossier that is open. Choose the folder of another copy of it.`,
  });
}

function refuseOther(ours: Dossier, theirs: Dossier): void {
  if (ours.id === theirs.id) return;
  throw new ParleyError({
    code: 'conflict',
    message: `“${theirs.title}” is another dossier, not a copy of “${ours.title}”. Nothing was merged; choose a copy of this one.`,
  });
}

async function describe(conflict: MergeConflict, ours: DossierStore, copy: OtherCopy): Promise<CopyConflict> {
  const { collection, id, title } = conflict;
  return {
    key: keyOf(conflict),
    collection,
    title,
    id,
    ...conflictInWords(conflict, ours.dossier, copy.dossier),
    oursBy: await lastChangeOf(ours, conflict),
    theirsBy: copy.folder === null ? null : await lastChangeOf(copy.folder, conflict),
  };
}

/** Who changed the field of a conflict last in one copy; null where its history does not tell. */
async function lastChangeOf(store: DossierStore, { collection, id, field }: MergeConflict): Promise<LastEdit | null> {
  const name = field.split('.')[0] ?? '';
  const part = (record: Edit['after']) => (name === '' ? record : (record as Record<string, unknown> | null)?.[name]);
  try {
    for await (const { change } of store.history(Infinity, { collection, id })) {
      const isIt = change.edits.some((edit) => edit.id === id && !isSame(part(edit.before), part(edit.after)));
      if (isIt) return { at: change.at, author: change.author, label: change.label };
    }
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    // A damaged trail tells nothing of who; the values stand all the same.
  }
  return null;
}

/** Brings the offline copies that the merged dossier names and its folder lacks; answers how many are still missing. */
async function bringAttachments(store: DossierStore, { folder }: OtherCopy, merged: Dossier): Promise<number> {
  const names = new Set([...merged.sources.values()].flatMap(({ attachment }) => attachment?.sha256 ?? []));
  return await store.writeBeside(async ({ attachments }, disk) => {
    let missing = 0;
    for (const name of names) {
      if ((await lstat(join(attachments, name)).catch(() => null)) !== null) continue;
      const content =
        folder === null
          ? null
          : await readOrdinaryFile(join(pathsIn(folder.root).attachments, name), false).catch(() => null);
      if (content === null || !hasDigest(name, content)) {
        missing += 1;
        continue;
      }
      try {
        await ensureFolder(dirname(join(attachments, name)), disk);
        await writeDurably(join(attachments, name), content, disk);
      } catch (cause) {
        const message = `Nothing was merged: an offline copy could not be brought along: ${diskTrouble(cause)}. Mend that and try again.`;
        throw new ParleyError({ code: 'disk', message, cause });
      }
    }
    return missing;
  });
}

function labelOf({ name }: OtherCopy): string {
  const most = 120;
  return v.is(Line, name) && name.length <= most ? `merge another copy: ${name}` : 'merge another copy';
}
