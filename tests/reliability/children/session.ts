import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Change } from '#core/dossier/change';
import { keepAttachment } from '#host/attachments';
import { openDossierFolder } from '#host/dossier-folder';
import { ParleyError } from '#core/parley-error';
import { buildActor } from '../../builders/records';
import { addTrack, signature, trackIds } from '../../unit/host/folder-edits';

// For each line, which names a dossier, a session with a bit of everything: edits, undo, redo, an attachment, and an edit so
// large that the journal is compacted. Then it waits for another line, goes on, and closes. It says of each act whether it
// was acknowledged, and at the end what is in memory.
const say = (line: string) => process.stdout.write(`${line}\n`);
const now = () => new Date('2025-12-02T09:30:00Z');

// A write beyond the process's limit is cut short like one on a full disk; the signal that comes with it would end Node.
process.on('SIGXFSZ', () => undefined);

async function attempt(name: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
    say(`acknowledged ${name}`);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    say(`refused ${name}: ${error.code}: ${error.message}`);
  }
}

const largeBytes = 1024 * 1024;

/** Larger than what is worth compacting. */
function largeChange(): Change {
  const edits = Array.from({ length: 13 }, (_, index) => {
    const id = `actor-${index}`;
    const after = buildActor({ id, name: id, notes: 'x'.repeat(90_000) });
    return { collection: 'actors', id, before: null, after } as const;
  });
  return { label: 'add actors', ...signature, edits };
}

/** Waits until the journal was shortened, or it was said why not, or nothing is written any more. */
async function hasCompacted(path: string, isOver: () => boolean): Promise<void> {
  while (!isOver() && (await stat(join(path, 'journal.jsonl'))).size > largeBytes) await pause(2);
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
  const path = line.value;
  let hasNoted = false;
  const { store, backedUp } = await openDossierFolder(path, {
    mode: 'write',
    acceptOutsideChanges: false,
    outsideBackups: null,
    now,
    log: (message) => {
      hasNoted = true;
      say(`noted ${message}`);
    },
  });
  // So that each call has its number, whatever the disk does: the first backup is made beside the edits.
  await backedUp;
  say(`opened ${store.access.mode}`);
  await attempt('one', () => addTrack(store, 'one'));
  await attempt('two', () => addTrack(store, 'two'));
  await attempt('undo', () => store.undo(signature));
  await attempt('attach', () =>
    keepAttachment(store, { name: 'a.txt', mediaType: 'text/plain', content: Buffer.alloc(700, 'a') }, now),
  );
  await attempt('redo', () => store.redo(signature));
  await attempt('large', () => store.commit(largeChange()));
  await hasCompacted(path, () => hasNoted || store.access.mode === 'read-only');
  await attempt('three', () => addTrack(store, 'three'));
  say('waiting');
  await lines.next();
  await attempt('four', () => addTrack(store, 'four'));
  say(`memory ${store.dossier.actors.size} ${trackIds(store.dossier).join(' ')}`);
  await attempt('close', () => store.close());
  say('ended');
}
