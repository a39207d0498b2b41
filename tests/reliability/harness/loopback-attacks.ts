import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { commandPath, noticesPath, sessionPath, tokenHeader } from '#api/loopback-protocol';
import { sendBytes, type LoopbackTarget, type Reply } from './loopback-target';

/** What an attacker may know: a token and a code that were used already, and one that was not. */
interface Secrets {
  readonly token: string;
  readonly usedCode: string;
  readonly freshCode: string;
}

/** An attempt to be let in by bytes on a connection. */
export interface Attack {
  readonly name: string;
  /** Answers what came of it where it should have come to nothing, else null. */
  run(target: LoopbackTarget, secrets: Secrets): Promise<string | null>;
}

type Headers = Readonly<Record<string, string | readonly string[] | null>>;

const readPath = commandPath('session.read');

/** A request as its bytes: what Parley's own page sends, with some of it otherwise. Null leaves a header out. */
function requestOf(
  target: LoopbackTarget,
  { method = 'POST', path = readPath, version = '1.1', headers = {}, body = '{}' }: RequestParts,
): string {
  const all: Headers = {
    Host: target.host,
    Origin: target.origin,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    (value === null ? [] : [value].flat()).map((each) => `${name}: ${each}`),
  );
  return `${method} ${path} HTTP/${version}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

interface RequestParts {
  readonly method?: string;
  readonly path?: string;
  readonly version?: string;
  readonly headers?: Headers;
  readonly body?: string;
}

/** What is wrong with a reply: an answer of success beyond those that are no harm, a secret, or no answer at all. */
function faultOf({ text, statuses, isClosed }: Reply, harmless: number): string | null {
  const successes = statuses.filter((status) => status < 400);
  if (successes.length > harmless) return `answered ${statuses.join(', ')}`;
  if (/a secret beside|"token"|"snapshot"/.test(text)) return `told a secret: ${text}`;
  if (/access-control-allow|set-cookie/i.test(text)) return `sent a header that it must not: ${text}`;
  return statuses.length === 0 && !isClosed ? 'neither answered nor closed the connection' : null;
}

type Write = (target: LoopbackTarget, secrets: Secrets) => string | Buffer | readonly (string | Buffer)[];

/** An attack that is some bytes; `harmless` counts the answers of success that it has a right to. */
function bytes(name: string, write: Write, harmless = 0): Attack {
  return {
    name,
    async run(target, secrets) {
      const before = target.said.length;
      const written = write(target, secrets);
      const reply = await sendBytes(target.port, Array.isArray(written) ? written : [written as string | Buffer]);
      await target.settled();
      const ran = target.said.slice(before);
      return ran.length > 0 ? ran.join(', ') : faultOf(reply, harmless);
    },
  };
}

/** An attack that is one request. */
function request(name: string, parts: (target: LoopbackTarget, secrets: Secrets) => RequestParts): Attack {
  return bytes(name, (target, secrets) => requestOf(target, parts(target, secrets)));
}

/** A request with a good token and one thing wrong: even a token that was stolen is of no use from elsewhere. */
function withToken(name: string, parts: (target: LoopbackTarget) => RequestParts): Attack {
  return request(name, (target, { token }) => {
    const wrong = parts(target);
    return { ...wrong, headers: { [tokenHeader]: token, ...wrong.headers } };
  });
}

const inOrder = <T>(list: readonly T[], make: (item: T) => Attack) => list.map(make);

const shown = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);

const withoutToken: readonly Attack[] = [
  request('no token', () => ({})),
  request('an empty token', () => ({ headers: { [tokenHeader]: '' } })),
  request('a guessed token', () => ({ headers: { [tokenHeader]: 'A'.repeat(43) } })),
  request('the token but for its last character', (_, { token }) => ({
    headers: { [tokenHeader]: token.slice(0, -1) },
  })),
  request('the first character of the token', (_, { token }) => ({ headers: { [tokenHeader]: token.slice(0, 1) } })),
  request('the token and one character more', (_, { token }) => ({ headers: { [tokenHeader]: `${token}A` } })),
  request('the token in other letters', (_, { token }) => ({ headers: { [tokenHeader]: otherCase(token) } })),
  request('the token twice in one header', (_, { token }) => ({ headers: { [tokenHeader]: `${token}, ${token}` } })),
  request('the token in two headers', (_, { token }) => ({ headers: { [tokenHeader]: ['guess', token] } })),
  request('the token in the query', (_, { token }) => ({ path: `${readPath}?${tokenHeader}=${token}` })),
  request('the token in a cookie', (_, { token }) => ({ headers: { Cookie: `${tokenHeader}=${token}` } })),
  request('the token as a bearer', (_, { token }) => ({ headers: { Authorization: `Bearer ${token}` } })),
  request('the token in the body', (_, { token }) => ({ body: JSON.stringify({ token }) })),
  request('the token in the path', (_, { token }) => ({ path: `${readPath}/${token}` })),
  request('a code that was not used in place of a token', (_, { freshCode }) => ({
    headers: { [tokenHeader]: freshCode },
  })),
];

const withCodes: readonly Attack[] = [
  request('a used code', (_, { usedCode }) => ({ path: sessionPath, body: JSON.stringify({ code: usedCode }) })),
  request('a code but for its last character', (_, { freshCode }) => ({
    path: sessionPath,
    body: JSON.stringify({ code: freshCode.slice(0, -1) }),
  })),
  request('a code in the query', (_, { freshCode }) => ({
    method: 'GET',
    path: `${sessionPath}?code=${freshCode}`,
    body: '',
  })),
  request('a code with a field more', (_, { freshCode }) => ({
    path: sessionPath,
    body: JSON.stringify({ code: freshCode, admin: true }),
  })),
  request('a code in a list', (_, { freshCode }) => ({
    path: sessionPath,
    body: JSON.stringify({ code: [freshCode] }),
  })),
  request('a code as a form', (_, { freshCode }) => ({
    path: sessionPath,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `code=${freshCode}`,
  })),
  request('a code from another origin', (_, { freshCode }) => ({
    path: sessionPath,
    headers: { Origin: 'http://evil.example' },
    body: JSON.stringify({ code: freshCode }),
  })),
  ...inOrder(
    ['{"__proto__":{"code":"x"}}', '{"code":null}', '{"code":{}}', '[]', '"code"', '{"code":"', '\u0000'],
    (body) => request(`${shown(body)} for a code`, () => ({ path: sessionPath, body })),
  ),
];

const fromElsewhere: readonly Attack[] = [
  withToken('no Host', () => ({ headers: { Host: null } })),
  withToken('no Host, as HTTP/1.0 allows', () => ({ version: '1.0', headers: { Host: null } })),
  ...inOrder<(port: number) => string>(
    [
      (port) => `localhost:${port}`,
      (port) => `evil.example:${port}`,
      () => '127.0.0.1',
      (port) => `127.0.0.1.:${port}`,
      (port) => `[::1]:${port}`,
      (port) => `127.1:${port}`,
      (port) => `2130706433:${port}`,
      (port) => `evil@127.0.0.1:${port}`,
      (port) => `127.0.0.1:${port}, evil.example`,
      (port) => `127.0.0.1:${port + 1}`,
      (port) => `127.0.0.1.evil.example:${port}`,
      () => '',
    ],
    (host) => withToken(`the Host ${shown(host(80))}`, ({ port }) => ({ headers: { Host: host(port) } })),
  ),
  withToken('two Hosts', ({ host }) => ({ headers: { Host: [host, 'evil.example'] } })),
  withToken('a whole address of another host as the target', ({ port }) => ({
    path: `http://evil.example:${port}${readPath}`,
  })),
  withToken('a whole address as the target and another Host', ({ origin }) => ({
    path: `${origin}${readPath}`,
    headers: { Host: 'evil.example' },
  })),
  withToken('another host as the one forwarded for', ({ host }) => ({
    headers: { Host: 'evil.example', 'X-Forwarded-Host': host, Forwarded: `host=${host}` },
  })),
  ...inOrder<(origin: string) => string | null>(
    [
      () => null,
      () => '',
      () => 'null',
      () => 'http://evil.example',
      (origin) => origin.replace('http:', 'https:'),
      (origin) => origin.replace('127.0.0.1', 'localhost'),
      (origin) => origin.replace(/:\d+$/, ''),
      (origin) => `${origin}.evil.example`,
      (origin) => `${origin}/`,
      (origin) => `${origin}, http://evil.example`,
      (origin) => origin.toUpperCase(),
      () => 'file://',
    ],
    (origin) =>
      withToken(`the Origin ${shown(origin('http://127.0.0.1:80') ?? 'none')}`, (target) => ({
        headers: { Origin: origin(target.origin) },
      })),
  ),
  withToken('two Origins', ({ origin }) => ({ headers: { Origin: [origin, 'http://evil.example'] } })),
  ...inOrder(['cross-site', 'same-site', 'none', 'SAME-ORIGIN', ''], (site) =>
    withToken(`Sec-Fetch-Site ${shown(site)}`, () => ({ headers: { 'Sec-Fetch-Site': site } })),
  ),
  request('the window in a frame of another page', () => ({
    method: 'GET',
    path: '/',
    headers: {
      Origin: null,
      'Sec-Fetch-Site': 'cross-site',
      'Sec-Fetch-Mode': 'navigate',
      'Sec-Fetch-Dest': 'iframe',
    },
    body: '',
  })),
];

