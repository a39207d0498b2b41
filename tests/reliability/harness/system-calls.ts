import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The calls through which Parley changes what is on disk, and by which it answers. */
export const writingCalls = ['pwrite64', 'fdatasync', 'fsync', 'rename', 'ftruncate'] as const;
export type WritingCall = (typeof writingCalls)[number];

/** A call that a process made, in the order in which they ended; `what` holds its arguments, files by their names. */
export interface SystemCall {
  readonly name: string;
  readonly what: string;
}

/** A call that is to fail: the one of this number, counted from 1, or all from there on. */
export interface CallFault {
  readonly call: WritingCall;
  readonly number: number;
  readonly error: 'ENOSPC' | 'EIO';
  readonly isLasting: boolean;
}

/** Runs a program with its system calls on record, one of which may be made to fail; answers what it said and the calls. */
export async function runTraced(program: string, words: readonly string[], fault: CallFault | null = null) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-trace-'));
  try {
    const log = join(folder, 'calls');
    const trace = ['-f', '-y', '-s', '64', '-o', log, '-e', `trace=${[...writingCalls, 'write'].join(',')}`];
    const inject = fault === null ? [] : ['-e', injection(fault)];
    // One thread for files, since strace counts each thread's calls apart.
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
    const { stdout } = await promisify(execFile)('strace', [...trace, ...inject, process.execPath, program, ...words], {
      env,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { said: stdout.split('\n').slice(0, -1), calls: readCalls(await readFile(log, 'utf8')) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function injection({ call, number, error, isLasting }: CallFault): string {
  return `inject=${call}:error=${error}:when=${number}${isLasting ? '+' : ''}`;
}

/** A call that takes a while stands in two lines; it counts where it ends. */
function readCalls(log: string): SystemCall[] {
  const begun = new Map<string, SystemCall>();
  const calls: SystemCall[] = [];
  for (const line of log.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const [, name = '', what = ''] = /^(\w+)\((.*)$/.exec(rest) ?? [];
    if (rest.endsWith('<unfinished ...>')) begun.set(thread, { name, what });
    else if (rest.startsWith('<... ')) {
      const call = begun.get(thread);
      if (call !== undefined) calls.push(call);
    } else if (name !== '') calls.push({ name, what });
  }
  return calls;
}
