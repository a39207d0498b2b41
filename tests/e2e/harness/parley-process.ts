import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { installed } from './installation';

/** Starts `parley open --no-window` and answers with the address that it prints. */
export async function startParley(
  programArguments: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<{ readonly process: ChildProcess; readonly address: string }> {
  const child = spawn(process.execPath, [installed('bin/parley.js'), 'open', '--no-window', ...programArguments], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`Parley ended with code ${code} before it was ready.`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const address = /^Parley is ready at (http:\/\/127\.0\.0\.1:\d+\/#code=[\w-]+)$/.exec(line)?.[1];
  if (address === undefined) throw new Error(`Parley's first line is not its address: ${line}`);
  return { process: child, address };
}

/** Ends a process at once, as a crash would, or by asking it; answers its exit code, null when it was killed. */
export async function endProcess(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exit)[0];
}
