/**
 * Stands in for the `electron` module in the main process: the parts that Parley uses, with windows that are pages of
 * the test's Chromium. The test holds those pages and talks to this process by `rpc.js`.
 */
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { createRpc } from './rpc.js';

/** @typedef {import('./window-host.ts').FrameInfo} FrameInfo */

/** @type {new () => import('node:events').EventEmitter} */
const Emitter = EventEmitter;

/** @type {Map<string, (event: object, ...args: unknown[]) => unknown>} */
const invokeHandlers = new Map();
/** @type {Map<string, (request: Request) => Promise<Response>>} */
const schemeHandlers = new Map();
/** @type {unknown[]} */
const privilegedSchemes = [];
/** @type {Map<number, BrowserWindow>} */
const windows = new Map();
/** @type {{ request: Function | null, check: Function | null }} */
const permissionHandlers = { request: null, check: null };
/** The button that every message box is answered with. */
let messageBoxAnswer = 0;

const test = createRpc(process, {
  /** @param {number} windowId @param {FrameInfo} frame @param {string} channel @param {unknown[]} args */
  invoke(windowId, frame, channel, args) {
    const handler = invokeHandlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const parent = frame.isTop ? null : {};
    return handler({ sender: windows.get(windowId)?.webContents, senderFrame: { url: frame.url, parent } }, ...args);
  },
  /** @param {string} url @param {string} method */
  async fetch(url, method) {
    const handler = schemeHandlers.get(new URL(url).protocol.replace(':', ''));
    if (handler === undefined) throw new Error(`Nothing handles ${url}`);
    const response = await handler(new Request(url, { method }));
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  },
  /** @param {number} windowId @param {string} url */
  mayNavigate(windowId, url) {
    let isPrevented = false;
    const event = { url, preventDefault: () => (isPrevented = true) };
    windows.get(windowId)?.webContents.emit('will-navigate', event, url);
    return !isPrevented;
  },
  /** Whether an event of a window's contents is prevented. @param {number} windowId @param {string} name @param {string} url */
  isPrevented(windowId, name, url) {
    let isPrevented = false;
    windows
      .get(windowId)
      ?.webContents.emit(name, { url, preventDefault: () => (isPrevented = true) }, {}, { src: url });
    return isPrevented;
  },
  /** @param {number} windowId @param {string} url */
  mayOpenWindow(windowId, url) {
    return windows.get(windowId)?.webContents.windowOpenHandler?.({ url }).action !== 'deny';
  },
  /** @param {string} permission */
  async mayUse(permission) {
    const { request, check } = permissionHandlers;
    if (request === null || check === null) return true;
    const isGranted = await new Promise((resolve) => request(null, permission, resolve));
    return isGranted || check(null, permission);
  },
  /** What comes of a page's wish to stay when its window is closed. @param {number} windowId @param {number} answer */
  mayStay(windowId, answer) {
    messageBoxAnswer = answer;
    let isPrevented = false;
    windows.get(windowId)?.webContents.emit('will-prevent-unload', { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  },
  /** @param {number} windowId */
  closeWindow(windowId) {
    windows.get(windowId)?.close();
  },
  facts: () => ({
    privilegedSchemes,
    isSandboxed: app.isSandboxed,
    preferences: [...windows.values()].map(preferences),
  }),
  quit: () => app.quit(),
});

/** @param {BrowserWindow} window */
const preferences = (window) => window.options.webPreferences;

class App extends Emitter {
  isPackaged = false;
  isSandboxed = false;
  /** @type {Record<string, string>} */
  #paths = {};

  whenReady = async () => undefined;
  setName = () => undefined;
  /** @param {string} name @param {string} path */
  setPath = (name, path) => (this.#paths[name] = path);
  /** @param {string} name */
  getPath = (name) => this.#paths[name] ?? join(process.env.PARLEY_HOME ?? '', name);
  enableSandbox = () => (this.isSandboxed = true);
  requestSingleInstanceLock = () => true;
  /** @param {number} code */
  exit = (code) => process.exit(code);

  quit() {
    let isPrevented = false;
    this.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.exit(0);
  }
}

class WebContents extends Emitter {
  /** @type {((details: { url: string }) => { action: string }) | null} */
  windowOpenHandler = null;

  /** @param {number} windowId */
  constructor(windowId) {
    super();
    this.windowId = windowId;
  }
  /** @param {string} channel @param {unknown[]} args */
  send(channel, ...args) {
    void test.call('send', this.windowId, channel, args);
  }
  /** @param {(details: { url: string }) => { action: string }} handler */
  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler;
  }
}

export class BrowserWindow extends Emitter {
  static #lastId = 0;
  static getAllWindows = () => [...windows.values()];
  /** @param {unknown} contents */
  static fromWebContents = (contents) =>
    BrowserWindow.getAllWindows().find((it) => it.webContents === contents) ?? null;

  /** @param {any} options */
  constructor(options) {
    super();
    BrowserWindow.#lastId += 1;
    this.id = BrowserWindow.#lastId;
    this.options = options;
    this.webContents = new WebContents(this.id);
    windows.set(this.id, this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  /** @param {string} url */
  async loadURL(url) {
    const { width, height, webPreferences } = this.options;
    await test.call('loadWindow', this.id, url, { width, height, preload: webPreferences.preload });
    this.emit('ready-to-show');
  }
  close() {
    this.emit('close', {});
    windows.delete(this.id);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
  show = () => undefined;
  focus = () => undefined;
  restore = () => undefined;
  maximize = () => undefined;
  isMinimized = () => false;
  isMaximized = () => false;
  getNormalBounds = () => ({ x: 0, y: 0, width: this.options.width, height: this.options.height });
}

export const app = new App();

export const ipcMain = {
  /** @param {string} channel @param {(event: object, ...args: unknown[]) => unknown} handler */
  handle: (channel, handler) => void invokeHandlers.set(channel, handler),
};

export const protocol = {
  /** @param {unknown[]} schemes */
  registerSchemesAsPrivileged: (schemes) => void privilegedSchemes.push(...schemes),
  /** @param {string} scheme @param {(request: Request) => Promise<Response>} handler */
  handle: (scheme, handler) => void schemeHandlers.set(scheme, handler),
};

export const session = {
  defaultSession: {
    /** @param {Function} handler */
    setPermissionRequestHandler: (handler) => (permissionHandlers.request = handler),
    /** @param {Function} handler */
    setPermissionCheckHandler: (handler) => (permissionHandlers.check = handler),
    setDevicePermissionHandler: () => undefined,
  },
};

export const dialog = {
  /** @param {unknown} _window @param {unknown} options */
  showSaveDialog: (_window, options) => test.call('showSaveDialog', options),
  /** @param {unknown} _window @param {unknown} options */
  showOpenDialog: (_window, options) => test.call('showOpenDialog', options),
  showMessageBoxSync: () => messageBoxAnswer,
  /** @param {string} title @param {string} message */
  showErrorBox: (title, message) => void process.stderr.write(`${title}: ${message}\n`),
};

export const shell = {
  /** @param {string} url */
  openExternal: (url) => test.call('openExternal', url),
  /** @param {string} path */
  openPath: (path) => test.call('openPath', path),
};

export const Menu = { setApplicationMenu: () => undefined, buildFromTemplate: () => ({}) };
export const nativeTheme = { shouldUseDarkColors: false };
export const screen = { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) };

// Without its test there is no window left to serve.
process.on('disconnect', () => process.exit(1));
process.once('SIGTERM', () => app.quit());
