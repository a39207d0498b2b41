import { nodeDisk, SyncFailure, type Disk, type DiskFile } from '#host/disk';

export type Fault = 'ENOSPC' | 'EIO' | 'short write';

/** A disk whose call number `failAt`, counted from 1, goes wrong; every other call works. `calls` counts them all. */
export class FaultyDisk implements Disk {
  calls = 0;
  readonly #failAt: number;
  readonly #fault: Fault;
  #isFull = false;

  constructor(failAt: number, fault: Fault) {
    this.#failAt = failAt;
    this.#fault = fault;
  }

  async open(path: string, flags: 'wx' | 'r+'): Promise<DiskFile> {
    this.#call();
    const file = await nodeDisk.open(path, flags);
    return {
      write: async (bytes, position) => {
        // What a full disk does: it takes a part, and refuses the rest when that is tried.
        if (this.#isFull) {
          this.#isFull = false;
          throw systemError('ENOSPC');
        }
        this.calls += 1;
        if (this.calls !== this.#failAt) return await file.write(bytes, position);
        if (this.#fault !== 'short write') throw systemError(this.#fault);
        this.#isFull = true;
        return await file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), position);
      },
      size: () => file.size(),
      identity: () => file.identity(),
      sync: async () => {
        this.#flush(path);
        await file.sync();
      },
      datasync: async () => {
        this.#flush(path);
        await file.datasync();
      },
      truncate: async (length) => {
        this.#call();
        await file.truncate(length);
      },
      close: () => file.close(),
    };
  }

  async rename(from: string, to: string): Promise<void> {
    this.#call();
    await nodeDisk.rename(from, to);
  }

  async remove(path: string): Promise<void> {
    this.#call();
    await nodeDisk.remove(path);
  }

  async syncFolder(path: string): Promise<void> {
    this.#flush(path);
    await nodeDisk.syncFolder(path);
  }

  #call(): void {
    this.calls += 1;
    if (this.calls === this.#failAt) throw systemError(this.#fault === 'EIO' ? 'EIO' : 'ENOSPC');
  }

  #flush(path: string): void {
    this.calls += 1;
    if (this.calls === this.#failAt) throw new SyncFailure(`${path} could not be flushed`);
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: the disk said no`), { code });
}
