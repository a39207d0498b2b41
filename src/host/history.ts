import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '#core/dossier/change';
import { systemCode, unreadable, type Disk } from '#host/disk';
import { ensureFolder, writeDurably } from '#host/durable-file';
import { readHistoryEntries, type JournalEntry, type JournalLine } from '#host/journal-format';

const fileName = /^(\d+)-(\d+)(?:\.\d+)?\.jsonl$/;

/** The audit trail: the journal lines of edits that the snapshot contains, in files named FIRST-LAST.jsonl. */
export class History {
  readonly #folder: string;
  readonly #disk: Disk;
  #addedThrough = 0;
  // Undoing goes backwards edit by edit, mostly within one file.
  #lastRead: { readonly name: string; readonly entries: readonly JournalEntry[] } | null = null;

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
    await this.#write(`${first}-${last}`, Buffer.concat(added.map((line) => line.bytes)));
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

  /** Every entry of the trail, the oldest first, file by file. Throws `damaged` or `disk`. */
  async *entries(): AsyncGenerator<JournalEntry> {
    const files = await this.#files();
    for (const { name } of files.sort((a, b) => a.first - b.first || a.last - b.last)) yield* await this.#read(name);
  }

  async #read(name: string): Promise<readonly JournalEntry[]> {
    const path = join(this.#folder, name);
    const bytes = await readFile(path).catch((cause: unknown) => {
      throw unreadable(path, cause);
    });
    return readHistoryEntries(bytes, path);
  }

  async #write(stem: string, bytes: Uint8Array): Promise<void> {
    for (let count = 1; ; count += 1) {
      const path = join(this.#folder, count === 1 ? `${stem}.jsonl` : `${stem}.${count}.jsonl`);
      const present = await readFile(path).catch(ignoreMissing);
      if (present === null) return await writeDurably(path, bytes, this.#disk);
      if (present.equals(bytes)) return;
    }
  }

  async #files(): Promise<{ name: string; first: number; last: number }[]> {
    const names = (await readdir(this.#folder).catch(ignoreMissing)) ?? [];
    return names.flatMap((name) => {
      const [, first, last] = fileName.exec(name) ?? [];
      return first === undefined || last === undefined ? [] : [{ name, first: Number(first), last: Number(last) }];
    });
  }
}

function ignoreMissing(error: unknown): null {
  if (systemCode(error) === 'ENOENT') return null;
  throw error;
}
