import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { BackupContents, BackupEntry, OpenFailure } from '#api/contract';
import { ParleyError } from '#core/parley-error';
import Banners from '#renderer/features/frame/Banners.svelte';
import TopBar from '#renderer/features/frame/TopBar.svelte';
import RecoveryScreen from '#renderer/features/recovery/RecoveryScreen.svelte';
import type { FakeHost } from './fake-host';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const entry = (id: string, at: string, place: BackupEntry['place'] = 'inside'): BackupEntry => ({
  id,
  place,
  at,
  bytes: 12_000,
  of: null,
});
const fault = { code: 'broken-json', message: 'It is not valid JSON.', problems: [] } as const;
const entries = [
  entry('broken', '2025-12-02T09:00:00.000Z'),
  entry('good', '2025-12-01T09:00:00.000Z'),
  entry('old', '2025-11-01T09:00:00.000Z', 'outside'),
];
const held = (id: string, events: number): BackupContents => ({
  id,
  isGood: true,
  contents: { title: 'A negotiation', events, actors: 2, sources: 1, range: '2025-10/2025-11' },
  lastEdits: [{ at: '2025-12-01T08:00:00.000Z', author: 'Analyst', label: 'edit The meeting' }],
  difference: {
    added: 0,
    changed: 0,
    deleted: 1,
    moreRecords: 0,
    records: [{ collection: 'events', id: 'paper', name: 'The paper', act: 'deleted', changes: [], moreChanges: 0 }],
  },
});

const failure: OpenFailure = {
  path: '/dossiers/trial',
  canRecover: true,
  fault: { ...fault, message: '/dossiers/trial/dossier.json is not valid JSON (line 3, column 7).' },
};

function withBackups(host: FakeHost): void {
  host.backups = { path: '/dossiers/trial', fault, backups: entries };
  host.backupContents = [{ id: 'broken', isGood: false, fault }, held('good', 3), held('old', 1)];
}

async function openScreen(prepare: (host: FakeHost) => void = withBackups) {
  const opened = await openWorkspace(null, (host) => {
    host.failure = failure;
    prepare(host);
  });
  expect(opened.workspace.recoveryPath).toBe('/dossiers/trial');
  show(opened.workspace, RecoveryScreen, { path: '/dossiers/trial' });
  return opened;
}

