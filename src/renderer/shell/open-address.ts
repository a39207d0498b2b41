import * as v from 'valibot';
import { WebAddress } from '#core/model/text';
import { ParleyError } from '#core/parley-error';

/** Opens an http(s) address in another tab of this browser, and refuses any other address. */
export async function openAddress(url: string): Promise<void> {
  if (!v.is(WebAddress, url)) {
    throw new ParleyError({ code: 'usage', message: `Only http and https addresses are opened, not ${url}` });
  }
  window.open(url, '_blank', 'noopener,noreferrer');
}
