/**
 * Runs in the page before its own scripts: runs the built preload script with the few modules that a sandboxed one may
 * require, and copies whatever passes the bridge by structured clone, which refuses functions and proxies as Electron
 * does.
 *
 * @param {(require: (name: string) => unknown) => void} preload
 */
export function runPreload(preload) {
  // `parleyInvoke` and `parleyReceive` lead to the test, see window-host.ts.
  const world = /** @type {any} */ (globalThis);
  /** @type {Map<string, Set<Function>>} */
  const listeners = new Map();

  const ipcRenderer = {
    /** @param {string} channel @param {unknown[]} args */
    invoke: (channel, ...args) => world.parleyInvoke(channel, structuredClone(args)),
    /** @param {string} channel @param {Function} listener */
    on: (channel, listener) => listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener)),
    /** @param {string} channel @param {Function} listener */
    off: (channel, listener) => listeners.get(channel)?.delete(listener),
  };
  world.parleyReceive = (/** @type {string} */ channel, /** @type {unknown[]} */ args) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
  };

  /** @param {any} value @returns {any} */
  const across = (value) => {
    if (typeof value === 'function') return (/** @type {unknown[]} */ ...args) => across(value(...args.map(across)));
    return value instanceof Promise ? value.then(across) : structuredClone(value);
  };
  const contextBridge = {
    /** @param {string} name @param {Record<string, unknown>} api */
    exposeInMainWorld: (name, api) => {
      const copy = Object.fromEntries(Object.entries(api).map(([key, value]) => [key, across(value)]));
      Object.defineProperty(world, name, { value: Object.freeze(copy), enumerable: true });
    },
  };
  /** @param {string} name */
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name}`);
  };
  preload(require);
}
