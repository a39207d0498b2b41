import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindowFiles } from '#host/window-files';
import { startLoopbackServer } from '#loopback/server';
import { sendRaw, type RawRequest } from './raw-request';

/** A loopback host with a small window and a dispatcher that echoes, and its clock in the test's hands. */
export async function startTestHost() {
  const folder = await mkdtemp(join(tmpdir(), 'parley-loopback-'));
  await mkdir(join(folder, 'window', 'assets'), { recursive: true });
  await writeFile(join(folder, 'window', 'index.html'), '<!doctype html><title>Parley</title>');
  await writeFile(join(folder, 'window', 'assets', 'main.js'), 'export {};');
  await writeFile(join(folder, 'secret.html'), 'not for the page');

  const clock = { now: 0 };
  const commands: string[] = [];
  const counts: number[] = [];
  const server = await startLoopbackServer({
    dispatch: async (command, input) => {
      commands.push(command);
      return JSON.stringify({ ok: true, value: input });
    },
    readFile: await openWindowFiles(join(folder, 'window')),
    port: null,
    onWindows: (count) => counts.push(count),
    now: () => clock.now,
  });
  const issueCode = () => new URL(server.issueAddress()).hash.replace('#code=', '');
  const { host, origin, port } = new URL(server.issueAddress());

  const get = (path: string, headers = {}) => sendRaw(Number(port), { path, headers: { Host: host, ...headers } });
  const post = (path: string, body: string | Buffer, headers: RawRequest['headers'] = {}) =>
    sendRaw(Number(port), {
      method: 'POST',
      path,
      body,
      headers: { Host: host, Origin: origin, 'Content-Type': 'application/json', ...headers },
    });
  const redeem = (code: string) => post('/api/session', JSON.stringify({ code }));
  const newToken = async () => (JSON.parse((await redeem(issueCode())).body) as { token: string }).token;

  return {
    server,
    clock,
    commands,
    counts,
    host,
    origin,
    port: Number(port),
    get,
    post,
    issueCode,
    redeem,
    newToken,
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type TestHost = Awaited<ReturnType<typeof startTestHost>>;
