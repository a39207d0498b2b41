import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '#host/disk';
import { checkDossierFolder } from '#host/dossier-folder';
import { describeBackup, findBackup, findBackups, listingOf, readPresent } from '#host/recovery';
import { restoreFolder, restoreTo, type RestoreParts } from '#host/restore';
import { buildSource } from '../../builders/records';
import { addTrack, signature, trackIds } from './folder-edits';
import { newDossier, openIt, readIt, rewrite, temporaryFolder } from './folder-fixture';

const at = (hour: string) => () => new Date(`2025-12-02T${hour}:30:00Z`);

/** A dossier that was opened and closed twice, first with the track a, then with b beside it; and what is kept outside. */
async function twoSessions() {
  const outside = await temporaryFolder();
  const path = await newDossier();
  for (const [id, hour] of [
    ['a', '09'],
    ['b', '10'],
  ] as const) {
    const { store } = await openIt(path, { outsideBackups: outside, now: at(hour) });
    await addTrack(store, id);
    await store.close();
  }
  const parts: RestoreParts = {
    outside,
    author: 'Analyst',
    now: at('11'),
    disk: nodeDisk,
    log: () => undefined,
    committed: () => undefined,
  };
  return { path, outside, parts };
}

const tracksAt = async (path: string) => trackIds((await readIt(path)).store.dossier);

/** The newest backup in the folder that holds the tracks given. */
async function backupWith(path: string, outside: string, tracks: readonly string[], place = 'inside') {
  for (const backup of await findBackups(path, outside)) {
    const state = JSON.parse(await readFile(backup.path, 'utf8')) as { tracks: { id: string }[] };
    if (backup.entry.place === place && state.tracks.map(({ id }) => id).join() === tracks.join()) return backup;
  }
  throw new Error(`No backup holds ${tracks.join()}.`);
}

