import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startHost, temporaryHome } from './host-fixture';

/** A dossier that was opened once and then cut short, and a host that was asked to open it. */
async function cutShort() {
  const home = await temporaryHome();
  const path = join(home, 'dossier');
  await cp(join(import.meta.dirname, '../../data/miami-back-channel'), path, { recursive: true });
  const first = startHost(home);
  await first.application.openInitial(path);
  await first.application.close();
  const file = join(path, 'dossier.json');
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 500));
  const host = startHost(home);
  return { ...host, path, file, failure: await host.application.openInitial(path) };
}

describe('a host that was given a dossier which cannot be read', () => {
  it('starts all the same, so that the window can show its backups', async () => {
    const { client, failure, path } = await cutShort();
    expect(failure).toMatchObject({ code: 'broken-json' });
    expect(await client.call('session.read', {})).toMatchObject({ dossier: null, failure: { path, canRecover: true } });
    const { fault, backups } = await client.call('backup.list', { path });
    expect(fault).toMatchObject({ code: 'broken-json' });
    expect(backups.map(({ place }) => place).sort()).toEqual(['inside', 'outside']);
    expect(await client.call('backup.read', { path, backup: backups[0]?.id ?? '' })).toMatchObject({
      isGood: true,
      contents: { title: 'Miami back channel', events: 15 },
      difference: null,
    });
  });

  it('restores a backup, opens the dossier, and says in every window where the rest went', async () => {
    const { client, notices, path, file } = await cutShort();
    const { backups } = await client.call('backup.list', { path });
    const restored = await client.call('backup.restore', { path, backup: backups[0]?.id ?? '', to: null });
    expect(restored).toMatchObject({ path, isUndoable: false });
    await expect.poll(() => notices.map(({ name }) => name)).toEqual(['dossier.opened', 'dossier.remarked']);
    expect(notices[1]).toMatchObject({ remark: expect.stringContaining(restored.setAside ?? 'nowhere') });
    expect(await client.call('session.read', {})).toMatchObject({ failure: null, dossier: { path } });
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ title: 'Miami back channel' });
  });
});

describe('restoring a backup of the open dossier', () => {
  it('is one change in every window, and undo takes it back', async () => {
    const home = await temporaryHome();
    const { client, notices } = startHost(home);
    await client.call('dossier.open-sample', {});
    const track = { id: 'new', name: 'New', order: 9 };
    const edits = [{ collection: 'tracks', id: 'new', before: null, after: track }] as const;
    await client.call('change.commit', { label: 'add track', edits });
    const { backups, fault } = await client.call('backup.list', { path: null });
    expect(fault).toBeNull();
    const backup = backups[0]?.id ?? '';
    expect(await client.call('backup.read', { path: null, backup })).toMatchObject({ difference: { deleted: 1 } });
    expect(await client.call('backup.restore', { path: null, backup, to: null })).toMatchObject({ isUndoable: true });
    const { dossier } = await client.call('session.read', {});
    expect(dossier?.steps.undo).toMatch(/^restore the backup of/);
    await expect.poll(() => notices.filter(({ name }) => name === 'dossier.changed').length).toBe(2);
    await client.call('change.undo', {});
    expect((await client.call('session.read', {})).dossier?.snapshot.tracks).toContainEqual(track);
  });
});
