import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import type { Notice } from '#api/contract';
import { startTestHost, type TestHost } from './test-host';

const notice: Notice = { name: 'dossier.access-changed', access: { mode: 'write' } };

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

function connect(options: ClientOptions, path = '/api/notices'): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${host.port}${path}`, options);
}

async function statusOfRefusal(options: ClientOptions, path?: string): Promise<number> {
  const socket = connect(options, path);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.on('error', () => undefined);
  socket.terminate();
  return response.statusCode;
}

async function textOf(socket: WebSocket): Promise<string> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return data.toString();
}

describe('the socket for notices', () => {
  it('opens for the page alone', async () => {
    expect(await statusOfRefusal({})).toBe(403);
    expect(await statusOfRefusal({ origin: 'http://evil.example' })).toBe(403);
    expect(await statusOfRefusal({ origin: host.origin, headers: { Host: 'evil.example' } })).toBe(421);
    expect(await statusOfRefusal({ origin: host.origin }, '/elsewhere')).toBe(404);
  });

  it('sends notices once the first message was a token', async () => {
    const socket = connect({ origin: host.origin });
    await once(socket, 'open');
    socket.send(await host.newToken());
    expect(await textOf(socket)).toBe('subscribed');
    expect(host.counts.at(-1)).toBe(1);

    host.server.send(notice);
    expect(JSON.parse(await textOf(socket))).toEqual(notice);

    socket.close();
    await once(socket, 'close');
    await expect.poll(() => host.counts.at(-1)).toBe(0);
  });

  it('closes on anything else, having sent nothing', async () => {
    for (const first of ['guess', '', Buffer.from([1, 2, 3]), host.issueCode(), 'x'.repeat(5000)]) {
      const socket = connect({ origin: host.origin });
      const received: unknown[] = [];
      socket.on('message', (data) => received.push(data));
      socket.on('error', () => undefined);
      await once(socket, 'open');
      host.server.send(notice);
      socket.send(first);
      const [code] = (await once(socket, 'close')) as [number];
      expect([1006, 1008, 1009]).toContain(code);
      expect(received).toEqual([]);
    }
  });
});
