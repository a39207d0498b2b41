import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { commandsOf } from '#renderer/features/search/commands.ts';
import CommandField from '#renderer/features/search/CommandField.svelte';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const acts = {
  focusSearch: () => {},
  focusRegion: () => {},
  focusScreen: () => {},
  toggleRail: () => {},
  saveForm: () => {},
};

// jsdom lays nothing out, and so scrolls nothing.
beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
});

async function openField() {
  const { workspace, host } = await openWorkspace(buildNegotiation());
  show(workspace, CommandField, { acts });
  return { workspace, host, field: screen.getByRole('combobox', { name: 'Search, or type a command' }) };
}

async function type(field: HTMLElement, text: string) {
  await fireEvent.input(field, { target: { value: text } });
}

async function choose(name: string | RegExp) {
  await fireEvent.pointerUp(await screen.findByRole('option', { name }));
}

const names = (workspace: Workspace) => commandsOf(workspace, acts).map(({ name }) => name);

describe('the command field', () => {
  it('finds events, actors, sources and claims together, each under its heading', async () => {
    const { field } = await openField();
    await type(field, 'minister');
    const events = await screen.findByRole('group', { name: /^Events/ });
    expect(within(events).getByRole('option', { name: /The minister answers/ })).toBeDefined();
    expect(
      within(screen.getByRole('group', { name: /^Actors/ })).getByRole('option', { name: /The minister/ }),
    ).toBeDefined();
    await type(field, 'agency');
    expect(await screen.findByRole('group', { name: /^Sources/ })).toBeDefined();
  });

  it('forgives a slip of the fingers', async () => {
    const { field } = await openField();
    await type(field, 'minsiter');
    expect(await screen.findByRole('option', { name: /The minister answers/ })).toBeDefined();
  });

  it('opens what is chosen, and offers the search again', async () => {
    const { workspace, field } = await openField();
    await type(field, 'minister');
    await choose(/The minister answers/);
    expect(workspace.pages.selectedEventId).toBe('answer');
    workspace.search.clear();
    await fireEvent.click(field);
    const recent = await screen.findByRole('group', { name: 'Recent searches' });
    expect(
      within(recent)
        .getAllByRole('option')
        .map((each) => each.textContent?.trim()),
    ).toEqual(['minister']);
    await choose('minister');
    expect(workspace.search.text).toBe('minister');
  });

  it('leaves the keys to the screen once something is chosen', async () => {
    const focusScreen = vi.spyOn(acts, 'focusScreen');
    const { field } = await openField();
    await type(field, 'minister');
    await choose(/The minister answers/);
    await waitFor(() => expect(focusScreen).toHaveBeenCalledOnce());
    expect(field.getAttribute('aria-expanded')).toBe('false');
    expect((field as HTMLInputElement).value).toBe('minister');
  });

  it('says what an operator cannot read', async () => {
    const { field } = await openField();
    await type(field, 'kind:party');
    expect((await screen.findByRole('alert')).textContent).toContain('“party” is not a kind.');
  });

  it('shows only what was found at Ctrl Enter', async () => {
    const { workspace, field } = await openField();
    await type(field, 'kind:statement');
    await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    expect(workspace.filters.visible.map(({ id }) => id)).toEqual(['answer']);
    expect(workspace.search.text).toBe('');
  });

  it('runs a command by its name', async () => {
    const { workspace, field } = await openField();
    await type(field, 'measures');
    await choose('Show: measures in force');
    expect(workspace.screen).toBe('deadlines');
    expect(workspace.deadlinesPart).toBe('measures');
  });
});

describe('the commands', () => {
  it('have the keys of either half of a pair, the comma among them', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    const steps = commandsOf(workspace, acts).filter(({ name }) => name.includes('event in time'));
    expect(steps.map(({ keys }) => keys)).toEqual([',', '.']);
  });

  it('are all that the menus have', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    const all = [
      'Export figure',
      'Export brief',
      'Export page…',
      'Settings…',
      'This map',
      'New dossier',
      'Open a dossier',
    ];
    const more = ['Open the sample dossier', 'Name and description of the dossier…', 'History of the dossier'];
    const shown = ['Fold all lanes', 'Show empty lanes', 'Label: title', 'Copy all events as CSV', 'Theme: dark'];
    expect(names(workspace)).toEqual(expect.arrayContaining([...all, ...more, ...shown]));
  });

  it('name what is shown: merge and delete an actor, delete what is selected, undo the last step', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    expect(names(workspace).some((name) => /^(Undo|Redo)/.test(name))).toBe(false);
    workspace.go({ type: 'actor', id: 'envoy' });
    expect(names(workspace)).toEqual(expect.arrayContaining(['Merge The envoy with another…', 'Delete The envoy…']));
    workspace.go({ type: 'selection', ids: ['paper', 'answer'] });
    expect(names(workspace)).toContain('Delete 2 events…');
    expect(names(workspace)).toContain('Copy the selected events as CSV');
    await workspace.records.renameDossier('Another name', null);
    await waitFor(() => expect(names(workspace)).toContain('Undo: rename the dossier'));
  });

  it('that edit are not offered while the window looks back', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    workspace.go({ type: 'actor', id: 'envoy' });
    workspace.asKnown.step(-1);
    expect(names(workspace).filter((name) => /^(New actor|Delete|Merge|Save this view)/.test(name))).toEqual([]);
  });
});
