import { commandPath, sessionPath, tokenHeader } from '#api/loopback-protocol';
import { ParleyError } from '#core/parley-error';

const tokenKey = 'parley-token';

/** This page's right to talk to the host: a token that a reload keeps and that no other page or tab can read. */
export class LoopbackSession {
  readonly token: string;

  private constructor(token: string) {
    this.token = token;
  }

  /** Exchanges the code in the address for a token, or takes up the token from before a reload. */
  static async start(): Promise<LoopbackSession> {
    const code = /^#code=([\w-]+)$/.exec(location.hash)?.[1];
    if (code !== undefined) {
      // The code has no business in the history, whether or not it is accepted.
      history.replaceState(null, '', location.pathname);
      const token = await redeem(code);
      if (token !== null) sessionStorage.setItem(tokenKey, token);
    }
    const token = sessionStorage.getItem(tokenKey);
    if (token === null) throw unauthorised();
    return new LoopbackSession(token);
  }

  /** Gives a command and answers with its envelope's text. Rejects when the host is gone or no longer knows this page. */
  async post(command: string, inputText: string): Promise<string> {
    const response = await post(commandPath(command), inputText, { [tokenHeader]: this.token });
    if (response.status === 401) throw unauthorised();
    if (response.status === 413) {
      throw new ParleyError({
        code: 'too-large',
        message: 'This is more than Parley takes at once. Save it in parts.',
      });
    }
    if (!response.ok) throw new Error(`The host answered with status ${response.status}.`);
    return await response.text();
  }
}

async function redeem(code: string): Promise<string | null> {
  const response = await post(sessionPath, JSON.stringify({ code }), {});
  if (!response.ok) return null;
  const { token } = (await response.json()) as { token: string };
  return token;
}

function post(path: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body });
}

function unauthorised(): ParleyError {
  return new ParleyError({
    code: 'unauthorised',
    message: 'This address has been used already, or Parley was started anew. Open Parley from its launcher again.',
  });
}
