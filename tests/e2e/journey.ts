import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OpenOptions, RunningParley, ShellName } from './harness/open-parley';

type Open = (shell: ShellName, options?: Partial<OpenOptions>) => Promise<RunningParley>;

// Generous: it only ends what hangs. A slow machine is no failure.
const limitMs = 30_000;

/** Every shell that a spec can run in. */
export const shells: readonly ShellName[] = ['loopback', 'electron-stand-in', 'electron'];

/** The parts of the window that the specs speak of, by their roles and names. */
export function partsOf(page: Page) {
  page.setDefaultTimeout(limitMs);
  return {
    timeline: page.getByRole('region', { name: 'Timeline' }),
    events: page.getByRole('listbox', { name: 'Events on the timeline' }).getByRole('option'),
    filters: page.getByRole('complementary', { name: 'Filters' }),
    inspector: page.getByRole('complementary', { name: 'Inspector' }),
    form: page.getByRole('form', { name: 'event form' }),
    status: page.getByRole('contentinfo'),
    undo: page.getByRole('button', { name: /^Undo: / }),
    redo: page.getByRole('button', { name: /^Redo: / }),
  };
}

/** Of the sample, twelve events stand on the timeline, and three more in one band. */
export const wholeSample = 13;

/** Waits until a locator is on the page. */
export function seen(locator: Locator): Promise<void> {
  return locator.first().waitFor({ state: 'attached', timeout: limitMs });
}

/** What is written on the timeline for the eye; the list of events says it to a screen reader. */
export function labelOn(timeline: Locator, words: string | RegExp): Locator {
  return timeline.locator('.labels').getByText(words).first();
}

/** Clicks what is written on the timeline, once it stands still; the box over it takes the click. */
export async function clickLabel(timeline: Locator, words: string | RegExp): Promise<void> {
  await seen(timeline.locator('[role="listbox"][aria-busy="false"]'));
  await labelOn(timeline, words).click({ force: true });
}

/**
 * What a reader does on a first afternoon: looks around the sample, follows a citation both ways, edits, adds, undoes,
 * redoes, loses the host to a crash, and finds everything there again.
 */
export async function firstAfternoon(open: Open, shell: ShellName, options: Partial<OpenOptions> = {}): Promise<void> {
  const first = await open(shell, options);
  await lookAround(first.page);
  await followCitation(first.page);
  await editTitle(first.page, 'Three days in Miami');
  await addEvent(first.page);
  await undoAndRedo(first.page);
  await editTitle(first.page, 'Three days in Miami, and a draft');
  expect(first.faults).toEqual([]);
  await first.kill();

  const second = await open(shell, options);
  await findEverything(second.page);
  expect(second.faults).toEqual([]);
  expect(await second.close()).toBe(0);

  const third = await open(shell, options);
  await findEverything(third.page);
  expect(third.faults).toEqual([]);
}

async function lookAround(page: Page): Promise<void> {
  const { events, filters, status } = partsOf(page);
  await seen(status.getByText('15 events, 20 actors, 9 sources'));
  await expect.poll(() => events.count()).toBe(wholeSample);

  await filters.getByRole('button', { name: 'Only Meetings' }).click();
  await expect.poll(() => events.count()).toBe(2);
  await filters.getByRole('button', { name: 'Show all: Kind' }).click();
  await expect.poll(() => events.count()).toBe(wholeSample);

  await page.getByRole('combobox', { name: 'Search, or type a command' }).fill('zelensky');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => events.count()).toBeLessThan(wholeSample);
  await filters.getByRole('button', { name: 'Show all: Search' }).click();
  await expect.poll(() => events.count()).toBe(wholeSample);
}

async function followCitation(page: Page): Promise<void> {
  const { inspector, timeline } = partsOf(page);
  await clickLabel(timeline, 'Miami meeting');
  await seen(inspector.getByRole('heading', { level: 1, name: 'Three-day meeting in Miami drafts the framework' }));
  await seen(inspector.getByText('Fri 24 – Sun 26 October 2025'));

  await inspector.getByRole('region', { name: 'Sources' }).getByRole('button', { name: 'Reuters' }).click();
  await seen(inspector.getByRole('heading', { level: 1, name: /^Reporting on the Miami meeting/ }));
  await inspector.getByRole('button', { name: /Miami meeting/ }).click();
  await seen(inspector.getByRole('heading', { level: 1, name: 'Three-day meeting in Miami drafts the framework' }));

  await inspector.getByRole('region', { name: 'Sources' }).getByRole('button', { name: 'Reuters' }).click();
  await seen(inspector.getByRole('heading', { level: 1, name: /^Reporting on the Miami meeting/ }));
  await page.keyboard.press('Escape');
  await seen(inspector.getByRole('heading', { level: 1, name: 'Three-day meeting in Miami drafts the framework' }));
}

async function editTitle(page: Page, title: string): Promise<void> {
  const { form, inspector, status, timeline } = partsOf(page);
  await clickLabel(timeline, 'Miami meeting');
  await inspector.getByRole('button', { name: 'Edit', exact: true }).click();
  await form.getByRole('textbox', { name: 'Title' }).fill(title);
  await form.getByRole('button', { name: 'Save event' }).click();
  await seen(inspector.getByRole('heading', { level: 1, name: title, exact: true }));
  await seen(status.getByText('All changes saved'));
}

async function addEvent(page: Page): Promise<void> {
  const { events, form, inspector, status } = partsOf(page);
  await page.keyboard.press('n');
  await form.getByRole('textbox', { name: 'Title' }).fill('A second meeting is prepared');
  await form.getByRole('textbox', { name: 'Date', exact: true }).fill('2025-11~');
  await seen(form.getByText('about November 2025', { exact: false }));
  await form.getByRole('button', { name: 'Save event' }).click();
  await seen(inspector.getByRole('heading', { level: 1, name: 'A second meeting is prepared' }));
  await seen(inspector.getByText('2025-11~'));
  await seen(status.getByText('16 events'));
  await expect.poll(() => events.count()).toBe(wholeSample + 1);
}

async function undoAndRedo(page: Page): Promise<void> {
  const { events, redo, status, undo } = partsOf(page);
  await undo.click();
  await seen(status.getByText('15 events'));
  await expect.poll(() => events.count()).toBe(wholeSample);
  await redo.click();
  await seen(status.getByText('16 events'));
  await expect.poll(() => events.count()).toBe(wholeSample + 1);
}

async function findEverything(page: Page): Promise<void> {
  const { events, inspector, status, timeline, undo } = partsOf(page);
  await seen(status.getByText('16 events'));
  await seen(undo);
  await expect.poll(() => events.count()).toBe(wholeSample + 1);
  await seen(page.getByRole('option', { name: /^A second meeting is prepared, about November 2025/ }));
  await clickLabel(timeline, 'Miami meeting');
  await seen(inspector.getByRole('heading', { level: 1, name: 'Three days in Miami, and a draft' }));
  await seen(inspector.getByText('Fri 24 – Sun 26 October 2025'));
  await seen(inspector.getByText('2025-10-24/2025-10-26'));
}
