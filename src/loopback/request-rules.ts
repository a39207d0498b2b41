import type { IncomingMessage } from 'node:http';
import { tokenHeader } from '#api/loopback-protocol';

/** Why a request is turned away: its status, and nothing else that the sender could learn from. */
export type Refusal = 400 | 403 | 405 | 415 | 421;

// Node keeps the first of two and drops the other in silence; what is judged by must be there once.
const decisive = ['host', 'origin', 'content-type', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', tokenHeader];

/**
 * Checks what every request must show before anything else is looked at; null lets it through.
 *
 * The exact Host keeps out names that were pointed at 127.0.0.1 (DNS rebinding); Origin and Sec-Fetch-Site keep out
 * other pages in the same browser. Only a navigation to the page itself may come from elsewhere: that is how the
 * launcher's file hands over, and the page alone reveals nothing.
 */
export function refusalOf(request: IncomingMessage, authority: string): Refusal | null {
  const { method, headers, headersDistinct, url } = request;
  if (decisive.some((name) => (headersDistinct[name]?.length ?? 0) > 1)) return 400;
  // A whole address as the target would name a host beside the one in Host (RFC 9112, 3.2.2).
  if (url?.startsWith('/') !== true) return 400;
  if (headers.host !== authority) return 421;

  const isRead = method === 'GET' || method === 'HEAD';
  const isUpgrade = headers.upgrade !== undefined;
  const mustNameOrigin = !isRead || isUpgrade;
  if (headers.origin === undefined ? mustNameOrigin : headers.origin !== `http://${authority}`) return 403;

  const site = headers['sec-fetch-site'];
  const isNavigation = isRead && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && !isNavigation) return 403;

  if (isRead) return null;
  if (method !== 'POST') return 405;
  return isJson(headers['content-type']) ? null : 415;
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json(;\s*charset=utf-8)?$/i.test(contentType);
}
