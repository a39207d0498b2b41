import { shell } from 'electron';
import { ParleyError } from '#core/parley-error';

const webProtocols = new Set(['http:', 'https:']);

/** Opens a web address in the person's browser. Any other address could start a program, and is refused. */
export async function openExternal(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !webProtocols.has(url.protocol)) {
    throw new ParleyError({ code: 'usage', message: `Only http and https addresses are opened, not ${address}` });
  }
  await shell.openExternal(url.href);
}
