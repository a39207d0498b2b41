/**
 * Calls in both directions between the test and the process that runs Electron's main bundle. What is passed is copied
 * by structured clone, as Electron's IPC does.
 *
 * @typedef {{ send?: (message: any, callback: (error: Error | null) => void) => boolean, on(event: 'message', listener: (message: any) => void): unknown }} Port
 * @typedef {{ call(name: string, ...args: unknown[]): Promise<any> }} Rpc
 */

/**
 * @param {Port} port
 * @param {Record<string, (...args: any[]) => unknown>} handlers
 * @returns {Rpc}
 */
export function createRpc(port, handlers) {
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let lastId = 0;

  port.on('message', (message) => {
    if (message.name === undefined) {
      const call = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) call?.resolve(message.value);
      else call?.reject(new Error(message.error));
      return;
    }
    void answer(message);
  });

  /** @param {{ id: number, name: string, args: unknown[] }} message */
  async function answer({ id, name, args }) {
    try {
      const handler = handlers[name];
      if (handler === undefined) throw new Error(`The stand-in for Electron has no "${name}".`);
      reply({ id, value: await handler(...args) });
    } catch (error) {
      reply({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  // Nobody is left to hear of an answer that cannot be delivered.
  /** @param {object} message */
  const reply = (message) => void port.send?.(message, () => undefined);

  return {
    call(name, ...args) {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        // The other side may have been killed, which is what some tests are about.
        port.send?.({ id, name, args }, (error) => error !== null && reject(error));
      });
    },
  };
}
