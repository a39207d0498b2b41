import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands, type CommandName } from '#api/contract';
import { readSnapshot } from '#core/dossier/snapshot';
import type { Track } from '#core/model/track';
import { noFilters } from '#core/model/view';
import { everything } from '#core/query/selection';
import { buildFigure } from '../builders/records';
import { startHost, temporaryHome } from './host-fixture';

const kyiv: Track = { id: 'new-track', name: 'New track', order: 9 };
const addTrack = {
  label: 'add track',
  edits: [{ collection: 'tracks', id: kyiv.id, before: null, after: kyiv }],
} as const;

const anyFigure = {
  format: 'svg',
  figure: buildFigure(),
  look: { filters: noFilters, grouping: 'track', window: null },
  asKnownOn: null,
  scale: 1,
  work: 'work',
} as const;

const anyDraft = { collection: 'tracks', id: kyiv.id, before: null, value: { name: '' }, actors: [], sources: [] };

/** The backup that opening a dossier makes, by the clock of the host. */
const firstBackup = 'dossier-2025-12-02T09-30-00-000Z.json';

/** One good input for each command, in an order in which each can succeed. */
const goodInputs: Record<CommandName, (home: string, upload: string) => unknown> = {
  'session.read': () => ({}),
  'recent.list': () => ({}),
  'settings.put': () => ({ theme: 'dark' }),
  'dossier.open-sample': () => ({}),
  'dossier.open': (home) => ({ path: join(home, 'dossiers/miami-back-channel'), acceptOutsideChanges: false }),
  'backup.list': () => ({ path: null }),
  'backup.read': () => ({ path: null, backup: firstBackup }),
  'backup.restore': () => ({ path: null, backup: firstBackup, to: null }),
  'copy.read': () => ({ from: { path: join(import.meta.dirname, '../../data/miami-back-channel') } }),
  'copy.merge': (_home, upload) => ({ merge: upload, choices: [] }),
  'brief.render': () => ({
    format: 'md',
    selection: everything,
    asKnownOn: null,
    order: 'date',
    title: null,
    work: 'work',
  }),
  'page.render': () => ({ selection: everything, asKnownOn: '2025-11-01', grouping: 'track', work: 'work' }),
  'dossier.create': (home) => ({ path: join(home, 'created'), title: 'Talks' }),
  'change.commit': () => addTrack,
  'change.undo': () => ({}),
  'change.redo': () => ({}),
  'history.read': () => ({ record: null, before: null, limit: 20 }),
  'history.record': () => ({ record: { collection: 'tracks', id: kyiv.id }, sequence: 1 }),
  'draft.keep': () => ({ id: kyiv.id, draft: anyDraft }),
  'draft.read': () => ({}),
  'attachment.begin': () => ({ name: 'page.pdf', mediaType: 'application/pdf', bytes: 4 }),
  'attachment.append': (_home, upload) => ({ upload, content: Buffer.from('page').toString('base64') }),
  'attachment.keep': (_home, upload) => ({ upload }),
  'attachment.read': () => ({ sha256: createHash('sha256').update('page').digest('hex'), offset: 0 }),
  'history.recorded': () => ({}),
  'figure.render': () => anyFigure,
  'work.cancel': () => ({ work: 'work' }),
};

describe('the contract', () => {
  it('is answered in JSON text that loses nothing, command by command', async () => {
    const home = await temporaryHome();
    const { application, request, bugs } = startHost(home);
    let upload = '';
    for (const [command, inputFor] of Object.entries(goodInputs)) {
      const text = await request(command, JSON.stringify(inputFor(home, upload)));
      const answer = JSON.parse(text);
      upload = answer.value?.upload ?? answer.value?.merge ?? upload;
      expect(answer, `${command}: ${text.slice(0, 300)}`).toMatchObject({ ok: true });
      expect(JSON.stringify(answer)).toBe(text);
    }
    expect(bugs).toEqual([]);
    expect(Object.keys(application.handlers).sort()).toEqual(Object.keys(commands).sort());
  }, 30_000);

  it('refuses a field that it does not know, in every command', async () => {
    const home = await temporaryHome();
    const { request } = startHost(home);
    for (const [command, inputFor] of Object.entries(goodInputs)) {
      const answer = JSON.parse(
        await request(command, JSON.stringify({ ...(inputFor(home, randomUUID()) as object), stray: 1 })),
      );
      expect(answer, command).toMatchObject({
        ok: false,
        fault: { code: 'usage', message: expect.stringMatching(/stray/) },
      });
    }
  });

  it('refuses an unknown command, and text that is not JSON', async () => {
    const { request } = startHost(await temporaryHome());
    expect(JSON.parse(await request('dossier.burn', '{}'))).toMatchObject({ ok: false, fault: { code: 'usage' } });
    expect(JSON.parse(await request('constructor', '{}'))).toMatchObject({ ok: false, fault: { code: 'usage' } });
    expect(JSON.parse(await request('session.read', '{'))).toMatchObject({ ok: false, fault: { code: 'usage' } });
  });
});