describe('the list of backups', () => {
  it('says what each holds, who edited it last, and what restoring it would change', async () => {
    const { path, outside } = await twoSessions();
    const { backups, fault } = await listingOf(path, outside);
    expect(fault).toBeNull();
    expect(backups.map(({ place, at: made }) => `${made.slice(11, 16)} ${place}`)).toEqual(
      expect.arrayContaining(['10:30 inside', '09:30 inside', '10:30 outside', '09:30 outside']),
    );
    const backup = await backupWith(path, outside, ['a']);
    expect(await describeBackup(backup, await readPresent(path))).toMatchObject({
      isGood: true,
      contents: { title: 'Talks', events: 0, actors: 0, sources: 0, range: null },
      lastEdits: [{ at: signature.at, author: 'Analyst', label: 'add a' }],
      difference: { added: 0, changed: 0, deleted: 1, records: [{ collection: 'tracks', name: 'b', act: 'deleted' }] },
    });
  });

  it('says of one that cannot be read why, and changes nothing', async () => {
    const { path, outside } = await twoSessions();
    const backup = await backupWith(path, outside, ['a']);
    await rewrite(backup.path, (text) => text.slice(0, 40));
    expect(await describeBackup(backup, null)).toMatchObject({ isGood: false, fault: { code: 'broken-json' } });
    await expect(findBackup(path, outside, 'dossier-no.json')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('finds those outside when the folder is gone, and when it was moved', async () => {
    const { path, outside } = await twoSessions();
    const moved = `${path}-moved`;
    await rename(path, moved);
    expect((await findBackups(path, outside)).every(({ entry }) => entry.place === 'outside')).toBe(true);
    const ofMoved = (await findBackups(moved, outside)).filter(({ entry }) => entry.place === 'outside');
    expect(ofMoved.map(({ entry }) => entry.of)).toEqual(ofMoved.map(() => path));
    expect(ofMoved.length).toBeGreaterThan(0);
  });
});

describe('restoring a backup of a dossier that can be read', () => {
  it('is an edit with a name, which undo takes back, with the present state set aside', async () => {
    const { path, outside, parts } = await twoSessions();
    const before = await readFile(join(path, 'dossier.json'));
    const restored = await restoreFolder(path, await backupWith(path, outside, ['a']), parts);
    expect(await tracksAt(path)).toEqual(['a']);
    expect(restored).toMatchObject({ path, isUndoable: true });
    expect(await readFile(join(restored.setAside ?? '', 'dossier.json'))).toEqual(before);

    const { store } = await openIt(path, { now: at('12') });
    expect(store.steps.undo).toBe('restore the backup of 2025-12-02 09:30 UTC');
    await store.undo(signature);
    expect(trackIds(store.dossier)).toEqual(['a', 'b']);
  });

  it('changes nothing where the backup holds what is there', async () => {
    const { path, outside, parts } = await twoSessions();
    const restored = await restoreFolder(path, await backupWith(path, outside, ['a', 'b']), parts);
    expect(restored).toEqual({ path, setAside: null, isUndoable: false });
  });

  it('can go back to what was set aside', async () => {
    const { path, outside, parts } = await twoSessions();
    await restoreFolder(path, await backupWith(path, outside, ['a']), parts);
    await restoreFolder(path, await backupWith(path, outside, ['a', 'b'], 'set-aside'), { ...parts, now: at('12') });
    expect(await tracksAt(path)).toEqual(['a', 'b']);
  });

  it('is refused while another has it open, by a sentence that says who', async () => {
    const { path, outside, parts } = await twoSessions();
    const backup = await backupWith(path, outside, ['a']);
    const { store } = await openIt(path);
    const names = await readdir(join(path, 'backups'));
    await expect(restoreFolder(path, backup, parts)).rejects.toMatchObject({
      code: 'read-only',
      message: expect.stringMatching(/not restored.*nothing was changed.*Another Parley has it open.*process \d+/s),
    });
    expect(trackIds(store.dossier)).toEqual(['a', 'b']);
    expect(await readdir(join(path, 'backups'))).toEqual(names);
  });
});

describe('restoring a backup of a dossier that is damaged', () => {
  const damages: readonly (readonly [what: string, inflict: (path: string) => Promise<unknown>])[] = [
    ['a snapshot cut short', (path) => rewrite(join(path, 'dossier.json'), (text) => text.slice(0, 99))],
    ['an emptied snapshot', (path) => writeFile(join(path, 'dossier.json'), '')],
    ['NULs for a snapshot', (path) => writeFile(join(path, 'dossier.json'), Buffer.alloc(400))],
    ['a snapshot that is gone', (path) => rm(join(path, 'dossier.json'))],
    ['a link that leads nowhere', (path) => rewrite(join(path, 'dossier.json'), breakRecord)],
    [
      'a snapshot changed from outside',
      (path) => rewrite(join(path, 'dossier.json'), (text) => text.replace('Talks', 'Walks')),
    ],
    ['a journal without its first line', (path) => rewrite(join(path, 'journal.jsonl'), () => 'nothing\nto read\n')],
    [
      'a journal with a tail of NULs',
      (path) => rewrite(join(path, 'journal.jsonl'), (text) => `${text}${'\0'.repeat(512)}`),
    ],
    ['an emptied journal', (path) => writeFile(join(path, 'journal.jsonl'), '')],
    [
      'both altered',
      async (path) => {
        await rewrite(join(path, 'dossier.json'), (text) => text.slice(7));
        await writeFile(join(path, 'journal.jsonl'), 'bad\n');
      },
    ],
  ];

  it.each(damages)('%s: holds what the backup held, takes edits, and keeps the damaged files', async (_, inflict) => {
    const { path, outside, parts } = await twoSessions();
    const backup = await backupWith(path, outside, ['a']);
    const wanted = JSON.parse(await readFile(backup.path, 'utf8')) as object;
    await inflict(path);
    const damaged = await readFile(join(path, 'dossier.json')).catch(() => null);
    const restored = await restoreFolder(path, backup, parts);

    const { store } = await openIt(path, { now: at('12') });
    expect(store.access.mode).toBe('write');
    expect({ title: store.dossier.title, tracks: trackIds(store.dossier) }).toEqual({ title: 'Talks', tracks: ['a'] });
    expect(wanted).toMatchObject({ title: 'Talks' });
    await addTrack(store, 'c');
    await store.close();
    expect(await tracksAt(path)).toEqual(['a', 'c']);
    const aside =
      restored.setAside === null ? null : await readFile(join(restored.setAside, 'dossier.json')).catch(() => null);
    if (!restored.isUndoable && damaged !== null) expect(aside).toEqual(damaged);
    const labels = [];
    for await (const { change } of store.history(Infinity, null)) labels.push(change.label);
    expect(labels.slice(0, 2)).toEqual(['add c', 'restore the backup of 2025-12-02 09:30 UTC']);
  });

  it('is refused while another holds the folder', async () => {
    const { path, outside, parts } = await twoSessions();
    const backup = await backupWith(path, outside, ['a']);
    await openIt(path);
    await writeFile(join(path, 'dossier.json'), 'torn');
    await expect(restoreFolder(path, backup, parts)).rejects.toMatchObject({ code: 'read-only' });
    expect(await readFile(join(path, 'dossier.json'), 'utf8')).toBe('torn');
  });

  it('changes nothing when the backup itself cannot be read', async () => {
    const { path, outside, parts } = await twoSessions();
    const backup = await backupWith(path, outside, ['a']);
    await writeFile(backup.path, 'torn');
    const before = await readFile(join(path, 'dossier.json'));
    await expect(restoreFolder(path, backup, parts)).rejects.toMatchObject({ code: 'broken-json' });
    expect(await readFile(join(path, 'dossier.json'))).toEqual(before);
  });
});

describe('restoring a dossier whose folder is gone', () => {
  it('brings it back where it was, with its history and its offline copies', async () => {
    const outside = await temporaryFolder();
    const path = await newDossier();
    const { store } = await openIt(path, { outsideBackups: outside, now: at('09') });
    const content = Buffer.from('the page as it was');
    const sha256 = createHash('sha256').update(content).digest('hex');
    await mkdir(join(path, 'attachments'));
    await writeFile(join(path, 'attachments', sha256), content);
    const attachment = { sha256, name: 'page.txt', mediaType: 'text/plain', bytes: content.length };
    const source = buildSource({ id: 'agency', attachment });
    const edits = [{ collection: 'sources', id: 'agency', before: null, after: source }] as const;
    await store.commit({ label: 'add the agency', ...signature, edits });
    await store.close();
    await rm(path, { recursive: true });

    const [backup] = await findBackups(path, outside);
    if (backup === undefined) throw new Error('Nothing was kept outside.');
    const parts: RestoreParts = {
      outside,
      author: 'Analyst',
      now: at('11'),
      disk: nodeDisk,
      log: () => undefined,
      committed: () => undefined,
    };
    await restoreFolder(path, backup, parts);
    expect([...(await checkDossierFolder(path)).dossier.sources.keys()]).toEqual(['agency']);
    expect(await readFile(join(path, 'attachments', sha256))).toEqual(content);
    const labels = [];
    for await (const { change } of (await readIt(path)).store.history(Infinity, null)) labels.push(change.label);
    expect(labels).toEqual(['restore the backup of 2025-12-02 09:30 UTC', 'add the agency']);
  });

  it('makes a dossier in a new folder, and never in one that holds something', async () => {
    const { path, outside, parts } = await twoSessions();
    const backup = await backupWith(path, outside, ['a'], 'outside');
    const target = join(await temporaryFolder(), 'again');
    await restoreTo(target, backup, parts);
    expect(await tracksAt(target)).toEqual(['a']);
    expect(await tracksAt(path)).toEqual(['a', 'b']);
    await expect(restoreTo(target, backup, parts)).rejects.toMatchObject({ code: 'exists' });
  });
});

/** A record without its name. */
function breakRecord(text: string): string {
  return text.replace('"name": "b"', '"name": ""');
}
