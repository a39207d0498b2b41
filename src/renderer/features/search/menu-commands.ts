import { TableController } from '#renderer/features/table/table-controller.svelte.ts';
import { recordLists } from '#renderer/features/frame/record-lists.ts';
import { labelStyles } from '#renderer/features/timeline/label-styles.ts';
import type { Command } from '#renderer/features/search/commands.ts';
import { nameOfRecord } from '#renderer/state/record-names.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { copyText } from '#renderer/ui/copy-text.ts';

const command = (id: string, name: string, run: () => void): Command => ({ id, name, keys: null, run });

/** What the menus and the toolbars of the screens do. */
export function actsOfScreens(workspace: Workspace): Command[] {
  const { timeline } = workspace;
  const copy = (what: 'selection' | 'all') => () => copyText(new TableController(workspace).asCsv(what));
  return [
    ...recordLists.map(({ of, label }) => command(`list ${of}`, label, () => workspace.go({ type: 'list', of }))),
    command('measures', 'Show: measures in force', () => {
      workspace.deadlinesPart = 'measures';
      workspace.showScreen('deadlines');
    }),
    ...labelStyles.map(({ value, name }) =>
      command(`label ${value}`, `Label: ${name.toLowerCase()}`, () => {
        timeline.labels = value;
      }),
    ),
    command('empty-lanes', timeline.showsEmptyLanes ? 'Hide empty lanes' : 'Show empty lanes', () => {
      timeline.showsEmptyLanes = !timeline.showsEmptyLanes;
    }),
    command('fold-lanes', 'Fold all lanes', () => timeline.foldLanes(() => true)),
    command('unfold-lanes', 'Unfold all lanes', () => timeline.foldLanes(() => false)),
    command('copy-all', 'Copy all events as CSV', copy('all')),
    ...(workspace.pages.selectedEventIds.size > 0
      ? [command('copy-selection', 'Copy the selected events as CSV', copy('selection'))]
      : []),
    command('history', 'History of the dossier', () => workspace.go({ type: 'history', record: null })),
  ];
}

/** What the menus do that needs a host. */
export function actsOfDossier(workspace: Workspace): Command[] {
  const { desk } = workspace;
  const others = workspace.recent.filter(({ path }) => path !== workspace.store.path);
  const settled = (act: () => void) => () => desk.whenSettled(act);
  return [
    command('page', 'Export page…', () => workspace.show({ type: 'page' })),
    ...(workspace.canEdit ? actsOfEditing(workspace) : []),
    command(
      'sample',
      'Open the sample dossier',
      settled(() => void workspace.openSample()),
    ),
    ...others.map(({ path, title }) =>
      command(
        `open ${path}`,
        `Open ${title}`,
        settled(() => void workspace.openDossier(path)),
      ),
    ),
    command('settings', 'Settings…', () => workspace.show({ type: 'settings' })),
  ];
}

function actsOfEditing(workspace: Workspace): Command[] {
  const { desk } = workspace;
  return [
    ...(['actors', 'sources', 'tracks'] as const).map((collection) =>
      command(`new ${collection}`, `New ${collection.slice(0, -1)}`, () => desk.add(collection)),
    ),
    ...actsOnShown(workspace),
    command('restore', 'Restore from a backup…', () =>
      desk.whenSettled(() => workspace.show({ type: 'restore', path: null })),
    ),
    command('merge-copy', 'Merge another copy…', () =>
      desk.whenSettled(() => workspace.canEdit && workspace.show({ type: 'merge-copy' })),
    ),
    command('rename', 'Name and description of the dossier…', () =>
      desk.whenSettled(() => workspace.show({ type: 'rename' })),
    ),
  ];
}

/** What can be done to the record, or the events, that the inspector shows. */
function actsOnShown(workspace: Workspace): Command[] {
  const page = workspace.pages.current;
  if (page.type === 'selection') {
    const { ids } = page;
    return [command('delete', `Delete ${ids.length} events…`, () => workspace.show({ type: 'delete-events', ids }))];
  }
  if (page.type !== 'event' && page.type !== 'actor' && page.type !== 'source') return [];
  const collection = ({ event: 'events', actor: 'actors', source: 'sources' } as const)[page.type];
  const { id } = page;
  const record = workspace.store.dossier?.[collection].get(id);
  if (record === undefined) return [];
  const name = nameOfRecord(record);
  const merge =
    collection === 'events'
      ? []
      : [
          command('merge', `Merge ${name} with another…`, () =>
            workspace.show({ type: 'merge', collection, id, other: null }),
          ),
        ];
  return [...merge, command('delete', `Delete ${name}…`, () => workspace.show({ type: 'delete', collection, id }))];
}
