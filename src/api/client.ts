import { toError, type Answer } from '#api/answer';
import type { CommandInput, CommandName, CommandOutput, Notice } from '#api/contract';
import type { Transport } from '#api/transport';

/** The host as a window sees it: typed commands out, typed notices in. */
export interface Client {
  /** Gives a command; rejects with a ParleyError when the host refuses it. */
  call<N extends CommandName>(command: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Calls back with each notice, in order; `onLost` when the host went away. Returns a function that stops it. */
  subscribe(listener: (notice: Notice) => void, onLost: () => void): () => void;
}

/** A client over any transport. */
export function createClient(transport: Transport): Client {
  return {
    async call(command, input) {
      const answer = JSON.parse(await transport.request(command, JSON.stringify(input))) as Answer;
      if (!answer.ok) throw toError(answer.fault);
      return answer.value as CommandOutput<typeof command>;
    },
    subscribe: (listener, onLost) => transport.subscribe((text) => listener(JSON.parse(text) as Notice), onLost),
  };
}
