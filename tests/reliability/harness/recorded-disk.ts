import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Random } from '../../builders/random';
import { buildProgram } from './program';

const run = promisify(execFile);

/** The file systems that power is cut under. */
export type FileSystem = 'ext4' | 'xfs';

// The smallest that each is content with.
const megabytes = { ext4: 48, xfs: 300 } as const;

/** What reached the disk, in the order in which the system asked for it. */
type Event =
  | { readonly kind: 'write'; readonly offset: number; readonly data: Uint8Array }
  /** Everything before it is on the disk for good. */
  | { readonly kind: 'flush' }
  /** The editing process said something. */
  | { readonly kind: 'said'; readonly text: string };

/** A moment at which the power goes: so many events had happened. */
export interface Cut {
  readonly at: number;
  /** Says of each write since the last flush how much of it the disk kept. */
  readonly keep: (bytes: number) => number;
}

/**
 * A file system whose every write, flush and word of an editing process was put on record, block by block, so that power
 * can be cut at any moment of it afterwards, as often as one likes. A disk may keep, lose or tear whatever was not flushed,
 * in any order. Needs root, loop devices and FUSE.
 */
export class RecordedDisk {
  readonly #folder: string;
  readonly #type: FileSystem;
  #events: readonly Event[] = [];
  /** How many events are in the image that cuts begin with. */
  #played = 0;

  private constructor(folder: string, type: FileSystem) {
    this.#folder = folder;
    this.#type = type;
  }

  /**
   * Makes a disk, has `prepare` put files on it, and records what `use` does there; `said` is a file that takes what an
   * editing process says.
   */
  static async record(
    type: FileSystem,
    prepare: (path: string) => Promise<void>,
    use: (path: string, said: number) => Promise<void>,
  ): Promise<RecordedDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'parley-disk-'));
    const disk = new RecordedDisk(folder, type);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=2g', 'parley-disk', folder]);
    try {
      await disk.#make(prepare);
      await disk.#record(use);
    } catch (error) {
      await disk.discard();
      throw error;
    }
    return disk;
  }

  /** How many events there are to cut between. */
  get length(): number {
    return this.#events.length;
  }

  /** All that was said until a moment. */
  saidBefore(at: number): string {
    return this.#events
      .slice(0, at)
      .map((event) => (event.kind === 'said' ? event.text : ''))
      .join('');
  }

  /** The moments at which the disk had just been asked for something, in their order, since something was first said. */
  moments(): number[] {
    const first = this.#events.findIndex(({ kind }) => kind === 'said');
    return this.#events.flatMap(({ kind }, index) => (kind === 'said' || index < first ? [] : [index + 1]));
  }

  /**
   * Cuts the power: makes the disk as it is then, and shows `look` what a machine finds that starts from it. Of several cuts
   * the earlier come first.
   */
  async cut<T>({ at, keep }: Cut, look: (path: string) => Promise<T>): Promise<T> {
    const [base, after] = [join(this.#folder, 'base.img'), join(this.#folder, 'after.img')];
    const place = join(this.#folder, 'after');
    const flushed = this.#events.slice(0, at).findLastIndex(({ kind }) => kind === 'flush') + 1;
    if (flushed < this.#played) throw new Error('An earlier cut is to be made before a later one.');
    await this.#play(base, this.#played, flushed, (bytes) => bytes);
    this.#played = flushed;
    await run('cp', ['--sparse=always', base, after]);
    try {
      await this.#play(after, flushed, at, keep);
      await mount(after, place, this.#type);
      try {
        return await look(place);
      } finally {
        await run('umount', [place]);
      }
    } finally {
      await rm(after);
    }
  }

  async discard(): Promise<void> {
    await run('umount', [this.#folder]);
    await rm(this.#folder, { recursive: true });
  }

  async #play(path: string, from: number, to: number, keep: Cut['keep']): Promise<void> {
    const file = await open(path, 'r+');
    try {
      for (const event of this.#events.slice(from, to)) {
        const length = event.kind === 'write' ? keep(event.data.length) : 0;
        if (event.kind === 'write' && length > 0) await file.write(event.data, 0, length, event.offset);
      }
    } finally {
      await file.close();
    }
  }

  async #make(prepare: (path: string) => Promise<void>): Promise<void> {
    for (const place of ['fuse', 'disk', 'after']) await mkdir(join(this.#folder, place));
    const base = join(this.#folder, 'base.img');
    await run('truncate', ['--size', `${megabytes[this.#type]}M`, base]);
    await run(`mkfs.${this.#type}`, ['-q', base]);
    await mount(base, join(this.#folder, 'disk'), this.#type);
    try {
      await prepare(join(this.#folder, 'disk'));
    } finally {
      await run('umount', [join(this.#folder, 'disk')]);
    }
    await run('cp', ['--sparse=always', base, join(this.#folder, 'live.img')]);
  }

  async #record(use: (path: string, said: number) => Promise<void>): Promise<void> {
    const [fuse, disk, trace] = [join(this.#folder, 'fuse'), join(this.#folder, 'disk'), join(this.#folder, 'trace')];
    const bytes = String(megabytes[this.#type] * 1024 * 1024);
    const program = await buildProgram('block-recorder');
    const words = [program, join(this.#folder, 'live.img'), trace, fuse, bytes];
    const recorder = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(recorder, 'close');
    await hasMounted(recorder);
    try {
      await mount(join(fuse, 'disk.img'), disk, this.#type);
      try {
        const said = await open(join(fuse, 'said'), constants.O_WRONLY);
        try {
          await use(disk, said.fd);
        } finally {
          await said.close();
        }
      } finally {
        await run('umount', [disk]);
      }
    } finally {
      await run('umount', [fuse]);
      await ended;
    }
    this.#events = readTrace(await readFile(trace));
  }
}

/** What a disk may have kept of what it was not told to flush: nothing, all, some of it, or some of it torn. */
export function keeping(random: Random): Cut['keep'] {
  // What disks write at once; ext4's own superblock does not survive less.
  const sector = 4096;
  const manner = random.pick(['nothing', 'all', 'some', 'torn'] as const);
  return (bytes) => {
    if (manner === 'nothing') return 0;
    if (manner === 'all') return bytes;
    if (random.chance(0.5)) return manner === 'some' ? bytes : sector * random.whole(0, Math.floor(bytes / sector));
    return manner === 'some' ? 0 : bytes;
  };
}

async function hasMounted(recorder: ChildProcess): Promise<void> {
  const ended = once(recorder, 'exit').then(() => Promise.reject(new Error('The recorder ended by itself.')));
  if (recorder.stdout === null) throw new Error('The recorder cannot be heard.');
  await Promise.race([once(recorder.stdout, 'data'), ended]);
  ended.catch(() => undefined);
}

function readTrace(bytes: Buffer): Event[] {
  const events: Event[] = [];
  for (let at = 0; at < bytes.length;) {
    const kind = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4);
    const offset = Number(bytes.readBigUInt64LE(at + 8));
    const data = bytes.subarray(at + 16, at + 16 + length);
    if (kind === 0) events.push({ kind: 'write', offset, data });
    else if (kind === 1) events.push({ kind: 'flush' });
    else events.push({ kind: 'said', text: data.toString('utf8') });
    at += 16 + length;
  }
  return events;
}

// Two copies of one XFS have one identity, which it refuses to mount twice unless told to.
const mount = (file: string, place: string, type: FileSystem) =>
  run('mount', ['-o', type === 'xfs' ? 'loop,nouuid' : 'loop', file, place]);
