import { afterAll, describe, expect, it } from 'vitest';
import { attacks, tryAttacks } from './harness/loopback-attacks';
import { LoopbackTarget } from './harness/loopback-target';
import { buildProgram, type Plant } from './harness/program';

const access = 'loopback/access.ts';
const rules = 'loopback/request-rules.ts';

/** Faults that a person could make, and the attack that is then no longer turned away. */
const faults: readonly { name: string; plants: readonly Plant[]; by: string; noticed: RegExp }[] = [
  {
    name: 'the token is compared by its beginning',
    plants: [
      { file: access, replace: 'this.#tokens.push(digestOf(token));', by: 'this.#tokens.push(Buffer.from(token));' },
      {
        file: access,
        replace:
          'const digest = digestOf(text);\n    return this.#tokens.some((known) => timingSafeEqual(known, digest));',
        by: 'return this.#tokens.some((known) => known.toString().startsWith(text));',
      },
    ],
    by: 'the token but for its last character',
    noticed: /: command/,
  },
  {
    name: 'a code works more than once',
    plants: [{ file: access, replace: 'this.#codes.splice(index, 1)', by: 'this.#codes.slice(index, index + 1)' }],
    by: 'a used code',
    noticed: /: /,
  },
  {
    name: 'the Origin of a socket is not looked at',
    plants: [
      {
        file: 'loopback/server.ts',
        replace: 'const refusal = refusalOf(request, authority) ?? (request.url === noticesPath ? null : 404);',
        by: 'const refusal = request.url === noticesPath ? null : 404;',
      },
    ],
    by: 'a socket from another origin',
    noticed: /: answered 101/,
  },
  {
    name: 'a socket may leave its Origin out',
    plants: [
      { file: rules, replace: 'const mustNameOrigin = !isRead || isUpgrade;', by: 'const mustNameOrigin = !isRead;' },
    ],
    by: 'a socket without an Origin',
    noticed: /: answered 101/,
  },
  {
    name: 'any Host will do',
    plants: [{ file: rules, replace: 'if (headers.host !== authority) return 421;', by: '' }],
    by: 'the Host "evil.example:80"',
    noticed: /: command/,
  },
  {
    name: 'the first of two Hosts is believed',
    plants: [{ file: rules, replace: "'host', 'origin',", by: "'origin'," }],
    by: 'two Hosts',
    noticed: /: command/,
  },
  {
    name: 'a form may be sent in place of JSON',
    plants: [{ file: rules, replace: "return isJson(headers['content-type']) ? null : 415;", by: 'return null;' }],
    by: 'the type "text/plain"',
    noticed: /: command/,
  },
  {
    name: 'a socket is subscribed before its token came',
    plants: [
      {
        file: 'loopback/notice-sockets.ts',
        replace: 'if (isBinary || !this.#access.isToken(String(data))) {',
        by: 'if (isBinary) {',
      },
    ],
    by: 'a socket that begins with a guess',
    noticed: /: received/,
  },
];

const targets: LoopbackTarget[] = [];
afterAll(async () => {
  for (const target of targets) await target.stop();
});

describe('a fault planted on purpose in the loopback host', () => {
  it.each(faults)('is noticed: $name', async ({ plants, by, noticed }) => {
    const target = await LoopbackTarget.start(await buildProgram('loopback-host', plants));
    targets.push(target);
    const attack = attacks.filter(({ name }) => name === by);
    expect((await tryAttacks(target, attack)).join('\n')).toMatch(noticed);
  });
});
