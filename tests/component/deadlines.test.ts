import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '#core/model/dossier';
import DeadlinesScreen from '#renderer/features/deadlines/DeadlinesScreen.svelte';
import NextDeadline from '#renderer/features/frame/NextDeadline.svelte';
import ActorMeasures from '#renderer/features/inspector/ActorMeasures.svelte';
import { buildDossier } from '../builders/dossier';
import { buildActor, buildEvent } from '../builders/records';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

const dossier = buildDossier({
  actors: [buildActor({ id: 'fund', name: 'The fund' }), buildActor({ id: 'state', name: 'The state' })],
  events: [
    buildEvent({ kind: 'meeting', id: 'signing', date: '2025-11', title: 'The signing' }),
    buildEvent({
      kind: 'deadline',
      id: 'answer',
      title: 'Answer within a week',
      participants: [{ actor: 'state', role: 'bound' }],
      rule: {
        relation: 'within',
        offset: 'P1W',
        from: { event: 'signing', moment: 'starts' },
        count: 'calendar',
        calendar: null,
      },
    }),
    buildEvent({ kind: 'deadline', id: 'report', title: 'A report', rule: { on: '2025-11-20' } }),
    buildEvent({ kind: 'deadline', id: 'visit', title: 'A visit', rule: { on: '2025-11-01' }, outcome: 'missed' }),
    buildEvent({
      kind: 'sanction',
      id: 'ban',
      title: 'The ban',
      date: '2022-02/..',
      participants: [{ actor: 'fund', role: 'target' }],
    }),
    buildEvent({
      kind: 'waiver',
      id: 'leave',
      title: 'Leave to travel',
      inForce: '2025-10-24/2025-10-26',
      participants: [{ actor: 'fund', role: 'beneficiary' }],
      relations: [{ type: 'suspends', event: 'ban' }],
    }),
  ],
});

async function openDeadlines(of: Dossier = dossier) {
  const opened = await openWorkspace(of);
  const led: string[] = [];
  show(opened.workspace, DeadlinesScreen, { dossier: of, onopen: (id: string) => led.push(id) });
  return { ...opened, led };
}

const rows = () =>
  screen.getAllByRole('button', { pressed: false }).map((row) => row.textContent?.replaceAll(/\s+/g, ' ').trim());

describe('the deadlines screen', () => {
  it('lists deadlines by urgency, with countdown, rule and whom it binds', async () => {
    await openDeadlines();
    const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(headings).toEqual(['Overdue 1', 'Due 1', 'Lapsed 1']);
    expect(screen.getByText('3 deadlines: 1 overdue, 1 due, 1 lapsed')).toBeDefined();
    expect(rows()).toEqual([
      'A report 20 Nov 2025 12 days ago On 20 Nov 2025; unsourced',
      'Answer within a week between 8 Nov and 7 Dec 2025 5 days at most Within 1 week of the start of The signing; binds The state; unsourced',
      'A visit 1 Nov 2025 On 1 Nov 2025; unsourced',
    ]);
  });

  it('says what a conditional one waits on', async () => {
    await openDeadlines(buildNegotiation());
    expect(rows()).toEqual([
      'A vote within 100 days no date yet waits on The paper Within 100 days of entry into force of The paper; unsourced',
    ]);
  });

  it('moves with the arrows, selects, and leads into the inspector', async () => {
    const { workspace, led } = await openDeadlines();
    const [first, second] = screen.getAllByRole('button', { pressed: false });
    first?.focus();
    await fireEvent.keyDown(first as HTMLElement, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(second);
    await fireEvent.click(second as HTMLElement);
    expect(workspace.pages.selectedEventId).toBe('answer');
    await fireEvent.keyDown(second as HTMLElement, { key: 'Enter' });
    expect(led).toEqual(['answer']);
    await fireEvent.keyDown(second as HTMLElement, { key: 'End' });
    expect(document.activeElement?.textContent).toContain('A visit');
  });

  it('says that none matches the filters, or that there are none', async () => {
    const { workspace } = await openDeadlines();
    workspace.filters.showOnlyKind('meeting');
    expect(await screen.findByText('No deadline matches these filters')).toBeDefined();
    await fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(rows()).toHaveLength(3);
  });

  it('offers to begin where there are none', async () => {
    const { workspace } = await openDeadlines(buildDossier());
    await fireEvent.click(screen.getByRole('button', { name: 'New deadline' }));
    expect(workspace.desk.draft?.value).toMatchObject({ kind: 'deadline' });
  });

  it('shows measures on a day', async () => {
    await openDeadlines();
    await fireEvent.click(screen.getByRole('radio', { name: 'Measures' }));
    const item = screen.getByRole('listitem');
    expect(item.textContent?.replaceAll(/\s+/g, ' ')).toContain(
      'The fund in force Under sanction since February 2022. The ban Was suspended 24–26 Oct 2025 by Leave to travel',
    );
  });
});

describe('marking a deadline', () => {
  it('is one step with its name, which undo takes back', async () => {
    const { workspace, host } = await openDeadlines();
    await workspace.records.markDeadline('report', 'met');
    expect(host.commits).toHaveLength(1);
    expect(host.dossier?.events.get('report')).toMatchObject({ outcome: 'met' });
    expect(workspace.store.steps.undo).toBe('mark as met: A report');
    await workspace.store.undo();
    await waitFor(() => expect(host.dossier?.events.get('report')).toMatchObject({ outcome: 'open' }));
  });

  it('is not offered while the window looks back', async () => {
    const { host, workspace } = await openDeadlines();
    host.recording = { since: '2025-10-01', days: [] };
    workspace.asKnown.step(-1);
    await waitFor(() =>
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Mark A report' }).disabled).toBe(true),
    );
  });
});

describe('the status bar', () => {
  it('warns of the deadline that is overdue, or comes next, and leads there', async () => {
    const { workspace } = await openWorkspace(dossier);
    show(workspace, NextDeadline, {});
    await fireEvent.click(screen.getByRole('button', { name: 'Overdue: A report, 12 days ago' }));
    expect(workspace.screen).toBe('deadlines');
    expect(workspace.pages.selectedEventId).toBe('report');
    await workspace.records.markDeadline('report', 'met');
    expect(await screen.findByRole('button', { name: 'Next: Answer within a week, 5 days at most' })).toBeDefined();
  });
});

describe('an actor’s measures', () => {
  it('say what is in force today and on any day', async () => {
    const { workspace } = await openWorkspace(dossier);
    show(workspace, ActorMeasures, { actorId: 'fund', dossier });
    const section = within(screen.getByRole('region', { name: 'Measures' }));
    expect(section.getByText('Under sanction')).toBeDefined();
    const field = section.getByRole('textbox', { name: 'Measures on' });
    await fireEvent.input(field, { target: { value: '25 Oct 2025' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(await section.findByText('Sanction suspended')).toBeDefined();
    await fireEvent.click(section.getByRole('button', { name: 'Leave to travel' }));
    expect(workspace.pages.selectedEventId).toBe('leave');
  });

  it('are not mentioned where no sanction names it', async () => {
    const { workspace } = await openWorkspace(dossier);
    show(workspace, ActorMeasures, { actorId: 'state', dossier });
    expect(screen.queryByRole('region', { name: 'Measures' })).toBeNull();
  });
});
