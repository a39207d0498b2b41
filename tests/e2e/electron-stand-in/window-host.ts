import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { installed } from '../harness/installation';
import { runPreload } from './preload-world.js';
import { createRpc, type Rpc } from './rpc.js';

/** What the main process is told of the frame that calls it. */
export interface FrameInfo {
  readonly url: string;
  readonly isTop: boolean;
}

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly preload: string;
}

interface Served {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

// Chromium cannot be given a scheme of its own, so the pages live at a name that is as secure and leads nowhere.
const appOrigin = 'parley://app';
const pageOrigin = 'http://parley.localhost';
const toApp = (url: string) => url.replace(pageOrigin, appOrigin);

/** Electron's main bundle, running in a Node process of its own with the stand-in for `electron`. */
export interface StandIn {
  readonly page: Page;
  readonly process: ChildProcess;
  /** Reaches the stand-in's own handlers, for what no page can show. */
  readonly main: Rpc;
  /** Addresses handed to the system's browser, and files to its programs. */
  readonly openedOutside: readonly string[];
  /** Calls the main process as a frame of the test's choosing would. */
  invokeAs(frame: FrameInfo, channel: string, ...args: unknown[]): Promise<unknown>;
}

/**
 * Starts the built main bundle and answers once its window has loaded. `savePath` is where every save dialog ends up.
 */
export async function startStandIn(
  context: BrowserContext,
  programArguments: readonly string[],
  environment: NodeJS.ProcessEnv,
  savePath: string,
): Promise<StandIn> {
  const child = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, 'register.js'), installed('out/main/main.js'), ...programArguments],
    { env: environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' },
  );
  const pages = new Map<number, Page>();
  const openedOutside: string[] = [];
  const opened = new EventEmitter<{ window: [number, Page] }>();
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The main process ended with code ${code} before its window opened.`);
  });
  const window = Promise.race([once(opened, 'window') as Promise<[number, Page]>, ended]);
  ended.catch(() => undefined);

  const main = createRpc(child, {
    async loadWindow(id: number, url: string, { width, height, preload }: WindowOptions) {
      const page = await context.newPage();
      pages.set(id, page);
      await page.setViewportSize({ width, height });
      await connectPage(page, id, main);
      await page.addInitScript(await preloadScript(preload));
      await page.goto(url.replace(appOrigin, pageOrigin));
      opened.emit('window', id, page);
    },
    async send(id: number, channel: string, args: unknown[]) {
      await pages.get(id)?.evaluate(
        (message) => {
          const world = globalThis as unknown as { parleyReceive(channel: string, args: unknown[]): void };
          world.parleyReceive(message.channel, message.args);
        },
        { channel, args },
      );
    },
    showSaveDialog: () => ({ canceled: false, filePath: savePath }),
    showOpenDialog: () => ({ canceled: true, filePaths: [] }),
    openExternal: (url: string) => void openedOutside.push(url),
    openPath: (path: string) => {
      openedOutside.push(path);
      return '';
    },
  });
  const [id, page] = await window;
  return {
    page,
    process: child,
    main,
    openedOutside,
    invokeAs: (frame, channel, ...args) => main.call('invoke', id, frame, channel, args),
  };
}

/** Leads a page's requests, navigations and calls to the main process. */
async function connectPage(page: Page, windowId: number, main: Rpc): Promise<void> {
  await page.exposeBinding('parleyInvoke', ({ frame }, channel: string, args: unknown[]) => {
    const info: FrameInfo = { url: toApp(frame.url()), isTop: frame.parentFrame() === null };
    return main.call('invoke', windowId, info, channel, args);
  });
  await page.route('**/*', async (route) => {
    const answer = await answerTo(route, page, windowId, main).catch(() => null);
    // Aborted, not failed: a page that may not go elsewhere stays. It may also be gone before its answer comes.
    await (answer === null ? route.abort('aborted') : route.fulfill(answer)).catch(() => undefined);
  });
}

/** What the main process serves for a request; null where it lets nothing through. */
async function answerTo(route: Route, page: Page, windowId: number, main: Rpc) {
  const request = route.request();
  const url = toApp(request.url());
  const isNavigation = request.isNavigationRequest() && page.url() !== 'about:blank';
  if (isNavigation && !(await main.call('mayNavigate', windowId, url))) return null;
  if (!url.startsWith(`${appOrigin}/`)) return null;
  const { status, headers, body } = (await main.call('fetch', url, request.method())) as Served;
  return { status, headers, body: Buffer.from(body) };
}

async function preloadScript(path: string): Promise<string> {
  return `(${String(runPreload)})((require) => {\n${await readFile(path, 'utf8')}\n});`;
}
