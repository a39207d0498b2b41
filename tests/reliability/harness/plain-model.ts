import { createHash } from 'node:crypto';
import type { Edit } from '#core/dossier/change';
import type { Dossier } from '#core/model/dossier';
import type { Track } from '#core/model/track';
import { seededRandom } from '../../builders/random';
import { buildSource } from '../../builders/records';

/** What an editing process does: one record at a time, many at once, or so much that it compacts again and again. */
export const workloads = ['single edits', 'bulk import', 'compaction', 'migration'] as const;
export type Workload = (typeof workloads)[number];

/** One thing that an editing process does to the dossier; `attached` is a file to keep before the edit that names it. */
export type Act =
  | { readonly type: 'edit'; readonly edits: readonly Edit[]; readonly attached: Buffer | null }
  | { readonly type: 'undo' | 'redo' };

type State = Pick<Dossier, 'tracks' | 'sources'>;

/** How many records one act is about. */
const sizeOf = { 'single edits': 1, 'bulk import': 200, compaction: 10, migration: 50 } as const;
const mostAttachedBytes = 20_000;
/** States are kept whole, so that those of a long session would weigh more than what it is to weigh. */
const mostUndone = 100;

/** A fingerprint of the tracks and sources that a dossier holds. */
export function fingerprintOf({ tracks, sources }: State): string {
  const lines = [...tracks.values()].map(({ id, name }) => `${id} ${name}`);
  for (const { id, attachment } of sources.values()) lines.push(`${id} ${attachment?.sha256}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 16);
}

/**
 * A dossier of tracks and sources without a disk, which thinks up acts by a seed and knows what each leads to. It starts
 * where a dossier stands and undoes no further back than that, nor further than a hundred steps.
 */
export class PlainModel {
  readonly #workload: Workload;
  readonly #random;
  #past: State[] = [];
  #present: State;
  #future: State[] = [];
  #count = 0;

  constructor(workload: Workload, seed: number, { tracks, sources }: State) {
    this.#workload = workload;
    this.#random = seededRandom(seed);
    this.#present = { tracks, sources };
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
    const attached = random.chance(0.1) ? this.#file() : null;
    const edits = attached === null ? this.#edits() : [this.#attachment(attached)];
    this.#past = [...this.#past.slice(-mostUndone), this.#present];
    this.#present = after(this.#present, edits);
    this.#future = [];
    return { type: 'edit', edits, attached };
  }

  #step(type: 'undo' | 'redo', from: State[], to: State[]): Act {
    to.push(this.#present);
    this.#present = from.pop() as State;
    return { type };
  }

  #file(): Buffer {
    return Buffer.alloc(this.#random.whole(1, mostAttachedBytes), `File ${this.#random.whole(0, 2 ** 31)} `);
  }

  #attachment(content: Buffer): Edit {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const id = `source-${sha256.slice(0, 8)}-${this.#count}`;
    const attachment = { sha256, name: 'report.txt', mediaType: 'text/plain', bytes: content.length };
    return { collection: 'sources', id, before: null, after: buildSource({ id, attachment }) };
  }

  #edits(): Edit[] {
    const random = this.#random;
    const held = [...this.#present.tracks.values()];
    const size = sizeOf[this.#workload];
    const some = () => (size > 1 ? held.slice(0, size) : [random.pick(held)]);
    if (held.length > Math.max(40, size * 3) || (held.length > 0 && random.chance(0.2))) {
      return some().map((before) => ({ collection: 'tracks', id: before.id, before, after: null }));
    }
    if (held.length > 0 && random.chance(0.3)) {
      return some().map((before) => this.#edit(before, { ...before, name: this.#name() }));
    }
    const stem = `${random.whole(0, 2 ** 31)}-${this.#count}`;
    return Array.from({ length: size }, (_, order) =>
      this.#edit(null, { id: `track-${stem}-${order}`, name: this.#name(), order }),
    );
  }

  #edit(before: Track | null, after: Track): Edit {
    return { collection: 'tracks', id: after.id, before, after };
  }

  #name(): string {
    return `Name ${this.#random.whole(0, 1_000_000)}`;
  }
}

function after({ tracks, sources }: State, edits: readonly Edit[]): State {
  const next = { tracks: new Map(tracks), sources: new Map(sources) };
  for (const edit of edits) {
    if (edit.collection !== 'tracks' && edit.collection !== 'sources') continue;
    const records: Map<string, unknown> = next[edit.collection];
    if (edit.after === null) records.delete(edit.id);
    else records.set(edit.id, edit.after);
  }
  return next;
}
