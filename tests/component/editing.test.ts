import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import type { KeptDraft } from '#api/contract';
import type { Edit } from '#core/dossier/change';
import type { Dossier } from '#core/model/dossier';
import type { DossierEvent } from '#core/model/event';
import { ParleyError } from '#core/parley-error';
import Frame from '#renderer/features/frame/Frame.svelte';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { type EventDraft } from '#renderer/state/event-draft.svelte.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { buildSource } from '../builders/records';
import type { FakeHost } from './fake-host';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

// The canvas asks how large it is; in jsdom it has no size, and so stays empty.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);

Object.defineProperty(document, 'fonts', { value: { ready: Promise.resolve() } });

async function openForm(open: (workspace: Workspace) => void, prepare?: (host: FakeHost) => void) {
  const opened = await openWorkspace(buildNegotiation(), prepare);
  show(opened.workspace, Inspector, { isSheet: false });
  open(opened.workspace);
  await screen.findByRole('form');
  return opened;
}

const eventOf = ({ desk }: Workspace) => desk.draft?.value as DossierEvent;
const picker = (name: string) => screen.getByRole<HTMLInputElement>('combobox', { name });
const typeInto = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });
const save = () => fireEvent.submit(screen.getByRole('form'));

async function choose(name: string, text: string, key = 'Enter') {
  await typeInto(picker(name), text);
  await screen.findAllByRole('option');
  await fireEvent.keyDown(picker(name), { key });
}

describe('a participant', () => {
  it('is added by a few letters and Enter, and the next one at once', async () => {
    const { workspace } = await openForm(({ desk }) => desk.addEvent('statement'));
    await choose('Add a participant', 'envoy');
    await choose('Add a participant', 'minis');
    expect(eventOf(workspace).participants).toEqual([
      { actor: 'envoy', role: 'speaker' },
      { actor: 'minister', role: 'participant' },
    ]);
    expect(picker('Add a participant').value).toBe('');
  });

  it('is added by Tab, which goes on to the role', async () => {
    await openForm(({ desk }) => desk.addEvent());
    await choose('Add a participant', 'envoy', 'Tab');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Role of The envoy'));
  });

  it('who is new is created in place, and says what they are', async () => {
    const { workspace } = await openForm(({ desk }) => desk.addEvent());
    await choose('Add a participant', 'The ministry');
    await fireEvent.change(await screen.findByRole('combobox', { name: 'What The ministry is' }), {
      target: { value: '1' },
    });
    const draft = workspace.desk.draft as EventDraft;
    expect(draft.addedActors.map(({ name, type }) => [name, type])).toEqual([['The ministry', 'organisation']]);
  });
});

describe('a pasted address', () => {
  const address = 'https://www.reuters.com/world/what-was-agreed-2025-11-21/';

  it('becomes a source with what can be read from it, to be put right beside it', async () => {
    const { host } = await openForm(({ desk }) => desk.edit('events', 'answer'));
    await choose('Cite a source', address);
    const citation = await screen.findByRole('group', { name: 'Citation of Reuters' });
    const title = within(citation).getByRole<HTMLInputElement>('textbox', { name: 'Title' });
    expect(title.value).toBe('What was agreed');
    await typeInto(title, 'What was agreed in Miami');
    await save();
    await waitFor(() => expect(host.commits).toHaveLength(1));
    expect(host.commits[0]?.edits[0]).toMatchObject({
      collection: 'sources',
      after: { title: 'What was agreed in Miami', publisher: 'Reuters', published: '2025-11-21', url: address },
    });
  });

  it('of a page the dossier has is that source', async () => {
    const known = buildSource({ id: 'known', publisher: 'Reuters', url: address });
    const { workspace } = await openForm(
      ({ desk }) => desk.addEvent(),
      (host) => {
        if (host.dossier !== null) host.dossier = { ...host.dossier, sources: new Map([['known', known]]) };
        if (host.dossier !== null) host.dossier = { ...host.dossier, events: new Map() };
      },
    );
    await choose('Cite a source', `${address}?utm_source=mail`);
    expect(eventOf(workspace).claims[0]?.citations.map(({ source }) => source)).toEqual(['known']);
    expect((workspace.desk.draft as EventDraft).addedSources).toEqual([]);
  });

  it('that would run something creates nothing', async () => {
    const { workspace } = await openForm(({ desk }) => desk.addEvent());
    await typeInto(picker('Cite a source'), 'javascript:alert(1)');
    expect(await screen.findByText('Nothing matches.')).toBeDefined();
    await fireEvent.keyDown(picker('Cite a source'), { key: 'Enter' });
    expect(eventOf(workspace).claims).toEqual([]);
  });

  it('is refused beside its field where the day that was typed for it never was', async () => {
    const { host } = await openForm(({ desk }) => desk.edit('events', 'answer'));
    await choose('Cite a source', address);
    await typeInto(await screen.findByRole('textbox', { name: 'Published' }), '31 November 2025');
    await save();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Published' })));
    expect(host.commits).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Use November 2025' }));
    await save();
    await waitFor(() => expect(host.commits).toHaveLength(1));
  });
});

