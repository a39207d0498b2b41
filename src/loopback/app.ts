import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as v from 'valibot';
import { commands } from '#api/contract';
import type { Dispatch } from '#api/dispatcher';
import { commandPath, sessionPath, tokenHeader } from '#api/loopback-protocol';
import { securityHeaders } from '#host/content-security-policy';
import type { ReadWindowFile } from '#host/window-files';
import type { Access } from './access';

const maxCodeBytes = 1_024;
const maxInputBytes = 16 * 1_024 * 1_024;

const SessionInput = v.strictObject({ code: v.string() });

const jsonHeaders = { ...securityHeaders, 'Content-Type': 'application/json; charset=utf-8' };

/** An answer that says nothing but its status. */
const bare = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers: { ...securityHeaders, ...headers } });

/**
 * The host over HTTP: the window's files, the exchange of a code for a token, and one route per command. Requests have
 * passed `refusalOf` before they come here.
 */
export function createLoopbackApp(access: Access, dispatch: Dispatch, readFile: ReadWindowFile): Hono {
  const app = new Hono();
  const tooLarge = () => bare(413);

  app.post(sessionPath, bodyLimit({ maxSize: maxCodeBytes, onError: tooLarge }), async (context) => {
    const input = v.safeParse(SessionInput, parseJson(await context.req.text()));
    const token = input.success ? access.redeem(input.output.code) : null;
    return token === null ? bare(401) : new Response(JSON.stringify({ token }), { headers: jsonHeaders });
  });

  // Before any other route, so that without a token even the existence of a command stays unknown.
  app.use('/api/*', async (context, next) => {
    const token = context.req.header(tokenHeader);
    if (token === undefined || !access.isToken(token)) return bare(401);
    return next();
  });
  for (const command of Object.keys(commands)) {
    app.post(commandPath(command), bodyLimit({ maxSize: maxInputBytes, onError: tooLarge }), async (context) => {
      return new Response(await dispatch(command, await context.req.text()), { headers: jsonHeaders });
    });
    app.all(commandPath(command), () => bare(405, { Allow: 'POST' }));
  }
  app.all('/api/*', () => bare(404));

  app.get('*', async (context) => {
    const file = await readFile(context.req.path);
    if (file === null) return bare(404);
    return new Response(file.body, { headers: { ...securityHeaders, 'Content-Type': file.mediaType } });
  });
  app.all('*', () => bare(405, { Allow: 'GET' }));
  app.onError(() => bare(500));
  return app;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
