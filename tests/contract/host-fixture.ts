import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createClient, type Client } from '#api/client';
import type { Notice } from '#api/contract';
import { createDispatcher } from '#api/dispatcher';
import type { Transport } from '#api/transport';
import { createApplication, type Application } from '#host/application';

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** A whole host behind a transport that hands over text, as both shells do. */
export interface Host {
  readonly application: Application;
  readonly client: Client;
  /** Gives a command as text and answers the answer's text. */
  readonly request: Transport['request'];
  readonly notices: Notice[];
  /** Errors that only a bug can cause. */
  readonly bugs: unknown[];
}

/** A folder for a reader's data and dossiers; removed after the test, when every host on it is closed. */
export async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'parley-contract-'));
  closings.push(() => rm(home, { recursive: true, force: true }));
  return home;
}

/** Starts a host over a reader's data folder, on 2 December 2025. */
export function startHost(home: string): Host {
  const application = createApplication({
    userData: home,
    sampleFolder: join(import.meta.dirname, '../../data/miami-back-channel'),
    pageTemplate: join(import.meta.dirname, '../fixtures/page-template.html'),
    today: '2025-12-02',
    version: '0.0.0',
    log: () => undefined,
    now: () => new Date('2025-12-02T09:30:00Z'),
  });
  closings.push(() => application.close());
  const bugs: unknown[] = [];
  const notices: Notice[] = [];
  const dispatch = createDispatcher(application.handlers, (error) => bugs.push(error));
  const transport: Transport = {
    request: dispatch,
    subscribe: (listener) => application.onNotice((notice) => listener(JSON.stringify(notice))),
  };
  const client = createClient(transport);
  client.subscribe(
    (notice) => notices.push(notice),
    () => undefined,
  );
  return { application, client, request: dispatch, notices, bugs };
}
