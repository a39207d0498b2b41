import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchArguments } from '../chromium.js';
import { LoopbackTarget } from './harness/loopback-target';
import { buildProgram } from './harness/program';
import { tell } from './harness/tell';

let target: LoopbackTarget;
let browser: Browser;
let elsewhere: Server;
/** The port of a server that is not Parley's. */
let port: number;

beforeAll(async () => {
  target = await LoopbackTarget.start(await buildProgram('loopback-host'));
  elsewhere = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Elsewhere</title><body></body>');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  ({ port } = elsewhere.address() as AddressInfo);
  const { path } = await findChromium();
  // Names that lead to this machine, as an attacker's own name server may answer.
  const names = '--host-resolver-rules=MAP *.example 127.0.0.1';
  // What newer browsers do by themselves to keep pages from this machine is left out: the host has to.
  const unaided = '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests';
  browser = await chromium.launch({ executablePath: path, args: [...launchArguments, names, unaided] });
});
afterAll(async () => {
  await browser.close();
  elsewhere.close();
  await target.stop();
});

/** What a page of elsewhere knows: Parley's address, and even a token that was stolen. */
interface Known {
  readonly origin: string;
  readonly token: string;
}

const patienceMs = 20_000;

type PageAttack = (known: Known) => Promise<string | null>;

/** Run in the page; each answers what it got hold of, null for nothing. */
const attacks: Readonly<Record<string, PageAttack>> = {
  'asks by JSON': ({ origin }) =>
    fetch(`${origin}/api/session.read`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })
      .then((answer) => answer.text())
      .catch(() => null),
  'asks by JSON with a stolen token': ({ origin, token }) =>
    fetch(`${origin}/api/session.read`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-parley-token': token },
      body: '{}',
    })
      .then((answer) => answer.text())
      .catch(() => null),
  'asks by JSON that it calls text': ({ origin }) =>
    fetch(`${origin}/api/session.read`, { method: 'POST', mode: 'no-cors', body: '{}' })
      .then((answer) => answer.text())
      .then((text) => text || null)
      .catch(() => null),
  'asks as a form would': ({ origin }) =>
    fetch(`${origin}/api/session.read`, { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ '{}': '' }) })
      .then((answer) => answer.text())
      .then((text) => text || null)
      .catch(() => null),
  'asks as a form with files would': ({ origin }) => {
    const form = new FormData();
    form.set('{}', '');
    return fetch(`${origin}/api/session.read`, { method: 'POST', mode: 'no-cors', body: form })
      .then((answer) => answer.text())
      .then((text) => text || null)
      .catch(() => null);
  },
  'asks with cookies': ({ origin }) =>
    fetch(`${origin}/api/session.read`, { method: 'POST', credentials: 'include', mode: 'no-cors', body: '{}' })
      .then((answer) => answer.text())
      .then((text) => text || null)
      .catch(() => null),
  'fetches the page': ({ origin }) =>
    fetch(origin)
      .then((answer) => answer.text())
      .catch(() => null),
  'fetches the page without asking for leave': ({ origin }) =>
    fetch(origin, { mode: 'no-cors' })
      .then((answer) => answer.text())
      .then((text) => text || null)
      .catch(() => null),
  'tries a code': ({ origin }) =>
    fetch(`${origin}/api/session`, { method: 'POST', mode: 'no-cors', body: '{"code":"guess"}' })
      .then((answer) => answer.text())
      .then((text) => text || null)
      .catch(() => null),
  'asks by an old request': ({ origin, token }) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${origin}/api/session.read`);
      request.setRequestHeader('x-parley-token', token);
      request.onload = () => resolve(`answered ${request.status}`);
      request.onerror = () => resolve(null);
      request.send('{}');
    }),
  'sends a beacon': async ({ origin }) => {
    navigator.sendBeacon(`${origin}/api/session.read`, new Blob(['{}'], { type: 'text/plain' }));
    return null;
  },
  'sends a beacon of JSON': async ({ origin }) => {
    navigator.sendBeacon(`${origin}/api/session.read`, new Blob(['{}'], { type: 'application/json' }));
    return null;
  },
  'submits a form': ({ origin }) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.name = 'answer';
      document.body.append(frame);
      const form = document.createElement('form');
      Object.assign(form, { action: `${origin}/api/session.read`, method: 'post', enctype: 'text/plain' });
      form.target = 'answer';
      const field = document.createElement('input');
      Object.assign(field, { name: '{"a":"', value: '"}' });
      form.append(field);
      document.body.append(form);
      form.submit();
      setTimeout(() => resolve(null), 300);
    }),
  'puts the page in a frame': ({ origin }) =>
    new Promise((resolve) => {
      const frame = document.createElement('iframe');
      const look = () => {
        try {
          resolve(frame.contentDocument?.body?.textContent || null);
        } catch {
          resolve(null);
        }
      };
      frame.src = origin;
      frame.onload = look;
      // A frame that was refused need not say so.
      setTimeout(look, 2_000);
      document.body.append(frame);
    }),
  'puts the page in an object': ({ origin }) =>
    new Promise((resolve) => {
      const object = document.createElement('object');
      object.data = origin;
      object.onload = () => resolve('an object was shown');
      object.onerror = () => resolve(null);
      document.body.append(object);
      setTimeout(() => resolve(null), 1000);
    }),
  'runs its script': ({ origin }) =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      script.src = `${origin}/assets/main.js`;
      script.onload = () => resolve('a script was run');
      script.onerror = () => resolve(null);
      document.head.append(script);
    }),
  'imports its module': ({ origin }) =>
    new Promise((resolve) => {
      const script = document.createElement('script');
      Object.assign(script, { type: 'module', src: `${origin}/assets/main.js` });
      script.onload = () => resolve('a module was run');
      script.onerror = () => resolve(null);
      document.head.append(script);
    }),
  'runs its script in a worker': ({ origin }) =>
    new Promise((resolve) => {
      const code = `try { importScripts('${origin}/assets/main.js'); postMessage('a script was run'); } catch { postMessage(null); }`;
      const worker = new Worker(URL.createObjectURL(new Blob([code])));
      worker.onmessage = ({ data }) => resolve(data as string | null);
      worker.onerror = () => resolve(null);
    }),
  'takes its files for pictures and styles': ({ origin }) =>
    Promise.all(
      ['img', 'link', 'audio', 'video'].map(
        (tag) =>
          new Promise<string | null>((resolve) => {
            const element = document.createElement(tag);
            if (element instanceof HTMLLinkElement) Object.assign(element, { rel: 'stylesheet', href: origin });
            else element.setAttribute('src', `${origin}/assets/main.js`);
            element.onload = () => resolve(`a ${tag} was loaded`);
            element.onerror = () => resolve(null);
            document.body.append(element);
          }),
      ),
    ).then((all) => all.find((one) => one !== null) ?? null),
  'listens for events': ({ origin }) =>
    new Promise((resolve) => {
      const source = new EventSource(`${origin}/api/notices`);
      source.onopen = () => resolve('events came');
      source.onerror = () => {
        source.close();
        resolve(null);
      };
    }),
  'opens a socket': ({ origin, token }) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/notices`);
      socket.onopen = () => {
        socket.send(token);
        resolve('a socket opened');
      };
      socket.onerror = () => resolve(null);
    }),
  'opens the page in a window and looks into it': ({ origin }) =>
    new Promise((resolve) => {
      const opened = window.open(origin);
      setTimeout(() => {
        try {
          resolve(opened?.document.body.textContent || null);
        } catch {
          resolve(null);
        }
        opened?.close();
      }, 500);
    }),
};