const wrongForms: readonly Attack[] = [
  ...inOrder(
    [
      null,
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json, text/plain',
      'text/plain; application/json',
      'application/jsonp',
      'application/json; charset=utf-7',
      'application/json; charset=utf-8; x=y',
    ],
    (type) => withToken(`the type ${shown(type ?? 'none')}`, () => ({ headers: { 'Content-Type': type } })),
  ),
  withToken('two types', () => ({ headers: { 'Content-Type': ['application/json', 'text/plain'] } })),
  ...inOrder(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'], (method) =>
    withToken(`the method ${method}`, () => ({ method, body: method === 'GET' || method === 'HEAD' ? '' : '{}' })),
  ),
  withToken('CONNECT', ({ host }) => ({ method: 'CONNECT', path: host })),
  withToken('another method in a header', () => ({ method: 'GET', headers: { 'X-HTTP-Method-Override': 'POST' } })),
  request('leave to ask from elsewhere', () => ({
    method: 'OPTIONS',
    headers: {
      Origin: 'http://evil.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': `content-type,${tokenHeader}`,
      'Access-Control-Request-Private-Network': 'true',
    },
  })),
  ...inOrder(
    [
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'hasOwnProperty',
      '',
      '*',
      'session',
      'notices',
      'SESSION.READ',
      'session.read/',
      'session.read%00',
      'session.read%20',
      'session.read;x=y',
      '../api/session.read/..',
      'dossier.delete',
      'file.read',
      'shell.openExternal',
    ],
    (command) => withToken(`the command ${shown(command)}`, () => ({ path: `/api/${command}` })),
  ),
  ...inOrder(
    [
      '/../secret.html',
      '/%2e%2e/secret.html',
      '/%2e%2e%2fsecret.html',
      '/..%2fsecret.html',
      '/..%5csecret.html',
      '/..\\secret.html',
      '/assets/../../secret.html',
      '/assets/%252e%252e/%252e%252e/secret.html',
      '/%c0%ae%c0%ae/secret.html',
      '//secret.html',
      '/./../secret.html',
      '/assets/..;/..;/secret.html',
      '/%00/../secret.html',
      '/secret.html%00.js',
      '/file:///etc/passwd',
      '/etc/passwd',
      '/proc/self/environ',
      '/__proto__',
    ],
    (path) =>
      request(`the file ${shown(path)}`, () => ({
        method: 'GET',
        path,
        headers: { Origin: null, 'Content-Type': null, 'Content-Length': null },
        body: '',
      })),
  ),
];

