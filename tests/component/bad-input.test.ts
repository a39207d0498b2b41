import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { DossierEvent } from '#core/model/event';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { buildEvent } from '../builders/records';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

/** A second deadline, counted from the vote that the negotiation has. */
const count = buildEvent({
  kind: 'deadline',
  id: 'count',
  title: 'The count',
  undated: 'unknown',
  rule: {
    relation: 'within',
    offset: 'P7D',
    from: { event: 'vote', moment: 'ends' },
    count: 'calendar',
    calendar: null,
  },
});

async function openForm(open: (workspace: Workspace) => void) {
  const dossier = buildNegotiation();
  const opened = await openWorkspace({ ...dossier, events: new Map(dossier.events).set(count.id, count) });
  show(opened.workspace, Inspector, { isSheet: false });
  open(opened.workspace);
  await screen.findByRole('form');
  return opened;
}

const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name });
const save = () => fireEvent.click(screen.getByRole('button', { name: /^Save/ }));

async function type(name: string, text: string) {
  const input = await field(name);
  await fireEvent.input(input, { target: { value: text } });
  await fireEvent.blur(input);
  return input;
}

describe('bad input', () => {
  it.each([
    ['31 November 2025', 'November has 30 days'],
    ['2025-11-31', 'November has 30 days'],
    ['2025-10-26/2025-10-24', 'it ends before it starts'],
    ['26 October 2025 to 24 October 2025', 'ends before it starts'],
  ])('a date that cannot be, %s, is explained and stays as it was typed', async (text, words) => {
    const { host } = await openForm(({ desk }) => desk.edit('events', 'meeting'));
    const date = await type('Date', text);
    await save();
    expect((await screen.findAllByText(words, { exact: false })).length).toBeGreaterThan(0);
    expect(date.value).toBe(text);
    expect(date.getAttribute('aria-invalid')).toBe('true');
    expect(host.commits).toEqual([]);
  });

  it('an impossible day is offered as its month', async () => {
    const { host } = await openForm(({ desk }) => desk.edit('events', 'meeting'));
    await type('Date', '31 November 2025');
    await fireEvent.click(await screen.findByRole('button', { name: 'Use November 2025' }));
    await save();
    await waitFor(() => expect(host.dossier?.events.get('meeting')?.date).toBe('2025-11'));
  });

  it('a waiver without its sanction is refused where the sanction would stand, and keeps all its fields', async () => {
    const { host, workspace } = await openForm(({ desk }) => desk.addEvent('waiver'));
    await type('Title', 'A waiver of nothing');
    await type('Issued', '2025-11-12');
    await save();
    expect(await screen.findByText(/must name the sanction that the waiver suspends/)).toBeDefined();
    expect(workspace.desk.draft?.value).toMatchObject({ title: 'A waiver of nothing', date: '2025-11-12' });
    expect(host.commits).toEqual([]);
  });

  it('deadlines that wait on each other are refused, with the chain named', async () => {
    const { host, workspace } = await openForm(({ desk }) => desk.edit('events', 'vote'));
    const draft = workspace.desk.draft?.value as Extract<DossierEvent, { kind: 'deadline' }>;
    const waitOn = (event: string) => {
      draft.rule = { ...count.rule, from: { event, moment: 'ends' } };
    };
    waitOn('count');
    await save();
    await screen.findByText(/makes a circle.*"The count", which waits on "A vote within 100 days"/);
    waitOn('vote');
    await save();
    await screen.findByText(/makes a circle.*"A vote within 100 days" waits on "A vote within 100 days"/);
    expect(host.dossier?.events.get('vote')).toEqual(buildNegotiation().events.get('vote'));
  });

  it('a source with a link that runs something is refused, and what was typed stays', async () => {
    const { host } = await openForm(({ desk }) => desk.edit('sources', 'agency'));
    const address = await type('Address', 'javascript:alert(1)');
    await save();
    expect(await screen.findByText(/must be a web address that begins with http:\/\/ or https:\/\//)).toBeDefined();
    expect(address.value).toBe('javascript:alert(1)');
    expect(host.commits).toEqual([]);
  });

  it('a file of 300 MB is turned away before any of it is sent', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Inspector, { isSheet: false });
    workspace.go({ type: 'source', id: 'agency' });
    const film = Object.defineProperty(new File(['film'], 'film.mp4'), 'size', { value: 300 * 1024 * 1024 });
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { types: ['Files'], files: [film] } });
    await fireEvent(await screen.findByRole('group', { name: 'Offline copy' }), drop);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'film.mp4 is 300 MB, and a dossier takes files up to 50 MB',
    );
    expect(host.dossier?.sources.get('agency')?.attachment).toBeNull();
  });

  it('a file that is dropped on the page of a source is attached to it', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Inspector, { isSheet: false });
    workspace.go({ type: 'source', id: 'agency' });
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { types: ['Files'], files: [new File(['a page'], 'page.pdf')] } });
    await screen.findByRole('group', { name: 'Offline copy' });
    await fireEvent(screen.getByRole('heading', { level: 1 }), drop);
    await waitFor(() => expect(host.dossier?.sources.get('agency')?.attachment?.name).toBe('page.pdf'));
  });

  it.each([
    ['of 2 MB', 'a word '.repeat(300_000), /was given 2,100,000 characters to paste and holds at most 100,000/],
    ['that is one word of 2 MB', 'w'.repeat(2_000_000), /characters to paste/],
    ['that is one word of 20,000 letters', 'w'.repeat(20_000), /a single word of more than 5,000 characters/],
  ])('a pasted note %s is turned away whole, and what stood there stays', async (_, text, words) => {
    const { workspace } = await openForm(({ desk }) => desk.edit('events', 'meeting'));
    const notes = await type('Notes', 'What stood there.');
    const paste = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(paste, { clipboardData: { getData: () => text } });
    await fireEvent(notes, paste);
    expect(paste.defaultPrevented).toBe(true);
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(within(screen.getByRole('form')).getByRole<HTMLTextAreaElement>('textbox', { name: 'Notes' }).value).toBe(
      'What stood there.',
    );
    expect(workspace.desk.draft?.value).toMatchObject({ notes: 'What stood there.' });
  });
});
