import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '#core/dates/calendar-day';
import { citationKey } from '#core/dossier/recording';
import { ParleyError } from '#core/parley-error';
import AsKnownBanner from '#renderer/features/as-known/AsKnownBanner.svelte';
import AsKnownSection from '#renderer/features/as-known/AsKnownSection.svelte';
import { handleKey } from '#renderer/features/frame/key-map.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { buildDossier } from '../builders/dossier';
import { buildCitation, buildClaim, buildMeeting, buildSource } from '../builders/records';
import { openWorkspace, show } from './in-window';

const citing = (source: string) => [buildClaim({ citations: [buildCitation({ source })] })];

/** A meeting reported in October, one in November, and one of which nobody says when it was reported. */
const dossier = buildDossier({
  sources: [
    buildSource({ id: 'early', published: '2025-10-22' }),
    buildSource({ id: 'late', published: '2025-11' }),
    buildSource({ id: 'undated' }),
  ],
  events: [
    buildMeeting({ id: 'first', claims: citing('early') }),
    buildMeeting({ id: 'second', claims: citing('late') }),
    buildMeeting({ id: 'third', claims: citing('undated') }),
  ],
});

const acts = { focusSearch() {}, focusRegion() {}, focusScreen() {}, toggleRail() {}, saveForm() {} };
const press = (workspace: Workspace, key: string) =>
  handleKey(new KeyboardEvent('keydown', { key, cancelable: true }), workspace, acts);
const shown = (workspace: Workspace) => workspace.filters.visible.map(({ id }) => id);

async function openSection(prepare: Parameters<typeof openWorkspace>[1] = () => {}) {
  const opened = await openWorkspace(dossier, prepare);
  show(opened.workspace, AsKnownBanner, {});
  show(opened.workspace, AsKnownSection, {});
  return opened;
}

describe('as known on', () => {
  it('goes back and forth a day with the brackets, and says so until today is reached', async () => {
    const { workspace } = await openSection();
    expect(screen.queryByRole('status')).toBeNull();
    press(workspace, '[');
    press(workspace, '[');
    await screen.findByText('As known on Sun 30 November 2025.');
    expect(formatDay(workspace.today)).toBe('2025-11-30');
    press(workspace, '[');
    await waitFor(() => expect(shown(workspace)).toEqual(['first']));
    press(workspace, ']');
    expect(shown(workspace)).toEqual(['first', 'second']);
    press(workspace, ']');
    press(workspace, ']');
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    expect(shown(workspace)).toEqual(['first', 'second', 'third']);
  });

  it('goes to a day that is typed', async () => {
    const { workspace } = await openSection();
    const field = screen.getByRole('textbox', { name: 'As known on' });
    await fireEvent.input(field, { target: { value: 'November 2025' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(await screen.findByText('Give one day, such as 24 Oct 2025.')).toBeDefined();
    expect(workspace.asKnown.day).toBeNull();
    await fireEvent.input(field, { target: { value: '24 Oct 2025' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(workspace.asKnown.day).toBe(parseDay('2025-10-24'));
  });

  it('goes from report to report on the slider', async () => {
    const { workspace } = await openSection();
    const slider = screen.getByRole('slider');
    await fireEvent.keyDown(slider, { key: 'PageDown' });
    expect(formatDay(workspace.today)).toBe('2025-11-30');
    await fireEvent.keyDown(slider, { key: 'PageDown' });
    expect(formatDay(workspace.today)).toBe('2025-10-22');
    await waitFor(() => expect(slider.getAttribute('aria-valuetext')).toBe('Wed 22 October 2025'));
    await fireEvent.keyDown(slider, { key: 'PageUp' });
    await fireEvent.keyDown(slider, { key: 'PageUp' });
    expect(workspace.asKnown.day).toBeNull();
  });

  it('takes no edits until today is pressed', async () => {
    const { workspace } = await openSection();
    press(workspace, '[');
    expect(workspace.canEdit).toBe(false);
    workspace.desk.edit('events', 'first');
    expect(workspace.desk.draft).toBeNull();
    await fireEvent.click(await screen.findByRole('button', { name: 'Today' }));
    expect(workspace.canEdit).toBe(true);
  });

  it('asks the history when an undated report was recorded', async () => {
    const { workspace } = await openSection((host) => {
      host.recording = { since: '2025-10-01', days: [[citationKey('third', 'undated'), '2025-11-10']] };
    });
    workspace.asKnown.show(parseDay('2025-11-12'));
    await waitFor(() => expect(shown(workspace)).toEqual(['first', 'third']));
    workspace.asKnown.show(parseDay('2025-11-09'));
    expect(shown(workspace)).toEqual(['first']);
  });

  it('says why where the history cannot be read', async () => {
    const message = 'history/1-9.jsonl is damaged at line 3. Restore the file from version control.';
    const { workspace } = await openSection((host) => {
      host.recordingFault = new ParleyError({ code: 'damaged', message });
    });
    press(workspace, '[');
    expect((await screen.findByRole('alert')).textContent).toContain(message);
  });

  it('asks first where a changed form stands open', async () => {
    const { workspace } = await openSection();
    workspace.desk.edit('events', 'first');
    const { draft } = workspace.desk;
    if (draft?.collection !== 'events') throw new Error('The form of the event is not open.');
    draft.value.title = 'Another title';
    press(workspace, '[');
    expect(workspace.asKnown.day).toBeNull();
    expect(workspace.dialog?.type).toBe('discard');
  });
});
