import * as v from 'valibot';
import { Day } from '#core/model/date';
import { problemInWords } from '#core/model/problems';
import { ParleyError } from '#core/parley-error';
import { actorsCommand } from './actors';
import { briefCommand } from './brief';
import { checkCommand } from './check';
import { cleanCommand } from './clean';
import { readArguments, rows, type Terminal, UsageError, usageOf } from './command';
import { figureCommand } from './figure';
import { historyCommand } from './history';
import { listCommand } from './list';
import { mergeCommand } from './merge';
import { newCommand } from './new';
import { openCommand } from './open';
import { pageCommand } from './page';
import { restoreCommand } from './restore';

const commands = [
  openCommand,
  newCommand,
  checkCommand,
  cleanCommand,
  listCommand,
  actorsCommand,
  historyCommand,
  figureCommand,
  briefCommand,
  pageCommand,
  mergeCommand,
  restoreCommand,
];

/** Runs one command line. Answers the exit code: 0 done, 1 failed, 2 wrong usage. Nothing but bugs in it is thrown. */
export async function run(commandLine: readonly string[], terminal: Terminal): Promise<number> {
  const isVerbose = commandLine.includes('--verbose');
  try {
    return await dispatch(commandLine, isVerbose, terminal);
  } catch (error) {
    explain(error, isVerbose, terminal);
    return isWrongUsage(error) ? 2 : 1;
  }
}

async function dispatch(commandLine: readonly string[], isVerbose: boolean, terminal: Terminal): Promise<number> {
  const [first, ...rest] = commandLine;
  if (first === '--version') {
    terminal.print(terminal.version);
    return 0;
  }
  if (first === '--help' || first === 'help') {
    terminal.print(overview());
    return 0;
  }
  if (first === undefined) throw new UsageError('Say what to do. See: parley --help');
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) throw new UsageError(`There is no command "${first}". See: parley --help`);

  // Asked for help, a person gets it, whatever else stands in the line.
  if (rest.includes('--help')) {
    terminal.print(usageOf(command));
    return 0;
  }
  try {
    const { values, operands } = readArguments(command, rest);
    // Asked for after the options were read, since a wrong option is the likelier slip.
    const missing = command.operands.slice(operands.length).find((operand) => !operand.startsWith('['));
    if (missing === 'DOSSIER') throw new UsageError('Name the folder of a dossier.');
    if (missing !== undefined) throw new UsageError(`${missing} is not given.`);
    return await command.run(
      operands,
      values as never,
      { today: readToday(values.today, terminal), isVerbose },
      terminal,
    );
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message} See: parley ${command.name} --help`, { cause: error });
  }
}

function readToday(given: unknown, { environment }: Terminal): string | null {
  const [name, text] =
    typeof given === 'string' ? ['--today', given] : ['PARLEY_TODAY', environment.PARLEY_TODAY || null];
  if (text === null) return null;
  const day = v.safeParse(Day, text);
  if (!day.success) throw new UsageError(`${name} ${day.issues[0].message}; "${text}" is not.`);
  return day.output;
}

function overview(): string {
  return [
    'Usage: parley COMMAND [DOSSIER] [options]',
    '',
    'Follow a negotiation and explain it: a dossier of events, actors and sources on a timeline.',
    '',
    'Commands:',
    ...rows(commands.map(({ name, summary }) => [name, summary] as const)),
    '',
    'Each command explains itself: parley COMMAND --help. For the version: parley --version',
  ].join('\n');
}

function explain(error: unknown, isVerbose: boolean, { say }: Terminal): void {
  if (error instanceof ParleyError || error instanceof UsageError) {
    say(error.message);
    const problems = error instanceof ParleyError ? error.problems : [];
    if (problems.length > 1) for (const problem of problems) say(problemInWords(problem));
  } else {
    const cause = error instanceof Error ? error.message : String(error);
    say(`Parley failed: ${cause}${isVerbose ? '' : ' (--verbose shows where)'}`);
  }
  if (isVerbose && error instanceof Error) say(error.stack ?? '');
}

function isWrongUsage(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof ParleyError && error.code === 'usage');
}
