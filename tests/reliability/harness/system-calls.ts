import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The calls through which Parley changes what is on disk. */
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

/** What a session said, and the calls it made until it was told to go on. */
export interface Lived {
  readonly said: readonly string[];
  readonly calls: readonly SystemCall[];
}

/**
 * A process that lives one session after the other, so that none has to wait for it to start. What goes wrong in a session
 * goes wrong until it waits, and then is over.
 */
export class Sessions {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said: string[] = [];
  #rest = '';
  #complaint = '';

  constructor(program: string) {
    // One thread for files, since strace counts each thread's calls apart.
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
    this.#child = spawn(process.execPath, [program], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#ended = once(this.#child, 'close');
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (this.#rest + chunk.toString()).split('\n');
      this.#rest = lines.pop() ?? '';
      this.#said.push(...lines);
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#complaint += chunk.toString()));
  }

  /** Lives a session on a dossier with its calls on record, some of which may be made to fail. */
  async traced(path: string, faults: readonly CallFault[] = []): Promise<Lived> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-trace-'));
    try {
      const log = join(folder, 'calls');
      const injections = faults.flatMap((fault) => ['-e', injection(fault)]);
      const tracing = ['-f', '-y', '-s', '64', '-o', log, '-e', `trace=${[...writingCalls, 'write'].join(',')}`];
      const tracer = spawn('strace', [...tracing, ...injections, '-p', String(this.#child.pid)], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const ended = once(tracer, 'close');
      await hasAttached(tracer);
      const said = await this.#live(path, async () => {
        tracer.kill('SIGINT');
        await ended;
      });
      return { said, calls: readCalls(await readFile(log, 'utf8')) };
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** Lives a session in which no file may grow beyond a size: a write past it is cut short, and the next one fails. */
  async limited(path: string, mostBytes: number): Promise<readonly string[]> {
    await this.#limit(`${mostBytes}:unlimited`);
    return await this.#live(path, () => this.#limit('unlimited:unlimited'));
  }

  async end(): Promise<void> {
    this.#child.stdin?.end();
    await this.#ended;
  }

  async #live(path: string, setRight: () => Promise<void>): Promise<readonly string[]> {
    this.#said = [];
    this.#child.stdin?.write(`${path}\n`);
    await this.#hasSaid('waiting');
    await setRight();
    this.#child.stdin?.write('\n');
    await this.#hasSaid('ended');
    return this.#said;
  }

  async #hasSaid(line: string): Promise<void> {
    while (!this.#said.includes(line)) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
        throw new Error(`The session ended by itself. ${this.#complaint}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  async #limit(bytes: string): Promise<void> {
    await promisify(execFile)('prlimit', ['--pid', String(this.#child.pid), `--fsize=${bytes}`]);
  }
}

async function hasAttached(tracer: ChildProcess): Promise<void> {
  let complaint = '';
  await new Promise<void>((resolve, reject) => {
    // Listened to until the end: strace ends when nobody hears it.
    tracer.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
      if (complaint.includes(' attached')) resolve();
    });
    tracer.once('close', () => reject(new Error(`strace ended: ${complaint}`)));
  });
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
