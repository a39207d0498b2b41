import { ParleyError } from '#core/parley-error';
import { systemCode } from '#host/disk';
import type { CommittedChange, DossierStore } from '#host/dossier-store';
import { stampOf } from '#host/durable-file';
import { readJournal, type JournalContent } from '#host/journal-format';
import { readOrdinaryFile } from '#host/ordinary-file';

// Soon enough for two people who talk on the telephone; a look costs one question about a file's size and time.
const pauseMs = 500;

/** Who hears what a follower finds. */
export interface FollowerListeners {
  /** An edit that the other process made, which the store now holds too. */
  readonly onFollowed: (change: CommittedChange) => void;
  /** The journal does not continue what the store holds: the dossier is to be opened anew. */
  readonly onDiverged: () => void;
}

/** Has a store that only reads keep up with the process that writes, through the journal. */
export class JournalFollower {
  readonly #path: string;
  readonly #store: DossierStore;
  readonly #listeners: FollowerListeners;
  #generation: number | null = null;
  #stamp: string | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isStopped = false;

  constructor(path: string, store: DossierStore, listeners: FollowerListeners) {
    this.#path = path;
    this.#store = store;
    this.#listeners = listeners;
  }

  /** Looks again and again until it is stopped, or the journal goes its own way. */
  start(): void {
    this.#timer = setTimeout(() => {
      void this.#look().finally(() => {
        if (!this.#isStopped) this.start();
      });
    }, pauseMs);
    this.#timer.unref();
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const stamp = await stampOf(this.#path);
    if (stamp === null || stamp === this.#stamp) return;
    const content = await this.#read();
    // A first line that is half read is whole at the next look.
    if (content === null || content.header === null || this.#isStopped) return;
    this.#stamp = stamp;
    if (!this.#continues(content)) {
      this.#diverge();
      return;
    }
    this.#generation = content.header.generation;
    for (const line of content.lines.filter(({ entry }) => entry.sequence > this.#store.sequence)) {
      try {
        this.#listeners.onFollowed(await this.#store.follow(line));
      } catch (error) {
        if (!(error instanceof ParleyError)) throw error;
        this.#diverge();
        return;
      }
    }
  }

  async #read(): Promise<JournalContent | null> {
    try {
      return readJournal(await readOrdinaryFile(this.#path, false), this.#path);
    } catch (error) {
      // Gone for a moment, or for good: the store shows what it has.
      if (systemCode(error) !== '') return null;
      if (error instanceof ParleyError) this.#diverge();
      else throw error;
      return null;
    }
  }

  /**
   * Whether the lines follow on what the store holds. A line that was read before its writer had it flushed may have been
   * taken back and its number used again.
   */
  #continues({ header, lines }: JournalContent): boolean {
    const { sequence, lastLine } = this.#store;
    const next = lines.find(({ entry }) => entry.sequence > sequence);
    if (header === null || header.snapshot.sequence > sequence) return false;
    if (next !== undefined && next.entry.sequence !== sequence + 1) return false;
    const present = lines.find(({ entry }) => entry.sequence === sequence);
    if (present !== undefined) return lastLine === null || Buffer.compare(present.bytes, lastLine.bytes) === 0;
    return this.#generation === null || this.#generation === header.generation;
  }

  #diverge(): void {
    this.stop();
    this.#listeners.onDiverged();
  }
}
