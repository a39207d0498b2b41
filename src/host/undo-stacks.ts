/**
 * Where undo and redo stand: the sequence numbers of the edits each would turn next, the next one last. Only numbers
 * are kept, so that the stacks can be as deep as the dossier is old; the changes themselves stay in journal and history.
 */
export interface UndoStacks {
  readonly undo: readonly number[];
  readonly redo: readonly number[];
}

/** Nothing to undo or redo. */
export const noSteps: UndoStacks = { undo: [], redo: [] };

/** What an edit was: new, or an earlier one (`of`) undone or redone. */
export type Step =
  | { readonly kind: 'edit'; readonly of: null; readonly sequence: number }
  | { readonly kind: 'undo' | 'redo'; readonly of: number; readonly sequence: number };

/** The stacks after a step: a new edit can be undone and ends redoing; undo and redo pass one edit across. */
export function stepStacks(stacks: UndoStacks, step: Step): UndoStacks {
  const { undo, redo } = stacks;
  switch (step.kind) {
    case 'edit':
      return { undo: [...undo, step.sequence], redo: [] };
    case 'undo':
      return { undo: undo.slice(0, -1), redo: [...redo, step.of] };
    case 'redo':
      return { undo: [...undo, step.of], redo: redo.slice(0, -1) };
  }
}
