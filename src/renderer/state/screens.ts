/** What the middle of the window can show, in the order of the tabs; Ctrl and the digit lead there. */
export const screens = [
  { id: 'timeline', name: 'Timeline', digit: '1' },
  { id: 'deadlines', name: 'Deadlines', digit: '4' },
] as const;
export type ScreenId = (typeof screens)[number]['id'];
