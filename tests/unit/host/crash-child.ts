import { openDossierFolder } from '#host/dossier-folder';
import { addTrack } from './folder-edits';

// Adds tracks without end and names each on standard output once it is acknowledged. It is killed from outside.
const [path = '', prefix = ''] = process.argv.slice(2);
const { store } = await openDossierFolder(path, {
  mode: 'write',
  acceptOutsideChanges: false,
  outsideBackups: null,
  now: () => new Date(),
  log: () => undefined,
});
if (store.access.mode === 'read-only') throw new Error(store.access.reason);
for (let count = 0; ; count += 1) {
  const id = `${prefix}-${count}`;
  await addTrack(store, id);
  process.stdout.write(`${id}\n`);
}