const tooMuch: readonly Attack[] = [
  withToken('a body of 17 MB', () => ({ body: ' '.repeat(17 * 1024 * 1024) })),
  withToken('a body that claims to be a terabyte', () => ({ headers: { 'Content-Length': '1099511627776' } })),
  withToken('a body of a negative length', () => ({ headers: { 'Content-Length': '-1' } })),
  request('a code of a megabyte', () => ({ path: sessionPath, body: `{"code":"${'x'.repeat(1024 * 1024)}"}` })),
  request('a header of a megabyte', () => ({ headers: { 'X-Long': 'x'.repeat(1024 * 1024) } })),
  request('ten thousand headers', () => ({
    headers: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`X-${index}`, 'x'])),
  })),
  request('a path of a megabyte', () => ({ method: 'GET', path: `/${'x'.repeat(1024 * 1024)}`, body: '' })),
];

/** Two readings of one stream: what one end takes for a body, the other might take for a request. */
const smuggled: readonly Attack[] = [
  withToken('a length and chunks', () => ({
    headers: { 'Transfer-Encoding': 'chunked' },
    body: '0\r\n\r\nGET /secret.html HTTP/1.1\r\n\r\n',
  })),
  withToken('two lengths', () => ({ headers: { 'Content-Length': ['2', '40'] } })),
  withToken('two lengths in one header', () => ({ headers: { 'Content-Length': '2, 2' } })),
  withToken('a length with a sign', () => ({ headers: { 'Content-Length': '+2' } })),
  withToken('a length in sixteens', () => ({ headers: { 'Content-Length': '0x2' } })),
  ...inOrder(['xchunked', 'chunked, identity', 'identity, chunked, gzip', ' chunked\u000b', 'gzip'], (coding) =>
    withToken(`the coding ${shown(coding)}`, () => ({
      headers: { 'Content-Length': null, 'Transfer-Encoding': coding },
      body: '2\r\n{}\r\n0\r\n\r\n',
    })),
  ),
  withToken('a chunk of a size that is none', () => ({
    headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' },
    body: 'zz\r\n{}\r\n0\r\n\r\n',
  })),
  withToken('a chunk of a size beyond all numbers', () => ({
    headers: { 'Content-Length': null, 'Transfer-Encoding': 'chunked' },
    body: 'fffffffffffffffff\r\n{}\r\n0\r\n\r\n',
  })),
  withToken('a space before a colon', () => ({ headers: { 'Content-Length ': '2' } })),
  withToken('a header over two lines', () => ({ headers: { 'X-Folded': 'a\r\n b' } })),
  withToken('a NUL in a header', () => ({ headers: { 'X-Nul': 'a\u0000b' } })),
  bytes(
    'lines that end in a newline alone',
    ({ host }, { token }) =>
      `POST ${readPath} HTTP/1.1\nHost: ${host}\nOrigin: http://${host}\nContent-Type: application/json\n${tokenHeader}: ${token}\nContent-Length: 2\n\n{}`,
  ),
  bytes('no version', () => `GET ${readPath}\r\n\r\n`),
  bytes('a version to come', ({ host }) => `GET / HTTP/9.9\r\nHost: ${host}\r\n\r\n`),
  bytes('the beginning of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  bytes('the beginning of TLS', () => Buffer.from('160301020001000001fc0303', 'hex')),
  bytes('noise', () => Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256))),
  bytes(
    'a refused request behind the page, on one connection',
    (target) => [
      requestOf(target, {
        method: 'GET',
        path: '/',
        headers: { Connection: 'keep-alive', 'Content-Type': null },
        body: '',
      }),
      requestOf(target, { headers: { Origin: 'http://evil.example' } }),
    ],
    1,
  ),
  bytes('a whole request as the body of a refused one', (target, { token }) => [
    requestOf(target, {
      headers: { Origin: 'http://evil.example', Connection: 'keep-alive' },
      body: requestOf(target, { headers: { [tokenHeader]: token } }),
    }),
  ]),
  bytes('a hundred guesses on one connection', (target) => [
    Array.from({ length: 100 }, (_, guess) =>
      requestOf(target, { headers: { [tokenHeader]: String(guess).padStart(43, 'A'), Connection: 'keep-alive' } }),
    ).join(''),
  ]),
];