describe('a session', () => {
  it('begins with the reader’s own copy of the sample, and later with what was open last', async () => {
    const home = await temporaryHome();
    const first = startHost(home);
    expect(await first.application.openInitial(null)).toBeNull();
    const session = await first.client.call('session.read', {});
    expect(session.dossier).toMatchObject({
      path: join(home, 'dossiers/miami-back-channel'),
      access: { mode: 'write' },
      remarks: [],
    });
    expect(readSnapshot(session.dossier?.snapshot).dossier.events.size).toBe(15);
    expect(await readdir(join(home, 'dossiers/miami-back-channel'))).toContain('PROVENANCE.md');
    await first.client.call('dossier.create', { path: join(home, 'mine'), title: 'Mine' });
    await first.application.close();

    const second = startHost(home);
    expect(await second.application.openInitial(null)).toBeNull();
    const { dossier, recent } = await second.client.call('session.read', {});
    expect(dossier?.snapshot.title).toBe('Mine');
    expect(recent.map(({ title }) => title)).toEqual(['Mine', 'Miami back channel']);
  });

  it('begins with one copy of the sample when two start at once, and one of them may write', async () => {
    const home = await temporaryHome();
    const hosts = [startHost(home), startHost(home)];
    expect(await Promise.all(hosts.map(({ application }) => application.openInitial(null)))).toEqual([null, null]);
    const sessions = await Promise.all(hosts.map(({ client }) => client.call('session.read', {})));
    expect(sessions.map(({ dossier }) => dossier?.access.mode).sort()).toEqual(['read-only', 'write']);
    expect(await readdir(join(home, 'dossiers'))).toEqual(['miami-back-channel']);
  });

  it('says why there is no dossier, and goes on when one is opened', async () => {
    const home = await temporaryHome();
    const { application, client } = startHost(home);
    await expect(application.openInitial(join(home, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await client.call('session.read', {})).toMatchObject({
      dossier: null,
      failure: {
        path: join(home, 'nowhere'),
        fault: { code: 'not-found', message: expect.stringMatching(/nowhere/), problems: [] },
      },
    });
    await expect(client.call('change.undo', {})).rejects.toMatchObject({ code: 'no-dossier' });
    await client.call('dossier.open-sample', {});
    expect(await client.call('session.read', {})).toMatchObject({ failure: null });
  });

  it('keeps the open dossier when another cannot be opened', async () => {
    const home = await temporaryHome();
    const { client } = startHost(home);
    await client.call('dossier.open-sample', {});
    await expect(
      client.call('dossier.open', { path: join(home, 'nowhere'), acceptOutsideChanges: false }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const { dossier, failure } = await client.call('session.read', {});
    expect(dossier?.snapshot.title).toBe('Miami back channel');
    expect(failure).toBeNull();
  });

  it('can open the same dossier again, and is still its writer', async () => {
    const home = await temporaryHome();
    const { client } = startHost(home);
    const { path } = await client.call('dossier.open-sample', {});
    await client.call('change.commit', addTrack);
    const again = await client.call('dossier.open', { path, acceptOutsideChanges: false });
    expect(again).toMatchObject({ access: { mode: 'write' }, steps: { undo: 'add track', redo: null } });
  });

  it('opens a dossier changed by another program only on the person’s word', async () => {
    const home = await temporaryHome();
    const { client } = startHost(home);
    const { path } = await client.call('dossier.open-sample', {});
    await client.call('dossier.create', { path: join(home, 'other'), title: 'Other' });
    const file = join(path, 'dossier.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('Miami back channel', 'Miami'));
    await expect(client.call('dossier.open', { path, acceptOutsideChanges: false })).rejects.toMatchObject({
      code: 'foreign-change',
    });
    const opened = await client.call('dossier.open', { path, acceptOutsideChanges: true });
    expect(opened.snapshot.title).toBe('Miami');
    expect(opened.remarks.join()).toMatch(/another program/);
  });
});

describe('a new dossier', () => {
  it('wants to be told where, since a window stands in no folder', async () => {
    const { client } = startHost(await temporaryHome());
    for (const path of ['istanbul2', './istanbul2', '~istanbul2']) {
      await expect(client.call('dossier.create', { path, title: 'Talks' })).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining(`Give its whole path, such as ${join(homedir(), path)}.`),
      });
    }
  });
});

describe('an edit', () => {
  it('is answered with its number, then told to every window, signed and timed', async () => {
    const { client, notices } = startHost(await temporaryHome());
    await client.call('dossier.open-sample', {});
    await client.call('settings.put', { author: 'Ada' });
    const committed = await client.call('change.commit', addTrack);
    expect(committed).toEqual({ sequence: 1, steps: { undo: 'add track', redo: null } });
    await client.call('change.undo', {});
    await client.call('change.redo', {});
    await new Promise((resolve) => setImmediate(resolve));
    expect(notices.map(({ name }) => name)).toEqual([
      'dossier.opened',
      'settings.changed',
      'dossier.changed',
      'dossier.changed',
      'dossier.changed',
    ]);
    expect(notices[2]).toMatchObject({
      sequence: 1,
      change: { label: 'add track', author: 'Ada', at: '2025-12-02T09:30:00.000Z', edits: [{ after: kyiv }] },
    });
    expect(notices[3]).toMatchObject({ sequence: 2, change: { edits: [{ before: kyiv, after: null }] } });
    expect(notices[4]).toMatchObject({ sequence: 3, steps: { undo: 'add track', redo: null } });
  });

  it('that renames the dossier shows in the list of recent ones', async () => {
    const { client } = startHost(await temporaryHome());
    const { snapshot } = await client.call('dossier.open-sample', {});
    const { id, title, description } = snapshot;
    const before = { id, title, description };
    const after = { ...before, title: 'Miami' };
    await client.call('change.commit', {
      label: 'rename dossier',
      edits: [{ collection: 'dossier', id, before, after }],
    });
    expect((await client.call('recent.list', {})).map((recent) => recent.title)).toEqual(['Miami']);
  });

  it('is refused with the record and the field, and changes nothing', async () => {
    const { client } = startHost(await temporaryHome());
    const before = await client.call('dossier.open-sample', {});
    const commit = (after: object) =>
      client.call('change.commit', {
        label: 'add track',
        edits: [{ collection: 'tracks', id: 'x', before: null, after: after as Track }],
      });
    await expect(commit({ id: 'x', name: '', order: 0 })).rejects.toMatchObject({
      code: 'invalid-record',
      problems: [{ collection: 'tracks', id: 'x', field: 'name' }],
    });
    await expect(commit({ id: 'x', name: 'X', order: 0, colour: 'red' })).rejects.toMatchObject({
      code: 'invalid-record',
      problems: [{ field: 'colour' }],
    });
    const { dossier } = await client.call('session.read', {});
    expect(dossier?.snapshot).toEqual(before.snapshot);
  });

  it('that takes away what others refer to is refused with those others named', async () => {
    const { client } = startHost(await temporaryHome());
    const { snapshot } = await client.call('dossier.open-sample', {});
    const actor = snapshot.actors.find(({ id }) => id === 'ukraine');
    if (actor === undefined) throw new Error('The sample lost its actor "ukraine".');
    await expect(
      client.call('change.commit', {
        label: 'delete Ukraine',
        edits: [{ collection: 'actors', id: actor.id, before: actor, after: null }],
      }),
    ).rejects.toMatchObject({ code: 'broken-link', message: expect.stringMatching(/Ukraine/) });
  });
});
