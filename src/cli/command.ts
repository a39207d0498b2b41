import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Words a person got wrong on the command line. They end the run with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** An option as its help shows it; `value` stands for what is to be given, and an option without one is a switch. */
export interface Option {
  readonly value?: string;
  readonly help: string;
}

type Options = Readonly<Record<string, Option>>;

/** What a person gave for each option. */
export type Given<O extends Options> = {
  readonly [N in keyof O]: O[N] extends { readonly value: string } ? string | undefined : boolean;
};

/** Where a command speaks and what it knows of its surroundings. */
export interface Terminal {
  /** A line of the result, on standard output. */
  print(line: string): void;
  /** A line for the person, on standard error. */
  say(line: string): void;
  readonly environment: NodeJS.ProcessEnv;
  /** Parley's own folder: where its files, its window and its sample are. */
  readonly installation: string;
  readonly version: string;
}

/** What holds for every command. */
export interface Common {
  /** The day that counts as today, as it was given; null leaves it to the clock. */
  readonly today: string | null;
  readonly isVerbose: boolean;
}

/** One command of `parley`. `run` answers the exit code; what goes wrong it throws. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  readonly summary: string;
  /** What is named after it, as its help shows it: one in brackets may be left out. */
  readonly operands: readonly string[];
  readonly options: O;
  run(operands: readonly string[], given: Given<O>, common: Common, terminal: Terminal): Promise<number>;
}

/** Options that every command takes. */
export const commonOptions: Options = {
  today: { value: 'DATE', help: 'the day that counts as today, such as 2025-12-02' },
  verbose: { help: 'show where an error came from' },
  help: { help: 'show this help' },
};

/** A command with the types of its options, for the list of all commands. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command;
}

/** A command's arguments, read by its own options. Throws a UsageError for anything it does not know. */
export function readArguments(command: Command, commandArguments: readonly string[]) {
  const options: Options = { ...command.options, ...commonOptions };
  const config: ParseArgsConfig = {
    args: [...commandArguments],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
    ),
    allowPositionals: true,
  };
  const { values, positionals } = parseOrExplain(config);
  const extra = positionals[command.operands.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`);
  return { values, operands: positionals };
}

function parseOrExplain(config: ParseArgsConfig) {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node adds advice on escaping after the first sentence.
    throw new UsageError(`${error.message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`);
  }
}

/** How a command is used, for `--help`. */
export function usageOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(
    ([name, { value, help }]) => [value === undefined ? `--${name}` : `--${name} ${value}`, help] as const,
  );
  return [
    `Usage: parley ${[command.name, ...command.operands].join(' ')} [options]`,
    '',
    command.summary,
    '',
    'Options:',
    ...rows(options),
  ].join('\n');
}

/** Lines of two columns, the first as wide as its longest entry. */
export function rows(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`);
}