const handshake = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13' } as const;
const socketHeaders: Headers = {
  ...handshake,
  'Sec-WebSocket-Key': Buffer.from('sixteen bytes...').toString('base64'),
  'Content-Length': null,
  'Content-Type': null,
};

const upgrade = (name: string, parts: (target: LoopbackTarget, secrets: Secrets) => RequestParts): Attack =>
  request(name, (target, secrets) => {
    const wrong = parts(target, secrets);
    return { method: 'GET', path: noticesPath, body: '', ...wrong, headers: { ...socketHeaders, ...wrong.headers } };
  });

/** A socket that Parley's page might have opened, and a first message that is no token. */
const firstMessage = (name: string, message: (secrets: Secrets) => string | Buffer): Attack => ({
  name: `a socket that begins with ${name}`,
  async run(target, secrets) {
    const socket = new WebSocket(`ws://${target.host}${noticesPath}`, { origin: target.origin });
    const received: string[] = [];
    socket.on('message', (data: Buffer) => received.push(data.toString()));
    socket.on('error', () => undefined);
    await once(socket, 'open');
    socket.send(message(secrets));
    socket.send(secrets.token);
    // A socket that is let in stays open.
    await Promise.race([once(socket, 'close'), pause(1_000)]);
    socket.terminate();
    await target.settled();
    return received.length === 0 ? null : `received ${received.join()}`;
  },
});

