import { openDossierFolder } from '#host/dossier-folder';
import { fingerprintOf } from '../harness/plain-model';

// Opens a dossier as a person would after a crash, and says what it holds.
const [path = ''] = process.argv.slice(2);
const { store, remarks } = await openDossierFolder(path, {
  mode: 'read',
  acceptOutsideChanges: false,
  outsideBackups: null,
  now: () => new Date(),
  log: () => undefined,
});
process.stdout.write(JSON.stringify({ fingerprint: fingerprintOf(store.dossier.tracks), remarks }));
