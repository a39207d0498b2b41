import { createHash } from 'node:crypto';
import type { Edit } from '#core/dossier/change';
import type { Dossier } from '#core/model/dossier';
import type { Track } from '#core/model/track';
import { seededRandom } from '../../builders/random';

/** What an editing process does: one record at a time, many at once, or so much that it compacts again and again. */
export const workloads = ['single edits', 'bulk import', 'compaction', 'migration'] as const;
export type Workload = (typeof workloads)[number];

/** One thing that an editing process does to the dossier. */
export type Act = { readonly type: 'edit'; readonly edits: readonly Edit[] } | { readonly type: 'undo' | 'redo' };

type State = ReadonlyMap<string, Track>;

const bulkSize = 200;

/** A fingerprint of the tracks that a dossier holds. */
export function fingerprintOf(tracks: Dossier['tracks'] | State): string {
  const lines = [...tracks.values()].map(({ id, name }) => `${id} ${name}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/**
 * A dossier of tracks without a disk, which thinks up acts by a seed and knows what each leads to. It starts where a
 * dossier stands and undoes no further back than that.
 */
export class PlainModel {
  readonly #workload: Workload;
  readonly #random;
  #past: State[] = [];
  #present: State;
  #future: State[] = [];
  #count = 0;

  constructor(workload: Workload, seed: number, present: State) {
    this.#workload = workload;
    this.#random = seededRandom(seed);
    this.#present = new Map(present);
  }

  get fingerprint(): string {
    return fingerprintOf(this.#present);
  }

  /** Thinks up the next act and takes it. */
  next(): Act {
    this.#count += 1;
    const random = this.#random;
    if (this.#past.length > 0 && random.chance(0.2)) return this.#step('undo', this.#past, this.#future);
    if (this.#future.length > 0 && random.chance(0.5)) return this.#step('redo', this.#future, this.#past);
    const edits = this.#edits();
    const next = new Map(this.#present);
    for (const edit of edits) {
      if (edit.collection !== 'tracks') continue;
      if (edit.after === null) next.delete(edit.id);
      else next.set(edit.id, edit.after);
    }
    this.#past.push(this.#present);
    this.#present = next;
    this.#future = [];
    return { type: 'edit', edits };
  }

  #step(type: 'undo' | 'redo', from: State[], to: State[]): Act {
    to.push(this.#present);
    this.#present = from.pop() as State;
    return { type };
  }

  #edits(): Edit[] {
    const random = this.#random;
    const held = [...this.#present.values()];
    const isBulk = this.#workload !== 'single edits';
    const most = isBulk ? bulkSize * 3 : 40;
    if (held.length > most || (held.length > 0 && random.chance(0.2))) {
      const gone = isBulk ? held.slice(0, bulkSize) : [random.pick(held)];
      return gone.map((before) => ({ collection: 'tracks', id: before.id, before, after: null }));
    }
    if (held.length > 0 && random.chance(0.3)) {
      const renamed = isBulk ? held.slice(0, bulkSize) : [random.pick(held)];
      return renamed.map((before) => {
        return { collection: 'tracks', id: before.id, before, after: { ...before, name: this.#name() } };
      });
    }
    const stem = `${random.whole(0, 2 ** 31)}-${this.#count}`;
    return Array.from({ length: isBulk ? bulkSize : 1 }, (_, index) => {
      const id = `track-${stem}-${index}`;
      return { collection: 'tracks', id, before: null, after: { id, name: this.#name(), order: index } };
    });
  }

  /** Long where the journal is to outgrow the snapshot soon. */
  #name(): string {
    const name = `Name ${this.#random.whole(0, 1_000_000)}`;
    return this.#workload === 'compaction' ? name.padEnd(900, '.') : name;
  }
}
