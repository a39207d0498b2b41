import type { HistoryEntry, RecordKey } from '#core/history/history-entry';
import { messageOf } from '#renderer/state/error-message.ts';
import type { HistoryReader } from '#renderer/state/history-reader.ts';

/** A history as it is paged through: what was read so far, and the way on. */
export class HistoryPager {
  readonly #reader: HistoryReader;
  readonly #record: RecordKey | null;
  #entries = $state.raw<readonly HistoryEntry[]>([]);
  #next = $state<number | null>(null);
  #isRead = $state(false);
  #trouble = $state<string | null>(null);
  #turn = 0;

  constructor(reader: HistoryReader, record: RecordKey | null) {
    this.#reader = reader;
    this.#record = record;
  }

  get entries(): readonly HistoryEntry[] {
    return this.#entries;
  }
  get hasMore(): boolean {
    return this.#next !== null;
  }
  /** Nothing was ever changed here. */
  get isEmpty(): boolean {
    return this.#isRead && this.#entries.length === 0;
  }
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Reads from the last step on. */
  async reload(): Promise<void> {
    await this.#read(null, []);
  }

  async more(): Promise<void> {
    if (this.#next !== null) await this.#read(this.#next, this.#entries);
  }

  /** Makes the record what a step left it as. */
  async restore(record: RecordKey, sequence: number): Promise<void> {
    try {
      await this.#reader.restore(record, sequence);
      this.#trouble = null;
    } catch (error) {
      this.#trouble = messageOf(error);
    }
  }

  async #read(before: number | null, earlier: readonly HistoryEntry[]): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const { entries, next } = await this.#reader.read(this.#record, before);
      // A later reading has begun meanwhile, and knows more.
      if (turn !== this.#turn) return;
      this.#entries = [...earlier, ...entries];
      this.#next = next;
      this.#isRead = true;
    } catch (error) {
      this.#trouble = messageOf(error);
    }
  }
}