describe('citing again', () => {
  it('repeats the source cited last, in the form and in the next one', async () => {
    const { workspace } = await openForm(({ desk }) => desk.edit('events', 'answer'));
    await choose('Cite a source', 'agency');
    workspace.desk.citeAgain();
    expect(eventOf(workspace).claims[0]?.citations.map(({ source }) => source)).toEqual(['agency', 'agency']);
    await save();
    await waitFor(() => expect(workspace.desk.draft).toBeNull());
    workspace.pages.select('paper');
    workspace.desk.citeAgain();
    expect(eventOf(workspace).claims[0]?.citations.at(-1)?.source).toBe('agency');
  });
});

describe('what is typed while a form is being saved', () => {
  it('stays in the form, which says what is on disk and what is not', async () => {
    const { host, workspace } = await openForm(({ desk }) => desk.edit('events', 'meeting'));
    await typeInto(screen.getByRole('textbox', { name: 'Title' }), 'A meeting');
    const draft = workspace.desk.draft as EventDraft;
    draft.value.participants.push({ actor: draft.addActor('The newcomer'), role: 'participant' });
    const saving = workspace.desk.save();
    await typeInto(screen.getByRole('textbox', { name: 'Title' }), 'A meeting, and what was typed meanwhile');
    expect(await saving).toBe(false);
    expect(host.dossier?.events.get('meeting')?.title).toBe('A meeting');
    expect(eventOf(workspace).title).toBe('A meeting, and what was typed meanwhile');
    expect(workspace.desk.draft?.isChanged).toBe(true);

    expect(await workspace.desk.save()).toBe(true);
    expect(host.dossier?.events.get('meeting')?.title).toBe('A meeting, and what was typed meanwhile');
    expect(workspace.desk.draft).toBeNull();
  });
});

describe('the first claim', () => {
  it('goes on saying what the title says, until it is given words of its own', async () => {
    const { workspace } = await openForm(({ desk }) => desk.addEvent());
    const title = screen.getByRole('textbox', { name: 'Title' });
    await typeInto(title, 'Talks');
    await choose('Cite a source', 'agency');
    await typeInto(title, 'Talks in Geneva');
    expect(eventOf(workspace).claims[0]?.text).toBe('Talks in Geneva');
    await typeInto(screen.getByRole('textbox', { name: 'Claim' }), 'They talked.');
    await typeInto(title, 'Three talks in Geneva');
    expect(eventOf(workspace).claims[0]?.text).toBe('They talked.');
  });
});

