import type { OutgoingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '#host/content-security-policy';
import { codeLifetimeMs } from '#loopback/access';
import { sendRaw } from './raw-request';
import { startTestHost, type TestHost } from './test-host';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

describe('the page', () => {
  it('is served at the root with the headers that confine it', async () => {
    const { status, headers, body } = await host.get('/');
    expect(status).toBe(200);
    expect(body).toContain('<title>Parley</title>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('comes with its own files and no others', async () => {
    expect((await host.get('/assets/main.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const path of [
      '/secret.html',
      '/../secret.html',
      '/assets/../../secret.html',
      '/%2e%2e/secret.html',
      '/..%2fsecret.html',
      '/..%5csecret.html',
      '/assets/%252e%252e/%252e%252e/secret.html',
      '//secret.html',
      '/%',
      '/%00',
      '/assets',
      '/assets/',
      '/constructor',
    ]) {
      expect([path, (await host.get(path)).status]).toEqual([path, 404]);
    }
  });

  it('may be navigated to from elsewhere, as the launcher does, and nothing else may be fetched from there', async () => {
    const navigation = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    expect((await host.get('/', navigation)).status).toBe(200);
    expect((await host.get('/', { ...navigation, 'Sec-Fetch-Dest': 'iframe' })).status).toBe(403);
    expect((await host.get('/assets/main.js', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await host.get('/assets/main.js', { 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
    expect((await host.get('/assets/main.js', { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await host.get('/assets/main.js', { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  });
});

describe('the host', () => {
  it('answers to its exact name alone', async () => {
    const names = ['localhost', `localhost:${host.port}`, '127.0.0.1', `evil.example:${host.port}`, '127.0.0.1:1'];
    for (const name of names) {
      const { status, body } = await sendRaw(host.port, { path: '/', headers: { Host: name } });
      expect([name, status, body]).toEqual([name, 421, '']);
    }
  });

  it('is asked by a path, and told once what it judges by', async () => {
    const headers = {
      Origin: host.origin,
      'Content-Type': 'application/json',
      'x-parley-token': await host.newToken(),
    };
    const send = (path: string, more: OutgoingHttpHeaders) =>
      sendRaw(host.port, { method: 'POST', path, body: '{}', headers: { Host: host.host, ...headers, ...more } });
    expect((await send('/api/session.read', {})).status).toBe(200);
    expect((await send(`http://evil.example:${host.port}/api/session.read`, {})).status).toBe(400);
    expect((await send('/api/session.read', { 'Content-Type': ['application/json', 'text/plain'] })).status).toBe(400);
    expect((await send('/api/session.read', { Origin: [host.origin, 'http://evil.example'] })).status).toBe(400);
  });

  it('takes commands from its own page alone', async () => {
    const token = await host.newToken();
    const send = (headers: object) => host.post('/api/session.read', '{}', { 'x-parley-token': token, ...headers });
    expect((await send({})).status).toBe(200);
    expect((await send({ Origin: 'http://evil.example' })).status).toBe(403);
    expect((await send({ Origin: 'null' })).status).toBe(403);
    expect((await send({ Origin: host.origin.replace('http:', 'https:') })).status).toBe(403);
    expect((await send({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    const withoutOrigin = await sendRaw(host.port, {
      method: 'POST',
      path: '/api/session.read',
      body: '{}',
      headers: { Host: host.host, 'Content-Type': 'application/json', 'x-parley-token': token },
    });
    expect(withoutOrigin.status).toBe(403);
  });

  it('takes JSON alone', async () => {
    const headers = { 'x-parley-token': await host.newToken() };
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json5', 'text/json']) {
      expect((await host.post('/api/session.read', '{}', { ...headers, 'Content-Type': type })).status).toBe(415);
    }
    const withCharset = { ...headers, 'Content-Type': 'application/json; charset=UTF-8' };
    expect((await host.post('/api/session.read', '{}', withCharset)).status).toBe(200);
  });

  it('takes no more than it can hold', async () => {
    const headers = { 'x-parley-token': await host.newToken() };
    const before = host.commands.length;
    expect((await host.post('/api/change.commit', Buffer.alloc(17 * 1024 * 1024, 0x20), headers)).status).toBe(413);
    const chunked = { ...headers, 'Transfer-Encoding': 'chunked' };
    expect((await host.post('/api/change.commit', Buffer.alloc(17 * 1024 * 1024, 0x20), chunked)).status).toBe(413);
    expect((await host.post('/api/session', Buffer.alloc(2048, 0x20))).status).toBe(413);
    expect(host.commands).toHaveLength(before);
  });

  it('refuses other methods', async () => {
    const headers = { 'x-parley-token': await host.newToken() };
    expect((await host.get('/api/session.read', headers)).status).toBe(405);
    expect((await host.post('/', '{}', headers)).status).toBe(405);
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const answer = await sendRaw(host.port, {
        method,
        path: '/api/session.read',
        headers: { Host: host.host, Origin: host.origin, ...headers },
      });
      expect([method, answer.status]).toEqual([method, 405]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });
});

describe('a session', () => {
  it('begins with a code that works once', async () => {
    const code = host.issueCode();
    expect(code).toMatch(/^[\w-]{43}$/);
    const first = await host.redeem(code);
    expect(first.status).toBe(200);
    expect((JSON.parse(first.body) as { token: string }).token).toMatch(/^[\w-]{43}$/);
    const second = await host.redeem(code);
    expect([second.status, second.body]).toEqual([401, '']);
  });

  it('does not begin with a code that was guessed, malformed or is too old', async () => {
    for (const body of ['{"code":"guess"}', '{"code":1}', '{}', 'null', '', '{"code":"x","more":1}', '[']) {
      const { status, body: answer } = await host.post('/api/session', body);
      expect([body, status, answer]).toEqual([body, 401, '']);
    }
    const code = host.issueCode();
    host.clock.now += codeLifetimeMs;
    expect((await host.redeem(code)).status).toBe(401);
  });

  it('is needed for every command, and without it even their names stay unknown', async () => {
    for (const headers of [{}, { 'x-parley-token': 'guess' }, { 'x-parley-token': host.issueCode() }]) {
      const known = await host.post('/api/session.read', '{}', headers);
      const unknown = await host.post('/api/no.such-command', '{}', headers);
      expect([known.status, known.body]).toEqual([401, '']);
      expect([unknown.status, unknown.body]).toEqual([401, '']);
      expect(unknown.headers).toEqual({ ...known.headers, date: unknown.headers.date });
    }
  });

  it('carries a command to the dispatcher and its answer back', async () => {
    const headers = { 'x-parley-token': await host.newToken() };
    const answer = await host.post('/api/change.undo', '{"a":1}', headers);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: '{"a":1}' });
    expect(host.commands.at(-1)).toBe('change.undo');
    expect((await host.post('/api/no.such-command', '{}', headers)).status).toBe(404);
  });
});
