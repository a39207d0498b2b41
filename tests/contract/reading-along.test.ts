import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Notice } from '#api/contract';
import { buildTrack } from '../builders/records';
import { startHost, temporaryHome, type Host } from './host-fixture';

const patience = { timeout: 30_000 };

/** One host that writes a dossier, and another that opened it after that and reads. */
async function twoHosts() {
  const home = await temporaryHome();
  const writer = startHost(join(home, 'one'));
  const path = join(home, 'dossier');
  await writer.client.call('dossier.create', { path, title: 'Talks' });
  const reader = startHost(join(home, 'two'));
  const { access } = await reader.client.call('dossier.open', { path, acceptOutsideChanges: false });
  expect(access.mode).toBe('read-only');
  return { writer, reader, path };
}

function addTrack({ client }: Host, id: string) {
  const edits = [{ collection: 'tracks', id, before: null, after: buildTrack({ id }) }] as const;
  return client.call('change.commit', { label: `add ${id}`, edits });
}

async function tracksOf({ client }: Host): Promise<readonly string[] | undefined> {
  return (await client.call('session.read', {})).dossier?.snapshot.tracks.map(({ id }) => id);
}

const isChange = (notice: Notice) => notice.name === 'dossier.changed';

describe('a second reader of a dossier that another process writes', () => {
  it('sees its edits as they are made, undone and made again', async () => {
    const { writer, reader } = await twoHosts();
    await addTrack(writer, 'kyiv');
    await addTrack(writer, 'moscow');
    await writer.client.call('change.undo', {});
    await vi.waitFor(() => expect(reader.notices.filter(isChange)).toHaveLength(3), patience);
    expect(reader.notices.filter(isChange)).toEqual(writer.notices.filter(isChange));
    expect(await tracksOf(reader)).toEqual(['kyiv']);
    expect(reader.bugs).toEqual([]);
  });

  it('keeps up when it missed edits that are in a new snapshot by now, and another process goes on', async () => {
    const { writer, reader, path } = await twoHosts();
    await addTrack(writer, 'kyiv');
    await writer.application.close();

    await writer.client.call('dossier.open', { path, acceptOutsideChanges: false });
    await addTrack(writer, 'moscow');
    await vi.waitFor(async () => expect(await tracksOf(reader)).toEqual(['kyiv', 'moscow']), patience);
    expect(reader.bugs).toEqual([]);
  });

  it('takes no edits all the while', async () => {
    const { writer, reader } = await twoHosts();
    await addTrack(writer, 'kyiv');
    await vi.waitFor(async () => expect(await tracksOf(reader)).toEqual(['kyiv']), patience);
    await expect(addTrack(reader, 'moscow')).rejects.toMatchObject({ code: 'read-only' });
  });
});
