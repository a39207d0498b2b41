import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

async function inspect(id: string) {
  const opened = await openWorkspace(buildNegotiation());
  opened.workspace.select(id);
  show(opened.workspace, Inspector, { isSheet: false });
  return opened;
}

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;

describe('the inspector', () => {
  it('lists several events that are selected together, and shows the one that stays', async () => {
    const { workspace } = await inspect('meeting');
    workspace.toggleSelected('paper');
    expect(await screen.findByText('2 events selected')).toBeDefined();
    expect([...workspace.pages.selectedEventIds]).toEqual(['meeting', 'paper']);
    workspace.toggleSelected('meeting');
    await waitFor(() => expect(workspace.pages.current).toEqual({ type: 'event', id: 'paper' }));
  });

  it('leads from a citation to its source and back, and keeps the event selected on the way', async () => {
    const { workspace } = await inspect('meeting');
    await fireEvent.click(
      within(screen.getByRole('region', { name: 'Sources' })).getByRole('button', { name: 'The agency' }),
    );
    expect(heading()).toBe('Report by agency');
    expect(workspace.pages.selectedEventId).toBe('meeting');
    await fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(heading()).toBe('A meeting in three days');
  });

  it('takes the focus along when a link is followed, and back to that link', async () => {
    await inspect('meeting');
    const link = within(screen.getByRole('region', { name: 'Sources' })).getByRole('button', { name: 'The agency' });
    link.focus();
    await fireEvent.click(link);
    const page = document.querySelector('[data-entry]');
    await waitFor(() => expect(document.activeElement).toBe(page));
    await fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() => expect(document.activeElement?.textContent.trim()).toBe('The agency'));
  });

  it('gives the focus back to what opened a form', async () => {
    const { workspace } = await inspect('meeting');
    const edit = screen.getByRole('button', { name: /^Edit/ });
    edit.focus();
    await fireEvent.click(edit);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' })));
    workspace.desk.close();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Edit/ })));
  });

  it('says what rests on a source', async () => {
    const { workspace } = await inspect('meeting');
    workspace.go({ type: 'source', id: 'agency' });
    const events = await screen.findByRole('region', { name: 'What rests on it' });
    expect(within(events).getAllByRole('button')).toHaveLength(2);
  });

  it('leads from an actor to the events in which they have a part', async () => {
    await inspect('meeting');
    await fireEvent.click(screen.getByRole('button', { name: /The envoy/ }));
    expect(heading()).toBe('The envoy');
    await fireEvent.click(screen.getByRole('button', { name: /The meeting/ }));
    expect(heading()).toBe('A meeting in three days');
  });

  it('shows a relation at both of its ends', async () => {
    const { workspace } = await inspect('meeting');
    expect(screen.getByRole('region', { name: 'Links' }).textContent).toContain('produced');
    workspace.select('paper');
    await waitFor(() => expect(screen.getByRole('region', { name: 'Links' }).textContent).toContain('produced by'));
  });

  it('says what a deadline without a date waits on', async () => {
    await inspect('vote');
    expect(screen.getByText('No date yet')).toBeDefined();
    expect(screen.getByRole('button', { name: 'The paper' })).toBeDefined();
  });

  it('passes over a page whose record was deleted', async () => {
    const { workspace } = await inspect('meeting');
    workspace.select('answer');
    const plan = workspace.records.planDeletion('events', 'answer');
    await workspace.records.delete('events', 'answer', plan?.edits ?? []);
    await waitFor(() => expect(heading()).toBe('A meeting in three days'));
  });
});
