import { moveTrackPast } from '#core/dossier/move-track';
import { stepLabel } from '#renderer/state/record-names.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** The order of lanes: that of tracks is the analyst's to change, any other grouping keeps its own. */
export class LaneOrder {
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  canMove(lane: string): boolean {
    const { canEdit, filters, store } = this.#workspace;
    return canEdit && filters.grouping === 'track' && store.dossier?.tracks.has(lane) === true;
  }

  /** The track whose lane is next below a lane, or with -1 above it, among those that are shown. */
  neighbour(lane: string, step: -1 | 1): string | null {
    const lanes = this.#workspace.timeline.layout.stack?.lanes ?? [];
    const index = lanes.findIndex(({ id }) => id === lane);
    const next = index === -1 ? undefined : lanes[index + step];
    return next !== undefined && this.canMove(next.id) ? next.id : null;
  }

  /** Moves a lane past its neighbour, as one step that can be undone. */
  move(lane: string, step: -1 | 1): void {
    const { dossier } = this.#workspace.store;
    const track = dossier?.tracks.get(lane);
    const past = this.neighbour(lane, step);
    if (dossier === null || track === undefined || past === null) return;
    this.#workspace.moves.write(stepLabel('move', track), moveTrackPast(dossier, lane, past));
  }
}
