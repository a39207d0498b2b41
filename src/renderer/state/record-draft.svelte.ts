import type { KeptDraft } from '#api/contract';
import type { Edit } from '#core/dossier/change';
import type { CollectionName, Records } from '#core/model/dossier';
import { readRecord } from '#core/model/problems';
import { ParleyError, type Problem } from '#core/parley-error';
import { messageOf } from '#renderer/state/error-message.ts';
import { stepLabel } from '#renderer/state/record-names.ts';

/** The collections whose records have a form. */
export type DraftCollection = Extract<CollectionName, 'events' | 'actors' | 'sources' | 'tracks'>;

/** What a form writes: its own edit and those of records created along the way. */
export type Write = (label: string, edits: readonly Edit[]) => Promise<void>;

/**
 * A record while its form is open. The record itself is edited, so that what is validated is what will be written;
 * problems are found by the core's own schemas and stand at the dotted path of their field.
 */
export class RecordDraft<C extends DraftCollection> {
  readonly collection: C;
  readonly before: Records[C] | null;
  readonly #initial: string;
  readonly #write: Write;
  value = $state() as Records[C];
  #hasTried = $state(false);
  #refusals = $state.raw<readonly Problem[]>([]);
  #trouble = $state<string | null>(null);
  isSaving = $state(false);

  /** `initial` is what counts as unchanged: for a form that is taken up again, the record as it was before. */
  constructor(
    collection: C,
    record: Records[C],
    before: Records[C] | null,
    write: Write,
    initial: Records[C] | null = record,
  ) {
    this.collection = collection;
    this.before = before;
    this.value = structuredClone(record);
    this.#initial = JSON.stringify(initial);
    this.#write = write;
  }

  get isNew(): boolean {
    return this.before === null;
  }

  readonly isChanged: boolean = $derived.by(() => JSON.stringify(this.value) !== this.#initial);

  /** Every fault the form shows. Before the first attempt to save, none: a half-filled form is not yet wrong. */
  readonly problems: readonly Problem[] = $derived.by(() => {
    if (!this.#hasTried) return [];
    const read = readRecord(this.collection, $state.snapshot(this.value), this.value.id);
    const problems = [...(read.ok ? [] : read.problems), ...this.ownProblems()];
    return problems.length === 0 ? this.#refusals : problems;
  });

  /** Why the whole was refused, where no single field is at fault. */
  get trouble(): string | null {
    return this.#trouble;
  }

  problemAt(field: string): string | null {
    return this.problemOf(this.value.id, field);
  }

  /** The problem of a field of a record that is written together with this one. */
  problemOf(id: string, field: string): string | null {
    return this.problems.find((problem) => problem.id === id && problem.field === field)?.message ?? null;
  }

  /** The first problem of a field or of anything inside it. */
  problemUnder(field: string): string | null {
    const isInside = (problem: Problem) => problem.field === field || problem.field.startsWith(`${field}.`);
    return this.problems.find((problem) => problem.id === this.value.id && isInside(problem))?.message ?? null;
  }

  /** The problem of a field that names another record: nothing chosen is the usual one, and its plain words are ours. */
  problemOfChoice(field: string, id: string | null): string | null {
    const message = this.problemAt(field);
    return message !== null && id === '' ? 'must be chosen' : message;
  }

  /** Records to be written in the same step as this one. */
  protected companions(): readonly Edit[] {
    return [];
  }

  /** What is wrong beyond the record's own schema. */
  protected ownProblems(): readonly Problem[] {
    return [];
  }

  /** Everything that was written so far, to be kept through a crash. */
  readonly kept: Omit<KeptDraft, 'at'> = $derived.by(() => ({
    collection: this.collection,
    id: this.value.id,
    before: this.before as KeptDraft['before'],
    value: $state.snapshot(this.value) as KeptDraft['value'],
    ...this.started(),
  }));

  /** Records that were started in the form. */
  protected started(): Pick<KeptDraft, 'actors' | 'sources'> {
    return { actors: [], sources: [] };
  }

  /** The edits that saving would make. */
  protected edits(): readonly Edit[] {
    return [...this.companions(), this.#edit()];
  }

  /** Writes the record, unless nothing was changed; answers whether it is on disk. Otherwise the problems say why not. */
  async save(): Promise<boolean> {
    this.#hasTried = true;
    this.#refusals = [];
    this.#trouble = null;
    if (this.problems.length > 0 || this.isSaving) return false;
    if (!this.isNew && !this.isChanged) return true;
    this.isSaving = true;
    try {
      await this.#write(stepLabel(this.isNew ? 'add' : 'edit', this.value), this.edits());
      return true;
    } catch (error) {
      this.#refuse(error);
      return false;
    } finally {
      this.isSaving = false;
    }
  }

  #edit(): Edit {
    const after = $state.snapshot(this.value) as Records[C];
    // The collection and its record type belong together by construction, which TypeScript cannot see through C.
    return { collection: this.collection, id: this.value.id, before: this.before, after } as Edit;
  }

  #refuse(error: unknown): void {
    const problems = error instanceof ParleyError ? error.problems : [];
    const written = new Set(this.edits().map(({ id }) => id));
    const own = problems.filter((problem) => written.has(problem.id) && problem.field !== '');
    this.#refusals = own;
    this.#trouble = own.length > 0 ? null : messageOf(error);
  }
}
