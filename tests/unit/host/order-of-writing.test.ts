import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk, type Disk } from '#host/disk';
import { removeLeftovers, writeDurably } from '#host/durable-file';
import { addTrack } from './folder-edits';
import { newDossier, openIt, temporaryFolder } from './folder-fixture';

/** Names a file without the parts that chance and the clock give it. */
const plainName = (path: string) =>
  basename(path)
    .replace(/dossier-2025.*\.json/, 'backup.json')
    .replace(/(\d+-\d+)\.[0-9a-f]{8}\.jsonl/, '$1.jsonl')
    .replace(/^\.(.+)\.[0-9a-f]{16}\.tmp$/, '$1 (temporary)');

/** The real disk, with a note of every call in order. */
function recordingDisk(): { disk: Disk; calls: string[] } {
  const calls: string[] = [];
  const disk: Disk = {
    async open(path, flags) {
      const name = plainName(path);
      const file = await nodeDisk.open(path, flags);
      return {
        ...file,
        write: (bytes, position) => (calls.push(`write ${name}`), file.write(bytes, position)),
        sync: () => (calls.push(`flush ${name}`), file.sync()),
        datasync: () => (calls.push(`flush ${name}`), file.datasync()),
      };
    },
    rename: (from, to) => (calls.push(`rename to ${plainName(to)}`), nodeDisk.rename(from, to)),
    remove: (path) => (calls.push(`remove ${plainName(path)}`), nodeDisk.remove(path)),
    syncFolder: (path) => (calls.push(`flush folder ${basename(path)}`), nodeDisk.syncFolder(path)),
  };
  return { disk, calls };
}

const replacing = (name: string, folder: string) => [
  `write ${name} (temporary)`,
  `flush ${name} (temporary)`,
  `rename to ${name}`,
  `flush folder ${folder}`,
];

describe('the order of writing', () => {
  it('flushes an edit before it is acknowledged', async () => {
    const { disk, calls } = recordingDisk();
    const { store } = await openIt(await newDossier(), { disk });
    calls.length = 0;
    await addTrack(store, 'kyiv').then(() => calls.push('acknowledged'));
    expect(calls).toEqual(['write journal.jsonl', 'flush journal.jsonl', 'acknowledged']);
  });

  it('announces a new snapshot, and shortens the journal only when snapshot and history are safe', async () => {
    const { disk, calls } = recordingDisk();
    const { store } = await openIt(await newDossier(), { disk });
    await addTrack(store, 'kyiv');
    calls.length = 0;
    await store.close();
    expect(calls).toEqual([
      'write journal.jsonl',
      'flush journal.jsonl',
      ...replacing('dossier.json', 'dossier'),
      'flush folder dossier',
      ...replacing('1-1.jsonl', 'history'),
      ...replacing('journal.jsonl', 'dossier'),
      ...replacing('backup.json', 'backups'),
      'remove dossier.lock',
    ]);
  });
});

describe('a file that is replaced', () => {
  it('is the old one until everything is written', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'notes.json');
    await writeFile(path, 'old');
    const { disk, calls } = recordingDisk();
    const failing: Disk = { ...disk, rename: () => Promise.reject(new Error('no')) };
    await expect(writeDurably(path, 'new', failing)).rejects.toThrow('no');
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(calls.at(-1)).toBe('remove notes.json (temporary)');
    await writeDurably(path, 'new', disk);
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('leaves temporary files of a crash to be removed, and nothing else', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.dossier.json.0123456789abcdef.tmp'), 'half');
    await writeFile(join(folder, '.mine.tmp'), 'mine');
    const { disk, calls } = recordingDisk();
    await removeLeftovers(folder, disk);
    expect(calls).toEqual(['remove dossier.json (temporary)']);
  });
});
