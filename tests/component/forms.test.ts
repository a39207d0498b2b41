import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { DossierEvent } from '#core/model/event';
import { ParleyError } from '#core/parley-error';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

async function openForm(open: (workspace: Awaited<ReturnType<typeof openWorkspace>>['workspace']) => void) {
  const opened = await openWorkspace(buildNegotiation());
  show(opened.workspace, Inspector, { isSheet: false });
  open(opened.workspace);
  await screen.findByRole('form');
  return opened;
}

const type = (name: string, value: string) =>
  fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } });
/** Types into a picker and takes what it marks. */
async function choose(picker: string, text: string) {
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: picker });
  await fireEvent.input(field, { target: { value: text } });
  await screen.findAllByRole('option');
  await fireEvent.keyDown(field, { key: 'Enter' });
}
const save = () => fireEvent.submit(screen.getByRole('form'));

describe('a date field', () => {
  it('reads a date back in words while it is typed', async () => {
    await openForm((workspace) => workspace.desk.addEvent());
    await type('Date', '2025-11~');
    expect(screen.getByText('about November 2025, day not given')).toBeDefined();
  });

  it('explains a wrong date in place, before anything is saved', async () => {
    await openForm((workspace) => workspace.desk.addEvent());
    await type('Date', '2025-11-31');
    const field = screen.getByRole('textbox', { name: 'Date' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const explanation = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(explanation?.textContent).toContain('November has 30 days.');
  });
});

describe('a wrong day', () => {
  it('offers the month it stands in', async () => {
    await openForm((workspace) => workspace.desk.addEvent());
    await type('Date', '2025-11-31');
    await fireEvent.click(screen.getByRole('button', { name: 'Use November 2025' }));
    expect(screen.getByText('November 2025, day not given')).toBeDefined();
  });
});

describe('citing a source', () => {
  it('begins at the new citation and shows the standing that follows from it', async () => {
    const { workspace } = await openForm(({ pages, desk }) => {
      pages.select('answer');
      desk.cite();
    });
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Cite a source' }));
    expect(workspace.desk.draft?.isChanged).toBe(false);
    await choose('Cite a source', 'agency');
    expect(await screen.findByText(/The agency only/)).toBeDefined();
  });
});

describe('the event form', () => {
  it('saves what was changed as one edit of one record', async () => {
    const { host, workspace } = await openForm((each) => each.desk.edit('events', 'meeting'));
    const before = workspace.store.dossier?.events.get('meeting');
    await type('Title', 'Three days of talks');
    await save();
    await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
    expect(host.commits).toHaveLength(1);
    expect(host.commits[0]).toEqual({
      label: 'edit The meeting',
      edits: [{ collection: 'events', id: 'meeting', before, after: { ...before, title: 'Three days of talks' } }],
    });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Three days of talks');
  });

  it('names every field at fault and moves the focus to the first', async () => {
    const { host } = await openForm((workspace) => workspace.desk.addEvent());
    await save();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Title' })));
    expect(screen.getByText('Title must not be empty.')).toBeDefined();
    expect(screen.getByText('2 fields need attention')).toBeDefined();
    expect(host.commits).toEqual([]);
  });

  it('keeps what the kinds have in common, and gives back what another kind alone has', async () => {
    const { workspace } = await openForm((each) => each.desk.edit('events', 'meeting'));
    await fireEvent.click(screen.getByRole('radio', { name: 'Document' }));
    await type('Version', 'second draft');
    await fireEvent.click(screen.getByRole('radio', { name: 'Statement' }));
    expect(workspace.desk.draft?.value).not.toHaveProperty('version');
    await fireEvent.click(screen.getByRole('radio', { name: 'Document' }));
    const event = workspace.desk.draft?.value as DossierEvent;
    expect(event).toMatchObject({ kind: 'document', version: 'second draft', title: 'A meeting in three days' });
    expect(event).not.toHaveProperty('format');
  });

  it('writes an actor named on the way in the same step', async () => {
    const { host, workspace } = await openForm((each) => each.desk.addEvent('statement'));
    await type('Title', 'Somebody new speaks');
    await type('Date', '2025-11-12');
    const draft = workspace.desk.draft;
    if (draft === null || !('addActor' in draft)) throw new Error('The form of an event should be open.');
    draft.value.participants.push({ actor: draft.addActor('A newcomer'), role: 'speaker' });
    draft.addActor('Somebody taken back');
    await save();
    await waitFor(() => expect(host.commits).toHaveLength(1));
    expect(host.commits[0]?.edits.map(({ collection }) => collection)).toEqual(['actors', 'events']);
    expect([...(host.dossier?.actors.values() ?? [])].map(({ name }) => name)).toContain('A newcomer');
    expect([...(host.dossier?.actors.values() ?? [])].map(({ name }) => name)).not.toContain('Somebody taken back');
  });

  it('shows the host’s refusal beside its field', async () => {
    const { workspace } = await openForm((each) => each.desk.edit('events', 'paper'));
    (workspace.desk.draft?.value as DossierEvent).relations.push({ type: 'amends', event: 'paper' });
    await save();
    const links = await screen.findByRole('region', { name: 'Links' });
    await waitFor(() => expect(within(links).getByRole('alert').textContent).toMatch(/itself/));
  });

  it('asks before it throws changes away', async () => {
    const { workspace } = await openForm((each) => each.desk.edit('events', 'meeting'));
    await type('Title', 'Changed');
    await fireEvent.click(screen.getByRole('button', { name: /^Cancel/ }));
    expect(await screen.findByText('Discard what you changed?')).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(workspace.desk.draft?.value).toMatchObject({ title: 'Changed' });
  });

  it('writes nothing when nothing was changed', async () => {
    const { host, workspace } = await openForm((each) => each.desk.edit('events', 'meeting'));
    await save();
    await waitFor(() => expect(workspace.desk.draft).toBeNull());
    expect(host.commits).toEqual([]);
  });

  it('moves the focus into a row that is added, and keeps it near one that is taken out', async () => {
    await openForm((each) => each.desk.addEvent());
    const links = screen.getByRole('region', { name: 'Links' });
    const add = within(links).getByRole('button', { name: 'Link' });
    await fireEvent.click(add);
    await fireEvent.click(add);
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Kind of link 2'));
    await fireEvent.click(within(links).getByRole('button', { name: 'Remove link 2' }));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove link 1'));
    await fireEvent.click(within(links).getByRole('button', { name: 'Remove link 1' }));
    await waitFor(() => expect(document.activeElement).toBe(add));
  });

  it('adds nobody for what was typed and left', async () => {
    const { workspace } = await openForm((each) => each.desk.addEvent());
    const picker = screen.getByRole<HTMLInputElement>('combobox', { name: 'Add a participant' });
    await fireEvent.input(picker, { target: { value: 'nobody at all' } });
    await fireEvent.keyDown(picker, { key: 'Tab' });
    await fireEvent.blur(picker);
    expect((workspace.desk.draft?.value as DossierEvent).participants).toEqual([]);
  });

  it('stays open with what was typed when the disk fails', async () => {
    const { host, workspace } = await openForm((each) => each.desk.edit('events', 'meeting'));
    host.refusal = new ParleyError({ code: 'disk', message: 'The disk is full.' });
    await type('Title', 'Not written');
    await save();
    expect(await screen.findByText('The disk is full.')).toBeDefined();
    expect(workspace.store.saving.status).toBe('failed');
    expect(workspace.store.dossier?.events.get('meeting')?.title).toBe('A meeting in three days');
    expect(workspace.store.copyAsFile()?.content).toContain('Not written');
  });
});

describe('a deadline’s rule', () => {
  it('says what it comes to as a sentence of controls', async () => {
    await openForm((workspace) => workspace.desk.edit('events', 'vote'));
    expect(screen.getByText('No date yet')).toBeDefined();
    await fireEvent.change(screen.getByRole('combobox', { name: 'Moment' }), { target: { value: '0' } });
    expect(screen.queryByText('No date yet')).toBeNull();
  });

  it('takes a whole duration typed for the number, and keeps what is no number for correction', async () => {
    const { workspace } = await openForm((each) => each.desk.edit('events', 'vote'));
    const rule = () => (workspace.desk.draft?.value as Extract<DossierEvent, { kind: 'deadline' }>).rule;
    await type('How many', 'P3W');
    expect(rule()).toMatchObject({ offset: 'P3W' });
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'How many' }).value).toBe('3');
    await type('How many', '3 D');
    await save();
    expect(await screen.findByText('The number must be a whole number, such as 100.')).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'How many' }).value).toBe('3 D');
  });
});

describe('a field of words', () => {
  it('takes the word that is half typed when the form is saved, and gives it up at Esc', async () => {
    const { workspace } = await openForm(({ desk }) => desk.edit('events', 'answer'));
    const tags = () => (workspace.desk.draft?.value as DossierEvent).tags;
    const before = tags();
    const field = await screen.findByLabelText<HTMLInputElement>('Tags');
    await fireEvent.input(field, { target: { value: 'guarantees' } });
    const isLeftToTheForm = await fireEvent.keyDown(field, { key: 'Escape' });
    expect(isLeftToTheForm).toBe(false);
    expect(field.value).toBe('');
    expect(tags()).toEqual(before);
    await fireEvent.input(field, { target: { value: 'guarantees' } });
    expect(await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })).toBe(true);
    expect(tags()).toEqual([...before, 'guarantees']);
  });
});
