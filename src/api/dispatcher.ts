import * as v from 'valibot';
import { toFault, type Answer } from '#api/answer';
import { commands, type CommandName, type Handlers } from '#api/contract';
import { faultOfShape } from '#core/model/json-shape';
import { ParleyError } from '#core/parley-error';

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/**
 * Answers one command given as text with text: validates the input by the contract, runs its handler, and turns any
 * error into a fault. It never rejects. `report` hears of errors that only a bug can cause.
 */
export function createDispatcher(handlers: Handlers, report: (error: unknown) => void) {
  return async (command: string, inputText: string): Promise<string> => {
    let answer: Answer;
    try {
      answer = { ok: true, value: await run(handlers, command, inputText) };
    } catch (error) {
      if (!(error instanceof ParleyError)) report(error);
      answer = { ok: false, fault: toFault(error) };
    }
    return JSON.stringify(answer);
  };
}

/** Answers a command given as text with text; see `createDispatcher`. */
export type Dispatch = ReturnType<typeof createDispatcher>;

async function run(handlers: Handlers, command: string, inputText: string): Promise<unknown> {
  if (!isCommand(command)) {
    throw new ParleyError({ code: 'usage', message: `There is no command named "${command}".` });
  }
  let input: unknown;
  try {
    input = JSON.parse(inputText);
  } catch (cause) {
    throw new ParleyError({ code: 'usage', message: `The input of "${command}" is not JSON.`, cause });
  }
  const fault = faultOfShape(input);
  if (fault !== null) throw new ParleyError({ code: 'usage', message: `The input of "${command}" ${fault}.` });
  const parsed = v.safeParse(commands[command].input, input);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue) ?? 'input';
    throw new ParleyError({ code: 'usage', message: `"${command}": ${field} ${issue.message}.` });
  }
  // The table pairs each input schema with its handler; TypeScript cannot follow that pairing through a union of names.
  const handler = handlers[command] as (input: unknown) => Promise<unknown>;
  return await handler(parsed.output);
}
