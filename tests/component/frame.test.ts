import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { ParleyError } from '#core/parley-error';
import Banners from '#renderer/features/frame/Banners.svelte';
import { handleKey, keyMap } from '#renderer/features/frame/key-map.ts';
import StatusBar from '#renderer/features/frame/StatusBar.svelte';
import TopBar from '#renderer/features/frame/TopBar.svelte';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const acts = {
  focusSearch: () => {},
  focusRegion: () => {},
  focusScreen: () => {},
  toggleRail: () => {},
  saveForm: () => {},
};

const rename = (title: string) => (workspace: Awaited<ReturnType<typeof openWorkspace>>['workspace']) =>
  workspace.records.renameDossier(title, null);

describe('the top bar', () => {
  it('names what undo and redo would turn round', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, TopBar, { acts });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
    await rename('Another name')(workspace);
    await fireEvent.click(await screen.findByRole('button', { name: 'Undo: rename the dossier' }));
    expect(await screen.findByRole('button', { name: 'Redo: rename the dossier' })).toBeDefined();
    expect(workspace.store.dossier?.title).toBe('A negotiation');
  });

  it('searches as one types, says how many are found, and clears with Esc', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, TopBar, { acts });
    const field = screen.getByRole('combobox', { name: 'Search, or type a command' });
    await fireEvent.input(field, { target: { value: 'minister' } });
    expect(screen.getByText('1 event')).toBeDefined();
    const hits = () => [...(workspace.dossier?.events.keys() ?? [])].filter((id) => workspace.search.isHit(id));
    expect(hits()).toEqual(['answer']);
    await fireEvent.keyDown(field, { key: 'Escape' });
    await fireEvent.keyDown(field, { key: 'Escape' });
    expect(workspace.search.text).toBe('');
    expect(hits()).toEqual([]);
  });
});

describe('the banner', () => {
  it('says why a read-only dossier takes no edits, and the inspector offers none', async () => {
    const reason = 'Another Parley has this dossier open.';
    const { workspace } = await openWorkspace(buildNegotiation(), (host) => {
      host.access = { mode: 'read-only', reason };
    });
    show(workspace, Banners, {});
    expect(screen.getByRole('status').textContent).toContain(reason);
    workspace.select('meeting');
    show(workspace, Inspector, { isSheet: false });
    expect(screen.queryByRole('button', { name: /^Edit/ })).toBeNull();
    workspace.desk.edit('events', 'meeting');
    expect(workspace.desk.draft).toBeNull();
  });
});

describe('the banners', () => {
  it('say that settings could not be kept, until that is read', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Banners, {});
    host.vanish();
    await workspace.changeSettings({ theme: 'dark' });
    expect((await screen.findByRole('alert')).textContent).toContain('Your settings were not kept.');
    expect(workspace.settings.theme).toBe('light');
    await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the status bar', () => {
  it('counts what the dossier holds and what rests on one source', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, StatusBar, {});
    expect(screen.getByText('4 events, 2 actors, 2 sources, 2 links')).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: /1 event rests on a single source/ }));
    expect(workspace.filters.visible.map(({ id }) => id)).toEqual(['paper']);
  });

  it('keeps a failed write in sight, with another try and a copy of everything', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, StatusBar, {});
    host.refusal = new ParleyError({ code: 'disk', message: 'The disk is full.' });
    await rename('Unwritten')(workspace).catch(() => {});
    expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.');
    await fireEvent.click(screen.getByRole('button', { name: 'Save a copy' }));
    expect(host.saved[0]?.content).toContain('Unwritten');
    await fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    await waitFor(() => expect(workspace.store.dossier?.title).toBe('Unwritten'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('says that the host is gone', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, StatusBar, {});
    host.vanish();
    expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
    expect(workspace.canEdit).toBe(false);
  });
});

describe('the keyboard', () => {
  it('is mapped in a dialog that lists every key', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, TopBar, { acts });
    workspace.show({ type: 'keys' });
    const dialog = await screen.findByRole('dialog');
    for (const { act } of keyMap) expect(dialog.textContent).toContain(act);
  });

  it('leaves single letters to a field that has the focus', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, TopBar, { acts });
    const press = (target: EventTarget) => {
      const event = new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true });
      target.addEventListener('keydown', (each) => handleKey(each as KeyboardEvent, workspace, acts), { once: true });
      target.dispatchEvent(event);
    };
    press(screen.getByRole('combobox', { name: 'Search, or type a command' }));
    expect(workspace.desk.draft).toBeNull();
    press(document.body);
    expect(workspace.desk.draft?.isNew).toBe(true);
  });
});
