import { eventKinds } from '#core/model/event';
import { screens } from '#renderer/state/screens.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** A key and what it does; one table serves the handler and the map that `?` shows. */
export interface KeyBinding {
  /** As written on the keyboard map. */
  readonly keys: string;
  readonly act: string;
  /** Acts only when no field has the focus. */
  readonly isPlain: boolean;
  /** Absent where the part that has the focus takes the key itself. */
  readonly handle?: {
    matches(event: KeyboardEvent): boolean;
    run(workspace: Workspace, acts: WindowActs, event: KeyboardEvent): void;
  };
}

/** What only the frame can do. */
export interface WindowActs {
  focusSearch(): void;
  focusRegion(step: 1 | -1): void;
  /** Gives the focus to the events of the screen that is shown, or takes it from a field where the screen has none. */
  focusScreen(): void;
  toggleRail(): void;
  saveForm(): void;
}

type Run = NonNullable<KeyBinding['handle']>['run'];
type Matches = NonNullable<KeyBinding['handle']>['matches'];

const command =
  (key: string, shift = false): Matches =>
  (event) =>
    (event.ctrlKey || event.metaKey) && !event.altKey && event.shiftKey === shift && event.key.toLowerCase() === key;

const plain =
  (...keys: string[]): Matches =>
  (event) =>
    !event.ctrlKey && !event.metaKey && !event.altKey && keys.includes(event.key.toLowerCase());

const arrows = (event: KeyboardEvent) => event.key === 'ArrowLeft' || event.key === 'ArrowRight';
const direction = (event: KeyboardEvent) => (event.key === 'ArrowLeft' ? -1 : 1);

const whenOpen =
  (run: (workspace: Workspace, event: KeyboardEvent) => void): Run =>
  (workspace, _, event) => {
    if (workspace.store.dossier !== null) run(workspace, event);
  };

// A key that acts anywhere, even while typing.
const always = (keys: string, act: string, matches: Matches, run: Run): KeyBinding => ({
  keys,
  act,
  isPlain: false,
  handle: { matches, run },
});

// A key that would be typed into a field, and so acts only outside one.
const outsideFields = (keys: string, act: string, matches: Matches, run: Run): KeyBinding => ({
  keys,
  act,
  isPlain: true,
  handle: { matches, run },
});

const kindDigit = /^Digit([1-7])$/;

const inPlace = (keys: string, act: string): KeyBinding => ({ keys, act, isPlain: true });

