import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '#core/dossier/change';
import type { RecordKey } from '#core/history/history-entry';
import { systemCode, unreadable, type Disk } from '#host/disk';
import { ensureFolder, writeDurably } from '#host/durable-file';
import { refuseLink } from '#host/folder-paths';
import { indexHistoryFile, type FileIndex, type IndexedLine } from '#host/history-index';
import { readHistoryEntries, type JournalEntry, type JournalLine } from '#host/journal-format';
import { readOrdinaryFile, requireOrdinaryFile } from '#host/ordinary-file';
import { checksumOf } from '#host/snapshot-adapter';

const fileName = /^(\d+)-(\d+)(?:\.[0-9a-f]+)?(?:\.\d+)?\.jsonl$/;

/**
 * The audit trail: the journal lines of edits that the snapshot contains, in files named FIRST-LAST.CRC.jsonl. The checksum
 * of the content keeps apart what two people did under the same numbers, so that git can bring their trails together.
 */
export class History {
  readonly #folder: string;
  readonly #disk: Disk;
  #addedThrough = 0;
  // Undoing goes backwards edit by edit, mostly within one file.
  #lastRead: { readonly name: string; readonly entries: readonly JournalEntry[] } | null = null;
  // A file of the trail never changes once it is written, so what was found in it holds.
  readonly #indexes = new Map<string, Promise<FileIndex>>();

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  /** The highest sequence number in the trail; 0 when it is empty. */
  async highest(): Promise<number> {
    return (await this.#files()).reduce((highest, file) => Math.max(highest, file.last), 0);
  }

  /**
   * Adds lines durably, but for those added before, as when a compaction was cut short after this. A file that holds
   * other lines of the same numbers is left alone; these then get a file of their own.
   */
  async add(lines: readonly JournalLine[]): Promise<void> {
    const added = lines.filter(({ entry }) => entry.sequence > this.#addedThrough);
    const first = added[0]?.entry.sequence;
    const last = added.at(-1)?.entry.sequence;
    if (first === undefined || last === undefined) return;
    await ensureFolder(this.#folder, this.#disk);
    const bytes = Buffer.concat(added.map((line) => line.bytes));
    await this.#write(`${first}-${last}.${checksumOf(bytes)}`, bytes);
    this.#addedThrough = last;
  }

  /** The change that was made as the edit of a number; null when the trail does not have it. Throws `damaged` or `disk`. */
  async findChange(sequence: number): Promise<Change | null> {
    for (const { name, first, last } of await this.#files()) {
      if (sequence < first || sequence > last) continue;
      if (this.#lastRead?.name !== name) this.#lastRead = { name, entries: await this.#read(name) };
      const found = this.#lastRead.entries.find((entry) => entry.sequence === sequence && entry.kind === 'edit');
      if (found !== undefined) return found.change;
    }
    return null;
  }

  /**
   * The steps before a number, the last one first: all, or those that edit one record. One line is read at a time, so
   * that a long trail costs no memory. Throws `damaged` or `disk`.
   */
  async *backwards(before: number, only: RecordKey | null): AsyncGenerator<JournalEntry> {
    const files = (await this.#files()).filter(({ first }) => first < before);
    for (const group of overlapping(files)) {
      const found = await Promise.all(group.map(async ({ name }) => await this.#linesIn(name, before, only)));
      // Trails that were merged may number their steps alike; they are then told one beside the other.
      const lines = found.flat().toSorted((a, b) => b.line.sequence - a.line.sequence || b.line.offset - a.line.offset);
      yield* this.#readLines(lines);
    }
  }

  async #linesIn(name: string, before: number, only: RecordKey | null) {
    const path = join(this.#folder, name);
    const index =
      this.#indexes.get(name) ??
      indexHistoryFile(path).catch((cause: unknown) => {
        this.#indexes.delete(name);
        throw unreadable(path, cause);
      });
    this.#indexes.set(name, index);
    const { lines, linesOf } = await index;
    const wanted = only === null ? lines : linesOf(only).flatMap((position) => lines[position] ?? []);
    return wanted.filter(({ sequence }) => sequence < before).map((line) => ({ name, line }));
  }

  /** Each file is opened once, however its lines stand between those of others. */
  async *#readLines(lines: readonly { readonly name: string; readonly line: IndexedLine }[]) {
    const opened = new Map<string, FileHandle>();
    try {
      for (const { name, line } of lines) {
        const path = join(this.#folder, name);
        const file = opened.get(name) ?? (await openTrail(path).catch(unreadableAt(path)));
        opened.set(name, file);
        const bytes = Buffer.alloc(line.length);
        await file.read(bytes, 0, line.length, line.offset).catch(unreadableAt(path));
        const [entry] = readHistoryEntries(bytes, path, line.number);
        if (entry === undefined) throw new Error(`${path} has no line at ${line.offset}.`);
        yield entry;
      }
    } finally {
      await Promise.all(Array.from(opened.values(), (file) => file.close()));
    }
  }

  async #read(name: string): Promise<readonly JournalEntry[]> {
    const path = join(this.#folder, name);
    const bytes = await readOrdinaryFile(path, false).catch(unreadableAt(path));
    return readHistoryEntries(bytes, path);
  }

  async #write(stem: string, bytes: Uint8Array): Promise<void> {
    for (let count = 1; ; count += 1) {
      const path = join(this.#folder, count === 1 ? `${stem}.jsonl` : `${stem}.${count}.jsonl`);
      const present = await readOrdinaryFile(path, false).catch(ignoreMissing);
      if (present === null) return await writeDurably(path, bytes, this.#disk);
      if (present.equals(bytes)) return;
    }
  }

  async #files(): Promise<TrailFile[]> {
    await refuseLink(this.#folder);
    const names = (await readdir(this.#folder).catch(ignoreMissing)) ?? [];
    return names.flatMap((name) => {
      const [, first, last] = fileName.exec(name) ?? [];
      return first === undefined || last === undefined ? [] : [{ name, first: Number(first), last: Number(last) }];
    });
  }
}

interface TrailFile {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** The files from the last steps to the first, those that share numbers together. */
function overlapping(files: readonly TrailFile[]): TrailFile[][] {
  const groups: TrailFile[][] = [];
  for (const file of files.toSorted((a, b) => b.last - a.last)) {
    const group = groups.at(-1);
    if (group?.some(({ first }) => first <= file.last) === true) group.push(file);
    else groups.push([file]);
  }
  return groups;
}

async function openTrail(path: string): Promise<FileHandle> {
  // It may have become a link since its index was made.
  await requireOrdinaryFile(path, false);
  return await open(path, 'r');
}

function unreadableAt(path: string) {
  return (cause: unknown): never => {
    throw unreadable(path, cause);
  };
}

function ignoreMissing(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null;
  throw error;
}
