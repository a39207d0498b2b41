/** What the middle of the window can show, in the order of the tabs; Ctrl and the digit lead there. */
export const screens = [
  { id: 'timeline', name: 'Timeline', digit: '1' },
  { id: 'sources', name: 'Sources', digit: '2' },
] as const;
export type ScreenId = (typeof screens)[number]['id'];
