import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ParleyError } from '#core/parley-error';
import ExportDialog from '#renderer/features/figure/ExportDialog.svelte';
import { ExportScope } from '#renderer/state/export-scope.svelte.ts';
import type { Workspace } from '#renderer/state/workspace.svelte.ts';
import { buildFigure, buildView } from '../builders/records';
import type { FakeHost } from './fake-host';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

async function openDialog(prepare: (host: FakeHost) => void = () => {}, dossier = buildNegotiation()) {
  const opened = await openWorkspace(dossier, prepare);
  opened.workspace.timeline.show({ from: Date.UTC(2025, 9, 1), to: Date.UTC(2025, 11, 1) });
  show(opened.workspace, ExportDialog, { onclose: () => {} });
  await screen.findByRole('img');
  return opened;
}

/** Puts the timeline on screen. */
function drawTimeline({ timeline, filters, store, today }: Workspace) {
  const { dossier } = store;
  if (dossier === null) throw new Error('No dossier is open.');
  const leave = timeline.connect(() => ({
    dossier,
    events: filters.visible,
    grouping: filters.grouping,
    today,
    selectedId: null,
    selectedIds: new Set(),
    alwaysDrawn: [],
    onselect: () => {},
    ontoggle: () => {},
  }));
  onTestFinished(leave);
}

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const lastOf = (host: FakeHost) => host.figures.at(-1);

