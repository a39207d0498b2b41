import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

async function askToDelete(collection: 'events' | 'actors' | 'sources', id: string) {
  const opened = await openWorkspace(buildNegotiation());
  show(opened.workspace, Inspector, { isSheet: false });
  opened.workspace.show({ type: 'delete', collection, id });
  const dialog = await screen.findByRole('dialog');
  return { ...opened, dialog };
}

describe('deleting a record', () => {
  it('lists every place that refers to it', async () => {
    const { dialog } = await askToDelete('sources', 'agency');
    expect(dialog.textContent).toContain('2 places refer to it');
    expect(dialog.textContent).toContain('A meeting in three days');
    expect(dialog.textContent).toContain('The paper');
  });

  it('removes the links and the record as one step, which undo brings back', async () => {
    const { host, workspace } = await askToDelete('sources', 'agency');
    await fireEvent.click(screen.getByRole('button', { name: 'Remove these links and delete' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(host.commits).toHaveLength(1);
    expect(workspace.store.dossier?.sources.has('agency')).toBe(false);
    await workspace.store.undo();
    expect(workspace.store.dossier?.sources.has('agency')).toBe(true);
  });

  it('refuses while a deadline is counted from it, and says which', async () => {
    const { dialog } = await askToDelete('events', 'paper');
    expect(dialog.textContent).toContain('A vote within 100 days');
    expect(screen.queryByRole('button', { name: /delete$/i })).toBeNull();
  });

  it('can be called off', async () => {
    const { host } = await askToDelete('actors', 'envoy');
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(host.commits).toEqual([]);
    expect(host.dossier?.actors.has('envoy')).toBe(true);
  });
});