describe('a text too long for its field', () => {
  const paste = (field: HTMLElement, text: string) =>
    fireEvent(
      field,
      Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
        clipboardData: { getData: () => text },
      }),
    );

  it('is turned away before it reaches the field, with the limit, and what stood there stays', async () => {
    const { workspace } = await openForm(({ desk }) => desk.addEvent());
    const notes = screen.getByRole('textbox', { name: 'Notes' });
    await typeInto(notes, 'Kept.');
    expect(await paste(notes, 'x'.repeat(2_000_000))).toBe(false);
    expect(screen.getByText(/Notes was given 2,000,000 characters to paste and holds at most 100,000/)).toBeDefined();
    expect(eventOf(workspace).notes).toBe('Kept.');
    expect(await paste(notes, 'x'.repeat(6000))).toBe(false);
    expect(screen.getByText(/Notes was given a single word of more than 5,000 characters/)).toBeDefined();
    expect(await paste(notes, 'word '.repeat(18_000))).toBe(true);
    await waitFor(() => expect(screen.queryByText(/Notes was given/)).toBeNull());
  });

  it('is turned away from a field that has no words for it, too', async () => {
    await openForm(({ desk }) => desk.addEvent());
    expect(await paste(screen.getByRole('textbox', { name: 'Date' }), 'x'.repeat(2_000_000))).toBe(false);
    expect(screen.getByText(/The field was given 2,000,000 characters/)).toBeDefined();
  });
});

describe('a waiver', () => {
  it('is not saved without the sanction it suspends, and offers to link one', async () => {
    const { host } = await openForm(({ desk }) => desk.addEvent('waiver'));
    await typeInto(screen.getByRole('textbox', { name: 'Title' }), 'A licence');
    await typeInto(screen.getByRole('textbox', { name: 'Issued' }), '2025-10-23');
    await save();
    const links = screen.getByRole('region', { name: 'Links' });
    await waitFor(() => expect(within(links).getByText(/must name the sanction/)).toBeDefined());
    expect(host.commits).toEqual([]);
    await fireEvent.click(within(links).getByRole('button', { name: 'Link a sanction' }));
    expect(within(links).getByRole('combobox', { name: 'Event of link 1' })).toBeDefined();
  });
});

describe('the preview', () => {
  it('shows the event as it is written, and is gone when the form is cancelled', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    workspace.desk.addEvent();
    await typeInto(await screen.findByRole('textbox', { name: 'Date' }), '2025-12-05');
    const drafted = () => workspace.dossier?.events.get(eventOf(workspace).id);
    await waitFor(() => expect(drafted()?.title).toBe('New meeting'));
    await typeInto(screen.getByRole('textbox', { name: 'Title' }), 'Talks in Geneva');
    await waitFor(() => expect(drafted()?.title).toBe('Talks in Geneva'));
    expect(workspace.ringedEventId).toBe(eventOf(workspace).id);
    expect(workspace.store.dossier?.events.size).toBe(4);
    await typeInto(screen.getByRole('textbox', { name: 'Date' }), '2025-11-31');
    expect(drafted()?.date).toBe('2025-12-05');
    workspace.desk.clear();
    await waitFor(() => expect(workspace.dossier?.events.size).toBe(4));
    expect(host.commits).toEqual([]);
  });
});

/** A form of the meeting that was left unsaved. */
function keptDraft(content: object): KeptDraft {
  const whole = { collection: 'events', id: 'meeting', actors: [], sources: [], at: '2025-12-02T10:42:00.000Z' };
  return { ...whole, ...content } as unknown as KeptDraft;
}

function withEvent(event: DossierEvent): Dossier {
  const dossier = buildNegotiation();
  return { ...dossier, events: new Map(dossier.events).set(event.id, event) };
}

