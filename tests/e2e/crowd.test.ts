import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { formatSnapshot, toSnapshot } from '#core/dossier/snapshot';
import { largeDossier } from '../builders/large-dossier';
import { test } from './harness/fixtures';
import { clickLabel, labelOn, partsOf, seen } from './journey';

const mostElements = 2000;

describe('a dossier of two thousand events', () => {
  test('folds what lies close together, and opens it by pointer and by keys', async ({ open, folder }) => {
    const crowd = largeDossier(5, 2000);
    await writeFile(join(folder, 'dossier.json'), formatSnapshot(toSnapshot(crowd, 0)));
    const { page, faults } = await open('loopback', { dossier: folder });
    const { events, inspector, status, timeline } = partsOf(page);
    await seen(status.getByText('2,000 events'));
    const inView = page.getByRole('button', { name: /^Go to a date; in view/ });
    const folded = /\d events\s*$/;

    await page.keyboard.press('0');
    await seen(labelOn(timeline, folded));
    expect(await page.locator('*').count()).toBeLessThan(mostElements);

    const whole = await inView.textContent();
    await clickLabel(timeline, folded);
    await expect.poll(() => inView.textContent()).not.toBe(whole);

    await page.keyboard.press('0');
    await expect.poll(() => inView.textContent()).toBe(whole);
    const chosen = events.filter({ hasText: /\d events,/ }).and(page.locator('[aria-selected=true]'));
    await page.getByRole('listbox', { name: 'Events on the timeline' }).focus();
    await events.first().dispatchEvent('click');
    await seen(inspector.getByRole('heading', { level: 1 }));
    for (let step = 0; step < 30 && (await chosen.count()) === 0; step += 1) await page.keyboard.press('ArrowRight');
    expect(await chosen.count()).toBe(1);
    await page.keyboard.press(' ');
    await expect.poll(() => inView.textContent()).not.toBe(whole);
    expect(faults).toEqual([]);
  });
});
