/**
 * What the page and the loopback host agree on besides the contract. A session starts with `POST /api/session`
 * `{ code }`, answered `{ token }`; a command is `POST /api/<command>` with its input as body; notices come over a
 * WebSocket whose first message is the token.
 */
export const sessionPath = '/api/session';

/** Where the WebSocket for notices is opened. */
export const noticesPath = '/api/notices';

/** The header in which the token travels: a cookie would be shared by every port of 127.0.0.1 (RFC 6265, 8.5). */
export const tokenHeader = 'x-parley-token';

/** The host's first message on the WebSocket: from here on no notice is missed. */
export const subscribed = 'subscribed';

/** The status with which the host closes a WebSocket whose token it does not know (RFC 6455, 7.4.1: policy violation). */
export const refusedClose = 1008;

/** The path of a command. */
export function commandPath(command: string): string {
  return `/api/${command}`;
}
