import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDispatcher } from '#api/dispatcher';
import { createApplication } from '#host/application';
import { openWindowFiles } from '#host/window-files';
import { startLoopbackServer } from '#loopback/server';

// The loopback host over a real dossier and a window of two files. It says of each command that it is about to be run, and
// gives out an address for each line `address`; a line `sync N` is answered once all that came before has been said.
const [path = '', home = ''] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

const windowFolder = join(home, 'window');
await mkdir(join(windowFolder, 'assets'), { recursive: true });
await writeFile(join(windowFolder, 'index.html'), '<!doctype html><title>Parley</title><p>the page of Parley</p>');
await writeFile(join(windowFolder, 'assets/main.js'), 'globalThis.parleyScript = true;');
await writeFile(join(home, 'secret.html'), 'a secret beside the window');

const application = createApplication({
  userData: home,
  sampleFolder: path,
  pageTemplate: path,
  today: '2025-12-02',
  version: '0',
  log: (message) => process.stderr.write(`${message}\n`),
});
const failure = await application.openInitial(path);
if (failure !== null) throw failure;
const dispatch = createDispatcher(application.handlers, (error) => process.stderr.write(`bug: ${String(error)}\n`));
const server = await startLoopbackServer({
  dispatch: (command, input) => {
    say(`command ${command}`);
    return dispatch(command, input);
  },
  readFile: await openWindowFiles(windowFolder),
  port: null,
  onWindows: (count) => say(`windows ${count}`),
  now: Date.now,
});
application.onNotice((notice) => server.send(notice));
say(`address ${server.issueAddress()}`);

for await (const line of createInterface({ input: process.stdin })) {
  say(line === 'address' ? `address ${server.issueAddress()}` : line);
}
await server.close();
await application.close();