describe('the recovery screen', () => {
  it('says what is wrong and where, and what each backup holds, before anything is replaced', async () => {
    const { host } = await openScreen();
    expect(screen.getByRole('alert').textContent).toContain('dossier.json is not valid JSON (line 3, column 7)');
    const backups = await screen.findAllByRole('radio');
    await screen.findAllByText('3 events, 2 actors, 1 source');
    expect(backups.map((radio) => radio.closest('label')?.textContent.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/2 Dec 2025.*Cannot be read/),
      expect.stringMatching(/1 Dec 2025.*in the folder.*3 events/),
      expect.stringMatching(/1 Nov 2025.*outside the folder.*1 event/),
    ]);
    // The newest that can be read is the one on offer.
    expect(screen.getByRole<HTMLInputElement>('radio', { checked: true }).value).toBe('good');
    const preview = screen.getByRole('region', { name: 'What the backup holds' });
    expect(preview.textContent).toMatch(/Covers Oct–Nov 2025/);
    expect(preview.textContent).toContain('edit The meeting');
    expect(within(preview).getByText('1 deleted')).toBeDefined();
    expect(preview.textContent).toContain('The paper');
    expect(host.recoveries).toEqual([]);
  });

  it('restores the one that is chosen, by the keyboard alone', async () => {
    const { host } = await openScreen();
    const old = (await screen.findAllByRole('radio'))[2] as HTMLInputElement;
    await screen.findByText('1 event, 2 actors, 1 source');
    await fireEvent.click(old);
    await fireEvent.keyDown(window, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(host.recoveries).toHaveLength(1));
    expect(host.recoveries).toEqual([['backup.restore', { path: '/dossiers/trial', backup: 'old', to: null }]]);
  });

  it('restores to a folder of its own, and leaves the dossier alone', async () => {
    const { host } = await openScreen();
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Restore to another folder…' });
    await waitFor(() => expect(button.disabled).toBe(false));
    await fireEvent.click(button);
    await fireEvent.input(screen.getByRole('textbox', { name: 'New folder' }), { target: { value: '/elsewhere' } });
    await fireEvent.click(screen.getByRole('button', { name: 'Restore there' }));
    await waitFor(() => expect(host.recoveries[0]?.[1]).toMatchObject({ backup: 'good', to: '/elsewhere' }));
  });

  it('offers no backup that cannot be read, and says why it cannot', async () => {
    await openScreen();
    const [broken] = await screen.findAllByRole('radio');
    await screen.findByText('1 event, 2 actors, 1 source');
    await fireEvent.click(broken as HTMLElement);
    expect(await screen.findByText('It is not valid JSON.')).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Restore this backup/ }).disabled).toBe(true);
  });

  it('says what can be done where there is no backup', async () => {
    await openScreen(() => undefined);
    expect(await screen.findByText('There is no backup of this dossier.')).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /^Restore this backup/ }).disabled).toBe(true);
    expect(screen.getByRole('button', { name: 'Open another…' })).toBeDefined();
  });

  it('says why a backup was not restored', async () => {
    const { host } = await openScreen();
    const button = await screen.findByRole<HTMLButtonElement>('button', { name: /^Restore this backup/ });
    await waitFor(() => expect(button.disabled).toBe(false));
    host.refusal = new ParleyError({ code: 'read-only', message: 'Another Parley has it open: process 7.' });
    await fireEvent.click(button);
    expect(await screen.findByText('Another Parley has it open: process 7.')).toBeDefined();
  });

  it('gives way, with what it said, to the dossier that was restored', async () => {
    const { host, workspace } = await openScreen();
    host.dossier = buildNegotiation();
    const { dossier } = await host.client.call('session.read', {});
    if (dossier === null) throw new Error('The host has no dossier.');
    host.announce({ name: 'dossier.opened', dossier });
    expect([workspace.failure, workspace.recoveryPath]).toEqual([null, null]);
    expect(workspace.store.dossier?.title).toBe('A negotiation');
  });

  it('closes with Esc, to the start', async () => {
    const { workspace } = await openScreen();
    await fireEvent.keyDown(window, { key: 'Escape' });
    expect(workspace.recoveryPath).toBeNull();
  });
});

describe('going back to a backup of an open dossier', () => {
  it('is offered by the menu of commands, and says how to go back', async () => {
    const { host, workspace } = await openWorkspace(buildNegotiation(), withBackups);
    const acts = {
      focusSearch: () => {},
      focusRegion: () => {},
      focusScreen: () => {},
      toggleRail: () => {},
      saveForm: () => {},
    };
    show(workspace, TopBar, { acts });
    workspace.show({ type: 'restore', path: null });
    const dialog = await screen.findByRole('dialog', { name: 'Restore from a backup' });
    expect(dialog.textContent).toContain('Undo takes it back');
    const button = within(dialog).getByRole<HTMLButtonElement>('button', { name: /^Restore this backup/ });
    await waitFor(() => expect(button.disabled).toBe(false));
    await fireEvent.click(button);
    await waitFor(() => expect(workspace.dialog).toBeNull());
    expect(host.recoveries).toEqual([['backup.restore', { path: null, backup: 'good', to: null }]]);
    host.announce({ name: 'dossier.remarked', remark: 'The backup was restored.' });
    expect(workspace.store.remarks).toEqual(['The backup was restored.']);
  });

  it('is offered where its journal is damaged, beside going on from there', async () => {
    const { workspace } = await openWorkspace(buildNegotiation(), (host) => {
      host.access = { mode: 'read-only', reason: 'journal.jsonl is damaged at line 3.' };
      host.isDamaged = true;
    });
    show(workspace, Banners, {});
    expect(screen.getByRole('button', { name: 'Go on from there' })).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Restore from a backup…' }));
    expect(workspace.dialog).toEqual({ type: 'restore', path: null });
  });
});
