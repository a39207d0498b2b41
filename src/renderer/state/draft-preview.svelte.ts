import type { Dossier } from '#core/model/dossier';
import type { Draft } from '#renderer/state/draft-desk.svelte.ts';

interface Preview {
  readonly draft: Draft;
  readonly dossier: Dossier;
}

/** A dossier above this size is drawn anew only when the typing pauses. */
const smallDossier = 5_000;
const pauseMs = { small: 30, large: 350 } as const;

/**
 * The dossier with the open form's event worked in, as the canvas shows it meanwhile. A preview stays while what is typed
 * cannot stand in a dossier, as half a date cannot.
 */
export class DraftPreview {
  #preview = $state.raw<Preview | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The dossier as this form would leave it; null while that is not known. */
  of(draft: Draft | null): Dossier | null {
    const preview = this.#preview;
    return preview !== null && preview.draft === draft && draft.isChanged ? preview.dossier : null;
  }

  /** To be called whenever the open form, what is written in it, or the dossier on disk is another. */
  follow(draft: Draft | null, dossier: Dossier | null): void {
    clearTimeout(this.#timer);
    if (draft?.collection !== 'events' || dossier === null || !draft.isChanged) return;
    const pause = dossier.events.size > smallDossier ? pauseMs.large : pauseMs.small;
    this.#timer = setTimeout(() => {
      const shown = draft.previewIn(dossier);
      if (shown !== null) this.#preview = { draft, dossier: shown };
    }, pause);
  }
}
