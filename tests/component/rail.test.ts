import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Rail from '#renderer/features/frame/Rail.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

describe('the rail', () => {
  it('counts events by kind, standing and actor', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Rail, { ontoggle: () => {} });
    for (const name of ['Meetings, 1', 'Documents, 1', 'Confirmed, 1', 'Reported, 1', 'Planned, 1', 'The envoy, 1']) {
      expect(screen.getByRole('checkbox', { name })).toBeDefined();
    }
  });

  it('names unsourced events because there are some, and retracted ones not, because there are none', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Rail, { ontoggle: () => {} });
    expect(screen.queryByRole('checkbox', { name: 'Unsourced, 2' })).not.toBeNull();
    expect(screen.queryByRole('checkbox', { name: /^Retracted/ })).toBeNull();
  });

  it('hides a kind at a click and shows everything again', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Rail, { ontoggle: () => {} });
    await fireEvent.click(screen.getByRole('checkbox', { name: /^Statements/ }));
    expect(workspace.filters.visible.map(({ id }) => id)).not.toContain('answer');
    await fireEvent.click(screen.getByRole('button', { name: 'Show all: Kind' }));
    expect(workspace.filters.visible).toHaveLength(4);
  });

  it('shows one kind alone', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Rail, { ontoggle: () => {} });
    await fireEvent.click(screen.getByRole('button', { name: 'Only Documents' }));
    expect(workspace.filters.visible.map(({ id }) => id)).toEqual(['paper']);
  });

  it('shows the events of a chosen actor', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Rail, { ontoggle: () => {} });
    await fireEvent.click(screen.getByRole('checkbox', { name: 'The minister, 1' }));
    expect(workspace.filters.visible.map(({ id }) => id)).toEqual(['answer']);
  });
});
