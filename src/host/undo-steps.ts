import type { Steps } from '#api/contract';
import type { Change } from '#core/dossier/change';
import { ParleyError } from '#core/parley-error';
import { type Step, stepStacks, type UndoStacks } from '#host/undo-stacks';

type Direction = keyof UndoStacks;

/** What undo and redo would turn next, and what it is called. */
export class UndoSteps {
  readonly #findChange: (sequence: number) => Promise<Change | null>;
  readonly #log: (message: string) => void;
  #stacks: UndoStacks;
  #names: Steps = { undo: null, redo: null };

  /** `findChange` finds a new edit by its number, null where the history has it no more; it throws where that cannot be read. */
  constructor(
    stacks: UndoStacks,
    findChange: (sequence: number) => Promise<Change | null>,
    log: (message: string) => void,
  ) {
    this.#stacks = stacks;
    this.#findChange = findChange;
    this.#log = log;
  }

  get stacks(): UndoStacks {
    return this.#stacks;
  }

  /** The labels of the next steps; null where there is none, or none that can be read just now. */
  get names(): Steps {
    return this.#names;
  }

  /** Moves on by a step that was made. */
  async follow(step: Step): Promise<void> {
    this.#stacks = stepStacks(this.#stacks, step);
    await this.readNames();
  }

  async readNames(): Promise<void> {
    this.#names = { undo: await this.#readName('undo'), redo: await this.#readName('redo') };
  }

  /** The edit to turn, with its number. Throws `nothing-to-undo`, or as `findChange` does. */
  async next(direction: Direction): Promise<{ of: number; change: Change }> {
    const of = this.#stacks[direction].at(-1);
    const change = of === undefined ? null : await this.#findChange(of);
    if (of === undefined || change === null) {
      throw new ParleyError({ code: 'nothing-to-undo', message: `There is nothing to ${direction}.` });
    }
    return { of, change };
  }

  /**
   * Where the history of the next step is gone, it and everything beneath it can never be turned again; where the history
   * cannot be read just now, they wait.
   */
  async #readName(direction: Direction): Promise<string | null> {
    const next = this.#stacks[direction].at(-1);
    if (next === undefined) return null;
    try {
      const change = await this.#findChange(next);
      if (change === null) this.#stacks = { ...this.#stacks, [direction]: [] };
      return change?.label ?? null;
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      this.#log(error.message);
      return null;
    }
  }
}
