import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openDossierFolder } from '#host/dossier-folder';
import { PlainModel, type Workload } from '../harness/plain-model';
import { takeAct } from '../harness/take-act';

// Waits for a line that says which dossier to edit and how, then edits without end. Before each act it says what the
// dossier will hold, and once the act is acknowledged that it is done; it is killed from outside. Closes and opens the
// dossier now and then where the workload is about that.
process.stderr.write('ready\n');
const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const { path, workload, seed } = JSON.parse(line) as { path: string; workload: Workload; seed: number };
const actsASession = workload === 'compaction' || workload === 'migration' ? 40 : Infinity;

const say = (text: string) => process.stdout.write(`${text}\n`);

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
  const model = new PlainModel(workload, seed + session, store.dossier);
  say(`done ${model.fingerprint}`);
  for (let count = 0; count < actsASession; count += 1) {
    const act = model.next();
    say(`will ${model.fingerprint}`);
    await takeAct(store, act);
    say(`done ${model.fingerprint}`);
  }
  await store.close();
}
