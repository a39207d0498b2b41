import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import Sources from '#renderer/features/sources/Sources.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

async function openMatrix() {
  const opened = await openWorkspace(buildNegotiation());
  const { dossier } = opened.workspace;
  if (dossier === null) throw new Error('No dossier is open.');
  show(opened.workspace, Sources, { dossier });
  const grid = screen.getByRole('grid');
  return { ...opened, grid };
}

const heads = (grid: HTMLElement) =>
  within(grid)
    .getAllByRole('rowheader')
    .map((head) => head.textContent?.trim() ?? '');

// Without a size, the grid draws its first rows alone.
describe('the matrix of sources', () => {
  it('groups events by what they rest on, with the single source named', async () => {
    const { grid } = await openMatrix();
    expect(
      heads(grid)
        .map((head) => head.replace(/\s+/g, ' '))
        .filter((head) => / \d /.test(head)),
    ).toEqual([expect.stringContaining('Single source 1'), expect.stringContaining('Unsourced 2')]);
    const paper = within(grid).getByRole('row', { name: /The paper/ });
    expect(within(paper).getByText('The agency only')).toBeDefined();
    expect(within(paper).getByRole('gridcell', { name: /The agency reports/ })).toBeDefined();
  });

  it('grades sources in their headings, and says which are not graded', async () => {
    const { grid } = await openMatrix();
    expect(within(grid).getByRole('columnheader', { name: /The agency.*B2/ })).toBeDefined();
    expect(within(grid).getByRole('columnheader', { name: /The broadcaster.*not graded/ })).toBeDefined();
  });

  it('opens an event into its claims', async () => {
    const { grid } = await openMatrix();
    const before = heads(grid).length;
    await fireEvent.click(within(grid).getByRole('button', { name: 'Claims of The paper' }));
    await waitFor(() => expect(heads(grid)).toContain('It happened.'));
    expect(heads(grid)).toHaveLength(before);
  });

  it('lists only what is asked for', async () => {
    const { grid } = await openMatrix();
    await fireEvent.click(screen.getByRole('button', { name: /^Single source 1/ }));
    await waitFor(() => expect(within(grid).queryByText('The meeting')).toBeNull());
    expect(within(grid).getByText('The paper')).toBeDefined();
  });

  it('leads from a cell to what the source says of the event', async () => {
    const { grid, workspace } = await openMatrix();
    const paper = within(grid).getByRole('row', { name: /The paper/ });
    await fireEvent.click(within(paper).getByRole('gridcell', { name: /The agency reports/ }));
    expect(workspace.pages.current).toEqual({ type: 'citation', event: 'paper', source: 'agency' });
  });
});
