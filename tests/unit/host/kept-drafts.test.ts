import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { KeptDraft } from '#api/contract';
import { nodeDisk } from '#host/disk';
import { KeptDrafts } from '#host/kept-drafts';
import { temporaryFolder } from './folder-fixture';

function draft(id: string, name: string): Omit<KeptDraft, 'at'> {
  return { collection: 'tracks', id, before: null, value: { id, name }, actors: [], sources: [] };
}

async function drafts() {
  const folder = await temporaryFolder();
  const now = () => new Date('2025-12-02T10:42:00Z');
  return { folder, kept: new KeptDrafts(folder, now, nodeDisk), again: () => new KeptDrafts(folder, now, nodeDisk) };
}

describe('drafts', () => {
  it('outlive the host, each as it was last, for their own dossier', async () => {
    const { kept, again } = await drafts();
    await Promise.all([
      kept.keep('/a', 'x', draft('x', 'Gen')),
      kept.keep('/a', 'x', draft('x', 'Geneva')),
      kept.keep('/a', 'y', draft('y', 'Kyiv')),
      kept.keep('/b', 'x', draft('x', 'Other')),
    ]);
    expect((await again().read('/a')).map(({ value, at }) => [value['name'], at])).toEqual([
      ['Geneva', '2025-12-02T10:42:00.000Z'],
      ['Kyiv', '2025-12-02T10:42:00.000Z'],
    ]);
    expect((await again().read('/b')).map(({ value }) => value['name'])).toEqual(['Other']);
  });

  it('leave nothing behind when the last is let go', async () => {
    const { folder, kept } = await drafts();
    await kept.keep('/a', 'x', draft('x', 'Geneva'));
    await kept.keep('/a', 'x', null);
    await kept.keep('/a', 'x', null);
    expect(await kept.read('/a')).toEqual([]);
    expect(await readdir(join(folder, 'drafts'))).toEqual([]);
  });
});
