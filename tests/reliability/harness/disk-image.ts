import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The file systems that power is cut under. */
export type FileSystem = 'ext4' | 'xfs';

const megabytes = { ext4: 64, xfs: 320 } as const;

/**
 * A file system in a file, mounted, whose every state can be copied while something writes to it: the file lies on an XFS
 * file system of its own, which copies by sharing blocks, in milliseconds. What such a copy holds is what a disk holds
 * when the power goes: all that was flushed, and some of what was not. Needs root and loop devices.
 */
export class DiskImage {
  /** Where it is mounted. */
  readonly path: string;
  readonly #folder: string;
  readonly #type: FileSystem;

  private constructor(folder: string, type: FileSystem) {
    this.#folder = folder;
    this.#type = type;
    this.path = join(folder, 'disk');
  }

  static async make(type: FileSystem): Promise<DiskImage> {
    const image = new DiskImage(await mkdtemp(join(tmpdir(), 'parley-disk-')), type);
    await image.#prepare();
    return image;
  }

  /** Cuts the power: copies the disk as it is, and shows `look` what a machine finds that starts from it. */
  async cut<T>(look: (path: string) => Promise<T>): Promise<T> {
    const after = this.#at('store/after.img');
    await run('cp', ['--reflink=always', this.#at('store/disk.img'), after]);
    try {
      await mount(after, this.#at('after'), this.#type);
      try {
        return await look(this.#at('after'));
      } finally {
        await run('umount', [this.#at('after')]);
      }
    } finally {
      await rm(after);
    }
  }

  async discard(): Promise<void> {
    for (const place of ['disk', 'store']) await run('umount', [this.#at(place)]);
    await rm(this.#folder, { recursive: true });
  }

  async #prepare(): Promise<void> {
    for (const place of ['store', 'disk', 'after']) await mkdir(this.#at(place));
    await run('truncate', ['--size', '2G', this.#at('store.img')]);
    await run('mkfs.xfs', ['-q', '-m', 'reflink=1', this.#at('store.img')]);
    await mount(this.#at('store.img'), this.#at('store'), 'xfs');
    const file = this.#at('store/disk.img');
    await run('truncate', ['--size', `${megabytes[this.#type]}M`, file]);
    await run(`mkfs.${this.#type}`, ['-q', file]);
    await mount(file, this.path, this.#type);
  }

  #at(place: string): string {
    return join(this.#folder, place);
  }
}

// Two copies of one XFS have one identity, which it refuses to mount twice unless told to.
const mount = (file: string, place: string, type: FileSystem) =>
  run('mount', ['-o', type === 'xfs' ? 'loop,nouuid' : 'loop', file, place]);
