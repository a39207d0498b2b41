import { groupings } from '#core/model/view';
import { groupingLabels } from '#core/query/vocabulary';
import { bindingsIn, type WindowActs } from '#renderer/features/frame/key-map.ts';
import { actsOfDossier, actsOfScreens } from '#renderer/features/search/menu-commands.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';

/** Something that a person can have done by its name. */
export interface Command {
  readonly id: string;
  readonly name: string;
  /** The keys that do the same, as the keyboard map writes them. */
  readonly keys: string | null;
  run(): void;
}

/** Every act of the keyboard map, the menus and the rail, as commands. */
export function commandsOf(workspace: Workspace, acts: WindowActs): Command[] {
  return [
    ...actsOfKeys(workspace, acts),
    ...actsOfViews(workspace),
    ...actsOfScreens(workspace),
    ...(workspace.isPage ? [] : actsOfDossier(workspace)),
    ...actsOfThemes(workspace),
  ];
}

/** Keys that the command field itself is reached by, and those that act only where the focus is. */
const notCommands: ReadonlySet<string> = new Set(['Search, or type a command', 'Save the form']);

function actsOfKeys(workspace: Workspace, acts: WindowActs): Command[] {
  const { undo, redo } = workspace.store.steps;
  const named = new Map([
    ['Undo', undo === null ? null : `Undo: ${undo}`],
    ['Redo', redo === null ? null : `Redo: ${redo}`],
  ]);
  return bindingsIn(workspace).flatMap(({ keys, act, handle }) => {
    if (handle === undefined || notCommands.has(act)) return [];
    const alternatives = keys.split(', ');
    const name = named.has(act) ? named.get(act) : act;
    if (name === null || name === undefined) return [];
    const names = alternatives.length > 1 ? namesOfPair(name, alternatives) : [name];
    return names.flatMap((name, index): Command[] => {
      const pressed = alternatives[index] ?? keys;
      const event = keyEvent(pressed);
      // A range of keys, Alt 1 to Alt 7, is no single act.
      if (!handle.matches(event)) return [];
      return [{ id: `key ${pressed}`, name, keys: pressed, run: () => handle.run(workspace, acts, event) }];
    });
  });
}

/** "Next, previous region" is two acts, "Next region" and "Previous region". */
function namesOfPair(act: string, keys: readonly string[]): string[] {
  const parts = act.split(', ');
  const [first = '', ...rest] = (parts.at(-1) ?? '').split(' ');
  if (parts.length !== keys.length) return keys.map((each) => `${act} (${each})`);
  const verbs = [...parts.slice(0, -1), first];
  return verbs.map((verb) => `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${rest.join(' ')}`);
}

const namedKeys: Readonly<Record<string, string>> = {
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
};

/** A press of keys as the keyboard map writes them: "Shift Left". */
function keyEvent(keys: string): KeyboardEvent {
  const parts = keys.split(' ');
  const key = parts.at(-1) ?? '';
  return new KeyboardEvent('keydown', {
    key: namedKeys[key] ?? (key.length === 1 ? key.toLowerCase() : key),
    ctrlKey: parts.includes('Ctrl'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  });
}

function actsOfViews(workspace: Workspace): Command[] {
  const { views, filters } = workspace;
  const saved = views.list.map((view) => ({
    id: `view ${view.id}`,
    name: `Show view: ${view.name}`,
    keys: null,
    run: () => views.apply(view),
  }));
  const { current } = views;
  return [
    ...saved,
    ...(views.canEdit
      ? [{ id: 'view-save', name: 'Save this view…', keys: null, run: () => views.startNaming(null) }]
      : []),
    ...(current === null || !views.canEdit
      ? []
      : [
          {
            id: 'view-update',
            name: `Update view: ${current.name}`,
            keys: null,
            run: () => void views.update(current),
          },
          {
            id: 'view-rename',
            name: `Rename view: ${current.name}…`,
            keys: null,
            run: () => views.startNaming(current),
          },
          {
            id: 'view-delete',
            name: `Delete view: ${current.name}`,
            keys: null,
            run: () => void views.delete(current),
          },
        ]),
    { id: 'clear-filters', name: 'Clear the filters', keys: null, run: () => filters.clear() },
    ...groupings.map((grouping) => ({
      id: `group ${grouping}`,
      name: `Group by ${groupingLabels[grouping].toLowerCase()}`,
      keys: null,
      run: () => {
        filters.grouping = grouping;
      },
    })),
    {
      id: 'single-source',
      name: 'Show only events with a single source',
      keys: null,
      run: () => {
        filters.isSingleSourceOnly = true;
      },
    },
  ];
}

const themes = [
  ['system', 'as the system'],
  ['light', 'light'],
  ['dark', 'dark'],
] as const;

function actsOfThemes(workspace: Workspace): Command[] {
  return themes.map(([theme, name]) => ({
    id: `theme ${theme}`,
    name: `Theme: ${name}`,
    keys: null,
    run: () => void workspace.changeSettings({ theme }),
  }));
}
