import { openDossierFolder } from '#host/dossier-folder';
import { PlainModel, type Workload } from '../harness/plain-model';

// Edits without end. Before each act it says what the dossier will hold, and once the act is acknowledged that it is done;
// it is killed from outside. Closes and opens the dossier now and then where the workload is about that.
const [path = '', workload = 'single edits', seed = '1'] = process.argv.slice(2);
const signature = () => ({ at: new Date().toISOString(), author: 'Analyst' });
const actsASession = workload === 'compaction' || workload === 'migration' ? 12 : Infinity;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function open() {
  const { store } = await openDossierFolder(path, {
    mode: 'write',
    acceptOutsideChanges: false,
    outsideBackups: null,
    now: () => new Date(),
    log: (message) => process.stderr.write(`${message}\n`),
  });
  if (store.access.mode === 'read-only') throw new Error(store.access.reason);
  return store;
}

for (let session = 0; ; session += 1) {
  const store = await open();
  const model = new PlainModel(workload as Workload, Number(seed) + session, store.dossier.tracks);
  say(`done ${model.fingerprint}`);
  for (let count = 0; count < actsASession; count += 1) {
    const act = model.next();
    say(`will ${model.fingerprint}`);
    if (act.type === 'edit') await store.commit({ label: 'work', ...signature(), edits: act.edits });
    else await store[act.type](signature());
    say(`done ${model.fingerprint}`);
  }
  await store.close();
}
