import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import TableScreen from '#renderer/features/table/TableScreen.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

// jsdom gives nothing a size.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

async function openTable() {
  const opened = await openWorkspace(buildNegotiation());
  const gone: string[] = [];
  show(opened.workspace, TableScreen, { onopen: (id: string) => gone.push(id) });
  const grid = screen.getByRole('grid', { name: 'Events' });
  grid.focus();
  return { ...opened, grid, gone };
}

const titles = (grid: HTMLElement) =>
  within(grid)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent?.trim());

/** What a press of Ctrl C would put on the clipboard. */
async function copied(grid: HTMLElement): Promise<string> {
  let text = '';
  const clipboardData = { setData: (_: string, given: string) => (text = given) };
  const event = Object.assign(new Event('copy', { bubbles: true, cancelable: true }), { clipboardData });
  await fireEvent(grid, event);
  return text;
}

describe('the table', () => {
  it('is sorted by its headings, and keeps order and columns for its dossier', async () => {
    const { grid, workspace } = await openTable();
    await fireEvent.click(screen.getByRole('button', { name: /^Title/ }));
    expect(titles(grid)).toEqual([
      'A meeting in three days',
      'A vote within 100 days',
      'The minister answers',
      'The paper',
    ]);
    await fireEvent.click(screen.getByRole('button', { name: /^Title/ }));
    expect(titles(grid)[0]).toBe('The paper');
    expect(workspace.settings.tables).toEqual([
      {
        dossier: workspace.dossier?.id,
        columns: ['date', 'title', 'kind', 'standing', 'place', 'tracks', 'tags'],
        sort: [{ column: 'title', isDescending: true }],
      },
    ]);
  });

  it('keeps in step with the filters', async () => {
    const { grid, workspace } = await openTable();
    workspace.filters.showOnlyKind('statement');
    await waitFor(() => expect(titles(grid)).toEqual(['The minister answers']));
  });

  it('selects all its rows at Ctrl A, and copies the selection as CSV', async () => {
    const { grid, workspace } = await openTable();
    expect((await copied(grid)).split('\r\n')).toHaveLength(2);
    await fireEvent.keyDown(grid, { key: 'a', ctrlKey: true });
    expect(workspace.pages.selectedEventIds.size).toBe(4);
    const lines = (await copied(grid)).split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toBe('Date,Title,Kind,Standing,Place,Tracks,Tags');
    expect(lines[1]).toBe('24–26 Oct 2025,A meeting in three days,Meeting,Confirmed,,Talks,');
  });

  it('edits a simple field in place, and keeps what was typed where it is refused', async () => {
    const { grid, host } = await openTable();
    await fireEvent.keyDown(grid, { key: 'ArrowLeft' });
    await fireEvent.keyDown(grid, { key: 'Enter' });
    const cell = await screen.findByRole('textbox', { name: 'Date' });
    await fireEvent.input(cell, { target: { value: '31 November 2025' } });
    await fireEvent.keyDown(cell, { key: 'Enter' });
    expect((await screen.findByRole('alert')).textContent).toContain('November has 30 days');
    expect((cell as HTMLInputElement).value).toBe('31 November 2025');
    await fireEvent.input(cell, { target: { value: 'late October 2025' } });
    await fireEvent.keyDown(cell, { key: 'Enter' });
    await waitFor(() => expect(host.dossier?.events.get('meeting')?.date).toBe('2025-10-21~/2025-10-31~'));
  });

  it('writes a cell once, though it loses the focus while it is being written', async () => {
    const { grid, host } = await openTable();
    await fireEvent.keyDown(grid, { key: 'ArrowLeft' });
    await fireEvent.keyDown(grid, { key: 'Enter' });
    const cell = await screen.findByRole('textbox', { name: 'Date' });
    await fireEvent.input(cell, { target: { value: '2025-10-25' } });
    await Promise.all([fireEvent.keyDown(cell, { key: 'Enter' }), fireEvent.blur(cell)]);
    await waitFor(() => expect(host.dossier?.events.get('meeting')?.date).toBe('2025-10-25'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(host.commits).toHaveLength(1);
  });

  it('opens the event of a cell that is not edited in place', async () => {
    const { grid, gone } = await openTable();
    for (let step = 0; step < 2; step += 1) await fireEvent.keyDown(grid, { key: 'ArrowRight' });
    await fireEvent.keyDown(grid, { key: 'Enter' });
    expect(gone).toEqual(['meeting']);
  });
});
