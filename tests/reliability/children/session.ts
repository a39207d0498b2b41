import { openDossierFolder } from '#host/dossier-folder';
import { ParleyError } from '#core/parley-error';
import { addTrack, signature, trackIds } from '../../unit/host/folder-edits';

// One short session with a bit of everything: edits, undo, redo, and closing, which compacts. It says of each act whether
// it was acknowledged, and at the end what is in memory.
const [path = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

async function attempt(name: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
    say(`acknowledged ${name}`);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    say(`refused ${name}: ${error.code}: ${error.message}`);
  }
}

const { store } = await openDossierFolder(path, {
  mode: 'write',
  acceptOutsideChanges: false,
  outsideBackups: null,
  now: () => new Date('2025-12-02T09:30:00Z'),
  log: () => undefined,
});
say('opened');
await attempt('one', () => addTrack(store, 'one'));
await attempt('two', () => addTrack(store, 'two'));
await attempt('undo', () => store.undo(signature));
await attempt('redo', () => store.redo(signature));
await attempt('three', () => addTrack(store, 'three'));
say(`memory ${trackIds(store.dossier).join(' ')}`);
await attempt('close', () => store.close());
