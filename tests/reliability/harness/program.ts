import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'vite';
import type { Workload } from './plain-model';

const root = join(import.meta.dirname, '../../..');
// Within the project, so that what cannot be built in is found beside it.
const programs = join(root, '.cache/reliability');

/** A change to Parley's source that makes it worse, to see whether a check notices. */
export interface Plant {
  /** The file, from `src/`. */
  readonly file: string;
  /** What stands there, exactly once, and what takes its place. */
  readonly replace: string;
  readonly by: string;
}

/** A journal that is compacted when it is hardly longer than the snapshot, many times a second. */
export const eagerCompaction: Plant = {
  file: 'host/dossier-store.ts',
  replace: 'smallestCompactionBytes = 1024 * 1024',
  by: 'smallestCompactionBytes = 4096',
};

const built = new Map<string, Promise<string>>();

/** Builds a program of `children/`, with faults planted where asked; answers the path to run with Node. */
export function buildProgram(name: string, plants: readonly Plant[] = []): Promise<string> {
  const key = JSON.stringify([name, plants]);
  const program = built.get(key) ?? buildAnew(name, plants);
  built.set(key, program);
  return program;
}

async function buildAnew(name: string, plants: readonly Plant[]): Promise<string> {
  await mkdir(programs, { recursive: true });
  const outDir = await mkdtemp(join(programs, `${name}-`));
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
    // As the command line is built: the holidays of all countries would take more than half of a start.
    resolve: { alias: { 'date-holidays': join(root, 'src/host/holidays-when-asked.ts') } },
    // In one file, it starts in a third of the time; machine code cannot be in it.
    ssr: { noExternal: true, external: ['@resvg/resvg-js'] },
    build: {
      ssr: join(root, 'tests/reliability/children', `${name}.ts`),
      outDir,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  const idle = plants.find((plant) => !used.has(plant));
  if (idle !== undefined) throw new Error(`${idle.file} is no part of ${name}, so nothing was planted.`);
  return join(outDir, `${name}.mjs`);
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
}

/** What lines of an editing process say; one that was cut short does not count. */
export function readAccount(said: string): Account {
  const lines = said.split('\n').slice(0, -1);
  const last = lines.at(-1);
  const done = lines.filter((line) => line.startsWith('done '));
  return {
    done: done.at(-1)?.slice(5) ?? null,
    will: last?.startsWith('will ') === true ? last.slice(5) : null,
    acknowledged: done.length,
  };
}

/** What an editing process is to do. */
export interface Task {
  readonly path: string;
  readonly workload: Workload;
  readonly seed: number;
}

/** An editing process, which starts up, waits for its task, and then edits until it is ended. */
export class Editor {
  readonly child: ChildProcess;
  #said = '';
  #complaint = '';
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;

  /** `heard` is the file that hears what it says, where that is not this process. */
  constructor(program: string, heard: number | 'pipe' = 'pipe') {
    this.child = spawn(process.execPath, [program], { stdio: ['pipe', heard, 'pipe'] });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.#complaint += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.on('close', () => resolve()));
  }

  /** Resolves once it waits for its task. */
  async isReady(): Promise<void> {
    while (!this.#complaint.startsWith('ready\n')) {
      this.requireRunning();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  begin(task: Task): void {
    this.child.stdin?.write(`${JSON.stringify(task)}\n`);
  }

  get account(): Account {
    return readAccount(this.#said);
  }

  /** Resolves once it has acknowledged so much; throws when it ended before. */
  async hasAcknowledged(count: number): Promise<void> {
    while (this.account.acknowledged < count) {
      this.requireRunning();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  /** Throws when it ended by itself. */
  requireRunning(): void {
    const { exitCode, signalCode } = this.child;
    if (exitCode !== null || (signalCode !== null && signalCode !== 'SIGKILL')) {
      throw new Error(`The editor ended by itself. ${this.#complaint}`);
    }
  }

  /** Ends it at once, as the system does with a process that runs out of memory; answers what it said until then. */
  async kill(): Promise<Account> {
    this.child.kill('SIGKILL');
    await this.ended;
    this.requireRunning();
    return this.account;
  }
}
