/** What the middle of the window can show, in the order of the tabs; Ctrl and the digit lead there. */
export const screens = [
  { id: 'timeline', name: 'Timeline', digit: '1' },
  { id: 'sources', name: 'Sources', digit: '2' },
  { id: 'deadlines', name: 'Deadlines', digit: '4' },
  { id: 'table', name: 'Table', digit: '5' },
] as const;
export type ScreenId = (typeof screens)[number]['id'];
