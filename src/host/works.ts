import { setImmediate } from 'node:timers/promises';
import { ParleyError } from '#core/parley-error';

/** What long work tells of itself. */
export interface Work {
  /** Says what comes next, and lets what waits be heard: throws `cancelled` where nobody waits for the rest. */
  step(words: string): Promise<void>;
  /** Ends the part that can be ended while it runs. */
  readonly signal: AbortSignal | null;
}

/** Work that nobody watches and nobody calls off: that of the command line. */
export const unwatched: Work = { step: () => Promise.resolve(), signal: null };

/** The long work of all windows, each under an id that its window gave it. */
export class Works {
  readonly #running = new Map<string, AbortController>();
  readonly #onstep: (work: string, step: string) => void;

  constructor(onstep: (work: string, step: string) => void) {
    this.#onstep = onstep;
  }

  /** Does work under an id; rejects with `cancelled` when it is called off. */
  async run<T>(id: string, act: (work: Work) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const { signal } = controller;
    const step = async (words: string) => {
      this.#onstep(id, words);
      // A word that calls it off may have come in while the last step kept the host busy.
      await setImmediate();
      if (signal.aborted) throw cancelled();
    };
    try {
      return await act({ step, signal });
    } catch (error) {
      throw signal.aborted ? cancelled() : error;
    } finally {
      this.#running.delete(id);
    }
  }

  /** Calls work off; nothing happens where it has ended. */
  cancel(id: string): void {
    this.#running.get(id)?.abort();
  }
}

function cancelled(): ParleyError {
  return new ParleyError({ code: 'cancelled', message: 'The work was called off.' });
}