describe('a draft', () => {
  it('is kept while it is written and let go when it is saved', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    workspace.desk.edit('events', 'meeting');
    await typeInto(await screen.findByRole('textbox', { name: 'Title' }), 'Three days of talks');
    await waitFor(() => expect(host.drafts[0]?.value).toMatchObject({ title: 'Three days of talks' }));
    expect(host.drafts[0]?.before).toMatchObject({ title: 'A meeting in three days' });
    await save();
    await waitFor(() => expect(host.drafts).toEqual([]));
  });

  it('that was left is offered, goes on where it stopped, and is written as one edit', async () => {
    const meeting = buildNegotiation().events.get('meeting');
    const left = keptDraft({ before: meeting, value: { ...meeting, title: 'Three days' } });
    const { host, workspace } = await openWorkspace(buildNegotiation(), (each) => each.drafts.push(left));
    show(workspace, Frame, {});
    await screen.findByText(/Unsaved draft of “The meeting” from/);
    await fireEvent.click(screen.getByRole('button', { name: 'Resume' }));
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Title' })).value).toBe('Three days');
    expect(screen.queryByText(/Unsaved draft of/)).toBeNull();
    await save();
    await waitFor(() => expect(host.dossier?.events.get('meeting')?.title).toBe('Three days'));
    await waitFor(() => expect(host.drafts).toEqual([]));
    expect(screen.queryByText(/Unsaved draft of/)).toBeNull();
  });

  it('that was overtaken says so, takes in what others changed, and lets what both changed be chosen', async () => {
    const meeting = buildNegotiation().events.get('meeting');
    const place = { name: 'Miami', latitude: null, longitude: null };
    const left = keptDraft({ before: meeting, value: { ...meeting, title: 'Three days', notes: 'Mine.' } });
    const stored = { ...meeting, title: 'Talks in Miami', place } as DossierEvent;
    const { host, workspace } = await openWorkspace(withEvent(stored), (each) => each.drafts.push(left));
    show(workspace, Frame, {});
    await fireEvent.click(await screen.findByRole('button', { name: 'Resume' }));
    const note = await screen.findByRole('region', { name: 'This event was changed elsewhere since you began.' });
    expect(note.textContent).toMatch(/Place: not given.*becomes.*Miami/);
    await save();
    expect(await screen.findByText(/say above what becomes of that/)).toBeDefined();
    expect(host.commits).toEqual([]);

    const title = within(note).getByRole('group', { name: 'Title' });
    expect(within(title).getByRole<HTMLInputElement>('radio', { name: /^Yours.*Three days/ }).checked).toBe(true);
    await fireEvent.click(within(title).getByRole('radio', { name: /^Theirs.*Talks in Miami/ }));
    await fireEvent.click(within(note).getByRole('button', { name: 'Go on with what is chosen' }));
    await save();
    await waitFor(() => expect(host.commits).toHaveLength(1));
    expect(host.dossier?.events.get('meeting')).toMatchObject({ title: 'Talks in Miami', notes: 'Mine.', place });
  });

  it('is told of what another window does to its record, and of its deletion', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    workspace.desk.edit('events', 'answer');
    await typeInto(await screen.findByRole('textbox', { name: 'Title' }), 'She answers');
    const before = host.dossier?.events.get('answer') as DossierEvent;
    const commit = (edit: Edit) => host.client.call('change.commit', { label: 'elsewhere', edits: [edit] });
    await commit({ collection: 'events', id: 'answer', before, after: { ...before, importance: 5 } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Take it in' }));
    expect(workspace.desk.draft?.value).toMatchObject({ title: 'She answers', importance: 5 });

    const present = host.dossier?.events.get('answer') as DossierEvent;
    await commit({ collection: 'events', id: 'answer', before: present, after: null });
    await screen.findByText('This event was deleted meanwhile.');
    await fireEvent.click(screen.getByRole('button', { name: 'Add it again' }));
    await save();
    await waitFor(() => expect(host.dossier?.events.get('answer')?.title).toBe('She answers'));
  });

  it('that was left can be thrown away', async () => {
    const left: KeptDraft = {
      collection: 'tracks',
      id: 'new',
      before: null,
      value: { id: 'new', name: 'Geneva', order: 1 },
      actors: [],
      sources: [],
      at: '2025-12-02T10:42:00.000Z',
    };
    const { host, workspace } = await openWorkspace(buildNegotiation(), (each) => each.drafts.push(left));
    show(workspace, Frame, {});
    await fireEvent.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(screen.queryByText(/Unsaved draft of/)).toBeNull());
    expect(host.drafts).toEqual([]);
  });
});

