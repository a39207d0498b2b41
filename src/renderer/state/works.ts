import type { Client } from '#api/client';
import type { CommandInput, CommandOutput, Notices } from '#api/contract';

type LongCommand = 'figure.render' | 'brief.render' | 'page.render';

/** Long work in the host's hands. */
export interface Work<T> {
  readonly done: Promise<T>;
  /** Calls it off: `done` then rejects with `cancelled`. */
  cancel(): void;
}

/** The long work that this window has asked of the host. */
export class Works {
  readonly #client: Client;
  readonly #listeners = new Map<string, (step: string) => void>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Gives a command that takes long; `onstep` hears what is being done. */
  start<N extends LongCommand>(
    command: N,
    request: Omit<CommandInput<N>, 'work'>,
    onstep: (step: string) => void,
  ): Work<CommandOutput<N>> {
    const work = crypto.randomUUID();
    this.#listeners.set(work, onstep);
    const input = { ...request, work } as unknown as CommandInput<N>;
    const done = this.#client.call(command, input).finally(() => this.#listeners.delete(work));
    return {
      done,
      cancel: () => {
        if (!this.#listeners.has(work)) return;
        // A host that does not hear it any more is told of where the work itself is waited for.
        this.#client.call('work.cancel', { work }).catch(() => undefined);
      },
    };
  }

  receive({ work, step }: Notices['work.advanced']): void {
    this.#listeners.get(work)?.(step);
  }
}