/** Where the attacking page stands. */
const places: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'another site': (page) => page.goto(`http://evil.example:${port}/`),
  'another port of this machine': (page) => page.goto(`http://127.0.0.1:${port}/`),
  'another name of this machine': (page) => page.goto(`http://localhost:${port}/`),
  'a file on this machine': async (page) => {
    const file = join(target.folder, 'page.html');
    await writeFile(file, '<!doctype html><title>File</title><body></body>');
    await page.goto(pathToFileURL(file).href);
  },
};

describe.for(Object.keys(places))('a page of %s', (place) => {
  it('gets nothing from the host and nothing done by it', async () => {
    const token = await target.newToken();
    const before = target.said.length;
    const page = await browser.newPage();
    await places[place]?.(page);
    const known = { origin: target.origin, token };
    const tried = Object.entries(attacks).map(async ([name, attack]) => {
      const got = await Promise.race([page.evaluate(attack, known), pause(patienceMs, 'waits without end')]);
      return got === null ? [] : [`${name}: ${got}`];
    });
    const got = (await Promise.all(tried)).flat();
    await page.close();
    await target.settled();
    expect(got).toEqual([]);
    expect(target.said.slice(before)).toEqual([]);
    tell(`loopback host: ${Object.keys(attacks).length} attacks by a page of ${place}, 0 accepted`);
  });
});

describe('a name that was pointed at this machine', () => {
  it('leads to no page and to no answer', async () => {
    const token = await target.newToken();
    const before = target.said.length;
    const page = await browser.newPage();
    const rebound = `http://rebound.example:${target.port}`;
    // The browser has loaded the attacker's page under this name and port before the name led here.
    const attacking = { contentType: 'text/html', body: '<title>Rebound</title>' };
    await page.route(`${rebound}/`, (route) => route.fulfill(attacking));
    await page.goto(`${rebound}/`);
    const answers = await page.evaluate(
      (given) =>
        Promise.all(
          ['/index.html', '/assets/main.js', '/api/session.read', '/api/session'].map(async (path) => {
            const isRead = !path.startsWith('/api');
            const headers = { 'Content-Type': 'application/json', 'x-parley-token': given };
            const answer = await fetch(path, isRead ? {} : { method: 'POST', headers, body: '{}' });
            return `${answer.status}${await answer.text()}`;
          }),
        ),
      token,
    );
    expect(answers).toEqual(['421', '421', '421', '421']);
    await target.settled();
    expect(target.said.slice(before)).toEqual([]);
    await page.close();
  });
});