describe('drafts that the host', () => {
  it('cannot read are told of, not shown as none', async () => {
    const message = 'drafts/a.json cannot be read: the disk reports an input/output error.';
    const { workspace } = await openWorkspace(buildNegotiation(), (each) => {
      each.draftFault = new ParleyError({ code: 'disk', message });
    });
    show(workspace, Frame, {});
    expect(await screen.findByText(`Forms that were left unsaved could not be read. ${message}`)).toBeDefined();
  });

  it('refuses to keep are told of, each refusal once', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    const message = 'The form could not be read back.';
    host.draftFault = new ParleyError({ code: 'usage', message });
    workspace.desk.edit('events', 'meeting');
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await typeInto(title, 'Three days of talks');
    await screen.findByText(`What is written in the open form is not kept yet. ${message}`);
    await fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    await typeInto(title, 'Four days of talks');
    workspace.keeper.flush();
    await waitFor(() => expect(workspace.keeper.isBehind).toBe(true));
    expect(screen.queryByText(/is not kept yet/)).toBeNull();

    host.draftFault = null;
    await typeInto(title, 'Five days of talks');
    await waitFor(() => expect(host.drafts[0]?.value).toMatchObject({ title: 'Five days of talks' }));
    expect(workspace.keeper.isBehind).toBe(false);
  });
});

describe('a duplicate', () => {
  it('says all that its original does and is another event', async () => {
    const { host, workspace } = await openForm(({ desk }) => desk.duplicate('meeting'));
    await save();
    await waitFor(() => expect(host.commits).toHaveLength(1));
    const copy = [...(workspace.store.dossier?.events.values() ?? [])].at(-1);
    expect(copy).toMatchObject({ title: 'A meeting in three days', relations: [{ type: 'produces', event: 'paper' }] });
    expect(copy?.claims[0]?.id).not.toBe('met');
    expect(workspace.store.dossier?.events.size).toBe(5);
  });
});