describe('the export dialog', () => {
  it('draws the page anew for what is chosen, and saves what is seen', async () => {
    const { host } = await openDialog();
    await fireEvent.input(screen.getByRole('textbox', { name: 'Title' }), { target: { value: 'Two rounds' } });
    await fireEvent.click(screen.getByRole('radio', { name: /A4 portrait/ }));
    await fireEvent.click(screen.getByRole('radio', { name: /Greyscale/ }));
    await fireEvent.click(screen.getByRole('checkbox', { name: 'Legend' }));
    await screen.findByRole('img', { name: 'Two rounds' });
    await waitFor(() => expect(lastOf(host)?.figure.options.show.legend).toBe(false));
    expect(lastOf(host)).toMatchObject({
      format: 'svg',
      figure: { preset: 'a4-portrait', title: 'Two rounds', options: { theme: 'grey' } },
    });
    await fireEvent.click(button('PDF'));
    await fireEvent.click(button(/^Export/));
    expect(await screen.findByText('Saved as two-rounds.pdf.')).toBeDefined();
    expect(lastOf(host)?.format).toBe('pdf');
  });

  it('draws once for what is chosen, and rests', async () => {
    const { host } = await openDialog();
    const opened = host.figures.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(host.figures).toHaveLength(opened);
    await fireEvent.click(screen.getByRole('radio', { name: /A4 portrait/ }));
    await waitFor(() => expect(lastOf(host)?.figure.preset).toBe('a4-portrait'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(host.figures).toHaveLength(opened + 1);
  });

  it('covers what the timeline shows, without the room that the screen keeps for names', async () => {
    const { host, workspace } = await openDialog();
    const { timeline } = workspace;
    const scope = new ExportScope(workspace);
    scope.scope = 'window';
    drawTimeline(workspace);
    timeline.show({ from: Date.UTC(2025, 9, 1), to: Date.UTC(2025, 10, 1) });
    const october = { from: '2025-10-01', to: '2025-10-31' };
    await waitFor(() => expect(lastOf(host)?.look.window).toEqual(october));
    expect(scope.selection.range).toEqual(october);
    timeline.fit();
    await waitFor(() => expect(lastOf(host)?.look.window).toBeNull());
    expect(scope.selection.range).toBeNull();
  });

  it('keeps a figure in the dossier with what the window shows, and takes it up again', async () => {
    const { host, workspace } = await openDialog();
    workspace.filters.showOnlyKind('meeting');
    await fireEvent.input(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Lead picture' } });
    await fireEvent.input(screen.getByRole('textbox', { name: 'Title' }), { target: { value: 'Two rounds' } });
    await fireEvent.click(button('Keep'));
    expect(
      await screen.findByText('Kept as “Lead picture”; what it shows is a saved view of that name.'),
    ).toBeDefined();
    const [figure] = [...(host.dossier?.figures.values() ?? [])];
    const view = host.dossier?.views.get(figure?.view ?? '');
    expect(figure).toMatchObject({ name: 'Lead picture', title: 'Two rounds', preset: 'slide' });
    expect(view).toMatchObject({ name: 'Lead picture', filters: { kinds: ['meeting'] } });

    await fireEvent.click(button('Delete'));
    expect(await screen.findByText('“Lead picture” is deleted, with its saved view.')).toBeDefined();
    expect([host.dossier?.figures.size, host.dossier?.views.size]).toEqual([0, 0]);
    await fireEvent.click(button('Undo'));
    expect(await screen.findByText('“Lead picture” is back.')).toBeDefined();
    expect([host.dossier?.figures.size, host.dossier?.views.size]).toEqual([1, 1]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    await screen.findByRole('img', { name: 'Two rounds' });
    await fireEvent.change(screen.getByRole('combobox', { name: 'Kept figures' }), { target: { value: '-1' } });
    await screen.findByRole('img', { name: 'Untitled' });
    await fireEvent.change(screen.getByRole('combobox', { name: 'Kept figures' }), { target: { value: '0' } });
    await screen.findByRole('img', { name: 'Two rounds' });
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Lead picture');
  });

  it('deletes a figure without the view that another figure shows', async () => {
    const view = buildView({ id: 'autumn', name: 'Lead' });
    const figures = [
      buildFigure({ id: 'lead', name: 'Lead', view: 'autumn' }),
      buildFigure({ id: 'other', name: 'Other', view: 'autumn' }),
    ];
    const { host } = await openDialog(() => {}, {
      ...buildNegotiation(),
      views: new Map([[view.id, view]]),
      figures: new Map(figures.map((figure) => [figure.id, figure])),
    });
    await fireEvent.change(screen.getByRole('combobox', { name: 'Kept figures' }), { target: { value: '0' } });
    await fireEvent.click(await screen.findByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('“Lead” is deleted.')).toBeDefined();
    expect([...(host.dossier?.figures.keys() ?? [])]).toEqual(['other']);
    expect(host.dossier?.views.has('autumn')).toBe(true);
  });

  it('says what was looked at, and does what a check offers', async () => {
    const { host } = await openDialog((fake) => {
      const draw = fake.drawFigure;
      const remedies = [{ type: 'height', points: 800 } as const, { type: 'brief' } as const];
      fake.drawFigure = (request) => ({
        ...draw(request),
        checks: [
          { level: 'warning', text: 'Two events have no room.', remedies },
          { level: 'fine', text: 'Every event cites a source', remedies: [] },
        ],
      });
    });
    const checks = within(screen.getByRole('region', { name: 'Checks' }));
    expect(checks.getAllByRole('listitem').map((item) => item.textContent.trim().split(/\s{2,}/)[0])).toHaveLength(2);
    await fireEvent.click(button('Make it 283 mm high'));
    await waitFor(() =>
      expect(lastOf(host)?.figure).toMatchObject({ preset: 'custom', options: { size: { width: 960, height: 800 } } }),
    );
    await fireEvent.click(button('Shorten labels'));
    await waitFor(() => expect(lastOf(host)?.figure.options.isBrief).toBe(true));
    expect(button(/^Export/).hasAttribute('disabled')).toBe(false);
  });

  it('leaves lanes out, moves them, words events and adds remarks, for this figure alone', async () => {
    const { host } = await openDialog();
    await fireEvent.click(screen.getByRole('checkbox', { name: 'No track' }));
    await waitFor(() => expect(lastOf(host)?.figure.options.lanes).toEqual(['talks']));
    const events = screen.getByRole('combobox', { name: 'Word another event' });
    const meeting = within(events).getByRole<HTMLOptionElement>('option', { name: 'The meeting' });
    await fireEvent.change(events, { target: { value: meeting.value } });
    const label = await screen.findByRole('textbox', { name: 'Label of “The meeting”' });
    await fireEvent.input(label, { target: { value: 'Three days' } });
    await fireEvent.input(screen.getByRole('spinbutton', { name: /^Place of/ }), { target: { value: '2' } });
    await fireEvent.input(screen.getByRole('textbox', { name: 'Date of the remark' }), {
      target: { value: '2025-11' },
    });
    await fireEvent.input(screen.getByRole('textbox', { name: 'Remark' }), { target: { value: 'It leaks' } });
    await fireEvent.click(button('Add'));
    await waitFor(() => expect(lastOf(host)?.figure.annotations).toHaveLength(1));
    expect(lastOf(host)?.figure).toMatchObject({
      wording: [{ event: 'meeting', label: 'Three days', order: 2 }],
      annotations: [{ date: '2025-11', text: 'It leaks' }],
    });
    expect(host.commits).toEqual([]);
  });

  it('reads the date of a remark as people write it, and says how', async () => {
    const { host } = await openDialog();
    const date = screen.getByRole<HTMLInputElement>('textbox', { name: 'Date of the remark' });
    const add = async (text: string) => {
      await fireEvent.input(date, { target: { value: text } });
      await fireEvent.input(screen.getByRole('textbox', { name: 'Remark' }), { target: { value: 'It leaks' } });
      await fireEvent.click(button('Add'));
    };
    await add('some day');
    expect(screen.getByRole('alert').textContent).toContain('Date of the remark is not a date Parley can read');
    await fireEvent.input(date, { target: { value: '24 October 2025' } });
    expect(screen.getByText(/^Fri\w* 24 October 2025$/)).toBeDefined();
    await fireEvent.click(button('Add'));
    expect(date.value).toBe('');
    await add('24–26 Oct 2025');
    await waitFor(() => expect(lastOf(host)?.figure.annotations).toHaveLength(2));
    const dates = lastOf(host)?.figure.annotations.map((remark) => remark.date);
    expect(dates).toEqual(['2025-10-24', '2025-10-24/2025-10-26']);
  });

  it('takes a size once it is typed, and says between which limits it has to be', async () => {
    const { host } = await openDialog();
    await fireEvent.click(screen.getByRole('radio', { name: /Custom/ }));
    const height = await screen.findByRole<HTMLInputElement>('spinbutton', { name: 'Height in mm' });
    for (const value of ['1', '12', '120']) {
      await fireEvent.input(height, { target: { value } });
      expect(height.value).toBe(value);
      expect(screen.queryByRole('alert')).toBeNull();
    }
    await fireEvent.keyDown(height, { key: 'Enter' });
    await waitFor(() => expect(lastOf(host)?.figure.options.size?.height).toBeCloseTo(340.16, 2));

    await fireEvent.input(height, { target: { value: '100000' } });
    await fireEvent.change(height);
    expect(screen.getByRole('alert').textContent).toBe('Height must be between 25.4 and 5,080 mm.');
    expect([height.value, height.getAttribute('aria-invalid')]).toEqual(['100000', 'true']);
    await fireEvent.blur(height);
    expect(height.value).toBe('100000');

    await fireEvent.input(height, { target: { value: '25.4' } });
    await fireEvent.change(height);
    expect(screen.queryByRole('alert')).toBeNull();
    await waitFor(() => expect(lastOf(host)?.figure.options.size?.height).toBe(72));
  });

  it('copies as SVG, and says so', async () => {
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'));
    await openDialog();
    await fireEvent.click(button('Copy SVG'));
    expect(await screen.findByText('Copied as SVG.')).toBeDefined();
    expect(copied[0]).toMatch(/^<svg /);
  });

  it('says what stops it, and keeps the page that was drawn before', async () => {
    const { host } = await openDialog();
    host.drawFigure = () => {
      throw new ParleyError({ code: 'too-large', message: 'The figure would be too large.' });
    };
    await fireEvent.click(screen.getByRole('radio', { name: /Column/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('The figure would be too large.');
    expect(screen.getByRole('img', { name: 'Untitled' })).toBeDefined();
  });

  it('offers the figures of a read-only dossier, but not to keep another', async () => {
    const dossier = { ...buildNegotiation(), figures: new Map([['lead', buildFigure({ id: 'lead', name: 'Lead' })]]) };
    await openDialog((host) => (host.access = { mode: 'read-only', reason: 'Open elsewhere.' }), dossier);
    expect(screen.getByRole('option', { name: 'Lead' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
  });
});
