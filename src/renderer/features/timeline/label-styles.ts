import type { LabelStyle } from '#core/timeline/label-text';

/** What labels on the timeline can say. */
export const labelStyles: readonly { readonly value: LabelStyle; readonly name: string }[] = [
  { value: 'title-and-date', name: 'Title and date' },
  { value: 'title', name: 'Title' },
];
