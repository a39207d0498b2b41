import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'vite';

const root = join(import.meta.dirname, '../../..');

/** A change to Parley's source that makes it worse, to see whether a check notices. */
export interface Plant {
  /** The file, from `src/`. */
  readonly file: string;
  /** What stands there, exactly once, and what takes its place. */
  readonly replace: string;
  readonly by: string;
}

/** Builds a program of `children/`, with faults planted where asked; answers the path to run with Node. */
export async function buildProgram(name: string, plants: readonly Plant[] = []): Promise<string> {
  const key = createHash('sha256').update(JSON.stringify(plants)).digest('hex').slice(0, 8);
  const outDir = join(root, '.cache/reliability', `${name}-${key}`);
  const used = new Set<Plant>();
  const planting: Plugin = {
    name: 'plant',
    enforce: 'pre',
    transform(code, id) {
      let planted = code;
      for (const plant of plants.filter(({ file }) => id.endsWith(`/src/${file}`))) {
        if (planted.split(plant.replace).length !== 2) throw new Error(`${plant.file} holds not one: ${plant.replace}`);
        planted = planted.replace(plant.replace, () => plant.by);
        used.add(plant);
      }
      return planted;
    },
  };
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [planting],
    build: { ssr: join(root, 'tests/reliability/children', `${name}.ts`), outDir, emptyOutDir: true, target: 'node20' },
  });
  const idle = plants.find((plant) => !used.has(plant));
  if (idle !== undefined) throw new Error(`${idle.file} is no part of ${name}, so nothing was planted.`);
  return join(outDir, `${name}.js`);
}

/** Runs a program to its end and answers what it said. */
export async function runProgram(program: string, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** What an editing process has said so far. */
export interface Account {
  /** The state that was last acknowledged; null before the first. */
  readonly done: string | null;
  /** The state that it was about to reach; null where it was about nothing. */
  readonly will: string | null;
  readonly acknowledged: number;
  /** How many lines it had said. */
  readonly lines: number;
}

/** An editing process, which edits until it is ended. */
export class Editor {
  readonly child: ChildProcess;
  #said = '';
  #complaint = '';
  readonly #ended: Promise<void>;

  constructor(program: string, ...words: string[]) {
    this.child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.#complaint += chunk.toString()));
    this.#ended = new Promise((resolve) => this.child.on('close', () => resolve()));
  }

  /** What it has said by now; a line that was cut short does not count. */
  get account(): Account {
    const lines = this.#said.split('\n').slice(0, -1);
    const isAbout = lines.at(-1)?.startsWith('will ') === true;
    const done = lines.filter((line) => line.startsWith('done '));
    return {
      done: done.at(-1)?.slice(5) ?? null,
      will: isAbout ? (lines.at(-1)?.slice(5) ?? null) : null,
      acknowledged: done.length,
      lines: lines.length,
    };
  }

  /** Every state that it has spoken of since an earlier account. */
  statesSince(earlier: Account): string[] {
    const lines = this.#said.split('\n').slice(0, -1);
    return lines.slice(earlier.lines).map((line) => line.slice(5));
  }

  /** Resolves once it has acknowledged so much; throws when it ended before. */
  async hasAcknowledged(count: number): Promise<void> {
    while (this.account.acknowledged < count) {
      if (this.child.exitCode !== null) throw new Error(`The editor ended by itself. ${this.#complaint}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Ends it at once, as the system does with a process that runs out of memory; answers what it said until then. */
  async kill(): Promise<Account> {
    this.child.kill('SIGKILL');
    await this.#ended;
    if (this.child.signalCode !== 'SIGKILL') throw new Error(`The editor ended by itself. ${this.#complaint}`);
    return this.account;
  }
}