describe('a link', () => {
  it('is drawn to the event that is picked, its kind chosen after, and can be undone by its name', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    workspace.pages.select('answer');
    await fireEvent.keyDown(document.body, { key: 'l' });
    expect(document.activeElement).toBe(await screen.findByRole('combobox', { name: 'The other event' }));
    workspace.select('meeting');
    expect(workspace.pages.current).toEqual({ type: 'event', id: 'answer' });
    await fireEvent.change(await screen.findByRole('combobox', { name: 'Kind of link' }), { target: { value: '2' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Link' }));
    await waitFor(() => expect(host.commits).toHaveLength(1));
    expect(host.commits[0]?.label).toBe('link The minister answers to The meeting');
    expect(host.dossier?.events.get('answer')?.relations.at(-1)).toEqual({ type: 'follows-from', event: 'meeting' });
  });

  it('that is there already is refused, and Esc gives it up', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    workspace.pages.select('meeting');
    workspace.startLink();
    workspace.select('paper');
    workspace.linking.type = 'produces';
    expect(await workspace.linking.save()).toBe(false);
    expect(await screen.findByText('This link is there already.')).toBeDefined();
    await fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(workspace.linking.from).toBeNull();
    expect(host.commits).toEqual([]);
  });
});

describe('several events', () => {
  async function select(...ids: string[]) {
    const opened = await openWorkspace(buildNegotiation());
    show(opened.workspace, Inspector, { isSheet: false });
    for (const id of ids) opened.workspace.toggleSelected(id);
    await screen.findByText(`${ids.length} events selected`);
    return opened;
  }

  it('say what they share', async () => {
    await select('meeting', 'paper');
    expect(within(screen.getByRole('region', { name: 'Shared' })).getByText('The agency')).toBeDefined();
  });

  it.each<[string, (acts: Workspace['selectionActs']) => Promise<void>, string, Partial<DossierEvent>]>([
    ['tagged', (acts) => acts.addTag(['paper', 'answer'], 'draft'), 'tag 2 events', { tags: ['draft'] }],
    [
      'put into a track',
      (acts) => acts.assignTrack(['paper', 'answer'], 'talks'),
      'move 2 events to Talks',
      { tracks: ['talks'] },
    ],
    [
      'given an importance',
      (acts) => acts.setImportance(['paper', 'answer'], 5),
      'set the importance of 2 events',
      { importance: 5 },
    ],
  ])('are %s in one step that undo names and takes back', async (_, act, label, expected) => {
    const { host, workspace } = await select('paper', 'answer');
    await act(workspace.selectionActs);
    expect(workspace.store.steps.undo).toBe(label);
    for (const id of ['paper', 'answer']) expect(host.dossier?.events.get(id)).toMatchObject(expected);
    await workspace.store.undo();
    expect(host.dossier).toEqual(buildNegotiation());
  });

  it('are deleted after a look at what hangs on them', async () => {
    const { host, workspace } = await select('meeting', 'answer');
    await fireEvent.click(screen.getByRole('button', { name: 'Delete 2 events…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete 2 events?' });
    expect(within(dialog).getByText('Nothing else refers to them. Undo brings them back.')).toBeDefined();
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect([...(host.dossier?.events.keys() ?? [])]).toEqual(['paper', 'vote']));
    expect(workspace.store.steps.undo).toBe('delete 2 events');
  });

  it('are not deleted while a deadline is counted from one of them', async () => {
    await select('meeting', 'paper');
    await fireEvent.click(screen.getByRole('button', { name: 'Delete 2 events…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete 2 events?' });
    expect(within(dialog).getByText(/while others hang on them/)).toBeDefined();
    expect(within(dialog).queryByRole('button', { name: 'Delete' })).toBeNull();
  });
});

describe('the history', () => {
  it('tells who changed what, and restores an earlier state as a new edit', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Inspector, { isSheet: false });
    const rename = async (title: string) => {
      const before = workspace.store.dossier?.events.get('paper');
      if (before === undefined) throw new Error('The paper should be there.');
      await workspace.store.commit(`edit ${before.title}`, [
        { collection: 'events', id: 'paper', before, after: { ...before, title } },
      ]);
    };
    await rename('The draft');
    await rename('The final paper');
    workspace.pages.select('paper');
    workspace.showHistory();
    expect(await screen.findByText('The final paper', { selector: 'ins' })).toBeDefined();
    expect(screen.getAllByText(/Tester/).length).toBeGreaterThan(0);
    await fireEvent.click(screen.getByRole('button', { name: 'Restore this' }));
    await waitFor(() => expect(host.dossier?.events.get('paper')?.title).toBe('The draft'));
    expect(workspace.store.steps.undo).toBe('restore The draft');
  });

  it('says so where nothing was changed yet', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Inspector, { isSheet: false });
    workspace.go({ type: 'history', record: null });
    expect(await screen.findByText('Nothing was changed here yet.')).toBeDefined();
  });
});

describe('the author’s name', () => {
  it('is asked for once, after the first edit', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    await workspace.changeSettings({ isAuthorSettled: false });
    expect(screen.queryByText(/signs your edits/)).toBeNull();
    await workspace.records.renameDossier('Talks', null);
    expect(await screen.findByText('The history signs your edits “Tester”.')).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Change the name…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Settings' });
    await typeInto(within(dialog).getByRole('textbox', { name: 'Author' }), 'A. Analyst');
    await fireEvent.submit(dialog.querySelector('form')!);
    await waitFor(() => expect(workspace.settings).toMatchObject({ author: 'A. Analyst', isAuthorSettled: true }));
    expect(screen.queryByText(/signs your edits/)).toBeNull();
  });
});

describe('the kind of an event in its form', () => {
  it('is chosen by Alt and a digit', async () => {
    const { workspace } = await openWorkspace(buildNegotiation());
    show(workspace, Frame, {});
    workspace.desk.addEvent();
    await fireEvent.keyDown(await screen.findByRole('textbox', { name: 'Title' }), {
      key: '4',
      code: 'Digit4',
      altKey: true,
    });
    expect(eventOf(workspace).kind).toBe('deadline');
  });
});
