import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Edit } from '#core/dossier/change';
import type { DossierEvent } from '#core/model/event';
import { openDossierFolder } from '#host/dossier-folder';
import { test } from './harness/fixtures';
import { clickLabel, partsOf, seen, shells } from './journey';

/** Edits one event of a copy as a colleague would, and closes it. */
async function editCopy(path: string, change: Partial<DossierEvent>): Promise<void> {
  const { store } = await openDossierFolder(path, {
    mode: 'write',
    acceptOutsideChanges: false,
    outsideBackups: null,
    now: () => new Date('2025-12-01T08:00:00Z'),
    log: () => undefined,
  });
  const before = store.dossier.events.get('miami-meeting');
  const after = { ...before, ...change } as DossierEvent;
  const edits = [{ collection: 'events', id: 'miami-meeting', before, after } as Edit];
  await store.commit({ label: 'edit Miami meeting', at: '2025-12-01T08:00:00.000Z', author: 'Colleague', edits });
  await store.close();
}

describe.for(shells)('in the shell %s', (shell) => {
  test('another copy is merged by the keyboard: asked once, written as one edit, taken back whole', async ({
    open,
    dossier,
    folder,
  }) => {
    const copy = join(folder, 'colleague');
    await cp(dossier, copy, { recursive: true });
    await editCopy(copy, { title: 'Three days of drafting', importance: 2 });
    await editCopy(dossier, { title: 'Three days in Miami' });

    const { page, faults } = await open(shell);
    const { inspector, status, timeline, undo } = partsOf(page);
    await seen(status.getByText('15 events'));
    await clickLabel(timeline, 'Miami meeting');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('merge another');
    await page.getByRole('option', { name: /^Merge another copy/ }).click();
    await page.keyboard.type(copy);
    await page.keyboard.press('Control+Enter');

    const dialog = page.getByRole('dialog', { name: 'Merge “colleague”' });
    await seen(dialog.getByText('The copies are compared with what both began as.'));
    await seen(dialog.getByText('Three days of drafting'));
    await seen(dialog.getByText(/^Colleague, 1 Dec 2025/));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Enter');
    await seen(dialog.getByText('Merged as one edit: 1 changed. Undo takes it back whole.'));
    await page.keyboard.press('Escape');
    await seen(inspector.getByRole('heading', { level: 1, name: 'Three days of drafting' }));
    await undo.click();
    await seen(inspector.getByRole('heading', { level: 1, name: 'Three days in Miami' }));
    expect(faults).toEqual([]);
  });
});
