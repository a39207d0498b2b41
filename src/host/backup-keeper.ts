import { readdir } from 'node:fs/promises';
import type { Dossier } from '#core/model/dossier';
import { ParleyError } from '#core/parley-error';
import { backUp, insideRetention, outsideRetention } from '#host/backups';
import { hasDigest, keepCompanions, markSet, setFolder, type Companions } from '#host/backup-sets';
import { diskTrouble, type Disk } from '#host/disk';
import { pathsIn, type FolderPaths } from '#host/folder-paths';
import { readHistoryEntries } from '#host/journal-format';
import { readSnapshotBytes } from '#host/snapshot-adapter';

/** What a keeper of backups works with. */
interface KeeperParts {
  readonly paths: FolderPaths;
  /** The folder for backups outside the dossier's own; null keeps none there. */
  readonly outside: string | null;
  readonly now: () => Date;
  readonly disk: Disk;
  /** Hears, as a sentence, what could not be backed up. */
  readonly log: (message: string) => void;
}

const mebibyte = 1024 * 1024;
const mostAttachmentBytes = 1024 * mebibyte;
const mostHistoryBytes = 512 * mebibyte;

/**
 * Makes the backups of one open dossier, inside its folder and outside. Its work goes on beside the edits and holds none
 * of them up. What fails is said once for each place, and not again before it has worked there in between.
 */
export class BackupKeeper {
  readonly #parts: KeeperParts;
  readonly #failing = new Set<string>();
  #work: Promise<void> = Promise.resolve();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /**
   * Backs up a snapshot's bytes, which were opened as this dossier without fault, in each place, whether or not the
   * others can have a copy. Answers in how many there is one now, and a sentence for each where there is newly none.
   */
  async keep(
    bytes: Uint8Array,
    dossier: Dossier,
  ): Promise<{ readonly kept: number; readonly faults: readonly string[] }> {
    const { paths, outside, now, disk } = this.#parts;
    const places = [{ folder: paths.backups, retention: insideRetention }];
    if (outside !== null) {
      places.push({ folder: setFolder(outside, dossier.id, paths.root), retention: outsideRetention });
    }
    const faults: string[] = [];
    let kept = 0;
    for (const { folder, retention } of places) {
      const trouble = await troubleOf(() => backUp(folder, bytes, retention, now(), disk));
      if (trouble === null) kept += 1;
      faults.push(...this.#news(folder, failure(`No backup could be made in ${folder}`, trouble)));
    }
    return { kept, faults };
  }

  /** Backs up a snapshot's bytes later, once they were opened, and then what goes with them. */
  keepLater(bytes: Uint8Array, name: string): void {
    this.#later(() => this.#keepWhole(bytes, readSnapshotBytes(bytes, name).dossier));
  }

  /** Backs up a snapshot's bytes later, which were opened as this dossier without fault, and then what goes with them. */
  keepOpenedLater(bytes: Uint8Array, dossier: Dossier): void {
    this.#later(() => this.#keepWhole(bytes, dossier));
  }

  /** Waits until nothing is being backed up. */
  settled(): Promise<void> {
    return this.#work;
  }

  #later(job: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      const trouble = await troubleOf(job);
      this.#news('', failure('No backup was made', trouble)).forEach(this.#parts.log);
    });
  }

  async #keepWhole(bytes: Uint8Array, dossier: Dossier): Promise<void> {
    const { faults } = await this.keep(bytes, dossier);
    faults.forEach(this.#parts.log);
    await this.#keepBesides(dossier);
  }

  /** Brings what goes with a dossier, its offline copies and its history, up to date outside its folder. */
  async #keepBesides(dossier: Dossier): Promise<void> {
    const { paths, outside, disk, log } = this.#parts;
    if (outside === null) return;
    const folder = setFolder(outside, dossier.id, paths.root);
    const trouble = await troubleOf(async () => {
      await markSet(folder, { id: dossier.id, path: paths.root, title: dossier.title }, disk);
      await keepCompanions(await historyOf(paths, pathsIn(folder)), disk);
      const leftOut = await keepCompanions(attachmentsOf(dossier, paths, pathsIn(folder)), disk);
      this.#news('no room', leftOut === 0 ? null : leftOutInWords(leftOut, folder)).forEach(log);
    });
    this.#news('besides', failure(`Not all of the dossier could be backed up in ${folder}`, trouble)).forEach(log);
  }

  /** What is newly wrong with one thing, to be said; nothing where it is well, or was said already. */
  #news(thing: string, sentence: string | null): string[] {
    if (sentence === null) {
      this.#failing.delete(thing);
      return [];
    }
    if (this.#failing.has(thing)) return [];
    this.#failing.add(thing);
    return [sentence];
  }
}

function failure(what: string, trouble: string | null): string | null {
  if (trouble === null) return null;
  return `${what}: ${trouble}. Your edits are saved as before, and it is tried again with the next backup.`;
}

async function troubleOf(job: () => Promise<unknown>): Promise<string | null> {
  try {
    await job();
    return null;
  } catch (error) {
    return diskTrouble(error);
  }
}

function attachmentsOf(dossier: Dossier, from: FolderPaths, to: FolderPaths): Companions {
  const names = new Set([...dossier.sources.values()].flatMap(({ attachment }) => attachment?.sha256 ?? []));
  const folders = { from: from.attachments, to: to.attachments };
  return { ...folders, names: [...names].sort(), mostBytes: mostAttachmentBytes, isWhole: hasDigest };
}

/** The files of the audit trail, those of the last edits first. */
async function historyOf(from: FolderPaths, to: FolderPaths): Promise<Companions> {
  const names = (await readdir(from.history).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
  names.sort((a, b) => parseInt(b, 10) - parseInt(a, 10));
  return { from: from.history, to: to.history, names, mostBytes: mostHistoryBytes, isWhole: isTrail };
}

function isTrail(name: string, content: Uint8Array): boolean {
  try {
    readHistoryEntries(content, name);
    return true;
  } catch (error) {
    if (error instanceof ParleyError) return false;
    throw error;
  }
}

function leftOutInWords(count: number, folder: string): string {
  const copies = count === 1 ? '1 offline copy' : `${count} offline copies`;
  return `${copies} found no room in the backup outside the dossier’s folder (${folder}), which holds 1 GB of them. They are in the dossier’s folder alone.`;
}
