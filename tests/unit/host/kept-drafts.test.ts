import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  const remarks: string[] = [];
  const again = () =>
    new KeptDrafts(folder, {
      now: () => new Date('2025-12-02T10:42:00Z'),
      disk: nodeDisk,
      remark: (sentence) => remarks.push(sentence),
    });
  return { folder: join(folder, 'drafts'), kept: again(), again, remarks };
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
    expect(await readdir(folder)).toEqual([]);
  });

  it('that could not be read back are refused in words, and those that were kept stay', async () => {
    const { kept, again, remarks } = await drafts();
    await kept.keep('/a', 'x', draft('x', 'Geneva'));
    await kept.keep('/a', 'y', draft('y', 'Kyiv'));
    const unreadable = (value: object) => kept.keep('/a', 'y', { ...draft('y', 'Kyiv'), value: { id: 'y', ...value } });
    await expect(unreadable({ place: { latitude: 504501000000000000 } })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/“latitude”.*the number 504501000000000000 cannot be kept exactly.*Correct it/),
    });
    await expect(unreadable({ notes: nested(40) })).rejects.toThrow(/nested deeper than 32 levels/);
    expect((await again().read('/a')).map(({ id }) => id)).toEqual(['x', 'y']);
    expect(remarks).toEqual([]);
  });

  it.each([
    ['read', (kept: KeptDrafts) => kept.read('/a')],
    ['added to', (kept: KeptDrafts) => kept.keep('/a', 'y', draft('y', 'Kyiv'))],
  ])('in a broken file are set aside when that is %s, and the reader is told where', async (_, act) => {
    const { folder, kept, remarks } = await drafts();
    await kept.keep('/a', 'x', draft('x', 'Geneva'));
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), '[{');
    await act(kept);
    const aside = (await readdir(folder)).find((each) => each.includes('.broken-')) ?? 'none';
    expect(await readFile(join(folder, aside), 'utf8')).toBe('[{');
    expect(remarks).toEqual([
      expect.stringMatching(/^Forms that were left unsaved could not be read\. .*set aside as/),
    ]);
    expect(remarks[0]).toContain(aside);
  });

  it('that the disk does not give back are no drafts that are gone', async () => {
    const { folder, kept } = await drafts();
    await kept.keep('/a', 'x', draft('x', 'Geneva'));
    const [name = ''] = await readdir(folder);
    await rm(join(folder, name));
    await mkdir(join(folder, name));
    await expect(kept.read('/a')).rejects.toMatchObject({ code: 'disk' });
    await expect(kept.keep('/a', 'y', draft('y', 'Kyiv'))).rejects.toMatchObject({ code: 'disk' });
  });
});

/** Lists within lists. */
function nested(levels: number): unknown {
  return levels === 0 ? 'deep' : [nested(levels - 1)];
}
