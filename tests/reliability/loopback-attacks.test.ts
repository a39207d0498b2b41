import { connect, type Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenHeader } from '#api/loopback-protocol';
import { attacks, tryAttacks } from './harness/loopback-attacks';
import { LoopbackTarget } from './harness/loopback-target';
import { buildProgram } from './harness/program';
import { tell } from './harness/tell';

let target: LoopbackTarget;
beforeAll(async () => {
  target = await LoopbackTarget.start(await buildProgram('loopback-host'));
});
afterAll(() => target.stop());

describe('the loopback host', () => {
  it('turns away whoever is not its own page, whatever they send', async () => {
    expect(await tryAttacks(target, attacks)).toEqual([]);
    expect(target.complaint).toBe('');
    tell(`loopback host: ${attacks.length} attacks by an HTTP client, 0 accepted`);
  });

  it('listens on 127.0.0.1 alone', async () => {
    const port = target.port.toString(16).toUpperCase().padStart(4, '0');
    const listening: string[] = [];
    for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
      const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim().split(/\s+/));
      listening.push(
        ...lines.filter(([, at, , state]) => at?.endsWith(`:${port}`) && state === '0A').map(([, at = '']) => at),
      );
    }
    expect(listening).toEqual([`0100007F:${port}`]);
  });

  it.each([
    { what: 'no byte at all', beginning: () => '' },
    { what: 'headers that never end', beginning: () => `GET / HTTP/1.1\r\nHost: ${target.host}\r\nX-Long: ` },
  ])('answers its window while others dawdle with $what, and lets go of them', async ({ beginning }) => {
    const dawdlers = Array.from({ length: 200 }, () => new Dawdler(target.port, beginning()));
    expect(await statusForWindow()).toBe(200);
    await expect.poll(() => dawdlers.filter((one) => !one.isLetGo).length, { timeout: 30_000 }).toBe(0);
  });

  it('answers its window while others dawdle with bodies that never end', async () => {
    const head = `POST /api/session HTTP/1.1\r\nHost: ${target.host}\r\nOrigin: ${target.origin}`;
    const beginning = `${head}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{`;
    const dawdlers = Array.from({ length: 200 }, () => new Dawdler(target.port, beginning));
    expect(await statusForWindow()).toBe(200);
    for (const one of dawdlers) one.end();
  });
});

async function statusForWindow(): Promise<number> {
  const headers = { 'Content-Type': 'application/json', Origin: target.origin, [tokenHeader]: await target.newToken() };
  return (await fetch(`${target.origin}/api/session.read`, { method: 'POST', headers, body: '{}' })).status;
}

/** A client that sends one byte now and then, so that its connection is never idle. */
class Dawdler {
  readonly #socket: Socket;
  readonly #drip: NodeJS.Timeout;
  isLetGo = false;

  constructor(port: number, beginning: string) {
    this.#socket = connect(port, '127.0.0.1', () => this.#socket.write(beginning));
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', () => undefined);
    this.#socket.on('close', () => {
      this.isLetGo = true;
      clearInterval(this.#drip);
    });
    this.#drip = setInterval(() => beginning !== '' && this.#socket.write('x'), 500);
  }

  end(): void {
    clearInterval(this.#drip);
    this.#socket.destroy();
  }
}
