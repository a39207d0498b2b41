import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { CopyConflict, CopyProposal } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import StatusBar from '#renderer/features/frame/StatusBar.svelte';
import type { FakeHost } from './fake-host';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const conflict = (field: string, ours: string | null, theirs: string | null): CopyConflict => ({
  key: `events meeting ${field}`,
  collection: 'events',
  id: 'meeting',
  title: 'The meeting',
  field,
  base: 'As it was',
  ours,
  theirs,
  oursBy: { at: '2025-12-01T08:00:00.000Z', author: 'Analyst', label: 'edit The meeting' },
  theirsBy: null,
});

const proposal: CopyProposal = {
  merge: '8c6f9c1e-6f0f-4c57-9d0a-0d6c3f1f2b11',
  name: 'colleague',
  title: 'A negotiation',
  base: { at: '2025-11-30T08:00:00.000Z' },
  hasHistory: true,
  incoming: {
    added: 1,
    changed: 0,
    deleted: 0,
    moreRecords: 0,
    records: [{ collection: 'actors', id: 'new', name: 'The guarantor', act: 'added', changes: [], moreChanges: 0 }],
  },
  conflicts: [conflict('Title', 'Our title', 'Their title'), conflict('Notes', null, 'Their notes')],
};

async function openDialog(prepare: (host: FakeHost) => void = () => undefined) {
  const opened = await openWorkspace(buildNegotiation(), (host) => {
    host.proposal = proposal;
    host.merged = { added: 1, changed: 1, deleted: 0, kept: [], missingAttachments: 0 };
    prepare(host);
  });
  show(opened.workspace, StatusBar, {});
  opened.workspace.show({ type: 'merge-copy' });
  const dialog = await screen.findByRole('dialog');
  return { ...opened, dialog };
}

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });

async function compare(path = '/copies/colleague') {
  await fireEvent.input(screen.getByRole('textbox', { name: 'Folder' }), { target: { value: path } });
  await fireEvent.click(button(/^Compare/));
}

describe('merging another copy', () => {
  it('shows what comes in, by name, before anything is written', async () => {
    const { host, dialog } = await openDialog();
    await compare();
    await within(dialog).findByText('The guarantor', { exact: false });
    expect(host.recoveries).toEqual([['copy.read', { from: { path: '/copies/colleague' } }]]);
    expect(dialog.textContent).toContain('The copies parted after an edit of 30 Nov 2025');
    expect(dialog.textContent).toContain('1 added');
    expect(host.commits).toEqual([]);
  });

  it('asks where both changed the same, with both values and who wrote them, and goes on only once all are decided', async () => {
    const { host, dialog } = await openDialog();
    await compare();
    const [title, notes] = await within(dialog).findAllByRole('group');
    expect(title?.textContent).toMatch(
      /The meeting.*Title.*As it was.*Our title.*Analyst, 1 Dec 2025.*Their title.*not known/s,
    );
    expect(notes?.textContent).toContain('Not given');

    await fireEvent.click(button(/^Merge/));
    expect((await screen.findByRole('alert')).textContent).toContain('2 fields still to decide');
    expect(document.activeElement).toBe(within(title as HTMLElement).getAllByRole('radio')[0]);

    await fireEvent.click(within(title as HTMLElement).getByRole('radio', { name: /^The other copy/ }));
    await fireEvent.click(within(notes as HTMLElement).getByRole('radio', { name: /^This dossier/ }));
    await fireEvent.click(button(/^Merge/));
    expect((await within(dialog).findByRole('status')).textContent).toContain(
      'Merged as one edit: 1 added, 1 changed. Undo takes it back whole.',
    );
    expect(host.recoveries.at(-1)).toEqual([
      'copy.merge',
      {
        merge: proposal.merge,
        choices: [
          { key: 'events meeting Title', side: 'theirs' },
          { key: 'events meeting Notes', side: 'ours' },
        ],
      },
    ]);
  });

  it('decides all at once for one side', async () => {
    const { host, dialog } = await openDialog();
    await compare();
    await within(dialog).findAllByRole('group');
    await fireEvent.click(button('All from the other copy'));
    await fireEvent.click(button(/^Merge/));
    await waitFor(() => expect(host.recoveries.at(-1)?.[0]).toBe('copy.merge'));
    const [, input] = host.recoveries.at(-1) as [string, { choices: { side: string }[] }];
    expect(input.choices.map(({ side }) => side)).toEqual(['theirs', 'theirs']);
  });

  it('takes a file that was sent, and says that nothing is known of how the copies began', async () => {
    const { host, dialog } = await openDialog((each) => {
      each.proposal = { ...proposal, base: null, hasHistory: false };
    });
    const file = new File(['{}'], 'dossier.json', { type: 'application/json' });
    await fireEvent.change(screen.getByLabelText('Or a dossier.json that was sent to you'), {
      target: { files: [file] },
    });
    await within(dialog).findByText(/No common beginning of the two copies is known/);
    expect(host.recoveries[0]?.[1]).toEqual({ from: { upload: expect.any(String) } });
  });

  it('says that a copy brings nothing, and offers nothing to merge', async () => {
    const { dialog } = await openDialog((host) => {
      host.proposal = { ...proposal, conflicts: [], incoming: { ...proposal.incoming, added: 0, records: [] } };
    });
    await compare();
    await within(dialog).findByText(/holds nothing that is not in this dossier already/);
    expect(screen.queryByRole('button', { name: /^Merge/ })).toBeNull();
  });

  it('says why a copy cannot be merged, and lets another be chosen', async () => {
    const { host, dialog } = await openDialog();
    host.refusal = new ParleyError({ code: 'conflict', message: '“Other talks” is another dossier.' });
    await compare();
    expect((await within(dialog).findByRole('alert')).textContent).toContain('is another dossier');
    await compare('/copies/right');
    await within(dialog).findAllByRole('group');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const { host, workspace, dialog } = await openDialog();
    await compare();
    await within(dialog).findAllByRole('group');
    await fireEvent.click(button('Cancel'));
    expect(workspace.dialog).toBeNull();
    expect([host.commits, host.recoveries.map(([command]) => command)]).toEqual([[], ['copy.read']]);
  });
});
