import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { parseDay } from '#core/dates/calendar-day';
import { noFilters } from '#core/model/view';
import SavedViews from '#renderer/features/frame/SavedViews.svelte';
import { buildView } from '../builders/records';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const papers = buildView({ id: 'papers', name: 'Papers', order: 1, filters: { ...noFilters, kinds: ['document'] } });
const earlier = buildView({ id: 'earlier', name: 'In October', order: 2, asKnownOn: '2025-10-31' });

async function openViews() {
  const dossier = { ...buildNegotiation(), views: new Map([papers, earlier].map((view) => [view.id, view])) };
  const opened = await openWorkspace(dossier, (host) => {
    host.recording = { since: '2025-11-15', days: [] };
  });
  await waitFor(() => expect(opened.workspace.asKnown.dossierOn(parseDay('2025-11-20'))?.events.size).toBe(4));
  show(opened.workspace, SavedViews, {});
  return opened;
}

const button = (name: RegExp) => screen.getByRole('button', { name });

describe('saved views', () => {
  it('count what each of them shows: as known on its own day, where it has one', async () => {
    await openViews();
    expect(button(/^Papers/).textContent).toMatch(/1$/);
    // Nothing in this dossier carries a date of report, and the history begins in November.
    expect(button(/^In October/).textContent).toMatch(/0$/);
  });

  it('show what they say, and say when something else is shown', async () => {
    const { workspace } = await openViews();
    await fireEvent.click(button(/^Papers/));
    expect(workspace.filters.visible.map(({ id }) => id)).toEqual(['paper']);
    workspace.filters.clear();
    await waitFor(() => expect(button(/^Papers/).textContent).toContain('changed'));
  });

  it('lead to their day; one without a day leaves the day that is looked back to', async () => {
    const { workspace } = await openViews();
    await fireEvent.click(button(/^In October/));
    expect(workspace.asKnown.day).toBe(parseDay('2025-10-31'));
    await fireEvent.click(button(/^Papers/));
    expect(workspace.asKnown.day).toBe(parseDay('2025-10-31'));
    expect(button(/^Papers/).textContent).toMatch(/0$/);
  });

  it('are named in place, and a name that is none is not taken', async () => {
    const { host, workspace } = await openViews();
    workspace.filters.showOnlyKind('statement');
    await fireEvent.click(button(/^Save this view/));
    const field = await screen.findByRole('textbox', { name: 'Name of the view' });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect((await screen.findByRole('alert')).textContent).toContain('The name must not be empty.');
    await fireEvent.input(field, { target: { value: 'What was said' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    const saved = [...(host.dossier?.views.values() ?? [])].at(-1);
    expect(saved).toMatchObject({ name: 'What was said', order: 3, filters: { kinds: ['statement'] } });
  });
});
