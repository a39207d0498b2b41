import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '#core/dossier/change';
import { systemCode, type Disk } from '#host/disk';
import { writeDurably } from '#host/durable-file';
import { readHistoryEntries, type JournalEntry, type JournalLine } from '#host/journal-format';

const fileName = /^(\d+)-(\d+)(?:\.\d+)?\.jsonl$/;

/** The audit trail: the journal lines of edits that the snapshot contains, in files named FIRST-LAST.jsonl. */
export class History {
  readonly #folder: string;
  readonly #disk: Disk;
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

  /** Adds lines durably. The same lines added again leave one file; other lines of the same numbers get their own. */
  async add(lines: readonly JournalLine[]): Promise<void> {
    const first = lines[0]?.entry.sequence;
    const last = lines.at(-1)?.entry.sequence;
    if (first === undefined || last === undefined) return;
    await mkdir(this.#folder, { recursive: true });
    const bytes = Buffer.concat(lines.map((line) => line.bytes));
    for (let count = 1; ; count += 1) {
      const name = count === 1 ? `${first}-${last}.jsonl` : `${first}-${last}.${count}.jsonl`;
      const path = join(this.#folder, name);
      const present = await readFile(path).catch(ignoreMissing);
      if (present === null) return await writeDurably(path, bytes, this.#disk);
      if (present.equals(bytes)) return;
    }
  }

  /** The change that was made as the edit of a number; null when the trail does not have it. Throws `damaged`. */
  async findChange(sequence: number): Promise<Change | null> {
    for (const { name, first, last } of await this.#files()) {
      if (sequence < first || sequence > last) continue;
      if (this.#lastRead?.name !== name) {
        const path = join(this.#folder, name);
        this.#lastRead = { name, entries: readHistoryEntries(await readFile(path), path) };
      }
      const found = this.#lastRead.entries.find((entry) => entry.sequence === sequence && entry.kind === 'edit');
      if (found !== undefined) return found.change;
    }
    return null;
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
