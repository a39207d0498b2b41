import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { ParleyError } from '#core/parley-error';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

async function openMerge(other: string | null) {
  const opened = await openWorkspace(buildNegotiation());
  show(opened.workspace, Inspector, { isSheet: false });
  opened.workspace.show({ type: 'merge', collection: 'sources', id: 'agency', other });
  return { ...opened, dialog: await screen.findByRole('dialog') };
}

describe('merging two records that are the same', () => {
  it('shows beforehand what moves, and which standings change by it', async () => {
    const { dialog } = await openMerge('broadcaster');
    expect(
      within(dialog).getByText('1 record that refers to Report by broadcaster will refer to Report by agency.'),
    ).toBeDefined();
    expect(within(dialog).getByText('The meeting: corroborated becomes single source')).toBeDefined();
  });

  it('lets each field be chosen in which the two differ, and is one step that undo takes back', async () => {
    const { dialog, host, workspace } = await openMerge('broadcaster');
    const publisher = within(dialog).getByRole('group', { name: 'publisher' });
    await fireEvent.click(within(publisher).getByRole('radio', { name: 'The broadcaster' }));
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(host.dossier?.sources.has('broadcaster')).toBe(false));
    expect(host.dossier?.sources.get('agency')?.publisher).toBe('The broadcaster');
    expect(host.commits).toHaveLength(1);
    await waitFor(() => expect(workspace.pages.current).toEqual({ type: 'source', id: 'agency' }));
    workspace.undo();
    await waitFor(() => expect(host.dossier?.sources.has('broadcaster')).toBe(true));
  });

  it('asks which, where none was named, and merges nothing before', async () => {
    const { dialog } = await openMerge(null);
    expect(within(dialog).getByRole('combobox', { name: 'The source that goes' })).toBeDefined();
    expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Merge' }).disabled).toBe(true);
  });

  it('says why where it is refused, and stays open', async () => {
    const { dialog, host } = await openMerge('broadcaster');
    host.refusal = new ParleyError({ code: 'disk', message: 'The disk is full.' });
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Merge' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('The disk is full.');
  });
});
