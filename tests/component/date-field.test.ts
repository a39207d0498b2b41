import { fireEvent, screen, waitFor } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import Inspector from '#renderer/features/inspector/Inspector.svelte';
import { openWorkspace, show } from './in-window';
import { buildNegotiation } from './negotiation';

// The host says that today is Tuesday 2 December 2025.
async function openNewEvent() {
  const opened = await openWorkspace(buildNegotiation());
  show(opened.workspace, Inspector, { isSheet: false });
  opened.workspace.desk.addEvent();
  await screen.findByRole('form');
  const kept = () => (opened.workspace.desk.draft?.value as { date: string | null }).date;
  return { ...opened, kept };
}

const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Date' });
const answer = () => document.getElementById(field().getAttribute('aria-describedby') ?? '')?.textContent ?? '';

async function type(text: string) {
  field().focus();
  await fireEvent.input(field(), { target: { value: text } });
}

/** Presses a key in the field; answers whether the browser goes on with it. */
const press = (key: string) => fireEvent.keyDown(field(), { key });

describe('a date in plain English', () => {
  it('is answered with its reading and its EDTF while it is typed', async () => {
    const { kept } = await openNewEvent();
    await type('24–26 Oct 2025');
    expect(answer()).toContain('Fri 24 – Sun 26 October 2025');
    expect(answer()).toContain('2025-10-24/2025-10-26');
    expect(kept()).toBe('2025-10-24/2025-10-26');
  });

  it('stays in the field as it was typed once it is accepted, and Enter saves nothing before', async () => {
    const { host } = await openNewEvent();
    await type('before 24 October 2025 ');
    expect(await press('Enter')).toBe(false);
    expect(field().value).toBe('before 24 October 2025 ');
    expect(answer()).toContain('[..2025-10-23]');
    expect(await press('Enter')).toBe(true);
    expect(host.commits).toEqual([]);
  });

  it('is written as EDTF', async () => {
    const { host } = await openNewEvent();
    await fireEvent.input(screen.getByRole('textbox', { name: 'Title' }), { target: { value: 'The war' } });
    await type('since February 2022');
    await fireEvent.submit(screen.getByRole('form'));
    await waitFor(() => expect(host.commits).toHaveLength(1));
    expect(host.commits[0]?.edits[0]?.after).toMatchObject({ date: '2022-02/..', undated: null });
  });

  it('is read against the day that the window takes for today', async () => {
    const { kept } = await openNewEvent();
    await type('next Friday');
    expect(kept()).toBe('2025-12-05');
    expect(answer()).toContain('Fri 5 December 2025');
  });

  it('leaves EDTF as it is', async () => {
    const { kept } = await openNewEvent();
    await type('2025-10-21~/2025-10-31~');
    expect(kept()).toBe('2025-10-21~/2025-10-31~');
    expect(answer()).toContain('late October 2025');
    expect(await press('Enter')).toBe(true);
  });

  it('gives way to an emptied field', async () => {
    const { kept } = await openNewEvent();
    await type('late October 2025');
    await type('');
    expect(kept()).toBeNull();
    expect(field().value).toBe('');
  });
});

describe('a date that may mean something else', () => {
  it('offers it, one key away', async () => {
    const { kept } = await openNewEvent();
    await type('late October 2025');
    expect(screen.getByRole('button', { name: 'or about 24–31 Oct 2025?' })).toBeDefined();
    await press('ArrowDown');
    expect(kept()).toBe('2025-10-24~/2025-10-31~');
    expect(field().value).toBe('late October 2025');
    expect(answer()).toContain('about 24–31 October 2025');
    await press('ArrowDown');
    expect(kept()).toBe('2025-10-21~/2025-10-31~');
  });

  it('offers it, one click away, and gives the focus back to the field', async () => {
    const { kept } = await openNewEvent();
    await type('24 October');
    await fireEvent.click(screen.getByRole('button', { name: 'or 24 Oct 2026?' }));
    expect(kept()).toBe('2026-10-24');
    expect(document.activeElement).toBe(field());
  });

  it('is asked about where day and month can be swapped, and not saved before it is answered', async () => {
    const { host, kept } = await openNewEvent();
    await fireEvent.input(screen.getByRole('textbox', { name: 'Title' }), { target: { value: 'Some day' } });
    await type('10/11/2025');
    expect(answer()).toContain('Which is meant?');
    expect(field().getAttribute('aria-invalid')).toBe('false');
    await fireEvent.submit(screen.getByRole('form'));
    await waitFor(() => expect(answer()).toContain('choose the one that is meant'));
    expect(host.commits).toEqual([]);
    await fireEvent.click(screen.getByRole('button', { name: 'Sat 11 October 2025' }));
    expect(kept()).toBe('2025-10-11');
    expect(field().value).toBe('10/11/2025');
    expect(field().getAttribute('aria-invalid')).toBe('false');
  });
});

describe('words that are no date', () => {
  it('are a beginning while they are typed, a fault once the field is left, and kept', async () => {
    const { kept } = await openNewEvent();
    await type('late Octo');
    expect(field().getAttribute('aria-invalid')).toBe('false');
    await fireEvent.focusOut(field());
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(answer()).toContain('“octo” is not a word that Parley knows in a date');
    expect(field().value).toBe('late Octo');
    expect(kept()).toBe('late Octo');
  });

  it('are explained at once where they name a day that does not exist, with the month to take instead', async () => {
    const { kept } = await openNewEvent();
    await type('31 November 2025');
    expect(answer()).toContain('November has 30 days');
    await fireEvent.click(screen.getByRole('button', { name: 'Use November 2025' }));
    expect(kept()).toBe('2025-11');
    expect(document.activeElement).toBe(field());
  });
});
