import { stateOnDisk } from '../harness/state-on-disk';

// Opens a dossier as a person would after a crash, and says what it holds.
const [path = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await stateOnDisk(path, 'read')));
