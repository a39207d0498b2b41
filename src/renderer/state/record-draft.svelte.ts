import type { KeptDraft } from '#api/contract';
import type { Edit } from '#core/dossier/change';
import { isSame } from '#core/dossier/same';
import { readMeanwhile, takeIn, type Meanwhile } from '#core/history/meanwhile';
import type { CollectionName, Dossier, Records } from '#core/model/dossier';
import { readRecord } from '#core/model/problems';
import { ParleyError, type Problem } from '#core/parley-error';
import { messageOf } from '#renderer/state/error-message.ts';
import { stepLabel } from '#renderer/state/record-names.ts';

/** The collections whose records have a form. */
export type DraftCollection = Extract<CollectionName, 'events' | 'actors' | 'sources' | 'tracks'>;

/** What a form stands on: where it writes to, and the dossier as it is on disk. */
export interface DraftGround {
  /** Writes the form's own edit and those of records created along the way. */
  write(label: string, edits: readonly Edit[]): Promise<void>;
  dossier(): Dossier | null;
}

/**
 * A record while its form is open. The record itself is edited, so that what is validated is what will be written;
 * problems are found by the core's own schemas and stand at the dotted path of their field.
 */
export class RecordDraft<C extends DraftCollection> {
  readonly collection: C;
  readonly #ground: DraftGround;
  #before = $state.raw<Records[C] | null>(null);
  #initial = $state('');
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
    ground: DraftGround,
    initial: Records[C] | null = record,
  ) {
    this.collection = collection;
    this.#before = before;
    this.value = structuredClone(record);
    this.#initial = JSON.stringify(initial);
    this.#ground = ground;
  }

  /** The record as the form was opened on it; null for a new one. */
  get before(): Records[C] | null {
    return this.#before;
  }
  get isNew(): boolean {
    return this.#before === null;
  }

  readonly isChanged: boolean = $derived.by(() => JSON.stringify(this.value) !== this.#initial);

  /** The record as it is on disk; null when it is not there. */
  readonly #stored: Records[C] | null = $derived.by(() => {
    const records = this.#ground.dossier()?.[this.collection] as ReadonlyMap<string, Records[C]> | undefined;
    return records?.get(this.value.id) ?? null;
  });

  /** Whether the record is another than the one that the form was opened on, by somebody else's doing. */
  readonly isOvertaken: boolean = $derived.by(() => !this.isSaving && !isSame(this.#stored, this.#before));

  /** What others did to the record since, in words; null while they did nothing. */
  meanwhileIn(dossier: Dossier): Meanwhile | 'deleted' | null {
    if (!this.isOvertaken) return null;
    if (this.#stored === null) return 'deleted';
    return readMeanwhile(this.#before ?? {}, $state.snapshot(this.value), this.#stored, dossier);
  }

  /** Goes on with the form on the record as it is now, and takes in what others changed but for what the form did too. */
  settleMeanwhile(givenUp: ReadonlySet<string>): void {
    const stored = this.#stored;
    if (stored !== null) {
      const ours = $state.snapshot(this.value) as Records[C];
      this.value = structuredClone(takeIn(this.#before ?? {}, ours, stored, givenUp));
    }
    this.#stand(stored);
  }

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
    before: this.#before as KeptDraft['before'],
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

  /** Takes out of the form what stands in the dossier by now, by the ids of the records that were written. */
  protected letGo(_written: ReadonlySet<string>): void {}

  /**
   * Writes the record, unless nothing was changed; answers whether all that the form says is on disk. Otherwise the
   * problems say why not, or more was typed while it was being written.
   */
  async save(): Promise<boolean> {
    this.#hasTried = true;
    this.#refusals = [];
    this.#trouble = null;
    if (this.problems.length > 0 || this.isSaving) return false;
    if (this.isOvertaken) {
      this.#trouble = 'This was changed elsewhere: say above what becomes of that, then save.';
      return false;
    }
    if (!this.isNew && !this.isChanged) return true;
    this.isSaving = true;
    try {
      const written = $state.snapshot(this.value) as Records[C];
      const edits = this.edits();
      await this.#ground.write(stepLabel(this.isNew ? 'add' : 'edit', written), edits);
      this.#stand(written);
      this.letGo(new Set(edits.map(({ id }) => id)));
      return !this.isChanged;
    } catch (error) {
      this.#refuse(error);
      return false;
    } finally {
      this.isSaving = false;
    }
  }

  /** From here on, this record is the one that the form changes. */
  #stand(record: Records[C] | null): void {
    this.#before = record;
    this.#initial = JSON.stringify(record);
    this.#trouble = null;
  }

  #edit(): Edit {
    const after = $state.snapshot(this.value) as Records[C];
    // The collection and its record type belong together by construction, which TypeScript cannot see through C.
    return { collection: this.collection, id: this.value.id, before: this.#before, after } as Edit;
  }

  #refuse(error: unknown): void {
    const problems = error instanceof ParleyError ? error.problems : [];
    const written = new Set(this.edits().map(({ id }) => id));
    const own = problems.filter((problem) => written.has(problem.id) && problem.field !== '');
    this.#refusals = own;
    this.#trouble = own.length > 0 ? null : messageOf(error);
  }
}
