import type { LabelText } from '#core/timeline/label-text';
import type { LabelSide, PlacedDrawable } from '#core/timeline/rows';

/** What a label shows, and on which side of its mark; it changes as the view moves. */
export class LabelLook {
  placed: PlacedDrawable;
  side: LabelSide;
  label: LabelText;

  constructor(placed: PlacedDrawable) {
    this.placed = $state.raw(placed);
    this.side = $state(placed.side);
    this.label = $state.raw(placed.label);
  }
}
