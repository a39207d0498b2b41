import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '#api/contract';
import TopBar from '#renderer/features/frame/TopBar.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const click = (name: string | RegExp, role = 'button') => screen.getByRole(role, { name }).click();

async function openDialog(type: 'brief' | 'page') {
  const opened = await openWorkspace(buildNegotiation());
  show(opened.workspace, TopBar, {});
  opened.workspace.show({ type });
  return { ...opened, dialog: await screen.findByRole('dialog') };
}

describe('the dialog of the brief', () => {
  it('shows the brief as it will read, and saves it as a Word file', async () => {
    const { host, dialog } = await openDialog('brief');
    const preview = within(dialog).getByRole('region', { name: 'Preview of the brief' });
    expect(preview.textContent).toContain('A meeting in three days');
    expect(preview.textContent).toContain('Corroborated: The agency and The broadcaster');
    expect(dialog.textContent).toContain('All 4 events.');
    click('Save Word file');
    await screen.findByText('Saved as a-negotiation.docx.');
    expect(host.exports).toEqual([
      ['brief.render', expect.objectContaining({ format: 'docx', order: 'date', title: null })],
    ]);
  });

  it('takes the filters in force, and says how many events are left', async () => {
    const { host, workspace, dialog } = await openDialog('brief');
    workspace.filters.showOnlyKind('document');
    await waitFor(() => expect(dialog.textContent).toContain('1 of 4 events.'));
    expect(dialog.textContent).not.toContain('A meeting in three days');
    click('Save Word file');
    await waitFor(() => expect(host.exports).toHaveLength(1));
    const [, input] = host.exports[0] as [string, CommandInput<'brief.render'>];
    expect(input.selection.filters.kinds).toEqual(['document']);
  });

  it('says what to do where nothing is selected, and saves nothing', async () => {
    const { host, workspace } = await openDialog('brief');
    workspace.filters.apply({ text: 'no such word' });
    expect((await screen.findByRole('alert')).textContent).toContain('No event is in the selection');
    click('Save Word file');
    expect(host.exports).toEqual([]);
  });

  it('says why the host could not write it', async () => {
    const { host } = await openDialog('brief');
    host.vanish();
    click('Save Word file');
    expect((await screen.findByRole('alert')).textContent).toContain('host does not answer');
  });
});

describe('the dialog of the page', () => {
  it('says what will be inside, and saves it', async () => {
    const { host, workspace, dialog } = await openDialog('page');
    workspace.filters.showOnlyKind('document');
    await waitFor(() => expect(dialog.textContent).toContain('Inside are 0 actors and 1 source'));
    expect(dialog.textContent).toContain('Nothing of the other events is in the file');
    click('Save page');
    await screen.findByText('Saved as a-negotiation.html.');
    expect(host.exports).toEqual([['page.render', expect.objectContaining({ grouping: 'track' })]]);
  });
});

describe('a page for reading', () => {
  it('offers nothing that needs a host', async () => {
    const { workspace } = await openWorkspace(buildNegotiation(), (host) => {
      host.access = { mode: 'read-only', reason: 'This page is for reading.' };
      host.shell = { ...host.shell, name: 'page' };
    });
    show(workspace, TopBar, {});
    expect(screen.getByRole('banner').textContent).toContain('A negotiation');
    for (const name of [/Undo/, /Redo/, /Export/, /Dossier:/, /Other exports/]) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
    workspace.show({ type: 'keys' });
    const keys = await screen.findByRole('dialog');
    expect(keys.textContent).toContain('Search');
    expect(keys.textContent).not.toMatch(/Undo|Export|New dossier|New event/);
  });
});