export const keyMap: readonly KeyBinding[] = [
  ...screens.map(({ id, name, digit }) =>
    always(
      `Ctrl ${digit}`,
      `Show: ${name.toLowerCase()}`,
      command(digit),
      whenOpen((workspace) => workspace.showScreen(id)),
    ),
  ),
  always('Ctrl K', 'Search, or type a command', command('k'), (_, acts) => acts.focusSearch()),
  outsideFields('Ctrl Z', 'Undo', command('z'), (workspace) => workspace.undo()),
  outsideFields(
    'Ctrl Shift Z',
    'Redo',
    (event) => command('z', true)(event) || command('y')(event),
    (workspace) => workspace.redo(),
  ),
  always(
    'Ctrl E',
    'Export figure',
    command('e'),
    whenOpen((workspace) => workspace.show({ type: 'export' })),
  ),
  always(
    'Ctrl Shift E',
    'Export brief',
    command('e', true),
    whenOpen((workspace) => workspace.show({ type: 'brief' })),
  ),
  // A browser keeps Ctrl N for itself; there the dossier's menu has the same entry.
  always('Ctrl N', 'New dossier', command('n'), (workspace) => workspace.show({ type: 'create' })),
  always('Ctrl O', 'Open a dossier', command('o'), (workspace) => workspace.show({ type: 'open' })),
  always('Ctrl Enter', 'Save the form', command('enter'), (_, acts) => acts.saveForm()),
  always(
    'Alt 1 to Alt 7',
    'Kind of the event, in its form',
    (event) => event.altKey && !event.ctrlKey && !event.metaKey && kindDigit.test(event.code),
    ({ desk }, _, { code }) => {
      const kind = eventKinds[Number(kindDigit.exec(code)?.[1]) - 1];
      if (desk.draft?.collection === 'events' && kind !== undefined) desk.draft.setKind(kind);
    },
  ),
  always(
    'Alt R',
    'Cite the last source again',
    (event) => event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyR',
    ({ desk }) => desk.citeAgain(claimInFocus()),
  ),
  always('Ctrl \\', 'Fold the rail', command('\\'), (_, acts) => acts.toggleRail()),
  always(
    'F6, Shift F6',
    'Next, previous region',
    (event) => event.key === 'F6',
    (_, acts, event) => acts.focusRegion(event.shiftKey ? -1 : 1),
  ),
  inPlace('Left, Right', 'On the timeline: previous, next event in the lane'),
  inPlace('Up, Down', 'On the timeline: nearest event in the lane above, below'),
  inPlace('Ctrl Shift arrows', 'On the timeline: add the event the arrow leads to to the selection'),
  inPlace('Enter', 'On the timeline: into the inspector'),
  inPlace('Ctrl A, Ctrl C', 'On the table: select all, copy the selection as CSV'),
  inPlace('Esc', 'Back out: of a form, a page, the search, the selection'),
  outsideFields(
    'Alt Left, Alt Right',
    'Back, forward in the inspector',
    (event) => event.altKey && arrows(event),
    whenOpen((workspace, event) => workspace.turnPage(direction(event))),
  ),
  outsideFields(
    'E',
    'Edit what the inspector shows',
    plain('e'),
    whenOpen((workspace) => workspace.desk.editShown()),
  ),
  outsideFields(
    'N',
    'New event, with the lanes and the date of the selected one',
    plain('n'),
    whenOpen((workspace) => workspace.desk.addEvent()),
  ),
  outsideFields(
    'D',
    'Duplicate the event',
    plain('d'),
    whenOpen(({ desk, pages }) => pages.current.type === 'event' && desk.duplicate(pages.current.id)),
  ),
  outsideFields(
    'L',
    'Link the event to another',
    plain('l'),
    whenOpen((workspace) => workspace.startLink()),
  ),
  outsideFields(
    'H',
    'History of what the inspector shows',
    plain('h'),
    whenOpen((workspace) => workspace.showHistory()),
  ),
  outsideFields(
    'S',
    'Add a source to the event',
    plain('s'),
    whenOpen((workspace) => workspace.desk.cite()),
  ),
  outsideFields(
    '+',
    'Zoom in',
    plain('+', '='),
    whenOpen(({ timeline }) => timeline.zoomIn()),
  ),
  outsideFields(
    '-',
    'Zoom out',
    plain('-'),
    whenOpen(({ timeline }) => timeline.zoomOut()),
  ),
  outsideFields(
    '0',
    'Fit the whole dossier',
    plain('0'),
    whenOpen(({ timeline }) => timeline.fit()),
  ),
  outsideFields(
    'Shift Left, Shift Right',
    'Pan a tenth',
    (event) => event.shiftKey && !event.ctrlKey && !event.altKey && arrows(event),
    whenOpen(({ timeline }, event) => timeline.panBy(0.1 * direction(event))),
  ),
  outsideFields(
    'T',
    'Go to today',
    plain('t'),
    whenOpen(({ timeline }) => timeline.goToToday()),
  ),
  outsideFields(
    '[, ]',
    'As known a day before, after',
    plain('[', ']'),
    whenOpen(({ asKnown }, event) => asKnown.step(event.key === '[' ? -1 : 1)),
  ),
  outsideFields(
    'G',
    'Go to a date',
    plain('g'),
    whenOpen(({ timeline }) => (timeline.travel.isAsking = true)),
  ),
  outsideFields(
    // The comma is a key too.
    ',, .',
    'Previous, next event in time that passes the filters',
    plain(',', '.'),
    whenOpen(({ timeline }, event) => timeline.travel.stepEvent(event.key === ',' ? -1 : 1)),
  ),
  outsideFields(
    'Backspace, Shift Backspace',
    'Back, forward through the parts of time looked at',
    plain('backspace'),
    whenOpen(({ timeline }, event) => timeline.travel.step(event.shiftKey ? 1 : -1)),
  ),
  outsideFields(
    'M',
    'Move the selected event: arrows, Tab for the ends of a bar, Enter, Esc',
    plain('m'),
    whenOpen((workspace) => workspace.moves.beginSelected()),
  ),
  inPlace('Alt Up, Alt Down', 'On the head of a track: move the lane up, down'),
  outsideFields('Y', 'Show or hide the key to dates', plain('y'), (workspace) => workspace.toggleKey()),
  outsideFields('?', 'This map', plain('?'), (workspace) => workspace.show({ type: 'keys' })),
];

/** The claim in whose fields the focus stands; the first where it is elsewhere. */
function claimInFocus(): number {
  const claim = document.activeElement?.closest<HTMLElement>('[data-claim]');
  return Number(claim?.dataset['claim'] ?? 0);
}

// What needs a host to open, change or export something.
const hostKeys: ReadonlySet<string> = new Set([
  ...['Ctrl Z', 'Ctrl Shift Z', 'Ctrl E', 'Ctrl Shift E', 'Ctrl N', 'Ctrl O', 'Ctrl Enter'],
  ...['E', 'N', 'S'],
]);

/** The keys that act in this window: a page for reading has fewer. */
export function bindingsIn({ isPage }: Workspace): readonly KeyBinding[] {
  return isPage ? keyMap.filter(({ keys }) => !hostKeys.has(keys)) : keyMap;
}

const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Gives a key to the first binding that takes it. */
export function handleKey(event: KeyboardEvent, workspace: Workspace, acts: WindowActs): void {
  if (event.defaultPrevented || event.isComposing) return;
  const isTyping = isField(event.target);
  const taken = bindingsIn(workspace).find(
    ({ isPlain, handle }) => handle !== undefined && !(isPlain && isTyping) && handle.matches(event),
  );
  if (taken?.handle === undefined) return;
  event.preventDefault();
  taken.handle.run(workspace, acts, event);
}