const sockets: readonly Attack[] = [
  upgrade('a socket without an Origin', () => ({ headers: { Origin: null } })),
  upgrade('a socket from another origin', () => ({ headers: { Origin: 'http://evil.example' } })),
  upgrade('a socket from no origin', () => ({ headers: { Origin: 'null' } })),
  upgrade('a socket from another port', ({ port }) => ({ headers: { Origin: `http://127.0.0.1:${port + 1}` } })),
  upgrade('a socket by another name', ({ port }) => ({ headers: { Host: `evil.example:${port}` } })),
  upgrade('a socket from elsewhere with the token in its query', (_, { token }) => ({
    path: `${noticesPath}?token=${token}`,
    headers: { Origin: 'http://evil.example' },
  })),
  upgrade('a socket from elsewhere with the token as its protocol', (_, { token }) => ({
    headers: { Origin: 'http://evil.example', 'Sec-WebSocket-Protocol': token },
  })),
  upgrade('a socket across sites', () => ({ headers: { 'Sec-Fetch-Site': 'cross-site' } })),
  upgrade('a socket where none is', () => ({ path: readPath })),
  upgrade('a socket at a whole address', ({ origin }) => ({ path: `${origin}${noticesPath}` })),
  upgrade('a socket by POST', () => ({ method: 'POST', headers: { 'Content-Type': 'application/json' } })),
  upgrade('a socket of an old version', () => ({ headers: { 'Sec-WebSocket-Version': '7' } })),
  upgrade('a socket without a key', () => ({ headers: { 'Sec-WebSocket-Key': null } })),
  upgrade('HTTP/2 in place of a socket', () => ({
    headers: { Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAARAAAAAAAIAAAAA' },
  })),
  firstMessage('a guess', () => 'guess'),
  firstMessage('nothing', () => ''),
  firstMessage('the beginning of the token', ({ token }) => token.slice(0, 20)),
  firstMessage('the token as bytes', ({ token }) => Buffer.from(token)),
  firstMessage('a code', ({ freshCode }) => freshCode),
  firstMessage('a megabyte', () => 'x'.repeat(1024 * 1024)),
];

/** Every attack that is bytes on a connection. */
export const attacks: readonly Attack[] = [
  ...withoutToken,
  ...withCodes,
  ...fromElsewhere,
  ...wrongForms,
  ...tooMuch,
  ...smuggled,
  ...sockets,
];

/** Tries attacks one after another; answers those that were not turned away, and what came of them. */
export async function tryAttacks(target: LoopbackTarget, tried: readonly Attack[]): Promise<string[]> {
  const usedCode = await target.newCode();
  await fetch(`${target.origin}${sessionPath}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: target.origin },
    body: JSON.stringify({ code: usedCode }),
  });
  const secrets: Secrets = { token: await target.newToken(), usedCode, freshCode: await target.newCode() };
  const accepted: string[] = [];
  for (const attack of tried) {
    const fault = await attack.run(target, secrets);
    if (fault !== null) accepted.push(`${attack.name}: ${fault}`);
  }
  return accepted;
}

function otherCase(text: string): string {
  return [...text]
    .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
    .join('');
}
